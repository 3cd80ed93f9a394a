"""Whether the article answers a question at all: a confidence, learnt on questions set apart."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answer_types import asked_for, has
from vectorstore.index import KNOWN_BY, Index
from vectorstore.lexicon import content_stems, stems
from vectorstore.ngrams import words
from vectorstore.retriever import Retrieved

LOOKED_AT = 3
COVERAGE_MIDDLE, COVERAGE_SLOPE = 0.7, 12.0


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over `features`; `make calibrate` prints its numbers."""

    intercept: float = 0.0
    weights: tuple[float, ...] = (0.0,) * 8


def confidence(turns: Sequence[str], found: Retrieved, index: Index) -> float:
    """How likely the best passage answers the last turn, 0 to 1.

    An article with a question bank is judged by how close the question comes to answerable and
    to unanswerable ones; one without, by how much of the question's content it has words for.
    """
    question = turns[-1]
    if not found.passages:
        return 0.0
    best = found.passages[0]
    if best.slug not in index.banked:
        share = _covered(question, best.sentence.text, best.section.heading, index, best.slug)
        return _logistic(COVERAGE_SLOPE * (share - COVERAGE_MIDDLE))
    model = FOLLOW_UP if len(turns) > 1 else ALONE
    seen = features(question, found, index.vocabulary(best.slug))
    pairs = zip(model.weights, seen, strict=True)
    return _logistic(model.intercept + sum(weight * value for weight, value in pairs))


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


def _covered(question: str, sentence: str, heading: str, index: Index, slug: str) -> float:
    """The share of the question's content stems, weighed by rarity, in a sentence and heading."""
    language = index.source(slug).article.language
    said = set(stems(f"{heading} {sentence}", language))
    total = hit = 0.0
    for stem in dict.fromkeys(content_stems(question, language)):
        frequency = index.lexicon.frequency(stem)
        weight = 1.0 if len(stem) > 3 else 0.2
        weight *= 1 / (1 + math.log1p(frequency))
        total += weight
        hit += weight * (stem in said)
    return hit / total if total else 0.0


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


ALONE = Model(-6.92, (11.97, 9.51, 7.0, -13.73, -6.1, 0.54, -12.88, -4.74))
FOLLOW_UP = Model(-8.74, (11.73, 7.7, 14.21, -7.51, -14.17, -3.99, 9.16, -1.49))
