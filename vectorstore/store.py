"""What an index keeps its rows in: a protocol.

A row a sentence, a question of the bank or the page, a chunk of a section, and a reference. Another
store is a class with these methods, chosen in `opening.py`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from vectorstore.encoder.base import Vectors

RowKind = Literal["sentences", "questions", "chunks", "references"]
KINDS: tuple[RowKind, ...] = ("sentences", "questions", "chunks", "references")


@dataclass(frozen=True, slots=True)
class Row:
    """What is stored: a key that says whose it is (slug/…), its article, and the text."""

    key: str
    slug: str
    text: str


class Store(Protocol):
    """Rows with vectors, by kind. Scores are cosines: 1 is the same direction.

    Written by one thread and then asked by many at once. A generation is written once: it may begin
    with the rows of the one before, where the store keeps them in the generation's folder.

    Raises:
        IndexUnusableError: by whatever method; what can't be had, and how to mend it.
    """

    def create(self, dimension: int) -> None:
        """Make what is missing for rows of all kinds, with vectors of that length; called again, nothing."""

    def add(self, kind: RowKind, rows: Sequence[Row], vectors: Vectors) -> None:
        """Add any number of rows with their vectors of length 1, shape (rows, dimension).

        A key comes once in a kind; none may come in.
        """

    def remove(self, slug: str) -> None:
        """Take an article's rows of every kind away; where it has none, nothing."""

    def query(
        self, kind: RowKind, vector: Vectors, limit: int, slug: str | None = None
    ) -> dict[str, float]:
        """Key → cosine of the nearest rows, best first; `vector` has length 1, shape (dimension,).

        As many as `limit` where there are so many; of one article where `slug` names it.
        """

    def count(self, kind: RowKind) -> int:
        """How many rows of a kind there are, of all articles."""

    def check(self, dimension: int) -> None:
        """Raise IndexUnusableError when they were made with vectors of another length, or are not there."""

    def drop_generations_but(self, kept: Collection[str]) -> None:
        """Delete what other generations than those have left, where it lies on a server.

        Called after each ingest, with the names of the generations that some process may still ask.
        """

    def close(self) -> None:
        """Let go of all that is held; what was written is then on disk. Called again, nothing."""
