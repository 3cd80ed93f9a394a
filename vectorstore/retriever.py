"""A question → passages: the index's sentences in order, by vectors and words together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.article import Section, Sentence
from ingest.bank import Question
from vectorstore import encoder
from vectorstore.context import turn_weights
from vectorstore.encoder import Vectors
from vectorstore.index import Index
from vectorstore.lexicon import content_stems
from vectorstore.wording import Measure, Scores

Cosines = dict[str, float]

HITS = 150
VOTERS = 3
MOST_BARE = 5  # articles without a bank whose words are looked at for one question


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a passage's score counts beside the sentence's own cosine.

    `questions` counts for articles that a question bank carries. Without one, a sentence's share
    of the question's words is what counts, and its cosine beside it as much as `beside_words`.
    Chosen with `make calibrate` on questions that are neither in the bank nor in the tests.
    """

    questions: float = 0.6
    beside_words: float = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may answer, where it stands, and its score (larger is better)."""

    slug: str
    sentence: Sentence
    section: Section
    score: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """Cosines of the nearest bank questions of one kind: the best, and the mean of three."""

    best: float = 0.0
    mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages, best first, and what else the search saw; `cosine` is the best sentence's.

    `measure` tells how the best passage has the question's words, where no bank carries its article.
    """

    passages: tuple[Passage, ...]
    cosine: float
    answerable: Nearest
    unanswerable: Nearest
    measure: Measure | None = None


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self._weights = weights or Weights()
        self._bare = frozenset(index.slugs) - index.banked

    def search(
        self,
        turns: Sequence[str],
        limit: int = 10,
        slug: str | None = None,
        language: str | None = None,
    ) -> Retrieved:
        """Passages for the last turn; earlier turns count as much as it leans on them.

        `slug` keeps to one article; `language` is the question's, where it is known.
        """
        only = slug if slug and len(self.index.slugs) > 1 else None
        known = self._known(turns[-1], only) if len(turns) > 1 else 0.0
        vector = encoder.encode_turns(self.index.encoder, turns, known)
        near, asked, answered = self._evidence(vector, HITS, only)
        if len({*near, *answered}) < limit:  # far from everything: look wider
            near, asked, answered = self._evidence(vector, 8 * HITS, only)
        scores = self._scores(near, asked, answered)
        worded = self._worded(turns, near, only, language)
        close = {key: max(near.get(key, 0.0), answered.get(key, 0.0)) for key in scores}
        for name, held in worded.items():
            self._rescore(scores, name, held, close)
        order = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        return Retrieved(
            tuple(self._passage(key, scores[key]) for key in order),
            max(near.values(), default=0.0),
            _nearest("q", asked),
            _nearest("u", asked),
            self._measure(order, scores, close, worded),
        )

    def _known(self, turn: str, slug: str | None) -> float:
        """The cosine of a turn to the nearest bank question that is asked alone."""
        vector = self.index.encoder.encode_queries([turn])[0]
        found = self.index.store.query("evidence", vector, HITS, slug)
        return max((c for key, c in found.items() if self._asked_alone(key)), default=0.0)

    def _asked_alone(self, key: str) -> bool:
        return _kind(key) == "q" and not self._question(key).earlier

    def _question(self, key: str) -> Question:
        """The bank question of a row of that kind."""
        slug, name = key.rsplit("/", 1)
        return self.index.source(slug).bank.questions[int(name[1:])]

    def _evidence(self, vector: Vectors, hits: int, slug: str | None) -> tuple[Cosines, ...]:
        """Cosines of the nearest sentences, of the nearest bank questions, of what they answer."""
        found = self.index.store.query("evidence", vector, hits, slug)
        near = {key: cosine for key, cosine in found.items() if _kind(key) == "s"}
        asked = {key: cosine for key, cosine in found.items() if key not in near}
        return near, asked, self._answered(asked)

    def _answered(self, asked: Mapping[str, float]) -> dict[str, float]:
        """Sentence key → cosine of the nearest bank question that it answers."""
        best: dict[str, float] = {}
        for key, cosine in asked.items():
            if _kind(key) != "q":
                continue
            slug = key.rsplit("/", 1)[0]
            for rank, sentence in enumerate(self._question(key).sentences):
                place = f"{slug}/{sentence}"
                best[place] = max(best.get(place, 0.0), cosine * (1 - 0.07 * rank))
        return best

    def _scores(
        self,
        near: Mapping[str, float],
        asked: Mapping[str, float],
        answered: Mapping[str, float],
    ) -> dict[str, float]:
        """The weighted sum; a sentence that a search did not return counts as its last hit."""
        far, least = min(near.values(), default=0.0), min(asked.values(), default=0.0)
        return {
            key: near.get(key, far) + self._weights.questions * answered.get(key, least)
            for key in {*near, *answered}
        }

    def _worded(
        self, turns: Sequence[str], near: Mapping[str, float], only: str | None, spoken: str | None
    ) -> dict[str, Scores]:
        """Slug → its sentences held against the question's words, for the likeliest bare articles."""
        bare = sorted(self._bare if only is None else self._bare & {only})
        if len(bare) > MOST_BARE:
            bare = self._likeliest(turns[-1], near, frozenset(bare))
        weights = turn_weights(turns)
        held = {}
        for name in bare:
            wording = self.index.wording(name)
            units = [
                wording.units(turn, spoken or wording.language) if weight else []
                for turn, weight in zip(turns, weights, strict=True)
            ]
            held[name] = wording.scores(turns[-1], units, weights)
        return held

    def _likeliest(
        self, question: str, near: Mapping[str, float], bare: frozenset[str]
    ) -> list[str]:
        """The articles whose sentences have the question's words, or are nearest."""
        found: dict[str, float] = {}
        for language in self.index.languages:
            for key, value in self.index.lexicon.search(
                content_stems(question, language), HITS
            ).items():
                found[key] = max(found.get(key, 0.0), value)
        most = max(found.values(), default=1.0)
        best: dict[str, float] = {}
        for key in {*found, *near}:
            name = key.split("/", 1)[0]
            if name in bare:
                value = found.get(key, 0.0) / most + near.get(key, 0.0)
                best[name] = max(best.get(name, 0.0), value)
        return sorted(best, key=lambda name: (-best[name], name))[:MOST_BARE]

    def _rescore(
        self, scores: dict[str, float], name: str, held: Scores, close: Mapping[str, float]
    ) -> None:
        """Put the words' shares in place of the scores of one article.

        `close` are the cosines of its sentences or of the few questions that they answer.
        """
        for identity in held.wording.leading:
            scores.pop(f"{name}/{identity}", None)
        for identity, share in held.shares().items():
            key = f"{name}/{identity}"
            scores[key] = share + self._weights.beside_words * close.get(key, 0.0)

    def _measure(
        self,
        order: Sequence[str],
        scores: Mapping[str, float],
        close: Mapping[str, float],
        worded: Mapping[str, Scores],
    ) -> Measure | None:
        name, _, identity = order[0].partition("/") if order else ("", "", "")
        if name not in worded:
            return None
        second = scores[order[1]] if len(order) > 1 else 0.0
        ahead = scores[order[0]] - second
        return worded[name].measure(identity, ahead, close.get(order[0], 0.0))

    def _passage(self, key: str, score: float) -> Passage:
        slug, identity = key.split("/", 1)
        section, sentence = self.index.place(slug, identity)
        return Passage(slug, sentence, section, score)


def _nearest(kind: str, asked: Mapping[str, float]) -> Nearest:
    """The nearest of a kind; what was not among the hits counts as the last hit."""
    least = min(asked.values(), default=0.0)
    cosines = [cosine for key, cosine in asked.items() if _kind(key) == kind]
    nearest = sorted(cosines, reverse=True)[:VOTERS]
    nearest += [least] * (VOTERS - len(nearest))
    return Nearest(nearest[0], sum(nearest) / VOTERS)


def _kind(key: str) -> str:
    """What a row of evidence is: s(entence), q(uestion) or u(nanswerable question)."""
    return key[key.rindex("/") + 1]
