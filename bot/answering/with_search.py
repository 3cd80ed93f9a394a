"""An answer with what was found for it: passages, confidence, article, and questions to go on with."""

from bot.answer import Answer, Found, with_details
from bot.answering.searching import Search
from bot.answering.suggestions import follow_ups
from ingest.folder import Source


def with_search(answer: Answer, search: Search) -> Answer:
    """The answer with what was found, how sure it is, and questions to go on with."""
    found, source = search.found, search.source
    passages = [Found(p.sentence.id, p.sentence.text, round(p.score, 4)) for p in found.passages]
    suggestions = answer.suggestions or follow_ups(
        found, source, search.language, skip=answer.statements
    )
    answer = with_details(
        answer, passages=tuple(passages), confidence=round(search.confidence, 4),
        suggestions=suggestions,
    )  # fmt: skip
    return about(answer, source)


def about(answer: Answer, source: Source) -> Answer:
    """The answer with the article that it is from."""
    return with_details(answer, article=source.article.slug, sha256=source.article.sha256)
