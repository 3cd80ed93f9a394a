"""Lists that a lead-in announces ('The side effects are:'): their items mean nothing without it."""

import re
from collections.abc import Sequence

from ingest.block import Block

_SHORT = 6  # words: an item of more says something by itself
_MOST = 12
_MARKED = re.compile(r"[\ue000\[⁰¹²³⁴⁵⁶⁷⁸⁹]|\(\d[\d\s,;–-]*\)")


def gather(blocks: Sequence[Block]) -> list[Block]:
    """Put each list into the paragraph of its lead-in, which ends with a colon.

    Short items become one sentence with it, in the article's words: commas between them, or
    semicolons where an item has a comma. Others stay sentences, a line each: so do items that carry
    a marker, since it is theirs alone.
    """
    kept: list[Block] = []
    i = 0
    while i < len(blocks):
        block, end = blocks[i], i + 1
        if _leads(block):
            while end < len(blocks) and _is_item(blocks[end]):
                end += 1
        items = [item.text for item in blocks[i + 1 : end]]
        kept.append(Block(_told(block.text, items), listed=True) if items else block)
        i = end
    return kept


def _leads(block: Block) -> bool:
    plain = block.level is None and block.item is None and not (block.label or block.listed)
    return plain and block.text.rstrip().endswith(":")


def _is_item(block: Block) -> bool:
    return block.listed and not block.label and block.level is None


def _told(lead: str, items: Sequence[str]) -> str:
    if not 2 <= len(items) <= _MOST or not all(map(_is_short, items)):
        return "\n".join([lead, *items])
    plain = [item.rstrip(" ,;") for item in items]
    joiner = "; " if any("," in item for item in plain) else ", "
    return f"{lead} {joiner.join(plain)}"


def _is_short(item: str) -> bool:
    told = item.rstrip().endswith((".", "!", "?", ":")) or ": " in item
    return len(item.split()) <= _SHORT and not told and not _MARKED.search(item)
