"""A turn that only says yes, in any of the six languages."""

import re

_YES = frozenset(
    "ja jo japp jepp jep jajamän jup yes yep yeah yup sure jau joda jawohl genau kyllä joo juu precis "
    "exakt nettopp netop præcis exactly right stimmt richtig aivan".split()
)
_WITH_YES = _YES | frozenset(
    "tack takk tak please gärna gerne bitte kiitos thanks thank you danke det den gjorde jag menade jeg "
    "mente mener menar gör that s it is what i meant the first one did das meine meinte ich just sitä "
    "tarkoitin första første erste ensimmäinen ensimmäistä".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def says_yes(turn: str) -> bool:
    """Whether a turn only says yes, in any of the six languages."""
    said = _WORD.findall(turn.lower())
    return bool(said) and said[0] in _YES and _WITH_YES.issuperset(said)
