"""Lines of a text capture → paragraphs: wrapped lines joined, the items of lists known as such."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.capture import boilerplate

_BULLET = re.compile(r"^\s*(?:[•◦‣▪▫●○■□✓✔➤►·*]|[-–—+](?=\s))\s+(\S.*)$")
_DASH = re.compile(r"^\s*[-–—+]\s")
_NUMBERED = re.compile(r"^\s*(\d{1,2})[.)]\s+(\S.*)$")
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|~{3,})\s*$")
# What may stand behind the end of a sentence, read backwards: quotation marks and printed numbers.
_BEHIND_END = re.compile(r"(?:[\])][\d\s,;–-]{1,30}[\[(]|[\"”’)\]\d,–⁰-⁹¹²³ -])*")
_WIDEST = 110  # a page whose longest lines are longer than this does not wrap them


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A joined paragraph; empty for a blank line. An item of a list has lost its bullet."""

    text: str
    listed: bool = False


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a page wraps its lines, or 0 if each line is a whole paragraph."""
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.98)] if lengths else 0
    wraps = width <= _WIDEST and sum(length > width * 0.7 for length in lengths) >= 10
    return width if wraps else 0


def paragraphs(lines: Sequence[str], width: int) -> list[Paragraph]:
    """Join a line to the one before where that one is full, and take the bullets off."""
    joined = _without_bullets(_join(_without_underlines(lines), width))
    return _without_numbers(joined)


def looks_like_heading(line: str) -> bool:
    """Short, begins like a title, and does not end like a sentence (a question may)."""
    return bool(
        line
        and len(line) <= 110
        and len(line.split()) <= 16
        and re.match(r"[\"”“‘'«(¿]?[A-ZÅÄÖÆØÜÉ0-9]", line)
        and re.search(r"[^\W\d_]{2}", line)
        and not _ends(line.rstrip("?"))
        and not line.endswith((".", ",", ";", "!"))
        and not boilerplate.points_elsewhere(line)
    )


def ends_like_prose(line: str) -> bool:
    """Whether a line closes a sentence, a printed marker or a bracket behind it or not."""
    return not line.endswith((",", ";")) and _ends(line)


def _ends(line: str) -> bool:
    """Whether a line ends in a stop, but for quotation marks, brackets and printed numbers."""
    backwards = line[::-1]  # so that a run of stops is read once
    behind = _BEHIND_END.match(backwards).end()  # type: ignore[union-attr]
    return "," in backwards[:behind] or backwards[behind : behind + 1] in tuple(".!?…:;,")


def _without_underlines(lines: Sequence[str]) -> list[str]:
    """A heading that is underlined with a row of dashes becomes one that is marked with #."""
    kept: list[str] = []
    for line in lines:
        alone = "=" in line or len(kept) < 2 or not kept[-2].strip()
        if _UNDERLINE.match(line) and kept and alone and looks_like_heading(kept[-1].strip()):
            kept[-1] = ("# " if "=" in line else "## ") + kept[-1].strip()
        else:
            kept.append(line)
    return kept


def _join(lines: Sequence[str], width: int) -> list[str]:
    joined: list[list[str]] = []
    last = ""
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else ""
        if joined and joined[-1][0] and _continues(last, line, following, width):
            joined[-1].append(line.strip())
        else:
            joined.append([line.strip()])
        last = line
    return [" ".join(pieces) for pieces in joined]


def _continues(last: str, line: str, following: str, width: int) -> bool:
    """Whether a line goes on with the one before it: that one had no room for its first word."""
    if not line.strip() or not last.strip() or not width:
        return False
    if _BULLET.match(line) or _NUMBERED.match(line) or line.lstrip().startswith("#"):
        return False
    if boilerplate.is_label(last) or boilerplate.is_label(line):
        return False
    if len(last) + 1 + len(line.split(maxsplit=1)[0]) <= width - 4:
        return False
    return not _heads_next(last, line, following, width)


def _heads_next(last: str, line: str, following: str, width: int) -> bool:
    """A short line without an end, between the end of a sentence and more text, is a heading."""
    return (
        ends_like_prose(last.strip())
        and bool(following.strip())
        and len(line) < width * 0.6
        and looks_like_heading(line.strip())
        and not line.rstrip().endswith("?")
    )


def _without_bullets(lines: Sequence[str]) -> list[Paragraph]:
    """A lone dash opens a quotation as often as a list; other bullets stand for themselves."""
    found: list[Paragraph] = []
    for i, line in enumerate(lines):
        bullet = _BULLET.match(line)
        if bullet and _DASH.match(line):
            nearby = [other for other in (_next(lines, i, 1), _next(lines, i, -1)) if other]
            bullet = bullet if any(_DASH.match(other) for other in nearby) else None
        found.append(Paragraph(bullet.group(1), listed=True) if bullet else Paragraph(line))
    return found


def _next(lines: Sequence[str], index: int, step: int) -> str:
    """The neighbouring line, over blank ones; empty at the page's ends."""
    index += step
    while 0 <= index < len(lines) and not lines[index]:
        index += step
    return lines[index] if 0 <= index < len(lines) else ""


def _without_numbers(found: Sequence[Paragraph]) -> list[Paragraph]:
    """A numbered line is an item where its neighbour has the next number, else maybe a heading."""
    texts = [p.text for p in found]
    kept: list[Paragraph] = []
    for i, paragraph in enumerate(found):
        item = _NUMBERED.match(paragraph.text)
        if not item or paragraph.listed:
            kept.append(paragraph)
            continue
        nearby = [_NUMBERED.match(_next(texts, i, step)) for step in (1, -1)]
        steps = [int(m.group(1)) - int(item.group(1)) if m else 0 for m in nearby]
        listed = steps[0] == 1 or steps[1] == -1
        kept.append(Paragraph(item.group(2), listed=True) if listed else paragraph)
    return kept
