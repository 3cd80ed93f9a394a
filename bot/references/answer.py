"""What the reference list answered → the message that a reader gets."""

import re
from collections.abc import Sequence

from bot.answer import (
    Answer,
    Citation,
    Statement,
    cite,
    escape,
    source_line,
    with_details,
    with_disclaimer,
)
from bot.answering.composing import state
from bot.references.look_up import Lookup
from ingest.article import LinkStatus
from ingest.folder import Source
from prompts import texts

SHOWN = 50
DOI = re.compile(r"10\.\d{4,9}/")


def answer_lookup(looked: Lookup, source: Source, language: str) -> Answer:
    """The entries that were asked for, or the sentences that they support."""
    article = source.article
    citations = tuple(cite(article, n, link_status(source, n)) for n in looked.numbers[:SHOWN])
    statements: tuple[Statement, ...] = ()
    if looked.kind == "claims":
        statements = tuple(state(source, identity, language) for identity in looked.sentences)
    parts = [_opening(looked, citations, statements, language)]
    if statements:
        parts.append("\n".join(f"- {with_numbers(s)}" for s in statements))
    if citations:
        parts.append(entry_lines(citations, language))
    answer = with_disclaimer("reference", language, "\n\n".join(parts))
    return with_details(answer, statements=statements, citations=citations, confidence=1.0)


def entry_lines(citations: Sequence[Citation], language: str) -> str:
    """Entries as a list; the tail of one that the page tore in two stands with its head."""
    return "\n".join(f"- {source_line(citation, language)}" for citation in _heads(citations))


def _heads(citations: Sequence[Citation]) -> list[Citation]:
    tails = {citation.continued_by for citation in citations}
    return [citation for citation in citations if citation.number not in tails]


def _opening(
    looked: Lookup,
    citations: tuple[Citation, ...],
    statements: tuple[Statement, ...],
    language: str,
) -> str:
    key = f"reference.{looked.kind}"
    if looked.kind == "claims" and not statements:
        key = "reference.no_claims"
    elif looked.kind == "not_found" and DOI.match(looked.asked):
        key = "reference.doi_not_found"  # one that somebody made up is not said again
    elif looked.kind == "count" and citations:
        key = "reference.counted"
    say = texts(language)
    number = citations[0].number if citations else looked.asked
    known = {
        "number": looked.asked or number,
        "asked": escape(looked.asked),
        "highest": looked.highest,
        "count": len(_heads(citations)),
    }
    return say(key, **{name: known[name] for name in say.variables(key)})


def with_numbers(statement: Statement) -> str:
    """A statement with the numbers that it cites behind it, in Markdown."""
    marks = "".join(f" [{number}]" for number in statement.citations)
    return f"{escape(statement.text)}{marks}"


def link_status(source: Source, number: int) -> LinkStatus | None:
    """How the first link to an entry is known, or None when nothing is linked to it."""
    return next(
        (
            link.status
            for s in source.article.sentences
            for link in s.links
            if link.number == number
        ),
        None,
    )
