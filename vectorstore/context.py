"""How much the turns before count for a question: the less it says itself, the more they do.

'Hur länge?' says nothing without the question before it; 'Vilka former av mineralet tas upp bäst?'
needs nothing. In between lies a weight, read off how many telling words a turn has and whether it
points backwards. The numbers were chosen on the calibration conversations.
"""

import math
from collections.abc import Sequence
from functools import cache

from languages import expressions
from languages.expressions import finding
from languages.folding import fold
from languages.known import LANGUAGES, function_words
from languages.words import words

MOST_TURNS = 3
_WEIGHTS = (0.9, 0.8, 0.8, 0.5, 0.45)  # by the number of telling words
_WORDY, _WORDY_AND_POINTING = 0.2, 0.3  # for a turn with more of them
_KNOWN, _KNOWN_AND_POINTING, _KNOWN_SLOPE = 0.8, 0.87, 0.05
_POINTING = (r"^\s*<begins>\b", r"\b<points>\b")


def turn_weights(turns: Sequence[str], known: float = 0.0) -> tuple[float, ...]:
    """A weight for each turn, oldest first; the last one's is 1, a turn too far back gets 0.

    `known` is the cosine of the last turn to the nearest question that is asked alone: what
    people ask by itself leans on little, however short it is.
    """
    if len(turns) == 1:
        return (1.0,)
    weights = [1.0]
    for turn in reversed(turns[1:]):
        far = len(weights) >= MOST_TURNS
        weights.append(0.0 if far else weights[-1] * earlier_weight(turn))
    *earlier, last = reversed(weights)
    leaning = 1 - _known_alone(turns[-1], known)
    return (*(weight * leaning for weight in earlier), last)


def earlier_weight(turn: str) -> float:
    """How much the turn before this one counts beside it, 0 to 1."""
    telling = sum(word not in _empty() and len(word) > 2 for word in words(turn))
    if telling < len(_WEIGHTS):
        return _WEIGHTS[telling]
    return _WORDY_AND_POINTING if _points(turn) else _WORDY


def _known_alone(turn: str, known: float) -> float:
    """How surely a turn is asked by itself, 0 to 1; one that points backwards must be nearer."""
    middle = _KNOWN_AND_POINTING if _points(turn) else _KNOWN
    return 1 / (1 + math.exp((middle - known) / _KNOWN_SLOPE))


def _points(turn: str) -> bool:
    """Whether a turn points backwards."""
    return bool(finding("follow_up", *_POINTING).search(turn))


@cache
def _empty() -> frozenset[str]:
    """Folded words that tell nothing of what is asked, in any language."""
    common = expressions.words("follow_up", "says_little").union(*map(function_words, LANGUAGES))
    return frozenset(map(fold, common))
