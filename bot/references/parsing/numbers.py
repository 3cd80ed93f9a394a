"""Which entries a message asks for by number, in digits or in words, from either end of the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.references.parsing import words
from bot.references.parsing.number_words import digits, joined, nouns
from languages.cues import alternatives, of_all

LAST = -1  # the last entry, whatever its number; -2 the one before it, and so on

_INSIDE = r"\[\s*(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]"
_BRACKETED = re.compile(rf"{_INSIDE}|#\s?\d{{1,4}}\b|^\(\d{{1,3}}\)$")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The entry numbers in a message, whether they can be nothing else, and its other words."""

    values: tuple[int, ...]
    sure: bool
    left: str


def unglued(question: str) -> str:
    """A question with its numbers as words of their own: 'källa22' → 'källa 22'."""
    return joined(_glued().sub(r"\1 \2", question) if _has_figure(question) else question)


def numbers(question: str, folded: Sequence[str]) -> Numbers:
    """The numbers that words of the message point out; `question` is the unglued message."""
    line = " ".join(digits(folded))
    for pattern, sure in _rules() if _has_figure(line) else ():
        if (match := pattern.search(line)) and (found := _listed(question, match.group())):
            listed = bool(re.search(rf"\b{words.listed()}\b", line))
            return Numbers(found, sure or listed, _without(folded, line, match))
    if marks := [match.group() for match in _BRACKETED.finditer(question.strip(" ?.!"))]:
        listed_ones = [n for mark in marks for n in _listed(mark, " ".join(_digits_in(mark)))]
        return Numbers(tuple(dict.fromkeys(listed_ones)), True, " ".join(folded))
    counted = re.search(rf"\d|{words.of('last', 'last_but_one')}", line)
    for pattern in _ordinals() if counted else ():
        if match := pattern.search(line):
            return Numbers(_counted(match), True, _without(folded, line, match))
    return Numbers((), False, " ".join(folded))


def lone(line: str) -> Numbers:
    """Numbers that stand in a message without a word that points at them: 'visa 4 och 9'."""
    named = nouns()
    spelt = " ".join(str(named[w]) if len(w) > 5 and w in named else w for w in line.split())
    match = _lone().search(spelt) if _has_figure(spelt) else None
    if match is None:
        return Numbers((), False, line)
    return Numbers(_listed(spelt, match.group()), False, spelt.replace(match.group(), " ", 1))


def _has_figure(line: str) -> bool:
    """Whether it has a number at all: few messages do, and what finds them takes long to make."""
    return re.search(r"\d", line) is not None


@cache
def _glued() -> re.Pattern[str]:
    glued = alternatives(of_all("list_glued"))
    return re.compile(rf"\b({glued})(\d+)\b", re.IGNORECASE)


@cache
def _lone() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)\d{{1,3}}\b{_more()}{_not_measured()}")


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"(\d{{1,3}})\s?(?:-|–|{words.of('until')})\s?(\d{{1,3}})\b")


def _any() -> str:
    return words.of("reference", "source", "note")


def _more() -> str:
    """Further numbers: 'och 4', ', nr 5'."""
    return rf"((?: {words.of('and', 'number', 'reference', 'source', 'note')})* \d{{1,3}}\b)*"


def _not_measured() -> str:
    return rf"(?! (?:{words.of('measured')}|mg)\b)"


def _next_to_last() -> str:
    next_to = rf"(?:{words.of('next_to')}|2th(?: {words.of('to')})?)"
    return rf"(?:{next_to} {words.of('last')}|{words.of('last_but_one')})"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Words that a number follows, and whether it can then be nothing but an entry's."""
    number, more = words.of("number"), _more()
    patterns = (
        (rf"\b{_any()}(?: {number})? \d{{1,4}}\b{_not_measured()}{more}", True),
        (rf"\b{words.of('place')}(?: {number})? \d{{1,3}}\b{more}", False),
        (rf"\b{words.of('study')}(?: {number})? \d{{1,3}}$", False),
        (rf"\b{number} \d{{1,3}}\b{more}", False),
    )
    return tuple((re.compile(pattern), sure) for pattern, sure in patterns)


@cache
def _ordinals() -> tuple[re.Pattern[str], ...]:
    single, last, entries = words.of("one", "note"), words.of("last"), _any()
    entry = words.of("one", "note", "place", "the_one")
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b{_next_to_last()}(?P<nexttolast>) {entry}\b",
            rf"\b(?P<fromend>\d{{1,3}})th (?:{words.of('from_end')} )?{last} {entry}\b",
            rf"\b(?:(?P<first>\d{{1,2}}) 1th|1th (?P<first2>\d{{1,2}})) {entries}\b",
            rf"\b(?:(?P<last>\d{{1,2}}) {last}|{last} (?P<last2>\d{{1,2}})) {entries}\b",
            rf"\b(?P<nth>\d{{1,3}})th {single}\b",
            rf"\b(?P<nth>\d{{1,3}})th {words.of('place', 'the_one')}(?= {words.listed()}\b)",
            rf"\b{last} {single}\b",
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
    if len(found) == 2 and (match := _range().search(question)):
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
