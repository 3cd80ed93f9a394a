"""Whether the article answers a question at all: a confidence, learnt on questions set apart."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer_types import asked_for, asks_amount, has, tells_amount
from vectorstore.index import KNOWN_BY, Index
from vectorstore.ngrams import words
from vectorstore.retriever import Retrieved
from vectorstore.wording import Measure

LOOKED_AT = 3
SAME_QUESTION = 0.8  # a bank question so near, in an encoder that no bank taught, is this one
ASKED_BY_PAGE = 0.9  # the page asks the same, and the passage stands beneath
MOST_MASS = 2.0  # a question of many words is not surer for every further one


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over `features`; `make calibrate` prints its numbers."""

    intercept: float = 0.0
    weights: tuple[float, ...] = (0.0,) * 8


def confidence(turns: Sequence[str], found: Retrieved, index: Index) -> float:
    """How likely the best passage answers the last turn, 0 to 1.

    An article that a question bank carries is judged by how close the question comes to
    answerable and to unanswerable ones; any other, by how the best passage has its words.
    """
    question = turns[-1]
    if not found.passages:
        return 0.0
    best = found.passages[0]
    if found.measure is not None:
        if found.unanswerable.best > max(SAME_QUESTION, found.answerable.best):
            return 0.0
        if found.answerable.best > SAME_QUESTION and found.measure.cosine > SAME_QUESTION:
            return found.measure.cosine
        if found.measure.asked and not found.measure.missing:
            return ASKED_BY_PAGE
        return _likely(WORDED, worded_features(question, best.sentence.text, found.measure))
    model = FOLLOW_UP if len(turns) > 1 else ALONE
    seen = features(question, found, index.vocabulary(best.slug))
    return _likely(model, seen)


def features(question: str, found: Retrieved, known: Collection[str]) -> tuple[float, ...]:
    """What the decision looks at.

    Cosines of the nearest, words that nothing explains, and whether the best passages lack the
    sort of thing (a duration, a number) that is asked for.
    """
    unknown = len(unknown_words(question, known))
    sort = asked_for(question)
    lacking = sort is not None and not any(
        has(passage.sentence.text, sort) for passage in found.passages[:LOOKED_AT]
    )
    return (
        found.cosine,
        found.answerable.best,
        found.answerable.mean,
        found.unanswerable.best,
        found.unanswerable.mean,
        float(unknown),
        unknown / max(1, len(words(question))),
        float(lacking),
    )


def unknown_words(question: str, known: Collection[str]) -> list[str]:
    """The question's words that neither the article nor its bank has in any form."""
    return [w for w in words(question) if len(w) > 3 and w[:KNOWN_BY] not in known]


def worded_features(question: str, sentence: str, measure: Measure) -> tuple[float, ...]:
    """What the decision looks at where no bank carries the article.

    How much of the question the best passage has, how far it is ahead, what of the question the
    article lacks altogether, and whether the passage lacks the sort of thing that is asked for.
    """
    sort = asked_for(question)
    lacking = sort is not None and not has(sentence, sort)
    return (
        measure.own,
        measure.share,
        min(MOST_MASS, measure.mass),
        measure.unseen,
        float(min(1, measure.missing)),
        float(lacking or (asks_amount(question) and not tells_amount(sentence))),
        measure.ahead,
        measure.cosine,
    )


def _likely(model: Model, seen: Sequence[float]) -> float:
    pairs = zip(model.weights, seen, strict=True)
    return _logistic(model.intercept + sum(weight * value for weight, value in pairs))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


ALONE = Model(-5.25, (15.98, 7.98, 2.19, -14.72, -4.67, 1.01, -15.99, -4.61))
FOLLOW_UP = Model(-11.36, (17.81, 6.83, 10.15, -9.67, -8.51, -4.3, 9.56, -1.16))
WORDED = Model(-3.48, (1.43, 0.7, 0.73, 0.01, -2.01, -4.84, 3.29, 1.6))
