"""Text → rows of the n-gram table: the tokens that the trained encoder sees.

Words are lower-cased, diacritics folded, padded with a space at both ends and cut into their
3-, 4- and 5-grams (scikit-learn's `char_wb`); pairs of neighbouring words add one row each. A
row is the token's CRC-32 modulo the table's size: the hashing trick of fastText (Bojanowski et
al., 2017, "Enriching Word Vectors with Subword Information"), so that a word of a new article
has rows before anything was trained on it.
"""

import re
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from ingest.folding import fold as fold

ROWS = 1 << 17
SIZES = (3, 4, 5)
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))


def rows(text: str) -> list[int]:
    """The table rows of a text, in order, with repeats; a text without words has none."""
    found = words(text)
    numbers = [row for word in found for row in _word_rows(word)]
    numbers += [_row(f"{a[:5]} {b[:5]}") for a, b in pairwise(found)]
    return numbers


@lru_cache(maxsize=50_000)
def _word_rows(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        _row(padded[i : i + size]) for size in SIZES for i in range(max(1, len(padded) - size + 1))
    )


def _row(token: str) -> int:
    return crc32(token.encode()) % ROWS
