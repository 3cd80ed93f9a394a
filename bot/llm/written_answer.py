"""A written answer as a reader sees it: built as every other, from statements and their links."""

from collections.abc import Sequence

from bot.answer import Answer, Statement, Usage, with_details
from bot.answering import parts
from bot.answering.citing import citations_of
from bot.rendering.whole import with_disclaimer
from ingest.folder import Source


def shown(
    own: Answer, source: Source, statements: Sequence[Statement], usage: Usage | None
) -> Answer:
    """The answer of these statements, with all else that the article's `own` answer has."""
    citations = citations_of(statements, source.article)
    opening = parts.advice_opening(own.language) if own.kind == "advice" else []
    body = [*opening, *parts.written(statements, citations, source, own.language)]
    return with_details(
        with_disclaimer(own.kind, own.language, body),
        statements=tuple(statements), citations=citations, passages=own.passages,
        article=own.article, sha256=own.sha256, confidence=own.confidence,
        suggestions=own.suggestions, generated=True, usage=usage,
    )  # fmt: skip
