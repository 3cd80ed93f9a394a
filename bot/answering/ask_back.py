"""'Menade du …?': what a question may have meant, where its topic is known and no sentence is.

A decline that shows the very question as one that the article answers is no help; asking back is.
"""

import re
from collections.abc import Sequence

from languages.words import words

LEAST = 0.2  # share of the threshold below which the topic is not known, either
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


def may_be_meant(
    question: str, near: Sequence[str], confidence: float, threshold: float
) -> tuple[str, ...]:
    """Those of the nearest answerable questions that a declined one may have meant; or none.

    `near` are well-formed questions in the reader's language, best first. One that says just what
    was asked is left out: its answer is what was just found wanting.
    """
    if not LEAST * threshold <= confidence < threshold:
        return ()
    asked = words(question)
    return tuple(other for other in near if words(other) != asked)


def says_yes(turn: str) -> bool:
    """Whether a turn only says yes, in any of the six languages."""
    said = _WORD.findall(turn.lower())
    return bool(said) and said[0] in _YES and _WITH_YES.issuperset(said)
