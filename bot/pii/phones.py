"""Phone numbers in a text, and not the amounts, years and references that look like them."""

import re
from collections.abc import Iterator

from bot.pii.units import followed_by_unit
from bot.pii.words import finding

_REGIONS = ("SE", "NO", "DK", "FI", "DE", None)
_EIGHT_FIGURES = 8
_FEWEST = 7  # figures; emergency, help-line and advice numbers are public and shorter
# Written as phone numbers are: with a country's code or a leading zero, whatever a plan says of it.
_DIALLED = re.compile(
    r"(?<![\w.,/+-])(?:\+|\(\+)\d[\d ()./-]{6,20}\d(?![\w])"
    r"|(?<![\w.,/+-])00[1-9][\d ()./-]{6,20}\d(?![\w])"
    r"|(?<![\w.,/+-])\(?0[1-9]\d{0,3}\)?(?:[ /-]{1,3}\d{2,}+)(?:[ -]?\d{2,}+){0,4}(?![\w])"
    r"|(?<![\w.,/+-])0[1-9]\d{6,10}(?![\w])"
)
_ANNOUNCED = (
    r"\b<phone>\b[^\d\n]{0,20}(?P<number>(?!116 ?\d{3}\b)\d(?:[ ./-]{0,2}\d){5,12})(?![\w])"
)
# Norwegian and Danish numbers have no leading zero: eight figures in the groups people write.
_EIGHT = re.compile(
    r"(?<![\w.,/+-])(?<!\d )[2-9](?:\d{7}|\d{3} \d{4}|\d{2} \d{5}"
    r"|\d{2}(?P<s>[ .-])\d{2}(?P=s)\d{3}|\d(?P<t>[ .-])\d{2}(?P=t)\d{2}(?P=t)\d{2})(?![\w-]|[.,]\d| \d)"
)
# What libphonenumber may find a number in; one that is a row of single figures is none.
_RUN = re.compile(r"[(\[]?\+?\d[\d ()\[\]./~+-]*+")
_SINGLE = re.compile(r"(?:\d\D+)*\d?\D*")
_MOST_IN_RUNS = 400  # characters; beyond, whatever has enough figures is masked unasked
_AROUND = 3  # characters of a run's surroundings that libphonenumber looks at
_LONGEST = 15  # figures of a number (ITU-T E.164)
_TWO_YEARS = re.compile(r"(?:19|20)\d\d\D?(?:19|20)\d\d")


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where a phone number stands: by libphonenumber's plans, by how it is written, or announced.

    Source of the plans: the package phonenumbers, for Sweden, Norway, Denmark, Finland, Germany
    and every number with its country's code.
    """
    if sum(char.isdigit() for char in text) < _FEWEST - 1:
        return
    for match in finding(_ANNOUNCED).finditer(text):
        if not followed_by_unit(text, match.end()):
            yield match.span("number")
    for match in _DIALLED.finditer(text):
        if _is_written_as_phone(text, *match.span()):
            yield match.span()
    for match in _EIGHT.finditer(text):
        if _has_plan(match.group()) and _is_written_as_phone(text, *match.span()):
            yield match.span()
    yield from _by_plan(text)


def _has_plan(written: str) -> bool:
    from phonenumbers import is_valid_number, parse

    return any(is_valid_number(parse(written, region)) for region in ("NO", "DK"))


def _by_plan(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of libphonenumber's plans.

    It takes some milliseconds for each hundred characters of figures. Nobody writes that many in
    a question: of a text that has them, every run with figures enough is masked unasked.
    """
    looked_at = 0
    for run in _RUN.finditer(text):
        figures = sum(map(str.isdigit, run.group()))
        if figures < _FEWEST or (figures > _LONGEST and _SINGLE.fullmatch(run.group())):
            continue
        looked_at += len(run.group())
        if looked_at > _MOST_IN_RUNS:
            yield run.start(), run.start() + len(run.group().rstrip(" .-/(["))
        else:
            yield from _in_run(text, *run.span())


def _in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    from phonenumbers import Leniency, PhoneNumberMatcher

    start, end = max(0, start - _AROUND), end + _AROUND
    for region in _REGIONS:
        if region is None and "+" not in text[start:end]:
            continue
        for match in PhoneNumberMatcher(text[start:end], region, leniency=Leniency.VALID):
            if _is_written_as_phone(text, start + match.start, start + match.end):
                yield start + match.start, start + match.end


def _is_written_as_phone(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return False
    written = text[start:end]
    figures = re.sub(r"\D", "", written)
    if len(figures) < _FEWEST or followed_by_unit(text, end) or _TWO_YEARS.fullmatch(written):
        return False
    if re.match(r"\(?(?:\+|0)", written):
        return not re.match(r"0[.,]\d", written)
    return _EIGHT.fullmatch(written) is not None or len(figures) > _EIGHT_FIGURES
