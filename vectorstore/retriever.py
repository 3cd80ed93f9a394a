"""A question → passages: an index's sentences in order, by what is near to it in each collection."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.article import Section, Sentence
from ingest.question_bank import Question
from vectorstore.answer_network import NO_SENTENCE
from vectorstore.context import MOST_TURNS, turn_weights
from vectorstore.encoder import Vectors, mixed
from vectorstore.index import Index
from vectorstore.reranker import MOST

Cosines = dict[str, float]

HITS = 150  # sentences, and as many questions, that one search looks at
CHUNKS = 30
CITING = 40  # sentences that tell what a reference is on
VOTERS = 3
UNLIKELY = 9.0  # a network's log-odds and log-probabilities are cut off so far from 0
LATER = 0.07  # how much less a question says of the second sentence that answers it, and so on


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a passage's score counts beside the sentence's own cosine.

    `questions`: the nearest question that it answers; `letters`: how alike it is spelt to what is
    known of it; `chunks`: what stands around it, and `bare_chunks` the same in an article that no
    bank carries, where the sentence stands for all that is not known of it; `network`: how likely
    the article's network holds it for the answer, from 1 for surely down to 0; `reranked` the same
    of the reranker, in an article that no bank carries. Chosen with `make calibrate` on questions
    that are neither in the bank nor in the tests.
    """

    questions: float = 1.5
    letters: float = 1.5
    chunks: float = 0.2
    bare_chunks: float = 0.2
    network: float = 1.0
    reranked: float = 1.0

    @property
    def whole(self) -> float:
        """What a sentence's own cosine stands for where no bank is."""
        return 1 + self.questions + self.letters


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may answer, where it stands, its chunk's id, its score (larger is better)."""

    slug: str
    sentence: Sentence
    section: Section
    score: float
    chunk: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What an article's network, or the reranker, says of a question.

    `answered` are the log-odds that some sentence of the article answers it, `best` the
    log-probability that the best passage does.
    """

    answered: float
    best: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """Cosines of the nearest questions of one kind: the best, and the mean of three."""

    best: float = 0.0
    mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages, best first, and what else the search saw.

    `cosine` is the best passage's own, `around` its chunk's, `ahead` how far its score is before
    the next one's, `above` how far before the mean of the first ten. `answerable` and
    `unanswerable` are questions of the bank, `spelt` those that are spelt alike; `judged` is what
    says the best passage's article's network, or the reranker, None where neither is.
    """

    passages: tuple[Passage, ...]
    cosine: float
    around: float
    ahead: float
    above: float
    answerable: Nearest
    unanswerable: Nearest
    spelt_answerable: Nearest
    spelt_unanswerable: Nearest
    judged: Judged | None = None


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self._weights = weights or Weights()

    def search(self, turns: Sequence[str], limit: int = 10, slug: str | None = None) -> Retrieved:
        """Passages for the last turn; earlier turns count as much as it leans on them.

        `slug` keeps to one article.
        """
        only = slug if slug and len(self.index.slugs) > 1 else None
        return self._search(turns, *self._vector(turns, only), limit, only)

    def _search(
        self,
        turns: Sequence[str],
        vector: Vectors,
        weights: tuple[float, ...],
        limit: int,
        only: str | None,
    ) -> Retrieved:
        near = self.index.store.query("sentences", vector, HITS, only)
        asked = self.index.store.query("questions", vector, HITS, only)
        spelt = self.index.letters.search(turns[-len(weights) :], weights, HITS, only)
        around = self._around(vector, only)
        likely = self._likely(turns, only)
        scores = self._scores(near, asked, spelt, around, likely)
        reread = self._reranked(turns, scores)
        scores |= {key: scores[key] + self._raised(reread[key]) for key in reread if key in scores}
        likely |= reread
        order = sorted(scores, key=lambda key: (-scores[key], key))
        passages = tuple(self._passage(key, scores[key]) for key in order[:limit])
        best = order[0] if order else ""
        ten = [scores[key] for key in order[:10]]
        answerable, unanswerable, spelt_answerable, spelt_unanswerable = (
            _nearest(kind, found) for found in (asked, spelt) for kind in "qu"
        )
        return Retrieved(
            passages, near.get(best, 0.0), around.get(best, 0.0),
            ten[0] - ten[1] if len(ten) > 1 else 0.0, ten[0] - sum(ten) / len(ten) if ten else 0.0,
            answerable, unanswerable, spelt_answerable, spelt_unanswerable, _judged(best, likely),
        )  # fmt: skip

    def references(self, turns: Sequence[str], slug: str) -> dict[int, float]:
        """Number → score of an article's references, best first.

        The cosine of the entry itself, and as much how well the best of the sentences that cite it
        answers: what is said of a study tells what it is on.
        """
        only = slug if len(self.index.slugs) > 1 else None
        cited: dict[int, float] = {}
        vector, weights = self._vector(turns, only)
        passages = self._search(turns, vector, weights, CITING, only).passages
        for passage in passages:
            for link in passage.sentence.links:
                score = passage.score / self._weights.whole
                cited[link.number] = max(cited.get(link.number, 0.0), score)
        least = passages[-1].score / self._weights.whole if passages else 0.0
        found = self.index.store.query("references", vector, HITS, only)
        scores = {
            number: cosine + cited.get(number, least)
            for key, cosine in found.items()
            for number in (int(key.rsplit("/", 1)[1]),)
        }
        return dict(sorted(scores.items(), key=lambda each: (-each[1], each[0])))

    def _vector(self, turns: Sequence[str], slug: str | None) -> tuple[Vectors, tuple[float, ...]]:
        """The unit vector of the last turn with those that it leans on, and their weights."""
        turns = turns[-MOST_TURNS:]
        vectors = self.index.encoder.encode_queries(turns)
        known = self._known(vectors[-1], slug) if len(turns) > 1 else 0.0
        weights = turn_weights(turns, known)
        return mixed(weights, vectors), weights

    def _known(self, vector: Vectors, slug: str | None) -> float:
        """The cosine of a turn to the nearest question that is asked alone."""
        found = self.index.store.query("questions", vector, HITS, slug)
        return max((c for key, c in found.items() if self._asked_alone(key)), default=0.0)

    def _asked_alone(self, key: str) -> bool:
        return _kind(key) == "q" and not self._question(key).earlier

    def _question(self, key: str) -> Question:
        """The known question of a row of that kind."""
        slug, name = key.rsplit("/", 1)
        return self.index.source(slug).bank.questions[int(name[1:])]

    def _likely(self, turns: Sequence[str], slug: str | None) -> Cosines:
        """Sentence key → how likely it answers, of the articles that have a network.

        A network has learnt itself which turns lean on those before them.
        """
        return {
            f"{name}/{sentence}": likely
            for name, network in self.index.networks.items()
            if slug in (None, name)
            for sentence, likely in network.likely(turns).items()
        }

    def _reranked(self, turns: Sequence[str], scores: Mapping[str, float]) -> Cosines:
        """The same of the best sentences that no bank carries."""
        reranker = self.index.reranker
        bare = [key for key in scores if _slug(key) not in self.index.banked]
        if reranker is None or not bare:
            return {}
        states = {}
        for key in sorted(bare, key=lambda key: (-scores[key], key))[:MOST]:
            slug, identity = key.split("/", 1)
            states[key] = self.index.states(slug)[identity]
        likely = dict(reranker.likely(turns, states))
        nothing = likely.pop(NO_SENTENCE)
        return likely | {f"{_slug(key)}/{NO_SENTENCE}": nothing for key in states}

    def _raised(self, likely: float) -> float:
        """What being so likely adds to a sentence's score."""
        return self._weights.reranked * (1 + _log(likely) / UNLIKELY)

    def _around(self, vector: Vectors, slug: str | None) -> Cosines:
        """Sentence key → the cosine of the best chunk that it stands in."""
        best: Cosines = {}
        for key, cosine in self.index.store.query("chunks", vector, CHUNKS, slug).items():
            name = _slug(key)
            for sentence in self.index.chunks(name)[key].sentences:
                place = f"{name}/{sentence}"
                best[place] = max(best.get(place, 0.0), cosine)
        return best

    def _about(self, found: Mapping[str, float]) -> Cosines:
        """Sentence key → the best cosine of what is known of it: its questions, its wordings."""
        best: Cosines = {}
        for key, cosine in found.items():
            kind = _kind(key)
            if kind == "u":
                continue
            slug, identity = key.split("/", 2)[:2]
            answers = self._question(key).sentences if kind == "q" else (identity,)
            for rank, sentence in enumerate(answers):
                place = f"{slug}/{sentence}"
                best[place] = max(best.get(place, 0.0), cosine * (1 - LATER * rank))
        return best

    def _scores(
        self, near: Cosines, asked: Cosines, spelt: Cosines, around: Cosines, likely: Cosines
    ) -> dict[str, float]:
        """The weighted sum; what a search did not return counts as its last hit."""
        far, least = min(near.values(), default=0.0), min(asked.values(), default=0.0)
        outside = min(around.values(), default=0.0)
        known, alike, weights = self._about(asked), self._about(spelt), self._weights
        scores = {}
        for key in {*near, *known, *alike}:
            own, beside = near.get(key, far), around.get(key, outside)
            if _slug(key) in self.index.banked:
                scores[key] = (
                    own
                    + weights.questions * known.get(key, least)
                    + weights.letters * alike.get(key, 0.0)
                    + weights.chunks * beside
                    + weights.network * (1 + _log(likely.get(key, 0.0)) / UNLIKELY)
                )
            else:
                best = max(own, known.get(key, 0.0))
                scores[key] = weights.whole * (best + weights.bare_chunks * beside)
        return scores

    def _passage(self, key: str, score: float) -> Passage:
        slug, identity = key.split("/", 1)
        section, sentence = self.index.place(slug, identity)
        return Passage(slug, sentence, section, score, self.index.chunk_of(slug, identity))


