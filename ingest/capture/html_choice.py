"""Which reading of an HTML page stands: by its tags and names, or the extractor's main text.

Ours knows accordions, boxes and product offers of shops and keeps each heading; the extractor is
surer of what is main text on a page of any other kind.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.block import Block
from ingest.capture import boilerplate

_GRAM = 4  # words in a row that are compared
_ALIKE = 0.95  # share of each other's words in a row: the readings differ in trifles
_HELD, _SHARED = 0.75, 0.6  # the same for a page with a list of references, whose shape ours knows


def keeps_structure(own: Sequence[Block], theirs: Sequence[Block]) -> bool:
    """Whether our reading stands: it has what the extractor found, and little that it did not."""
    body, entries = _parted(own)
    other, _ = _parted(theirs)
    ours, found = _grams(body), _grams(other)
    common = sum((ours & found).values())
    held = common / max(1, sum(found.values()))
    shared = common / max(1, sum(ours.values()))
    if any(block.item is not None for block in entries):
        return held >= _HELD and shared >= _SHARED
    return held >= _ALIKE and shared >= _ALIKE


def with_list(own: Sequence[Block], theirs: Sequence[Block]) -> tuple[Block, ...]:
    """The extractor's main text with our list of references, which it often drops or tears."""
    _, entries = _parted(own)
    body, others = _parted(theirs)
    return (*body, *(entries or others))


def _parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands before the last heading of references, and what stands from there on."""
    for i in range(len(blocks) - 2, -1, -1):
        if boilerplate.is_heading_of("references", blocks[i].text):
            return blocks[:i], blocks[i:]
    return blocks, ()


def _grams(blocks: Sequence[Block]) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(block.text for block in blocks))
    return Counter(zip(*(words[i:] for i in range(_GRAM)), strict=False))
