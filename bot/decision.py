"""Whether the article answers a question at all: a confidence, learnt on questions set apart."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from vectorstore.index import KNOWN_BY, Index
from vectorstore.lexicon import content_stems, stems
from vectorstore.ngrams import words
from vectorstore.retriever import Retrieved

COVERAGE_MIDDLE, COVERAGE_SLOPE = 0.7, 12.0


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over `features`; `make calibrate` prints its numbers."""

    intercept: float = 0.0
    weights: tuple[float, ...] = (0.0,) * 7


def confidence(question: str, found: Retrieved, index: Index, model: Model | None = None) -> float:
    """How likely the best passage answers the question, 0 to 1.

    An article with a question bank is judged by how close the question comes to answerable and
    to unanswerable ones; one without, by how much of the question's content it has words for.
    """
    if not found.passages:
        return 0.0
    best = found.passages[0]
    if best.slug not in index.banked:
        share = _covered(question, best.sentence.text, best.section.heading, index, best.slug)
        return _logistic(COVERAGE_SLOPE * (share - COVERAGE_MIDDLE))
    model = model or MODEL
    seen = features(question, found, index.vocabulary(best.slug))
    pairs = zip(model.weights, seen, strict=True)
    return _logistic(model.intercept + sum(weight * value for weight, value in pairs))


def features(question: str, found: Retrieved, known: Collection[str]) -> tuple[float, ...]:
    """What the decision looks at: cosines of the nearest, and words that nothing explains."""
    unknown = len(unknown_words(question, known))
    return (
        found.cosine,
        found.answerable.best,
        found.answerable.mean,
        found.unanswerable.best,
        found.unanswerable.mean,
        float(unknown),
        unknown / max(1, len(words(question))),
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


MODEL = Model(-3.65, (11.63, 3.57, 3.86, -10.19, -6.54, 1.33, -17.84))
