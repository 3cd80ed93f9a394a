"""The article and the page's head as HTML; every text in it is escaped by the templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup, escape

from bot.page.templates import template
from bot.rendering.markup import address_of, without_address
from ingest.article import Article, Reference, Sentence
from ingest.folder import Source
from prompts import NAMES, texts

_WORDS = (
    "asked", "answered", "send", "stop", "clear", "retry", "copy", "copied", "like", "dislike",
    "conversation", "questions", "no_questions", "close", "cited", "title", "show_article",
    "hide_article", "offline", "down", "show_original", "show_translation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    level: int
    paragraphs: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    reference: Reference
    text: str
    tail: str
    facts: str
    address: str
    address_text: str
    supports: tuple[Sentence, ...]


def head(source: Source, language: str) -> str:
    """The page's title, what it does, the languages to choose from, and the words of its script."""
    say, article = texts(language), source.article
    named = source.heading(article.title, language)
    spoken = article.language if named == article.title else language
    words = {key: say(f"page.{key}") for key in _WORDS}
    words["submit"] = words.pop("send")
    words["reference"] = say("page.reference", number="{number}")
    title = Markup("<cite lang='{}'>{}</cite>").format(spoken, named)
    intro = escape(say("page.intro", title="\x00")).replace("\x00", title)
    return template("header").render(
        article=article, language=language, languages=NAMES, say=say, words=words, intro=intro
    )


def reader(source: Source, language: str) -> str:
    """The whole article with its references; what the page says around it in `language`.

    What is translated into it is shown so, with the article's own words behind a switch.
    """
    article = source.article
    headings = (article.title, *(section.heading for section in article.sections))
    named = {text: source.heading(text, language) for text in headings}
    told = source.translations(language) | {t: n for t, n in named.items() if n != t}
    return _whole(article, language, tuple(told.items()))


@lru_cache(maxsize=64)
def _whole(article: Article, language: str, told: tuple[tuple[str, str], ...]) -> str:
    """The article; `told` is what is translated: a sentence by its id, a heading by itself."""
    return template("reader").render(
        article=article,
        language=language,
        told=dict(told),
        sections=list(_sections(article)),
        entries=list(_entries(article, language)),
        say=texts(language),
    )


def _sections(article: Article) -> Iterator[_Section]:
    for section in article.sections:
        paragraphs = groupby(section.sentences, key=lambda sentence: sentence.paragraph)
        level = min(max(section.level, 2) + 1, 6)  # below the page's title and the article's
        yield _Section(section.heading, level, tuple(tuple(group) for _, group in paragraphs))


def _entries(article: Article, language: str) -> Iterator[_Entry]:
    say = texts(language)
    for reference in article.references:
        tail = article.reference(reference.continued_by) if reference.continued_by else None
        kind = say(f"kinds.{reference.kind}") if reference.kind else ""
        address, address_text = address_of(reference.doi, reference.url)
        yield _Entry(
            reference,
            without_address(reference.text) if address else reference.text,
            say("answer.continues", number=tail.number, tail=tail.text) if tail else "",
            ", ".join(part for part in (kind, str(reference.year or "")) if part),
            address,
            address_text,
            tuple(
                s for s in article.sentences if any(k.number == reference.number for k in s.links)
            ),
        )
