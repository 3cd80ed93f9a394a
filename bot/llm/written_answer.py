"""A written answer as a reader sees it: built as every other, from statements and their links."""

from collections.abc import Sequence

from bot.answer import Answer, Statement, Usage, citations_of, with_details, with_disclaimer
from bot.rendering import markdown
from ingest.article import Article


def shown(
    own: Answer, article: Article, statements: Sequence[Statement], usage: Usage | None
) -> Answer:
    """The answer of these statements, with all else that the article's `own` answer has."""
    citations = citations_of(statements, article)
    body = markdown.written(statements, citations, own.language)
    if own.kind == "advice":
        body = f"{markdown.advice_opening(own.language)}\n\n{body}"
    return with_details(
        with_disclaimer(own.kind, own.language, body),
        statements=tuple(statements), citations=citations, passages=own.passages,
        article=own.article, sha256=own.sha256, confidence=own.confidence,
        suggestions=own.suggestions, generated=True, usage=usage,
    )  # fmt: skip
