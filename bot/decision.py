"""Whether the article answers a question at all: a confidence, learnt on questions set apart."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from ingest.article import Article
from vectorstore.index import Index
from vectorstore.lexicon import stems
from vectorstore.ngrams import words
from vectorstore.retriever import Retrieved

COVERAGE_MIDDLE, COVERAGE_SLOPE = 0.7, 12.0


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over what retrieval saw; `make calibrate` prints its numbers."""

    intercept: float = -6.0
    cosine: float = 6.0
    answerable: float = 8.0
    unanswerable: float = -8.0


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
    model = model or Model()
    return _logistic(
        model.intercept
        + model.cosine * found.cosine
        + model.answerable * found.answerable
        + model.unanswerable * found.unanswerable
    )


def unknown_words(question: str, known: Collection[str]) -> list[str]:
    """The question's words that neither the article nor its bank has in any form."""
    return [w for w in words(question) if len(w) > 3 and w[:5] not in known]


def vocabulary(article: Article, questions: Collection[str]) -> frozenset[str]:
    """The beginnings of all words that an article and its answerable questions use."""
    texts = [*(s.text for s in article.sentences), *(s.heading for s in article.sections)]
    texts += [reference.text for reference in article.references]
    return frozenset(word[:5] for text in (*texts, *questions) for word in words(text))


def _covered(question: str, sentence: str, heading: str, index: Index, slug: str) -> float:
    """The share of the question's content stems, weighed by rarity, in a sentence and heading."""
    language = index.source(slug).article.language
    said = set(stems(f"{heading} {sentence}", language))
    total = hit = 0.0
    for stem in dict.fromkeys(stems(question, language)):
        frequency = index.lexicon.frequency(stem)
        weight = 1.0 if len(stem) > 3 else 0.2
        weight *= 1 / (1 + math.log1p(frequency))
        total += weight
        hit += weight * (stem in said)
    return hit / total if total else 0.0


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))
