"""What an answer cites, as entries of the article's list."""

from collections.abc import Sequence

from bot.answer import Citation, Statement
from ingest.article import Article, LinkStatus


def cite(article: Article, number: int, status: LinkStatus | None) -> Citation:
    """A citation of an entry that is in the list, with its tail where the page tore it."""
    entry = article.reference(number)
    if entry is None:
        raise KeyError(number)
    tail = article.reference(entry.continued_by) if entry.continued_by else None
    return Citation(
        number, entry.text, entry.doi, entry.url, entry.kind, entry.year, status,
        entry.continued_by, tail.text if tail else None,
    )  # fmt: skip


def citations_of(statements: Sequence[Statement], article: Article) -> tuple[Citation, ...]:
    """What statements cite, by number, each with the surest of the links that it is cited by."""
    status = {
        (place.sentence, link.number): link.status
        for statement in statements
        for place in statement.places
        if place.sentence in article.places
        for link in article.places[place.sentence][1].links
    }
    cited: dict[int, Citation] = {}
    for statement in statements:
        for number in statement.citations:
            for source in statement.places:
                known = status.get((source.sentence, number))
                if known and (number not in cited or cited[number].status == "suggested"):
                    cited[number] = cite(article, number, known)
    return tuple(cited[number] for number in sorted(cited))
