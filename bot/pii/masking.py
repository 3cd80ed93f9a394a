"""Marks in place of what tells who somebody is: addresses, numbers of people and of phones."""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from bot.pii import accounts, documents, emails, national_ids, phones, secret_links
from bot.pii.words import finding

Span = tuple[int, int]
Finder = Callable[[str], Iterable[Span]]

# What looks like such a number and is none: a DOI, an article's or a trial's number, a date.
_PUBLIC = (
    r"\b10\.\d{4,9}/\S+"
    r"|\b(?:PMID|PMCID|PMC|DOI|ISBN|ISSN|EAN|ISRCTN|EudraCT|NCT|CAS|<not_personal>)\b[\s.:#-]*\(?(?:[A-Z]{1,3}(?=\d))?[\dX][\dX./-]*"
    r"|\b(?:PMC|NCT|ISRCTN)\d+"
    r"|\b(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])\b(?!\s?[-+]?\s?[\dx*•#?_]{4}|\s?[-+][.…])"
    r"|\b(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d\b(?!\s?[-+]|\s?[x*•#?_]{3})"
    r"|\b(?:19|20)\d\d\s?-\s?(?:19|20)\d\d\b"
)
_ANY = sys.maxsize
_MARGIN = 320  # characters; the longest e-mail address
_TAKEN = "\ufffc"  # neither a letter, a digit, a space nor punctuation to any finder


def mask(text: str, most: int | None = None) -> str:
    """The text with [e-mail], [link], [id], [card], [account] and [phone] for what was there.

    Numbers of people are found by their shape and date of birth, so that one with a slip of the
    pen is masked, too (shapes and check digits: python-stdnum); numbers of phones by Google's
    libphonenumber and by what is written around them. With `most`, only so many characters are
    masked and returned; a little beyond is read, so that a number cut in two is still known.
    """
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = text if most is None else text[: most + _MARGIN]
    plain = "".join(map(_plain, text))
    spans: list[tuple[int, int, str]] = []
    for find, mark in FINDERS:
        for start, end in _joined(
            span for span in find(plain) if _TAKEN not in plain[slice(*span)]
        ):
            plain = plain[:start] + _TAKEN * (end - start) + plain[end:]
            spans.append((start, end, mark or text[start:end]))
    return _replaced(text, spans, _ANY if most is None else most)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _replaced(text: str, spans: Iterable[tuple[int, int, str]], most: int) -> str:
    """What stands before `most`, marks in place of the spans; none of them is broken off."""
    made, at = "", 0
    for start, end, mark in sorted(spans):
        if start >= most:
            break
        made += text[at:start]
        at = end
        if len(made) + len(mark) > most:
            return made[:most]
        made += mark
    return (made + text[at:most])[:most]


def _public(text: str) -> Iterator[Span]:
    return (match.span() for match in finding(_PUBLIC).finditer(text))


# In the order in which they take what they find; what is public is taken to be left as it is.
FINDERS: tuple[tuple[Finder, str], ...] = (
    (emails.emails, "[e-mail]"),
    (secret_links.secret_links, "[link]"),
    (_public, ""),
    (accounts.accounts, "[account]"),
    (national_ids.identities, "[id]"),
    (documents.documents, "[id]"),
    (accounts.shapes, "[account]"),
    (accounts.cards, "[card]"),
    (phones.phones, "[phone]"),
)


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
