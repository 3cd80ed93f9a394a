"""A text capture → blocks: its paragraphs, with headings told from text."""

import re
from collections.abc import Sequence
from functools import partial

from ingest.block import Block
from ingest.capture import boilerplate
from ingest.capture.text import front_matter, references
from ingest.capture.text.lines import (
    Paragraph,
    ends_like_prose,
    looks_like_heading,
    paragraphs,
    wrap_width,
)

_MARKDOWN = re.compile(r"^(#{1,6})\s++(.+)$")
_LONG = 120  # a line that is longer is a paragraph, whatever it ends with


def parse(text: str) -> tuple[tuple[Block, ...], str | None, tuple[str, ...]]:
    """Blocks of a text capture, the title that its front matter names, and the lines of that."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    told, lines = front_matter.cut([line.rstrip() for line in plain.split("\n")])
    body, tail = references.cut(lines)
    read = partial(_read, width=wrap_width(body), dense=_is_dense(body))
    return (*read(body), *references.blocks(tail, read)), told.title, told.lines


def _is_dense(lines: Sequence[str]) -> bool:
    """Whether a page leaves out the blank lines that would set its headings apart."""
    filled = sum(bool(line.strip()) for line in lines)
    return filled > 10 and len(lines) - filled < filled / 8


def _read(lines: Sequence[str], width: int, dense: bool) -> list[Block]:
    found = paragraphs(lines, width)
    blocks = [_block(found, i, dense) for i in range(len(found))]
    return [block for block in blocks if block.text]


def _block(found: Sequence[Paragraph], index: int, dense: bool) -> Block:
    line = found[index].text
    if markdown := _MARKDOWN.match(line):
        text = markdown.group(2).rstrip("#").rstrip() or "#"
        return Block(text, level=len(markdown.group(1)))
    if boilerplate.is_label(line):
        return Block(line, label=True)
    if found[index].listed:
        return Block(line, listed=True)
    following = found[index + 1] if index + 1 < len(found) else Paragraph("")
    alone = index == 0 or not found[index - 1].text or len(following.text) > _LONG
    stands = alone or _is_stamped(found, index) or (dense and _heads(found, index))
    return Block(line, level=2 if stands and looks_like_heading(line) else None)


def _is_stamped(found: Sequence[Paragraph], index: int) -> bool:
    """Whether the next line with text is a byline or the like, as under a title."""
    following = next((p.text for p in found[index + 1 : index + 4] if p.text), "")
    return boilerplate.is_metadata(following)


def _heads(found: Sequence[Paragraph], index: int) -> bool:
    """Whether prose, a list, a byline, or another heading of such follows a line at once."""
    for follower in found[index + 1 : index + 3]:
        text = follower.text
        if follower.listed or len(text) > _LONG or boilerplate.is_metadata(text):
            return True
        if boilerplate.is_label(text):
            return False
        if not looks_like_heading(text):
            return ends_like_prose(text)
    return False
