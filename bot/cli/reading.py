"""What is read of captures, as a table: before an ingest, or after one."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.cli.console import progress_bar, say, show
from ingest import folder
from ingest.article import Article
from ingest.errors import InputError

_COLUMNS = ("article", "language", "sections", "sentences", "references", "links", "warnings")


def try_out(paths: Sequence[Path]) -> int:
    """Read captures and articles, write nothing, and show what was read; how many were refused."""
    sources = [source for path in paths for source in folder.sources_below(path)]
    found, refused = [], 0
    with progress_bar() as progress:
        for done, path in enumerate(sources):
            try:
                found.append(folder.load(path).article)
            except InputError as error:
                refused += 1
                say(str(error))
            progress("parse", done + 1, len(sources))
    tell(found)
    return refused


def tell(articles: Sequence[Article]) -> None:
    """Show a line each, and what each warns of."""
    if not articles:
        return
    rows = [_COLUMNS, *(tuple(map(str, _row(article))) for article in articles)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        show("  ".join(_aligned(row, widths)).rstrip())
    for article in articles:
        for warning in article.warnings:
            say(f"{article.slug}: {warning}")


def _row(article: Article) -> tuple[str | int, ...]:
    sentences = article.sentences
    links = sum(len(sentence.links) for sentence in sentences)
    sizes = len(article.sections), len(sentences), len(article.references), links
    return (article.slug, article.language, *sizes, len(article.warnings))


def _aligned(row: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    """Names from the left, numbers from the right."""
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if place < 2 else cell.rjust(width)
