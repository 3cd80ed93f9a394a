"""Marks in place of what tells who somebody is: addresses, numbers of people and of phones."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from bot.kept import addresses, identity, phones

Span = tuple[int, int]
Finder = Callable[[str], Iterable[Span]]

# What looks like such a number and is none: a DOI, an article's or a trial's number, a date.
_PUBLIC = re.compile(
    r"\b10\.\d{4,9}/\S+"
    r"|\b(?:PMID|PMCID|PMC|DOI|ISBN|ISSN|EAN|ISRCTN|EudraCT|NCT|CAS|ref|refs|referens(?:en|er)?"
    r"|reference|Referenz|viite|batch|lot|artikel(?:nummer|nr)|art\.?nr|vare(?:nummer|nr)"
    r"|produkt(?:nummer|nr)|tuotenumero)\b[\s.:#-]*\(?[\dX][\dX./-]*"
    r"|\b(?:PMC|NCT|ISRCTN)\d+"
    r"|\b(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])\b(?!\s?[-+]?\s?\d{4})"
    r"|\b(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d\b(?!\s?[-+])"
    r"|\b(?:19|20)\d\d\s?-\s?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_TAKEN = "\ufffc"  # neither a letter, a digit, a space nor punctuation to any finder


def mask(text: str) -> str:
    """The text with [e-mail], [link], [id], [card], [account] and [phone] for what was there.

    Numbers of people are found by their shape and date of birth, so that one with a slip of the
    pen is masked, too (shapes and check digits: python-stdnum); numbers of phones by Google's
    libphonenumber and by what is written around them.
    """
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    plain = "".join(map(_plain, text))
    spans: list[tuple[int, int, str]] = []
    for find, mark in (
        (addresses.emails, "[e-mail]"),
        (addresses.secret_links, "[link]"),
        (_public, ""),
        (addresses.accounts, "[account]"),
        (identity.identities, "[id]"),
        (addresses.cards, "[card]"),
        (phones.phones, "[phone]"),
    ):
        for start, end in _joined(
            span for span in find(plain) if _TAKEN not in plain[slice(*span)]
        ):
            plain = plain[:start] + _TAKEN * (end - start) + plain[end:]
            spans.append((start, end, mark or text[start:end]))
    return _replaced(text, spans)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, mark in sorted(spans):
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]])


def _public(text: str) -> Iterator[Span]:
    return (match.span() for match in _PUBLIC.finditer(text))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One character for one: digits of any script, dashes, spaces and wide forms as ASCII."""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(char)
    if kind == "Pd" or char == "−":
        return "-"
    if kind == "Zs":
        return " "
    wide = unicodedata.normalize("NFKC", char)
    return wide if len(wide) == 1 and wide.isascii() and not char.isnumeric() else char
