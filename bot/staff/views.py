"""What the view shows, as HTML; every text in it is escaped by the templates."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.answer import Answer
from bot.fact_check.verify import Verdict
from bot.feedback.rows import OpenQuestion
from bot.rendering.markup import address_of
from bot.staff.search import Hit, SearchResults, pieces
from prompts import NAMES, texts
from vectorstore.index import Index

if TYPE_CHECKING:
    from jinja2 import Template

ASSETS = Path(__file__).with_name("assets")


def head(language: str) -> str:
    """The view's title, what it is for, and its languages."""
    return _render("head", language, names=NAMES)


def answer(given: Answer, threshold: float, language: str) -> str:
    """Of what kind an answer is, how sure, and what to do."""
    return _render("answer", language, answer=given, threshold=threshold)


def evidence(given: Answer, index: Index, language: str) -> str:
    """What an answer rests on: its sources, and the nearest sentences with scores and links."""
    used = {statement.source.sentence for statement in given.statements}
    passages = tuple(_passages(given, index))
    shown = {"answer": given, "passages": passages, "used": used}
    return _render("evidence", language, languages=_written_in(index), **shown)


def found(given: SearchResults, words: Sequence[str], index: Index, language: str) -> str:
    """What a search found, with the words marked."""
    return _render("found", language, found=given, words=words, languages=_written_in(index))


def verdict(given: Verdict, language: str) -> str:
    """Whether the sentences of a text stand on the article, why not, and what each rests on."""
    return _render("verdict", language, verdict=given)


def unanswered(asked: Sequence[OpenQuestion], more: bool, several: bool, language: str) -> str:
    """Kept questions, counted; `more` when not all are shown, `several` when articles differ."""
    shown = {"asked": asked, "more": more, "several": several, "names": NAMES, "problem": ""}
    return _render("unanswered", language, **shown)


def problem(text: str, language: str) -> str:
    """A line that says why there is nothing to show."""
    return _render("unanswered", language, problem=text)


def _passages(given: Answer, index: Index) -> list[Hit]:
    """The answer's passages with their places; an id is looked up in its own article first."""
    slugs = sorted(index.slugs, key=lambda slug: slug != given.article)
    hits = []
    for passage in given.passages:
        for slug in slugs:
            try:
                section, sentence = index.place(slug, passage.sentence)
            except KeyError:
                continue
            hits.append(Hit(slug, section, sentence, passage.score))
            break
    return hits


def _written_in(index: Index) -> dict[str, str]:
    return {slug: index.source(slug).article.language for slug in index.slugs}


def _render(name: str, language: str, **values: object) -> str:
    shown = _template(name).render(say=texts(language), language=language, **values)
    return f'<div class="staff">{shown}</div>'


@cache
def _template(name: str) -> "Template":
    environment = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(pieces=pieces, address_of=address_of)
    return environment.get_template(f"{name}.html.jinja")
