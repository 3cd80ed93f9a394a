"""How alike texts are spelt: what is known of how people ask, searched by pieces of words.

It stands beside the encoder, which knows what words mean, but not how the people of a question
bank write. A text is a bag of its words and of their four-letter pieces, weighed by how rare they
are (tf-idf: Spärck Jones, 1972; character n-grams: McNamee & Mayfield, 2004), in a sparse matrix
of SciPy's. Only articles that a bank carries are in it: where none does, sharing words with a
question misleads (measured).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from languages.words import words
from vectorstore.context import turn_weights

PIECES = 1 << 18  # columns; a piece has that of its CRC-32
SIZE = 4
ROWS, IDS = "letters.npz", "letters.json"
Bag = dict[int, float]


def bag(text: str) -> Bag:
    """Column → weight (1 + log of how often) of each piece of a text."""
    counts = Counter(piece for word in words(text) for piece in _pieces(word))
    return {piece: 1.0 + float(np.log(count)) for piece, count in counts.items()}


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    padded = f"_{word}_"
    grams = (padded[i : i + SIZE] for i in range(max(1, len(padded) - SIZE + 1)))
    return tuple(crc32(piece.encode()) % PIECES for piece in (padded, *grams))


def mixed(turns: Sequence[str], weights: Sequence[float]) -> Bag:
    """The pieces of a question and of the turns that it leans on, as much as each counts."""
    summed: Bag = {}
    for turn, weight in zip(turns, weights, strict=True):
        if weight:
            for piece, value in bag(turn).items():
                summed[piece] = summed.get(piece, 0.0) + weight * value
    return summed


def write(folder: Path, texts: Mapping[str, Sequence[str]]) -> None:
    """Keep texts, each with the turns before it, by key; they are searched by `Letters`."""
    bags = [mixed(turns, turn_weights(turns)) for turns in texts.values()]
    seen = Counter(piece for one in bags for piece in one)
    rarity = np.full(PIECES, 1.0 + np.log(1.0 + len(bags)), dtype=np.float32)
    for piece, count in seen.items():
        rarity[piece] = 1.0 + np.log((1.0 + len(bags)) / (1.0 + count))
    rows = [_unit(one, rarity) for one in bags]
    order = sorted(
        ((piece, row, value) for row, one in enumerate(rows) for piece, value in one.items()),
    )
    starts = np.searchsorted([piece for piece, _, _ in order], np.arange(PIECES + 1))
    np.savez(
        folder / ROWS, rarity=rarity, starts=starts.astype(np.int64),
        rows=np.array([row for _, row, _ in order], dtype=np.int32),
        values=np.array([value for _, _, value in order], dtype=np.float32),
    )  # fmt: skip
    (folder / IDS).write_text(json.dumps(list(texts)), encoding="utf-8")


def _unit(one: Bag, rarity: NDArray[np.float32]) -> Bag:
    weighed = {piece: value * float(rarity[piece]) for piece, value in one.items()}
    length = float(np.sqrt(sum(value * value for value in weighed.values()))) or 1.0
    return {piece: value / length for piece, value in weighed.items()}


class Letters:
    """Texts by key, to be searched. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open what `write` kept; a folder without it holds none.

        Raises:
            ValueError: it is damaged.
        """
        from scipy.sparse import csr_array

        self.keys: list[str] = []
        if not (folder / ROWS).exists():
            return
        try:
            with np.load(folder / ROWS) as kept:
                self._rarity = kept["rarity"]
                parts = kept["values"], kept["rows"], kept["starts"]
            self.keys = json.loads((folder / IDS).read_text(encoding="utf-8"))
        except (OSError, KeyError) as error:
            raise ValueError(f"{folder / ROWS} can't be read ({error})") from None
        self._matrix = csr_array(parts, shape=(PIECES, len(self.keys)))
        slugs = np.array([key.split("/", 1)[0] for key in self.keys])
        self._of = {slug: slugs == slug for slug in map(str, np.unique(slugs))}

    def search(
        self, turns: Sequence[str], weights: Sequence[float], limit: int, slug: str | None = None
    ) -> dict[str, float]:
        """Key → cosine of the texts that are spelt most alike, best first."""
        if not self.keys:
            return {}
        asked = _unit(mixed(turns, weights), self._rarity)
        if not asked:
            return {}
        columns = np.fromiter(asked, dtype=np.int64)
        weighed = np.fromiter(asked.values(), dtype=np.float32)
        cosines = weighed @ self._matrix[columns]
        if slug is not None:
            cosines = np.where(self._of.get(slug, False), cosines, 0.0)
        return dict(self._best(cosines, limit))

    def _best(self, cosines: NDArray[np.float32], limit: int) -> Iterable[tuple[str, float]]:
        limit = min(limit, len(cosines))
        nearest = np.argpartition(-cosines, limit - 1)[:limit]
        for place in sorted(nearest.tolist(), key=lambda i: (-cosines[i], self.keys[i])):
            if cosines[place] > 0:
                yield self.keys[place], float(cosines[place])
