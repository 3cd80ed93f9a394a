"""Numbers of passports, identity cards and driving licences in a text."""

import re
from collections.abc import Iterator

from bot.pii.units import followed_by_unit
from bot.pii.words import NUMBER, finding

_ANNOUNCED = (
    rf"(?<!\w)(?:<papers>{NUMBER}|<papers_alone>)(?!\w)[^\d\n]{{0,25}}?(?<!\w)(?P<number>"
    r"[a-z]{1,3}[ -]?\d(?:[ -]?\d){4,10}|\d(?:[ -]?\d){6,10}(?<!000)[a-z]?"
    r"|(?=(?:[a-z]{0,6}\d){3})(?=\w{0,7}[a-z])[a-z0-9]{8,18})(?!\w)"
)
_SHAPES = re.compile(
    r"(?<![\w./-])(?:"
    # Two letters and seven figures: Finnish, Swedish; not what is named so in laboratories.
    r"(?!LY|RS|NM|NP|NR|NG|XM|XP_|PM|CI|CA|EC|GO|BA)[A-Z]{2}\d{7}"
    # German: no vowels, figures and letters mixed; not a sum formula.
    r"|(?!C\d+H\d)(?=(?:[A-Z]*\d){4})(?=\d*[A-Z]\d*\d[A-Z])[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\d?"
    # British and Norwegian driving licences.
    r"|[A-Z9]{5}\d{6}[A-Z9]{2}\d[A-Z]{2}"
    r"|\d{2}[ ]\d{2}[ ]\d{6}[ ]\d"
    r")(?![\w-])"
)


def documents(text: str) -> Iterator[tuple[int, int]]:
    """Where such a number stands: after a word that says so, or of a shape that nothing else has."""
    for match in finding(_ANNOUNCED).finditer(text):
        if not followed_by_unit(text, match.end()):
            yield match.span("number")
    for match in _SHAPES.finditer(text):
        yield match.span()
