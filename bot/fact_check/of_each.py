"""Whether two numbers have changed what they are of: '200 mg of this and 20 of that', the other way.

What stands before a number is not tied to it: 'zinc 20 mg' is told by no order of words.
"""

from dataclasses import dataclass
from itertools import combinations

from bot.intent.asked_about import Looking
from languages.cues import plain
from languages.names import kinds, words_of
from languages.quantities import Quantity, placed


@dataclass(frozen=True, slots=True)
class Tied:
    """A quantity, and what is named between it and the next one."""

    quantity: Quantity
    concepts: frozenset[str]


def exchanged(
    statement: str, language: str, passage: str, passage_language: str, looking: Looking
) -> bool:
    """Whether of two numbers each is, in a statement, rather of what its passage has beside the other."""
    known = [each for each in _tied(passage, passage_language, looking) if each.concepts]
    said = [
        (each, [k for k in known if k.quantity.agrees(each.quantity)])
        for each in _tied(statement, language, looking)
        if each.concepts
    ]
    return any(
        own is not other
        and not own.quantity.agrees(other.quantity)
        and _alike(one, other) > _alike(one, own)
        and _alike(two, own) > _alike(two, other)
        for (one, of_one), (two, of_two) in combinations(said, 2)
        for own in of_one
        for other in of_two
    )


def _tied(text: str, language: str, looking: Looking) -> list[Tied]:
    found, words = placed(text, language), words_of(plain(text), language)
    names = [
        (words[mention.first].start, mention.concepts)
        for mention in looking.mentions(plain(text), language)
        if kinds(mention.concepts) - {"group", "ordinary"}
    ]
    ends = [*(start for start, _, _ in found), len(plain(text))][1:]
    return [
        Tied(quantity, frozenset().union(*(c for at, c in names if end <= at < next_one)))
        for (_, end, quantity), next_one in zip(found, ends, strict=True)
    ]


def _alike(one: Tied, other: Tied) -> float:
    """The share of the names of both that are the same (Jaccard)."""
    return len(one.concepts & other.concepts) / len(one.concepts | other.concepts)
