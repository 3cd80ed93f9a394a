"""A turn that only says yes, in any of the six languages."""

import re
from functools import cache

from languages.cues import of_all

_WORD = re.compile(r"[^\W\d_]+")


def says_yes(turn: str) -> bool:
    """Whether a turn only says yes, in any of the six languages."""
    said = _WORD.findall(turn.lower())
    agreeing = _words("agreeing")
    return (
        bool(said) and said[0] in agreeing and (agreeing | _words("agreeing_with")).issuperset(said)
    )


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(of_all(group))
