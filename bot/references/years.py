"""The years that a message about the reference list asks for."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from bot.references.number_words import CARDINALS
from bot.references.words import AFTER, AND, BEFORE, LATER, RECENT, SINCE, YEARS

Span = tuple[int, int]
END = 9999  # the last year of a range that has no end
_Y = r"((?:19|20)\d\d)"
_OF = r"(?: (?:ar|year|vuoden|vuotta|the year))?"


def years(line: str, question: str) -> tuple[tuple[Span, ...], str]:
    """The inclusive ranges asked for in a message's folded words, and the words without them."""
    found: list[Span] = []
    for pattern, span in _RULES:
        while match := pattern.search(line):
            found.append(span(match))
            line = f"{line[: match.start()]} {line[match.end() :]}"
    if len(found) == 2 and re.search(rf"{_Y}\s*[-–—]\s*{_Y}", question):  # the dash is no word
        found = [(min(found)[0], max(found)[1])]
    return tuple(sorted(found)), line


def spans_text(spans: tuple[Span, ...]) -> str:
    """Ranges as a reader writes them: '2017', '2016–', '–1999', '2010–2015'."""
    return ", ".join(
        str(low) if low == high else f"{low or ''}–{high if high != END else ''}"
        for low, high in spans
    )


def _decade(match: re.Match[str]) -> Span:
    start = int(match.group(1))
    if start < 100:
        start += 1900 if start >= 30 else 2000
    return start, start + 9


def _recent(match: re.Match[str]) -> Span:
    word = match.group(1)
    count = int(word) if word.isdigit() else CARDINALS[word]
    return datetime.now(UTC).year - count, END


def _rule(
    pattern: str, span: Callable[[re.Match[str]], Span]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], Span]]:
    return re.compile(rf"\b{pattern}\b"), span


_RULES = (
    _rule(r"((?:19|20)?\d0) ?(?:s|tals?|talet|tallet|erne|er jahren?|er|luvun|luvulta)", _decade),
    _rule(rf"{RECENT} (\d{{1,2}}|{'|'.join(CARDINALS)}) {YEARS}", _recent),
    _rule(
        rf"(?:mellan|between|mellem|mellom|zwischen)(?: aren)? {_Y} {AND} {_Y}",
        lambda m: (int(m.group(1)), int(m.group(2))),
    ),
    _rule(rf"{_Y} (?:till|to|til|bis) {_Y}", lambda m: (int(m.group(1)), int(m.group(2)))),
    _rule(rf"{_Y} {LATER}", lambda m: (int(m.group(1)), END)),
    _rule(rf"{SINCE}{_OF} {_Y}", lambda m: (int(m.group(1)), END)),
    _rule(rf"{AFTER}{_OF} {_Y}", lambda m: (int(m.group(1)) + 1, END)),
    _rule(rf"{_Y} jalkeen", lambda m: (int(m.group(1)) + 1, END)),
    _rule(rf"{BEFORE}{_OF} {_Y}", lambda m: (0, int(m.group(1)) - 1)),
    _rule(_Y, lambda m: (int(m.group(1)), int(m.group(1)))),
)
