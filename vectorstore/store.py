"""What an index keeps its rows in: a protocol.

A row a sentence, a question of the bank or the page, a chunk of a section, and a reference. Another
store is a class with these methods, chosen in `opening.py`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from vectorstore.encoder.base import Vectors

Kind = Literal["sentences", "questions", "chunks", "references"]
KINDS: tuple[Kind, ...] = ("sentences", "questions", "chunks", "references")


@dataclass(frozen=True, slots=True)
class Row:
    """What is stored: a key that says whose it is (slug/…), its article, and the text."""

    key: str
    slug: str
    text: str


class Store(Protocol):
    """Rows with vectors, by kind. Scores are cosines: 1 is the same direction.

    Safe to ask from many threads; whatever can't be had of it is an IndexUnusableError.
    """

    def create(self, dimension: int) -> None:
        """Make what is missing for rows of all kinds, with vectors of that length."""

    def add(self, kind: Kind, rows: Sequence[Row], vectors: Vectors) -> None:
        """Add rows with their vectors, shape (rows, dimension)."""

    def remove(self, slug: str) -> None:
        """Take an article's rows of every kind away."""

    def query(
        self, kind: Kind, vector: Vectors, limit: int, slug: str | None = None
    ) -> dict[str, float]:
        """Key → cosine of the nearest rows, best first; `vector` has shape (dimension,)."""

    def count(self, kind: Kind) -> int:
        """How many rows of a kind there are."""

    def check(self, dimension: int) -> None:
        """Raise IndexUnusableError when the rows were made with vectors of another length."""

    def drop_generations_but(self, kept: Collection[str]) -> None:
        """Delete what other generations than those have left, where it does not lie in a folder."""

    def close(self) -> None:
        """Let go of all that is held; what was written is then on disk."""
