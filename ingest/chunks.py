"""Sections and references → chunks that keep within limits of tokens, under their heading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.article import Article, Reference, Section

if TYPE_CHECKING:
    from ingest.text.splitter import SentenceSplitter


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an article for a language model.

    `sentences` are the ids of the sentences in it; `reference` the number of the entry it is.
    `text` starts with the section's heading, or the entry's number. `tokens` counts `text` in the
    encoding that cut it. What is over the limits alone is in several chunks that all name it.
    """

    id: str
    text: str
    tokens: int
    sentences: tuple[str, ...] = ()
    reference: int | None = None


def chunk(
    article: Article,
    budget: int,
    count: Callable[[str], int],
    fits: Callable[[str], bool] | None = None,
) -> tuple[Chunk, ...]:
    """All chunks of an article: its sections', then one for each reference.

    Args:
        article: what is cut.
        budget: the most tokens of a chunk.
        count: counts a text's tokens.
        fits: whether a chunk keeps within another limit, as the encoder's; None: there is none.

    Raises:
        ValueError: the budget is not above 0.
    """
    from ingest.text.splitter import SentenceSplitter  # LangChain's package: half a second

    splitter = SentenceSplitter(budget, count, fits)
    sections = (each for s in article.sections for each in _section(s, splitter, count))
    entries = (each for r in article.references for each in _reference(r, splitter, count))
    return tuple(
        replace(each, id=f"{article.slug}/{i}") for i, each in enumerate((*sections, *entries))
    )


def _section(
    section: Section, splitter: "SentenceSplitter", count: Callable[[str], int]
) -> Iterator[Chunk]:
    texts = [sentence.text for sentence in section.sentences]
    for piece in splitter.pieces(texts, splitter.opening(section.heading)):
        ids = tuple(section.sentences[place].id for place in piece.sentences)
        yield Chunk("", piece.text, count(piece.text), ids)


def _reference(
    entry: Reference, splitter: "SentenceSplitter", count: Callable[[str], int]
) -> Iterator[Chunk]:
    for piece in splitter.pieces([entry.text], f"[{entry.number}] "):
        yield Chunk("", piece.text, count(piece.text), (), entry.number)
