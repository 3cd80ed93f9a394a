"""The levels of a page's headings where the page itself tells none, as in plain text."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from languages.expressions import finding

_ACRONYM = re.compile(r"([^\W\d_][\w -]{5,80}?)\s\(([A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,7})\)")


_find = partial(finding, "announced")
_LISTING = 2000  # characters: no list that announces sections is longer
_SIBLINGS = 200  # lists that are asked for a heading, and acronyms that may stand for it
_ACRONYMS = 1000


@dataclass(frozen=True, slots=True)
class HeadedPart:
    """A heading, its level, and the paragraphs under it; a line of a paragraph ends a sentence."""

    heading: str
    level: int
    paragraphs: tuple[str, ...]


def infer(parts: list[HeadedPart]) -> list[HeadedPart]:
    """A section is a child of the last one that announces it by name, or that has no text."""
    names = dict(islice(((n.lower(), s.lower()) for n, s in _acronyms(parts)), _ACRONYMS))
    levelled: list[HeadedPart] = []
    lists: deque[tuple[str, int]] = deque(maxlen=_SIBLINGS)  # of the sections still open
    for part in parts:
        level = part.level
        if level > 1:
            announced = _level_announced(part, lists, names)
            level = announced or _level_after(levelled, part)
        levelled.append(HeadedPart(part.heading, level, part.paragraphs))
        if level <= 2:
            lists.clear()
        if level > 1 and (listed := _list_of(part)):
            lists.append((listed, level))
    return levelled


def _level_after(before: Sequence[HeadedPart], part: HeadedPart) -> int:
    """One below a heading that stands bare; questions in a row stay beside each other."""
    last = before[-1] if before else None
    if last is None or last.level == 1:
        return part.level
    if not last.paragraphs:
        return last.level + 1
    questions = last.heading.endswith("?") and part.heading.endswith("?")
    return max(part.level, last.level) if questions else part.level


def _level_announced(
    part: HeadedPart, lists: Sequence[tuple[str, int]], names: dict[str, str]
) -> int | None:
    """One below the nearest open section whose list names this heading; or None."""
    heading = part.heading.lower()
    short = next((short for long, short in names.items() if heading in long), heading)
    found = (level + 1 for listed, level in reversed(lists) if _names(listed, (heading, short)))
    return next(found, None)


def _list_of(part: HeadedPart) -> str:
    """The first list that a section's text gives, from the word that opens it; else empty."""
    for sentence in " ".join(part.paragraphs).lower().split("."):
        opens = _find(r"<opens>\s", flags=0).search(sentence)
        if opens and re.search("[,:]", sentence[opens.end() :]):
            return sentence[opens.start() :][:_LISTING]
    return ""


def _names(listed: str, names: Sequence[str]) -> bool:
    """Whether one of the names stands in the list, or one of its items begins a name."""
    items = [item.strip(" .:") for item in _find(r",|\b<joins>\b", flags=0).split(listed)]
    return any(
        re.search(rf"\b{re.escape(name)}", listed)
        or any(len(item) > 5 and name.startswith(f"{item} ") for item in items)
        for name in names
    )


def _acronyms(parts: Sequence[HeadedPart]) -> Iterator[tuple[str, str]]:
    text = " ".join(paragraph for part in parts for paragraph in part.paragraphs)
    return ((match.group(1), match.group(2)) for match in _ACRONYM.finditer(text))
