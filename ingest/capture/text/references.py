"""The end of a text capture → its list's heading, the numbered entries, and what follows them."""

import re
from collections.abc import Callable, Sequence

from ingest.bibliography.place import says_references
from ingest.bibliography.signs import looks_like_reference
from ingest.block import Block
from ingest.capture import boilerplate

_ITEM = re.compile(r"^\s*(?:[\[(](\d{1,3})[\])]|(\d{1,3})[.)])\s+(\S.*)$")

Reader = Callable[[Sequence[str]], list[Block]]


def cut(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Cut before the last heading of references that entries follow, or anything if none has such."""
    heads = [i for i, line in enumerate(lines) if says_references(line.lstrip("# "))]
    below = {i: [line for line in lines[i + 1 : i + 8] if line.strip()] for i in heads}
    heads = [i for i in heads if below[i] and not boilerplate.is_heading_of("after", below[i][0])]
    listing = [i for i in heads if any(map(_may_be_entry, below[i]))]
    if not heads:
        return list(lines), []
    place = (listing or heads)[-1]
    return list(lines[:place]), list(lines[place:])


def _may_be_entry(line: str) -> bool:
    return bool(_ITEM.match(line)) or looks_like_reference(line)


def blocks(lines: Sequence[str], read: Reader) -> list[Block]:
    """The heading and the entries, wrapped lines joined; `read` reads the lines between and after.

    What is no entry is read as any text of the page, so that its own wrapped lines are joined.
    """
    if not lines:
        return []
    found = [Block(lines[0].strip().lstrip("# "), level=2)]
    others: list[str] = []
    more: list[str] = []  # the further lines of the entry that was found last
    number, gap = 0, False
    numbered = any(_ITEM.match(line) for line in lines[1:6])
    alike = _is_counted_by_markdown(lines[1:])
    for line in lines[1:]:
        item = _ITEM.match(line)
        printed = _number(item) if item else 0
        printed = number + 1 if item and alike else printed
        unnumbered = not numbered and not others and _looks_like_entry(line)
        if item and number < printed <= number + 3:
            found = _closed(found, more)
            found += [*read(others), Block(item.group(3).strip(), item=printed)]
            number, others, more = printed, [], []
        elif not line.strip():
            others += [""] if others else []
        elif found[-1].item and not (gap or others or _ends_list(line)):
            more.append(line.strip())
        elif unnumbered:
            number, found, more = number + 1, _closed(found, more), []
            found.append(Block(line.strip(), item=number))
        else:
            others.append(line)
        gap = not line.strip()
    return [*_closed(found, more), *read(others)]


def _number(item: re.Match[str]) -> int:
    return int(item.group(1) or item.group(2))


def _is_counted_by_markdown(lines: Sequence[str]) -> bool:
    """Whether each entry is printed as "1.", as Markdown allows: its reader counts them."""
    items = [item for line in lines if (item := _ITEM.match(line))]
    return len(items) > 1 and all(_number(item) == 1 for item in items)


def _closed(found: list[Block], more: Sequence[str]) -> list[Block]:
    """The blocks with the further lines joined to the last one."""
    if more:
        found[-1] = Block(" ".join([found[-1].text, *more]), item=found[-1].item)
    return found


def _ends_list(line: str) -> bool:
    return (
        boilerplate.disclaimer(line) is not None
        or boilerplate.is_heading_of("after", line)
        or boilerplate.is_label(line)
    )


def _looks_like_entry(line: str) -> bool:
    return bool(re.search(r"\b(?:19|20)\d{2}\b|doi|https?://", line)) and not _ends_list(line)
