"""What follows the names of a reference → title, journal, year: in the order and signs of each style.

Vancouver ends the title with a full stop and the journal with the year; APA, Harvard and Nature put a
volume behind the journal; IEEE quotes the title; Elsevier parts all by commas; chemistry leaves the
title out.
"""

import re
from dataclasses import dataclass

from ingest.bibliography.names import UPPER

_YEARS = r"(?:1[6-9]|20)\d{2}"
_LEADING_YEAR = re.compile(
    rf"[.,:]?\s*(?:\(({_YEARS})[a-z]?\)|({_YEARS})[a-z]?(?=[.,:]\s))[.,:]?\s+(?=\S)"
)
_QUOTES = (
    re.compile(r"[.,:]?\s*[“\"„»](.{3,600}?)[,.]?[”\"“«](?=[\s,.;(]|$)[,.]?"),
    re.compile(r"[.,:]?\s*[‘'](.{3,600}?)[,.]?[’'](?=[,.;]|\s\(|\s?$|\s[A-Z])[,.]?"),
)
_SMALL = r"(?:of|and|the|for|in|on|to|de|la|le|et|du|des|del|für|und|der|die|och|i|&)"
_CAPITAL = rf"(?:(?:[{UPPER}]\.){{2,4}}|[{UPPER}][\w'’-]*[.:]?)"
_JOURNAL = rf"(?:(?:The\s)?{_CAPITAL}(?:,?\s(?:{_CAPITAL}|{_SMALL}|\([{UPPER}][\w\s.]{{0,40}}\))){{0,14}}+)"
_PAGES = r"(?:[A-Za-z]{0,3}\d|pp?\.|art(?:icle|\.)|no\.)"
# Where a volume is: "5(1), 1–9", "vol. 5, no. 2", "5 (2010) 1–9", "2010, 5, 1", "2010;5:1".
_VOLUME = (
    rf"(?:(?:vol(?:ume|\.)|bd\.)\s?\w+|(?!{_YEARS}[\s,.;:)])[A-Z]?\d{{1,4}}[A-Z]?"
    rf"(?:\s?\([^)]{{1,20}}\)\s?[,:;]?\s?{_PAGES}|\s?[,:;]\s?{_PAGES}|\s?\({_YEARS}\))"
    rf"|\(?{_YEARS}\)?[,;:]\s?(?:vol\.\s?)?[A-Z]?\d)"
)
_SOURCE = re.compile(rf"({_JOURNAL})[,.]?\s{_VOLUME}")
_BEHIND_STOP = re.compile(rf"(?:(?<=[.?!])|(?<=[.?!][”\"’]))\s(?={_JOURNAL}[,.]?\s{_VOLUME})")
_BEHIND_COMMA = re.compile(rf"(?<=[.?!,])\s(?={_JOURNAL}[,.]?\s{_VOLUME})")
_STOPS = re.compile(rf"(?<=[.?!])(?<!\b[{UPPER}]\.)(?<!\bvs\.)(?<!\bSt\.)\s+(?=\S)")
_IN_BOOK = re.compile(r"In:?\s(?!vitro|vivo|situ)")
_BOOK = re.compile(rf"[^“”\"]*?(?=,\s+(?:[{UPPER}\d]|\d))")
_AT_YEAR = re.compile(rf"\(({_YEARS})[a-z]?\)|(?<![\d/.–-])({_YEARS})(?=[,;:]\s?\(?[A-Z]?\d)")
_ANY_YEAR = re.compile(rf"(?<![\d/.–-])({_YEARS})(?![\d/–-])")
_PRESS = re.compile(rf"(?!In\b)[{UPPER}][^.;,?:]{{2,50}}(?::\s[^.;,?]{{2,50}})?,\s{_YEARS}\.?\s*")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a reference is called, in which journal and which year; each may be missing."""

    title: str
    journal: str | None
    year: int | None


def read(rest: str, *, commas: bool) -> Publication:
    """The source that follows the names; `commas`: the style parts title and journal by commas."""
    year, rest = _leading_year(rest)
    title, behind = _quoted(rest)
    if not title and commas and not year and (bare := _SOURCE.match(rest.lstrip(" ,:"))):
        return Publication("", _name(bare.group(1)), year_of(rest))
    if not title:
        title, behind = parted(rest.lstrip(" .,:;"), commas=commas)
    return Publication(
        title.strip(" .,[]"), journal_of(behind), year or year_of(behind) or year_of(rest)
    )


def journal_of(behind: str) -> str | None:
    """The journal at the start of what follows a title; None for a book, a report or a page."""
    found = _SOURCE.match(behind.lstrip(" .,;"))
    return _name(found.group(1)) if found and not re.match(r"In:?\s", found.group(1)) else None


def begins_with_journal(text: str) -> bool:
    """Whether a journal with its volume opens a text."""
    return bool(_SOURCE.match(text))


def has_journal(text: str) -> bool:
    """Whether a journal with its volume stands behind a comma or a stop in a text."""
    return bool(_BEHIND_COMMA.search(text))


def is_journal(sentence: str) -> bool:
    """Whether a sentence may be a journal's name: capitals throughout, but for small words."""
    return bool(re.fullmatch(rf"{_JOURNAL}\.?", sentence))


def first_sentence(text: str) -> tuple[str, str]:
    """A text up to its first full stop that ends no initial, and the rest."""
    stop = _STOPS.search(text)
    return (text[: stop.start()], text[stop.end() :]) if stop else (text, "")


def is_apart(rest: str) -> bool:
    """Whether a title stands in quotation marks, or behind the year."""
    return bool(_quoted(rest)[0] or _LEADING_YEAR.match(rest))


def is_book(sentence: str) -> bool:
    """Whether a sentence names the book that a chapter is in."""
    return bool(_IN_BOOK.match(sentence))


def is_press(behind: str) -> bool:
    """Whether what follows a title is a publisher and a year."""
    return bool(_PRESS.fullmatch(behind))


def _leading_year(rest: str) -> tuple[int | None, str]:
    found = _LEADING_YEAR.match(rest)
    return (int(found.group(1) or found.group(2)), rest[found.end() :]) if found else (None, rest)


def _quoted(rest: str) -> tuple[str, str]:
    found = next((match for quotes in _QUOTES if (match := quotes.match(rest))), None)
    return (found.group(1), rest[found.end() :].strip()) if found else ("", "")


def parted(rest: str, *, commas: bool = False) -> tuple[str, str]:
    """The title and what follows it: up to a journal with its volume, a full stop, or a comma."""
    sentence, behind = first_sentence(rest)
    if is_book(behind):
        return sentence, behind
    stop = None if commas else _BEHIND_STOP.search(rest)  # a title may end in "…, China."
    if place := stop or _BEHIND_COMMA.search(rest):
        return rest[: place.start()], rest[place.end() :]
    if commas and (book := _BOOK.match(rest)):
        return book.group(), rest[book.end() :]
    return sentence, behind


def _name(journal: str) -> str:
    return journal.strip(" .,:")


def year_of(text: str) -> int | None:
    """The year beside the volume, or the last that is told."""
    if found := _AT_YEAR.search(text):
        return int(found.group(1) or found.group(2))
    told = _ANY_YEAR.findall(text)
    return int(told[-1]) if told else None