def _nearest(kind: str, asked: Mapping[str, float]) -> Nearest:
    """The nearest of a kind; what was not among the hits counts as the last hit."""
    least = min(asked.values(), default=0.0)
    cosines = [cosine for key, cosine in asked.items() if _kind(key) == kind]
    nearest = sorted(cosines, reverse=True)[:VOTERS]
    nearest += [least] * (VOTERS - len(nearest))
    return Nearest(nearest[0], sum(nearest) / VOTERS)


def _judged(best: str, likely: Cosines) -> Judged | None:
    """What the network of the best passage's article says."""
    if best not in likely:
        return None
    nothing = likely[f"{_slug(best)}/{NO_SENTENCE}"]
    return Judged(_log(1 - nothing) - _log(nothing), _log(likely[best]))


def _log(likely: float) -> float:
    """The logarithm of a probability, cut off."""
    return max(-UNLIKELY, math.log(max(likely, 1e-9)))


@lru_cache(maxsize=1 << 16)
def _kind(key: str) -> str:
    """What a row is: q(uestion), u(nanswerable question), or s for a sentence's own wording."""
    name = key.split("/", 2)[1]
    return name[0] if name[1:].isdigit() and name[0] in "qu" else "s"


def _slug(key: str) -> str:
    return key.split("/", 1)[0]
