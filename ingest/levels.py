"""The levels of a page's headings where the page itself tells none, as in plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ACRONYM = re.compile(r"([^\W\d_][\w -]{5,80}?)\s\(([A-ZÅÄÖ][A-ZÅÄÖ0-9]{1,7})\)")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, its level, and the paragraphs under it; a line of a paragraph ends a sentence."""

    heading: str
    level: int
    paragraphs: tuple[str, ...]


def infer(parts: list[Part]) -> list[Part]:
    """A section is a child of the last one that announces it by name, or that has no text."""
    names = {long.lower(): short.lower() for long, short in _acronyms(parts)}
    levelled: list[Part] = []
    for part in parts:
        level = part.level
        if level > 1:
            parent = _announcer(part, levelled, names)
            level = parent.level + 1 if parent else _level_after(levelled, part)
        levelled.append(Part(part.heading, level, part.paragraphs))
    return levelled


def _level_after(before: Sequence[Part], part: Part) -> int:
    """One below a heading that stands bare; questions in a row stay beside each other."""
    last = before[-1] if before else None
    if last is None or last.level == 1:
        return part.level
    if not last.paragraphs:
        return last.level + 1
    questions = last.heading.endswith("?") and part.heading.endswith("?")
    return max(part.level, last.level) if questions else part.level


def _announcer(part: Part, before: Sequence[Part], names: dict[str, str]) -> Part | None:
    """The open section that names this heading in a list, directly before it or its siblings."""
    heading = part.heading.lower()
    short = next((short for long, short in names.items() if heading in long), heading)
    for candidate in reversed(before):
        if candidate.level == 1:
            return None
        text = " ".join(candidate.paragraphs).lower()
        listed = re.search(
            r"(?:inklusive|såsom|som|däribland|including|such as)\s[^.]*[,:][^.]*", text
        )
        if listed and _names(listed.group(), (heading, short)):
            return candidate
        if candidate.level <= 2:
            return None
    return None


def _names(listed: str, names: Sequence[str]) -> bool:
    """Whether one of the names stands in the list, or one of its items begins a name."""
    items = [item.strip(" .:") for item in re.split(r",|\boch\b|\band\b|\bsamt\b", listed)]
    return any(
        re.search(rf"\b{re.escape(name)}", listed)
        or any(len(item) > 5 and name.startswith(f"{item} ") for item in items)
        for name in names
    )


def _acronyms(parts: Sequence[Part]) -> list[tuple[str, str]]:
    text = " ".join(paragraph for part in parts for paragraph in part.paragraphs)
    return [(match.group(1), match.group(2)) for match in _ACRONYM.finditer(text)]
