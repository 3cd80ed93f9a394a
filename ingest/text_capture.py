"""A text capture → blocks: lines joined where the page wrapped them, headings told from text."""

import re
from collections.abc import Sequence

from ingest import furniture
from ingest.capture import Block

_ITEM = re.compile(r"^\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(\S.*)$")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’)\]\d,–⁰-⁹¹²³ -]*$")


def parse(text: str) -> tuple[tuple[Block, ...], str | None, tuple[str, ...]]:
    """Blocks of a text capture; it names no title, and drops no line by itself."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    body, tail = _at_references(lines)
    paragraphs = _unwrap(body)
    blocks = [_block(line, paragraphs, i) for i, line in enumerate(paragraphs)]
    return (*(block for block in blocks if block.text), *_reference_blocks(tail)), None, ()


def _at_references(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Cut before the last heading of references that numbered entries follow."""
    for i in range(len(lines) - 1, -1, -1):
        if furniture.is_heading_of("references", lines[i].lstrip("# ")):
            following = [line for line in lines[i + 1 : i + 8] if line.strip()]
            if following and not furniture.is_heading_of("after", following[0]):
                return list(lines[:i]), list(lines[i:])
    return list(lines), []


def _unwrap(lines: Sequence[str]) -> list[str]:
    """Join a line to the one before where that one is full; '' stands for blank lines."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.98)] if lengths else 0
    wrapped = width <= 110 and sum(length > width * 0.7 for length in lengths) >= 10
    joined: list[str] = []
    last = ""
    for line in lines:
        words = line.split()
        full = bool(words) and bool(last.strip()) and len(last) + 1 + len(words[0]) > width - 4
        if wrapped and full and joined and joined[-1]:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.strip())
        last = line
    return joined


def _block(line: str, lines: Sequence[str], index: int) -> Block:
    if markdown := _MARKDOWN.match(line):
        return Block(markdown.group(2), level=len(markdown.group(1)))
    if furniture.is_label(line):
        return Block(line, label=True)
    alone = (index == 0 or not lines[index - 1]) or (
        index + 1 < len(lines) and len(lines[index + 1]) > 120
    )
    return Block(line, level=2 if alone and looks_like_heading(line) else None)


def looks_like_heading(line: str) -> bool:
    """Short, begins like a title, and does not end like a sentence (a question may)."""
    return bool(
        line
        and len(line) <= 110
        and len(line.split()) <= 16
        and re.match(r"[\"”“‘'«(]?[A-ZÅÄÖÆØÜ0-9]", line)
        and not _SENTENCE_END.search(line.rstrip("?"))
        and not line.endswith((".", ",", ";", "!"))
    )


def _reference_blocks(lines: Sequence[str]) -> list[Block]:
    """The list's heading, its entries with wrapped lines joined, and whatever follows it."""
    if not lines:
        return []
    blocks = [Block(lines[0].strip().lstrip("# "), level=2)]
    number, gap = 0, False
    numbered = any(_ITEM.match(line) for line in lines[1:6])
    for line in lines[1:]:
        item = _ITEM.match(line)
        found = int(item.group(1) or item.group(2)) if item else 0
        if item and number < found <= number + 3:
            blocks.append(Block(item.group(3).strip(), item=found))
            number = found
        elif not line.strip():
            gap = True
            continue
        elif blocks[-1].item and not gap and not _ends_list(line):
            blocks[-1] = Block(f"{blocks[-1].text} {line.strip()}", item=blocks[-1].item)
        elif not numbered and _looks_like_entry(line):
            number += 1
            blocks.append(Block(line.strip(), item=number))
        else:
            level = 2 if looks_like_heading(line.strip()) else None
            blocks.append(Block(line.strip(), level=level))
            numbered = True
        gap = False
    return blocks


def _ends_list(line: str) -> bool:
    return (
        furniture.disclaimer(line) is not None
        or furniture.is_heading_of("after", line)
        or furniture.is_label(line)
    )


def _looks_like_entry(line: str) -> bool:
    return bool(re.search(r"\b(?:19|20)\d{2}\b|doi|https?://", line)) and not _ends_list(line)
