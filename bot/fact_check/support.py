"""How well a sentence bears a statement on the whole: what is left when no check speaks against it.

A logistic regression on soft evidence, learnt by `training/support.py` on true retellings and on the
same retellings beside another sentence. It tells what is off the subject; that a liver is no brain
it can't tell, so the checks of names, numbers, directions and limits stand before it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("support.json")


@dataclass(frozen=True, slots=True)
class Evidences:
    """What speaks for a statement: how close it is, and how much of it nothing explains.

    `nearest` and `mean` are cosines to the sentence's wordings; `strange` is the share of its words
    that they do not explain, and `elsewhere` the share of those that another sentence explains.
    """

    nearest: float
    mean: float
    strange: float
    elsewhere: float

    @property
    def features(self) -> tuple[float, ...]:
        """The figures that are weighed, in the order of the weights."""
        return (self.nearest, self.mean, self.strange, self.elsewhere)


@dataclass(frozen=True, slots=True)
class Support:
    """The weights of one regression; at `threshold` or more a statement is borne."""

    intercept: float
    weights: Sequence[float]
    threshold: float

    def bears(self, evidences: Evidences) -> bool:
        """Whether the evidence is enough."""
        return self.score(evidences) >= self.threshold

    def score(self, evidences: Evidences) -> float:
        """The log odds that the sentence bears the statement."""
        pairs = zip(self.weights, evidences.features, strict=True)
        return self.intercept + sum(weight * value for weight, value in pairs)


@cache
def learnt() -> Support:
    """What is kept with the code."""
    return Support(**json.loads(FILE.read_text(encoding="utf-8")))
