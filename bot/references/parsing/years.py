"""The years that a message about the reference list asks for."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from bot.references.parsing import words
from bot.references.parsing.number_words import cardinals

YearSpan = tuple[int, int]
END = 9999  # the last year of a range that has no end
_Y = r"((?:19|20)\d\d)"


def years(line: str, question: str) -> tuple[tuple[YearSpan, ...], str]:
    """The inclusive ranges asked for in a message's folded words, and the words without them."""
    if not re.search(rf"\d|\b{words.of('recent')} ", line):
        return (), line  # as in most messages: the rules take long to make
    found: list[YearSpan] = []
    for pattern, span in _rules():
        while match := pattern.search(line):
            found.append(span(match))
            line = f"{line[: match.start()]} {line[match.end() :]}"
    if len(found) == 2 and re.search(rf"{_Y}\s*[-–—]\s*{_Y}", question):  # the dash is no word
        found = [(min(found)[0], max(found)[1])]
    return tuple(sorted(found)), line


def spans_text(spans: tuple[YearSpan, ...]) -> str:
    """Ranges as a reader writes them: '2017', '2016–', '–1999', '2010–2015'."""
    return ", ".join(
        str(low) if low == high else f"{low or ''}–{high if high != END else ''}"
        for low, high in spans
    )


def _decade(match: re.Match[str]) -> YearSpan:
    start = int(match.group(1))
    if start < 100:
        start += 1900 if start >= 30 else 2000
    return start, start + 9


def _recent(match: re.Match[str]) -> YearSpan:
    word = match.group(1)
    count = int(word) if word.isdigit() else cardinals()[word]
    return datetime.now(UTC).year - count, END


def _rule(
    pattern: str, span: Callable[[re.Match[str]], YearSpan]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], YearSpan]]:
    return re.compile(rf"\b{pattern}\b"), span


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], YearSpan]], ...]:
    of = words.of
    year = rf"(?: {of('of_year')})? {_Y}"
    counted = rf"(\d{{1,2}}|{'|'.join(cardinals())})"
    return (
        _rule(rf"((?:19|20)?\d0) ?{of('decade')}", _decade),
        _rule(rf"{of('recent')} {counted} {of('years')}", _recent),
        _rule(rf"{of('between')}(?: {of('the_years')})? {_Y} {of('and')} {_Y}", _both),
        _rule(rf"{_Y} {of('until')} {_Y}", _both),
        _rule(rf"{_Y} {words.later()}", lambda m: (int(m.group(1)), END)),
        _rule(rf"{words.since()}{year}", lambda m: (int(m.group(1)), END)),
        _rule(rf"{of('after')}{year}", lambda m: (int(m.group(1)) + 1, END)),
        _rule(rf"{_Y} {of('thereafter')}", lambda m: (int(m.group(1)) + 1, END)),
        _rule(rf"{of('before')}{year}", lambda m: (0, int(m.group(1)) - 1)),
        _rule(_Y, lambda m: (int(m.group(1)), int(m.group(1)))),
    )


def _both(match: re.Match[str]) -> YearSpan:
    return int(match.group(1)), int(match.group(2))
