"""A question → passages: the index's sentences in order, by vectors and words together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.article import Section, Sentence
from vectorstore.encoder import Vectors
from vectorstore.index import Index
from vectorstore.lexicon import stems

EARLIER_TURN = 0.6  # how much the turn before counts, for a question that leans on it


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a passage's score counts beside the sentence's own cosine.

    `words` counts for articles with a question bank, `words_alone` for those that have none.
    """

    questions: float = 0.3
    words: float = 0.0
    words_alone: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may answer, with its score, 0 to about 1, and where it stands."""

    slug: str
    sentence: Sentence
    section: Section
    score: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages, best first, and what else the search saw.

    `answerable` and `unanswerable` are the cosines of the nearest bank question of either kind.
    """

    passages: tuple[Passage, ...]
    answerable: float
    unanswerable: float


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self._index = index
        self._weights = weights or Weights()

    def search(
        self, turns: Sequence[str], limit: int = 10, slug: str | None = None
    ) -> Retrieved:
        """Passages for the last turn; earlier turns count where they are given.

        `slug` keeps to one article.
        """
        vector = self._vector(turns)
        near = self._index.store.query("sentences", vector, limit * 6, slug)
        asked = self._index.store.query("questions", vector, 60, slug)
        scores = dict(near)
        answerable = unanswerable = 0.0
        best: dict[str, float] = {}
        for key, cosine in asked.items():
            owner, name = key.rsplit("/", 1)
            if name.startswith("u"):
                unanswerable = max(unanswerable, cosine)
                continue
            answerable = max(answerable, cosine)
            for rank, sentence in enumerate(self._answers(owner, int(name[1:]))):
                value = cosine * (1 - 0.07 * rank)
                best[sentence] = max(best.get(sentence, 0.0), value)
        floor = min(asked.values(), default=0.0)
        worded = self._worded(turns, slug)
        for key in {*near, *best, *worded}:
            scores[key] = (
                scores.get(key, min(near.values(), default=0.0))
                + self._weights.questions * best.get(key, floor)
                + self._word_weight(key) * worded.get(key, 0.0)
            )
        order = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        passages = tuple(self._passage(key, scores[key]) for key in order)
        return Retrieved(passages, answerable, unanswerable)

    def _vector(self, turns: Sequence[str]) -> Vectors:
        vectors = self._index.encoder.encode_queries(list(turns))
        weights = EARLIER_TURN ** np.arange(len(turns) - 1, -1, -1, dtype=np.float32)
        mixed = weights @ vectors
        return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)

    def _answers(self, slug: str, number: int) -> list[str]:
        question = self._index.source(slug).bank.questions[number]
        return [f"{slug}/{sentence}" for sentence in question.sentences]
