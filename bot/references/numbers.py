"""Which entries a message asks for by number, in digits or in words, from either end of the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.references import words
from bot.references.number_words import NOUNS, digits, joined

LAST = -1  # the last entry, whatever its number; -2 the one before it, and so on

_GLUED = re.compile(
    r"\b(refs?|referen\w*|referan\w*|källan?|kallan?|source|quelle|kilden?|viite|lähde|fotnot|nr)"
    r"(\d+)\b",
    re.IGNORECASE,
)
_INSIDE = r"\[\s*(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]"
_BRACKETED = re.compile(rf"{_INSIDE}|#\s?\d{{1,4}}\b|^\(\d{{1,3}}\)$")
_RANGE = re.compile(r"(\d{1,3})\s?(?:-|–|till|to|til|bis)\s?(\d{1,3})\b")
_ANY = rf"(?:{words.REFERENCE}|{words.SOURCE}|{words.NOTE})"
_SINGLE = rf"(?:{words.ONE}|{words.NOTE})"
_MORE = rf"((?: (?:{words.AND}|{words.NUMBER}|{_ANY}))* \d{{1,3}}\b)*"
_NOT_MEASURED = r"(?! (?:ar|aren|years?|jahre?n?|vuo\w+|procent|percent|prosent\w*|prozent|mg)\b)"
_LAST = r"(?:sista|last|siste|sidste|letzten?|viimei(?:nen|sen|set|sta))"
_NEXT_TO = (
    rf"(?:(?:nast|nest|naest|next(?: to)?|2th(?: to)?|toiseksi) {_LAST}|(?:nest|naest)si(?:dste|ste)"
    r"|penultimate|vorletzten?)"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The entry numbers in a message, whether they can be nothing else, and its other words."""

    values: tuple[int, ...]
    sure: bool
    left: str


def unglued(question: str) -> str:
    """A question with its numbers as words of their own: 'källa22' → 'källa 22'."""
    return joined(_GLUED.sub(r"\1 \2", question))


def numbers(question: str, folded: Sequence[str]) -> Numbers:
    """The numbers that words of the message point out; `question` is the unglued message."""
    line = " ".join(digits(folded))
    for pattern, sure in _rules():
        if (match := pattern.search(line)) and (found := _listed(question, match.group())):
            listed = bool(re.search(rf"\b{words.LISTED}\b", line))
            return Numbers(found, sure or listed, _without(folded, line, match))
    if marks := [match.group() for match in _BRACKETED.finditer(question.strip(" ?.!"))]:
        listed_ones = [n for mark in marks for n in _listed(mark, " ".join(_digits_in(mark)))]
        return Numbers(tuple(dict.fromkeys(listed_ones)), True, " ".join(folded))
    for pattern in _ordinals():
        if match := pattern.search(line):
            return Numbers(_counted(match), True, _without(folded, line, match))
    return Numbers((), False, " ".join(folded))


def lone(line: str) -> Numbers:
    """Numbers that stand in a message without a word that points at them: 'visa 4 och 9'."""
    spelt = " ".join(str(NOUNS[w]) if len(w) > 5 and w in NOUNS else w for w in line.split())
    match = _compiled(rf"(?<!\S)\d{{1,3}}\b{_MORE}{_NOT_MEASURED}").search(spelt)
    if match is None:
        return Numbers((), False, line)
    return Numbers(_listed(spelt, match.group()), False, spelt.replace(match.group(), " ", 1))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Words that a number follows, and whether it can then be nothing but an entry's."""
    patterns = (
        (rf"\b{_ANY}(?: {words.NUMBER})? \d{{1,4}}\b{_NOT_MEASURED}{_MORE}", True),
        (rf"\b{words.PLACE}(?: {words.NUMBER})? \d{{1,3}}\b{_MORE}", False),
        (rf"\b{words.STUDY}(?: {words.NUMBER})? \d{{1,3}}$", False),
        (rf"\b{words.NUMBER} \d{{1,3}}\b{_MORE}", False),
    )
    return tuple((re.compile(pattern), sure) for pattern, sure in patterns)


@cache
def _ordinals() -> tuple[re.Pattern[str], ...]:
    entry = rf"(?:{_SINGLE}|{words.PLACE}|one)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b{_NEXT_TO}(?P<nexttolast>) {entry}\b",
            rf"\b(?P<fromend>\d{{1,3}})th (?:to |from the )?{_LAST} {entry}\b",
            rf"\b(?:(?P<first>\d{{1,2}}) 1th|1th (?P<first2>\d{{1,2}})) {_ANY}\b",
            rf"\b(?:(?P<last>\d{{1,2}}) {_LAST}|{_LAST} (?P<last2>\d{{1,2}})) {_ANY}\b",
            rf"\b(?P<nth>\d{{1,3}})th {_SINGLE}\b",
            rf"\b(?P<nth>\d{{1,3}})th (?:{words.PLACE}|one)(?= {words.LISTED}\b)",
            rf"\b{_LAST} {_SINGLE}\b",
        )
    )


def _counted(match: re.Match[str]) -> tuple[int, ...]:
    """The numbers that a match of an ordinal means; those from the end below zero."""
    found = match.groupdict()
    if "nth" in found:
        return (int(found["nth"]),)
    if "nexttolast" in found:
        return (LAST - 1,)
    if "fromend" in found:
        return (-int(found["fromend"]),)
    if first := found.get("first") or found.get("first2"):
        return tuple(range(1, int(first) + 1))
    if last := found.get("last") or found.get("last2"):
        return tuple(range(-int(last), 0))
    return (LAST,)


def _listed(question: str, span: str) -> tuple[int, ...]:
    """The numbers in a matched span, ranges filled in; years are not entry numbers."""
    found = [int(number) for number in re.findall(r"\b\d+\b", span)]
    found = [number for number in found if not 1900 <= number < 2100]
    if len(found) == 2 and (match := _RANGE.search(question)):
        first, last = int(match.group(1)), int(match.group(2))
        if [first, last] == found and first < last:
            found = list(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def _without(folded: Sequence[str], line: str, match: re.Match[str]) -> str:
    """The words of a message before and after a match in its line of numbers."""
    first = line[: match.start()].count(" ")
    last = line[: match.end()].count(" ") + 1
    return f"{' '.join(folded[:first])} {' '.join(folded[last:])}".strip()


def _digits_in(text: str) -> list[str]:
    return re.findall(r"\d+", text)
