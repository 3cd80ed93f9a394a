"""Where the list of references begins among the blocks of a page."""

import re
import unicodedata
from collections.abc import Sequence

from ingest.bibliography.signs import looks_like_reference
from ingest.block import Block
from ingest.capture import boilerplate
from languages.expressions import joined

_NEAR = 12  # blocks: a menu may stand between the heading and the list
_NEXT = 4  # blocks below a heading, one of which looks like an entry if it heads the list
_SHORT = 60  # characters: what is longer is the article's
_JOINT = re.compile(rf"\s(?:{joined('entries', 'joins')}|et|&)\s")
_WITH = re.compile(
    r"(?:foot|end|fot|fuß)?not(?:e[nrs]?|er)|anmerkungen|viitteet|links?|länkar", re.IGNORECASE
)
# As many languages spell it, without their accents.
_LATIN = re.compile("r[eéè]f[eéè]r|bibl|liter", re.IGNORECASE)  # without which it is none of these
_ABROAD = re.compile(
    r"(?:referen(?:ces|cias|zen|ties|cje)|bibliogra(?:phi[ae]|fi[ae])|literatuur\w{0,6})\W*",
    re.IGNORECASE,
)


def parted(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """What stands above the list's heading, and the rest from there on; no rest if there is no list.

    A page may say "References" in tabs and menus, too: the heading is the one that entries follow,
    or the last of all where none is followed by what looks like entries.
    """
    first = next((i for i, block in enumerate(blocks) if block.entry), None)
    if first is not None:
        place = _heading_above(blocks, first)
        return blocks[:place], blocks[place:]
    heads = [i for i in range(len(blocks) - 1) if is_heading(blocks[i])]
    if not heads:
        return blocks, ()
    listing = [i for i in heads if any(map(_may_be_entry, blocks[i + 1 : i + 1 + _NEXT]))]
    head = (listing or heads)[-1]
    return blocks[:head], blocks[head:]


def _heading_above(blocks: Sequence[Block], first: int) -> int:
    """The place of the heading above the first entry, over a menu's lines; the entry's own if none."""
    for i in range(first - 1, max(-1, first - _NEAR), -1):
        if is_heading(blocks[i]):
            return i
        if len(blocks[i].text) > _SHORT:
            break
    return first


def is_heading(block: Block) -> bool:
    """Whether a block is the heading of a list of references."""
    return block.item is None and says_references(block.text)


def says_references(line: str) -> bool:
    """Whether a line means a list of references, alone or with notes: "References and notes"."""
    if len(line) > _SHORT:  # a paragraph
        return False
    pieces = _JOINT.split(line.strip())
    named = [
        boilerplate.is_heading_of("references", piece) or _is_abroad(piece) for piece in pieces
    ]
    others = [piece for piece, known in zip(pieces, named, strict=True) if not known]
    return any(named) and all(_WITH.fullmatch(piece.strip(" :")) for piece in others)


def _is_abroad(line: str) -> bool:
    if not _LATIN.search(line):
        return False
    letters = unicodedata.normalize("NFD", line)
    return bool(
        _ABROAD.fullmatch("".join(c for c in letters if not unicodedata.combining(c)).strip())
    )


def _may_be_entry(block: Block) -> bool:
    return block.item is not None or (block.level is None and looks_like_reference(block.text))
