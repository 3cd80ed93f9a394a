"""Personal identity numbers in a text: Swedish, Norwegian, Danish, Finnish and German ones."""

import re
from collections.abc import Iterator
from datetime import date

from bot.pii.overlapping import overlapping
from bot.pii.units import followed_by_unit

_NOT_IN = r"(?<![\w.,+])"
_GAP = r"[ ./]?[-+]?[ ]?"
# Year, month, day and four figures, with or without the century.
_SWEDISH = re.compile(
    rf"{_NOT_IN}(?:(?:18|19|20)[ ]?)?\d\d(?P<s>[ ./-]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d){_GAP}\d{{4}}(?!\w)"
)
# Day, month, year, then five figures (Norwegian), four (Danish), or a sign, three and one (Finnish).
_NORDIC = re.compile(
    rf"{_NOT_IN}(?P<d>\d\d)(?P<s>[ ./-]?)(?P<m>\d\d)(?P=s)(?:(?:18|19|20)(?=\d\d))?\d\d"
    rf"(?:{_GAP}\d{{3}}[ ]?\d{{1,2}}|[ ]?[-+a-fu-y]?[ ]?\d{{3}}[ ]?[0-9a-fhj-np-y])(?!\w)",
    re.IGNORECASE,
)
# Tax number; insured person's number; pension insurance number with its letter.
_GERMAN = re.compile(
    rf"{_NOT_IN}(?:[1-9]\d(?P<s>[ ./]?)\d{{3}}(?P=s)\d{{3}}(?P=s)\d{{3}}|[a-z][ ]?\d{{9}}"
    r"|\d{2}[ ]?\d{6}[ ]?[a-z][ ]?\d{3})(?!\w)",
    re.IGNORECASE,
)
# A date of birth whose last figures are hidden, or some of them: 850312-XXXX, 1203851****.
_HIDDEN = re.compile(
    rf"{_NOT_IN}(?:(?:18|19|20)[ ]?)?(?P<a>\d\d)(?P<s>[ ./-]?)(?P<m>\d\d)(?P=s)(?P<c>\d\d|(?:18|19|20)\d\d)"
    r"(?:[ ]?[-+][ ]?|[ ])?(?:\d{0,2}[x*•#_]{2,5}(?!\w)|\?{3,5}|…)|"
    rf"{_NOT_IN}(?P<a2>\d\d)(?P<m2>\d\d)(?P<c2>\d\d)[ ]?[-+][ ]?\.{{3,5}}",
    re.IGNORECASE,
)
_SWEDISH_MOBILE = re.compile(r"07[02369]\d{7}")  # bot/pii/phones.py finds all of them
_COORDINATION, _FROM_ABROAD = 60, 40  # what Swedish and Norwegian registers add to the day
_IN_MONTHS = (0, 20, 40, 65, 80)  # what Norwegian hospitals and test registers add to the month


def identities(text: str) -> Iterator[tuple[int, int]]:
    """Where a number stands that is somebody's, by its check digit or by its shape and date.

    A wrong check digit does not save a number: people write their own wrong. What is followed by
    a unit is an amount, unless its check digit is right. Source: the registers' rules as in
    python-stdnum.
    """
    for shape, added in ((_SWEDISH, _COORDINATION), (_NORDIC, _FROM_ABROAD), (_GERMAN, None)):
        for match in overlapping(shape, text):
            written = match.group()
            if added is not None and not _born(match["m"], match["d"], added):
                continue
            if _SWEDISH_MOBILE.fullmatch(written):
                continue
            if _checked(written) or not followed_by_unit(text, match.end()):
                yield match.span()
    yield from _hidden(text)


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    for match in overlapping(_HIDDEN, text):
        first, month, last = (match[name] or match[f"{name}2"] for name in "amc")
        if any(_born(month, day[-2:], _COORDINATION) for day in (first, last)):
            yield match.span()


def _checked(written: str) -> bool:
    from stdnum.de import idnr
    from stdnum.dk import cpr
    from stdnum.fi import hetu
    from stdnum.no import fodselsnummer
    from stdnum.se import personnummer

    registers = (personnummer, fodselsnummer, cpr, hetu, idnr)
    number = re.sub(r"[ ./]", "", written)
    return any(register.is_valid(number) for register in registers)


def _born(month: str, day: str, added: int) -> bool:
    """Whether somebody can be born on that day; registers add to it for people from abroad."""
    days = {int(day), int(day) - added}
    return any(_is_day(int(month) - more, d) for more in _IN_MONTHS for d in days)


def _is_day(month: int, day: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True
