"""Which reading of an HTML page stands: by its tags and names, or the extractor's main text.

Ours knows accordions, boxes and product offers of shops and keeps each heading; the extractor is
surer of what is main text on a page of any other kind.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.bibliography.place import parted
from ingest.block import Block

_GRAM = 4  # words in a row that are compared
_ALIKE = 0.95  # share of each other's words in a row: the readings differ in trifles
_HELD, _SHARED = 0.75, 0.6  # the same for a page with a list of references, whose shape ours knows


def keeps_structure(own: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether our reading stands: it has what the extractor found, and little that it did not."""
    body, entries = parted(own)
    other, _ = parted(theirs)
    ours, found = _grams(body), _grams(other)
    common = sum((ours & found).values())
    held = common / max(1, sum(found.values()))
    shared = common / max(1, sum(ours.values()))
    if any(block.item is not None for block in entries):
        return held >= _HELD and shared >= _SHARED
    return held >= _ALIKE and shared >= _ALIKE


def with_list(own: Sequence[Block], theirs: Sequence[Block]) -> tuple[Block, ...]:
    """The extractor's main text with our list of references, which it often drops or tears."""
    _, listed = parted(own)
    body, others = parted(theirs)
    entries = _grams(listed)
    return (*(block for block in body if not _repeats(block, entries)), *(listed or others))


def _repeats(block: Block, entries: Counter[tuple[str, ...]]) -> bool:
    """Whether a block is an entry of the list, in the extractor's reading of a page without headings."""
    if not entries or block.level is not None:
        return False
    grams = _grams([block])
    return (grams & entries).total() > _HELD * max(1, grams.total())


def _grams(blocks: Sequence[Block]) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(block.text for block in blocks))
    return Counter(zip(*(words[i:] for i in range(_GRAM)), strict=False))
