"""What the reference list answered → the message that a reader gets."""

import re
from dataclasses import replace

from bot.answer import Answer, Block, Citation, Notice, Sources, Stated, Statement, with_details
from bot.answering.citing import cite
from bot.answering.composing import state
from bot.references.look_up import Lookup
from bot.rendering.markdown import heads
from bot.rendering.markup import escape
from bot.rendering.whole import with_disclaimer
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
    asked = ", ".join(source.heading(h, language) for h in looked.headings) or looked.asked
    opening = _opening(replace(looked, asked=asked), citations, statements, language)
    parts: list[Block] = [Notice(opening)]
    parts += [Stated(statement, "item") for statement in statements]
    if citations:
        parts.append(Sources(citations, heading=False))
    answer = with_disclaimer("reference", language, parts)
    return with_details(answer, statements=statements, citations=citations, confidence=1.0)


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
        "count": len(heads(citations)),
    }
    return say(key, **{name: known[name] for name in say.variables(key)})


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
