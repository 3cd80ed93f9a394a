"""'Berätta mer': what else the article says on what was just asked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from languages import expressions
from vectorstore.retriever import Passage

NEAR = 0.65  # more on the topic must score at least this share of the best passage
AT_ONCE = 3
_TOPIC = "asks_for_more"  # in the languages' files


def asks_for_more(turn: str) -> bool:
    """Whether a turn asks for nothing but more on what was asked before it."""
    return _more().fullmatch(turn) is not None


def topic(turns: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The turns up to the last that asks something itself, and how often more was asked since."""
    asking = list(turns)
    while asking and asks_for_more(asking[-1]):
        asking.pop()
    return tuple(asking), len(turns) - len(asking)


def untold(passages: Sequence[Passage], told: Collection[str], times: int) -> list[Passage]:
    """Passages near to what was told, of its sections, to be told when more is asked that often.

    `passages` are those of the question, best first, of one article; `told` the ids of the
    sentences in its answer. All that come back count alike.
    """
    sections = {p.section.heading for p in passages if p.sentence.id in told}
    near = [
        replace(passage, score=1.0)
        for passage in passages
        if passage.sentence.id not in told
        and passage.section.heading in sections
        and passage.score >= NEAR * passages[0].score
    ]
    return near[(times - 1) * AT_ONCE : times * AT_ONCE]


@cache
def _more() -> re.Pattern[str]:
    return expressions.finding(_TOPIC, r"\W*(?:<before>\W+)*<more>(?:\s+<behind>)*\W*")
