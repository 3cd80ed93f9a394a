"""Whether a statement and its passage deny, and raise or lower, the same things."""

import re
from collections.abc import Iterable

from languages.contrasts import prevents
from languages.cues import alternatives, entries, pattern, plain, stems

_DENIED = (5, 5)  # so many words before and behind a negation tell what it is about
_TURNED = (2, 3)  # and so many, what is raised or lowered
_CLEARLY = 2  # words more by the opposite, where some are by the same
_LOWERING = ("down", "worse", "lacking", "negation")
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}


def same_denial(statement: str, language: str, passage: str, spoken: str) -> bool:
    """Whether both deny or neither does; where both do, whether it is of the same thing.

    What a negation is about is told by the words around it: in a passage of several clauses one
    of them at least must be shared. Texts in two languages are held against each other by
    whether they deny at all.
    """
    said, known = _without_idioms(statement, language), _without_idioms(passage, spoken)
    if _tells(known, spoken, "lacking") and _tells(said, language, "lacking"):
        said, known = _without(said, language, "lacking"), _without(known, spoken, "lacking")
    if _tells(known, spoken, "down"):
        said = _without(said, language, "less")
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
        same, other = pattern(spoken, way), pattern(spoken, opposite)
        hits = _hits(said, way, language)
        if not hits or not other.search(known):
            continue
        if not same.search(known):
            if language == spoken or not pattern(language, opposite).search(said):
                return True
        elif language == spoken and (
            _stand_opposite(said, hits, known, same, other)
            or _of_the_opposite(said, hits, known, same, other)
        ):
            return True
    return False


def lowers_alone(statement: str, language: str, passage: str) -> bool:
    """Whether a statement lowers or worsens where its passage, in that language, does nothing like it."""
    said, known = _without_bounds(statement, language), _without_bounds(passage, language)
    if not (_hits(said, "down", language) or _hits(said, "worse", language)):
        return False
    return not any(_tells(known, language, group) for group in _LOWERING) and not prevents(
        known, language
    )


def _hits(text: str, way: str, language: str) -> list[re.Match[str]]:
    """The words of a direction, but for 'deficiency', which is no way that something goes."""
    lacking = pattern(language, "lacking")
    found = pattern(language, way).finditer(text)
    return [each for each in found if not lacking.fullmatch(each.group())]


def _stand_opposite(
    said: str,
    hits: Iterable[re.Match[str]],
    known: str,
    same: re.Pattern[str],
    other: re.Pattern[str],
) -> bool:
    """Whether a word of direction stands by what its passage has the opposite direction by."""
    here = [_near(known, match) for match in same.finditer(known)]
    there = [_near(known, match) for match in other.finditer(known)]
    for match in hits:
        about = _near(said, match)
        agree = max((len(about & near) for near in here), default=0)
        oppose = max((len(about & near) for near in there), default=0)
        if oppose > agree and (not agree or oppose - agree >= _CLEARLY):
            return True
    return False


def _of_the_opposite(
    said: str,
    hits: Iterable[re.Match[str]],
    known: str,
    same: re.Pattern[str],
    other: re.Pattern[str],
) -> bool:
    """Whether what follows a word of direction follows only the opposite one in its passage."""
    here = {_behind(known, match) for match in same.finditer(known)}
    there = {_behind(known, match) for match in other.finditer(known)} - here
    return any(_behind(said, match) in there - {""} for match in hits)


def _behind(text: str, match: re.Match[str]) -> str:
    """The stem that follows a hit in its clause."""
    following = stems(re.split(r"[,;:.]", text[match.end() :])[0])
    return following[0] if following else ""


def _tells(text: str, language: str, group: str) -> bool:
    return bool(pattern(language, group).search(text))


def _without(text: str, language: str, group: str) -> str:
    return pattern(language, group).sub(" ", text)


def _without_idioms(text: str, language: str) -> str:
    return pattern(language, "idioms").sub(" ", plain(text))


def _without_bounds(text: str, language: str) -> str:
    """A text without 'more than' and its like, which raise nothing."""
    bounds = [e for group in ("over", "under") for e in entries(language, group) if " " in e]
    return re.sub(alternatives(bounds), " ", plain(text))


def _around(text: str, found: re.Pattern[str], reach: tuple[int, int]) -> set[str]:
    """The stems of the words near each hit."""
    return {stem for match in found.finditer(text) for stem in _near(text, match, reach)}


def _near(text: str, match: re.Match[str], reach: tuple[int, int] = _TURNED) -> set[str]:
    before, behind = reach
    return {*stems(text[: match.start()])[-before:], *stems(text[match.end() :])[:behind]}
