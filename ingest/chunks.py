"""Sections and references → chunks that keep within a token budget, never torn in a sentence."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ingest.article import Article, Reference, Section

if TYPE_CHECKING:
    import tiktoken

_HEADING = 300  # characters


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an article for a language model.

    `sentences` are the ids of the sentences in it; `reference` the number of the entry it is.
    `text` starts with the section's heading. `tokens` counts `text` in the encoding that cut it.
    """

    id: str
    text: str
    tokens: int
    sentences: tuple[str, ...] = ()
    reference: int | None = None


@cache
def encoding(name: str | None = None) -> "tiktoken.Encoding":
    """The tiktoken encoding of that name, or the bundled one where none is named or to be had.

    The bundled one has a token for each of the 256 bytes and no other. Every byte-level encoding
    of a language model gives a text at most one token a byte (its merges only join tokens), so
    this one never counts too few, whatever the model; it counts three to four times too many.
    """
    import tiktoken

    if name:
        try:
            return tiktoken.get_encoding(name)
        except Exception as error:  # noqa: BLE001 - unknown or out of reach, in many kinds
            logging.getLogger("fotnot").warning("no encoding %r (%s): counting bytes", name, error)
    return tiktoken.Encoding(
        name="bytes",
        pat_str=r"(?s).",
        mergeable_ranks={bytes([i]): i for i in range(256)},
        special_tokens={},
    )


def counter(name: str | None = None) -> Callable[[str], int]:
    """A function that counts the tokens of a text; control words in it count as plain text."""
    chosen = encoding(name)
    return lambda text: len(chosen.encode_ordinary(text))


def chunk(article: Article, budget: int, count: Callable[[str], int]) -> tuple[Chunk, ...]:
    """All chunks of an article: its sections', then one for each reference.

    A sentence longer than the budget stands alone in its chunk, whole.
    """
    sections = (piece for s in article.sections for piece in _section(s, budget, count))
    entries = (_reference(r, count) for r in article.references)
    return tuple(
        Chunk(f"{article.slug}/{i}", c.text, c.tokens, c.sentences, c.reference)
        for i, c in enumerate((*sections, *entries))
    )


def _section(section: Section, budget: int, count: Callable[[str], int]) -> Iterable[Chunk]:
    texts: list[str] = []
    ids: list[str] = []
    for sentence in section.sentences:
        longer = _joined(section.heading, [*texts, sentence.text])
        if texts and count(longer) > budget:
            yield _chunk(section.heading, texts, ids, count)
            texts, ids = [], []
        texts.append(sentence.text)
        ids.append(sentence.id)
    if texts:
        yield _chunk(section.heading, texts, ids, count)


def _chunk(heading: str, texts: list[str], ids: list[str], count: Callable[[str], int]) -> Chunk:
    text = _joined(heading, texts)
    return Chunk("", text, count(text), tuple(ids))


def _joined(heading: str, texts: list[str]) -> str:
    """The heading stands in every chunk of its section, so that a long one is cut."""
    return f"{heading[:_HEADING]}\n{' '.join(texts)}"


def _reference(entry: Reference, count: Callable[[str], int]) -> Chunk:
    text = f"[{entry.number}] {entry.text}"
    return Chunk("", text, count(text), (), entry.number)
