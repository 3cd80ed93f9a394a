"""The article and the page's head as HTML; every text in it is escaped by the templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from bot.rendering.markup import address_of, without_address
from ingest.article import Article, Reference, Sentence
from prompts import NAMES, texts

ASSETS = Path(__file__).with_name("assets")
_WORDS = (
    "asked", "answered", "send", "stop", "clear", "retry", "copy", "copied", "like", "dislike",
    "conversation", "questions", "no_questions", "close", "cited", "title", "show_article",
    "hide_article", "offline", "down",
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


def head(article: Article, language: str) -> str:
    """The page's title, what it does, the languages to choose from, and the words of its script."""
    say = texts(language)
    words = {key: say(f"page.{key}") for key in _WORDS}
    words["submit"] = words.pop("send")
    words["reference"] = say("page.reference", number="{number}")
    title = Markup("<cite lang='{}'>{}</cite>").format(article.language, article.title)
    intro = escape(say("page.intro", title="\x00")).replace("\x00", title)
    return _template("header").render(
        article=article, language=language, languages=NAMES, say=say, words=words, intro=intro
    )


@lru_cache(maxsize=64)
def reader(article: Article, language: str) -> str:
    """The whole article with its references; what the page says around it in `language`."""
    return _template("reader").render(
        article=article,
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


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(f"{name}.html.jinja")
