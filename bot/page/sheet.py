"""An answer to take along: its sentences with their whole references, on a page that prints well.

Its link holds the article, the article's hash and the sentences' ids, never the question: that comes
from the window that opened the page, and stays in the browser.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlencode

from bot.answer import Answer, Statement
from bot.answering.citing import citations_of
from bot.answering.composing import state
from bot.page.templates import ASSETS, template
from bot.rendering.markup import address_of, without_address
from ingest.article import Sentence
from ingest.folder import Source
from prompts import texts

PATH = "take-along"
MOST = 20  # sentences; an answer has fewer


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link asks for: sentences of an article as it was when the answer was given."""

    sha256: str
    sentences: tuple[str, ...]


def link(answer: Answer) -> str:
    """The address of an answer's sheet, beside the page; "" for one that has no sentences."""
    if not answer.statements or answer.article is None or answer.sha256 is None:
        return ""
    places = (place for statement in answer.statements for place in statement.places)
    ids = list(dict.fromkeys(place.sentence for place in places))[:MOST]
    asked = {"article": answer.article, "sha256": answer.sha256, "sentences": ",".join(ids)}
    return f"{PATH}?{urlencode(asked | {'lang': answer.language}, safe=',')}"


def sheet(source: Source, wanted: Wanted, language: str, today: str, suggested: bool) -> str:
    """The page, as HTML: what is there of what is wanted, and whether the article has changed.

    `today` is its date; `suggested` says whether what only the linker ties to a sentence is cited.
    """
    known = source.article.places
    there = [known[identity][1] for identity in wanted.sentences if identity in known]
    statements = [_stated(source, sentence, language, suggested) for sentence in there]
    return _render(
        "sheet",
        language,
        source=source,
        statements=statements,
        citations=citations_of(statements, source.article),
        gone=len(wanted.sentences) - len(there),
        changed=wanted.sha256 != source.article.sha256,
        today=today,
    )


def refusal(reason: str, language: str) -> str:
    """The page that says in a line why there is no sheet; `reason` is a key below `sheet`."""
    return _render("no_sheet", language, reason=reason)


def policy() -> str:
    """The Content-Security-Policy of these pages: their own look and script, and nothing else."""
    look, script = (_hash(text) for text in _own())
    return (
        f"default-src 'none'; style-src {look}; script-src {script}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )


def _stated(source: Source, sentence: Sentence, language: str, suggested: bool) -> Statement:
    statement = state(source, sentence.id, language)
    sure = sentence.numbers(suggested)
    return replace(statement, citations=tuple(n for n in statement.citations if n in sure))


def _render(name: str, language: str, **values: object) -> str:
    look, script = _own()
    return template(name).render(
        say=texts(language), language=language, look=look, script=script,
        address_of=address_of, without_address=without_address, **values,
    )  # fmt: skip


def _own() -> Sequence[str]:
    return [(ASSETS / f"sheet.{kind}").read_text(encoding="utf-8") for kind in ("css", "js")]


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
