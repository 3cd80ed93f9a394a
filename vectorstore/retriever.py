"""A question → passages: the index's sentences in order, by vectors and words together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.article import Section, Sentence
from vectorstore import encoder
from vectorstore.encoder import Vectors
from vectorstore.index import Index
from vectorstore.lexicon import content_stems

Cosines = dict[str, float]

HITS = 150
VOTERS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a passage's score counts beside the sentence's own cosine.

    `words` counts for articles with a question bank, `words_alone` for those that have none.
    Chosen with `make calibrate` on questions that are neither in the bank nor in the tests.
    """

    questions: float = 0.6
    words: float = 0.0
    words_alone: float = 0.1


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
    """Passages, best first, and what else the search saw; `cosine` is the best sentence's."""

    passages: tuple[Passage, ...]
    cosine: float
    answerable: Nearest
    unanswerable: Nearest


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self._weights = weights or Weights()
        self._words_count = bool(self._weights.words) or len(index.banked) < len(index.slugs)

    def search(self, turns: Sequence[str], limit: int = 10, slug: str | None = None) -> Retrieved:
        """Passages for the last turn; earlier turns count as much as it leans on them.

        `slug` keeps to one article.
        """
        only = slug if slug and len(self.index.slugs) > 1 else None
        known = self._known(turns[-1], only) if len(turns) > 1 else 0.0
        vector = encoder.encode_turns(self.index.encoder, turns, known)
        near, asked, answered = self._evidence(vector, HITS, only)
        if len({*near, *answered}) < limit:  # far from everything: look wider
            near, asked, answered = self._evidence(vector, 8 * HITS, only)
        scores = self._scores(near, asked, answered, self._worded(turns[-1], only))
        order = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        return Retrieved(
            tuple(self._passage(key, scores[key]) for key in order),
            max(near.values(), default=0.0),
            _nearest("q", asked),
            _nearest("u", asked),
        )

    def _known(self, turn: str, slug: str | None) -> float:
        """The cosine of a turn to the nearest bank question that is asked alone."""
        vector = self.index.encoder.encode_queries([turn])[0]
        found = self.index.store.query("evidence", vector, HITS, slug)
        return max((c for key, c in found.items() if self._asked_alone(key)), default=0.0)

    def _asked_alone(self, key: str) -> bool:
        slug, name = key.rsplit("/", 1)
        if _kind(key) != "q":
            return False
        return not self.index.source(slug).bank.questions[int(name[1:])].earlier

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
            slug, name = key.rsplit("/", 1)
            if _kind(key) != "q":
                continue
            question = self.index.source(slug).bank.questions[int(name[1:])]
            for rank, sentence in enumerate(question.sentences):
                place = f"{slug}/{sentence}"
                best[place] = max(best.get(place, 0.0), cosine * (1 - 0.07 * rank))
        return best

    def _worded(self, question: str, slug: str | None) -> dict[str, float]:
        """Sentence key → BM25 of the question's words, in each language of the index's articles."""
        found: dict[str, float] = {}
        for language in self.index.languages if self._words_count else ():
            for key, value in self._search_words(question, language).items():
                if slug is None or key.startswith(f"{slug}/"):
                    found[key] = max(found.get(key, 0.0), value)
        return found

    def _search_words(self, question: str, language: str) -> dict[str, float]:
        return self.index.lexicon.search(content_stems(question, language), 60)

    def _scores(
        self,
        near: Mapping[str, float],
        asked: Mapping[str, float],
        answered: Mapping[str, float],
        worded: Mapping[str, float],
    ) -> dict[str, float]:
        """The weighted sum; a sentence that a search did not return counts as its last hit."""
        far, least = min(near.values(), default=0.0), min(asked.values(), default=0.0)
        weights, banked = self._weights, self.index.banked
        return {
            key: near.get(key, far)
            + weights.questions * answered.get(key, least)
            + (weights.words if key.split("/", 1)[0] in banked else weights.words_alone)
            * worded.get(key, 0.0)
            for key in {*near, *answered, *worded}
        }

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
