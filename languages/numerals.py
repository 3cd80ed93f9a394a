"""Numbers in digits and in words, and the units behind them, as patterns a language."""

import re
from functools import cache

from languages import files
from languages.cues import alternatives, entries, plain, units

_DIGITS = r"\d+\s*[/⁄]\s*\d+|\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_DURATIONS = ("month", "week", "day", "hour", "year")


@cache
def number(language: str) -> re.Pattern[str]:
    """What finds a number in a plain text; its kind is the name of its group."""
    words = "|".join(map(re.escape, sorted(spelt(language), key=len, reverse=True)))
    joint = "|".join(alternatives(units()[name]).replace(r"\w*", "") for name in _DURATIONS)

    def any_of(group: str) -> str:
        return alternatives(entries(language, group))

    kinds = [
        rf"(?P<half_year>{any_of('half_year')})(?!\w)",
        rf"(?P<thirds>(?:(?P<thirds_n>{words})[\s-]+)(?:{any_of('thirds')}))(?!\w)",
        rf"(?P<quarters>(?:(?P<quarters_n>{words})[\s-]+)(?:{any_of('quarters')}))(?!\w)",
        *(
            rf"(?P<{group}>{any_of(group)})(?!\w)"
            for group in ("third", "quarter", "half", "twofold")
        ),
        rf"(?P<hundreds>(?P<hundreds_n>(?:{words})[\s-]?)?"
        rf"(?:(?P<is_hundred>{any_of('hundred')})|{any_of('thousand')}))(?!\w)",
        rf"(?P<words>{words})(?!\w)",
        rf"(?P<joint>{words})(?=(?:{joint}))",
        rf"(?P<one>{any_of('one')})(?!\w)",
    ]
    return re.compile(rf"(?P<digits>{_DIGITS})|(?<!\w)(?:{'|'.join(kinds)})")


@cache
def spelt(language: str) -> dict[str, int]:
    """A number's word → the number, 2 to 99."""
    found: dict[str, int] = {}
    ones = {1: plain(entries(language, "one")[0])}
    for value, entry in enumerate(entries(language, "numbers"), 2):
        forms = plain(entry).split("/")
        found |= dict.fromkeys(forms, value)
        ones[value] = forms[0]
    for ten, entry in enumerate(entries(language, "tens"), 2):
        for form in plain(entry).split("/"):
            found[form] = 10 * ten
            for unit in range(1, 10):
                found |= dict.fromkeys(_joined(form, ones[unit], language), 10 * ten + unit)
    return found


@cache
def unit_behind() -> re.Pattern[str]:
    """A unit right behind a number; its group's name is `u` and its place among `units`."""
    parts = (f"(?P<u{i}>{alternatives(written)})" for i, written in enumerate(units().values()))
    return re.compile(rf"[\s\u00a0-]*(?:{'|'.join(parts)})(?!\w)")


@cache
def unit_before() -> re.Pattern[str]:
    """The same before one: 'vecka 8', 'dag 3'."""
    names = list(units())
    parts = (
        f"(?P<u{names.index(name)}>{alternatives(units()[name])})"
        for name in ("week", "day", "month", "year")
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})\s$")


def _joined(ten: str, one: str, language: str) -> list[str]:
    """How a language joins tens and ones."""
    joints = files.kept(language).get("joints", {})
    return [
        ten + one,
        *(ten + joint + one for joint in joints.get("tens_first", ())),
        *(one + joint + ten for joint in joints.get("ones_first", ())),
    ]
