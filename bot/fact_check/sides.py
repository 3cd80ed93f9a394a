"""Whether what stands on either side of 'than', 'leads to' or 'when' has changed places."""

import re

from languages.cues import pattern, plain, stems

_MARKERS = {"than": r"[,;:]", "leads_to": r"(?!)", "whenever": r"[,;:]"}  # and where the side ends
_TURNING = ("up", "down", "better", "worse", "common", "negation")


def swapped(statement: str, passage: str, language: str) -> bool:
    """Whether a statement has beside such a word what its passage, in the same language, has opposite.

    'Anxiety less than depression' is not 'depression less than anxiety', though all words are there.
    """
    said, known = plain(statement), plain(passage)
    for marker, end in _MARKERS.items():
        mine, elsewhere = _sides(said, marker, end, language)
        theirs, rest = _sides(known, marker, end, language)
        only = theirs - rest
        if mine & only or not mine & (rest - theirs):
            continue
        if only & elsewhere or (theirs & elsewhere and not mine & theirs):
            return True
    return False


def _sides(text: str, marker: str, end: str, language: str) -> tuple[set[str], set[str]]:
    """The stems that follow the marker in its clause, and all others."""
    beside: set[str] = set()
    other = text
    for found in pattern(language, marker).finditer(text):
        clause = re.split(end, text[found.end() :])[0]
        beside |= _named(clause, language)
        other = other.replace(clause, " ")
    return beside, _named(other, language)


def _named(text: str, language: str) -> set[str]:
    """The stems of what a clause is about: without which way, how well and how little it goes."""
    for group in _TURNING:
        text = pattern(language, group).sub(" ", text)
    return set(stems(text))
