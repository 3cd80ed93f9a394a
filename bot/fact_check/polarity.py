"""Whether a statement and its passage deny, and raise or lower, the same things."""

import re

from languages.cues import alternatives, entries, pattern, plain, stems

_DENIED = (5, 5)  # so many words before and behind a negation tell what it is about
_TURNED = (2, 3)  # and so many, what is raised or lowered
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def same_denial(statement: str, language: str, passage: str, spoken: str) -> bool:
    """Whether both deny or neither does; where both do, whether it is of the same thing.

    What a negation is about is told by the words around it: in a passage of several clauses one
    of them at least must be shared. Texts in two languages are held against each other by
    whether they deny at all.
    """
    said, known = _without_idioms(statement, language), _without_idioms(passage, spoken)
    mine, theirs = pattern(language, "negation"), pattern(spoken, "negation")
    if bool(mine.search(said)) != bool(theirs.search(known)):
        return False
    if language != spoken or not mine.search(said) or not re.search(r"[,;:–]", known):
        return True
    return bool(_around(said, mine, _DENIED) & _around(known, theirs, _DENIED))


def turned(statement: str, language: str, passage: str, spoken: str) -> bool:
    """Whether a statement raises what its passage lowers, or worsens what it betters.

    Where the passage does both, the words around each tell which of the two is meant.
    """
    said, known = _without_bounds(statement, language), _without_bounds(passage, spoken)
    for way, opposite in _OPPOSITE.items():
        mine, same, other = pattern(language, way), pattern(spoken, way), pattern(spoken, opposite)
        against = pattern(language, opposite).search(said)
        if not mine.search(said) or against or not other.search(known):
            continue
        if not same.search(known):
            return True
        about = _around(said, mine, _TURNED)
        here, there = _around(known, same, _TURNED), _around(known, other, _TURNED)
        if language == spoken and len(about & here) < len(about & there):
            return True
    return False


def _without_idioms(text: str, language: str) -> str:
    return pattern(language, "idioms").sub(" ", plain(text))


def _without_bounds(text: str, language: str) -> str:
    """A text without 'more than' and its like, which raise nothing."""
    bounds = [e for group in ("over", "under") for e in entries(language, group) if " " in e]
    return re.sub(alternatives(bounds), " ", plain(text))


def _around(text: str, found: re.Pattern[str], reach: tuple[int, int]) -> set[str]:
    """The stems of the words near each hit."""
    before, behind = reach
    near: set[str] = set()
    for match in found.finditer(text):
        near.update(stems(text[: match.start()])[-before:])
        near.update(stems(text[match.end() :])[:behind])
    return near
