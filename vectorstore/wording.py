"""How well sentences have the words of a question: what counts where no bank tells how people ask.

A question falls into units: a word that tells something, or a phrase that names a concept of the
thesaurus. A sentence has a unit as the same stem, as another form of it, as a part of a compound,
or as the same concept in other words or another language; in a heading it counts less, in a
sentence beside it less still. Units weigh by their rarity in the article (inverse document
frequency: Spärck Jones, 1972). The few questions that a small bank has widen their sentences
(document expansion: Nogueira et al., 2019, "Document Expansion by Query Prediction").
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ingest import asked, thesaurus
from ingest.folder import Source
from ingest.stop_words import is_light
from vectorstore.bags import Bag, Unit, bag, bound, forms, spans

HEADING, WIDENED, ASKED, BESIDE = 0.6, 0.8, 1.0, 0.3
UNSEEN = 0.8  # weight of a unit that the article lacks; the rarest that it has weighs 1
SHORT = 0.5  # what an unknown word of three letters or fewer weighs beside a longer one
FIRST = 0.2  # for the first sentence beneath the same question: an answer begins there
LIGHT = 0.4  # what a word that is no topic, as 'lowers', weighs beside one that is
OF_SUBJECT, SUBJECT = 0.3, 0.3  # what a word tells that so large a share of sentences has
ALIKE, SAME = 0.6, 0.75  # share of words, and of the known one's stems, that the same question has
FORM = 0.8  # how surely a stem must be another form of a word to be the same


@dataclass(frozen=True, slots=True)
class Measure:
    """How well one sentence has a question's units.

    `share` of all their weight and `own` of the last turn's; `mass` is that weight itself.
    `unseen` weighs the last turn's units that the whole article lacks, `missing` counts those
    among them that name a known concept. `asked` when the page or a small bank asks the same just
    above it. `ahead` is how far its score is above the next one's,
    `cosine` how near it is.
    """

    share: float
    own: float
    mass: float
    unseen: float
    missing: int
    asked: bool
    ahead: float
    cosine: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that the page or a small bank asks."""

    bag: Bag
    words: frozenset[str]


class Wording:
    """The words of one article, ready to be held against questions."""

    def __init__(self, source: Source) -> None:
        article = source.article
        self.language = article.language
        self.order = {sentence.id: i for i, sentence in enumerate(article.sentences)}
        self._texts = [bag(s.text, self.language) for s in article.sentences]
        above = asked.headings(article)
        known = {text: bag(text, self.language) for pair in above.values() for text in pair}
        self._above = [tuple(known[text] for text in above[s.id]) for s in article.sentences]
        self.leading = frozenset(s.id for s in article.sentences if asked.leads(s.text))
        self._asked: list[list[_Asked]] = [
            [_asked(text, self.language) for text in above[s.id] if text.endswith("?")]
            for s in article.sentences
        ]
        own = [len(questions) for questions in self._asked]
        for question in source.bank.questions:
            if not question.earlier and question.language == self.language:
                place = self.order[question.sentences[0]]
                self._asked[place].append(_asked(question.text, self.language))
        self._widened = [
            _joined(*(one.bag for one in questions[page:]))
            for questions, page in zip(self._asked, own, strict=True)
        ]
        self._beside = [
            (self.order[one.id], self.order[two.id])
            for section in article.sections
            for one, two in pairwise(section.sentences)
        ]
        whole = [
            _joined(text, *above, *(one.bag for one in questions))
            for text, above, questions in zip(self._texts, self._above, self._asked, strict=True)
        ]
        self._stems = Counter(stem for b in whole for stem in b.stems)
        self._concepts = Counter(concept for b in whole for concept in b.concepts)
        self._whole = whole

    def units(self, question: str, language: str) -> list[Unit]:
        """What a question in that language asks with, each unit once."""
        found: dict[str, Unit] = {}
        for text, concepts in spans(question, language, self.language):
            if text not in found:
                unit = self._unit(text, concepts)
                light = is_light(text, language) or is_light(text, self.language)
                found[text] = (
                    replace(unit, weight=LIGHT * unit.weight, tells=LIGHT * unit.tells)
                    if light
                    else unit
                )
        return list(found.values())

    def scores(
        self, question: str, turns: Sequence[Sequence[Unit]], weights: Sequence[float]
    ) -> "Scores":
        """All sentences held against the units of each turn, which weighs so much.

        `question` is the last turn's text.
        """
        pairs = [(u, w) for units, w in zip(turns, weights, strict=True) for u in units if w]
        lean = np.array([weight for _, weight in pairs])
        weighed = np.array([unit.weight for unit, _ in pairs]) * lean
        own = np.array([unit in turns[-1] for unit, _ in pairs], dtype=bool)
        units = [unit for unit, _ in pairs]
        text = _degrees(units, self._texts)
        degrees = text.copy()
        for place in (0, 1):
            np.maximum(degrees, HEADING * _degrees(units, [a[place] for a in self._above]), degrees)
        for one, two in self._beside:
            degrees[one] = np.maximum(degrees[one], BESIDE * text[two])
            degrees[two] = np.maximum(degrees[two], BESIDE * text[one])
        same = set()
        words = frozenset(thesaurus.words(bound(question)))
        np.maximum(degrees, WIDENED * _degrees(units, self._widened), degrees)
        for i, questions in enumerate(self._asked):
            for known in questions:
                if _same(words, turns[-1], known):
                    same.add(i)
                    degrees[i] = np.maximum(degrees[i], ASKED * _degrees(units, [known.bag])[0])
        return Scores(self, units, weighed, lean, own, degrees, frozenset(same))

    def _unit(self, text: str, concepts: frozenset[str]) -> Unit:
        matched = forms(text, self.language, self._stems)
        if concepts:  # its meaning is known: a part of a compound may have another
            matched = {stem: degree for stem, degree in matched.items() if degree >= FORM}
        count = sum(
            1 for b in self._whole if concepts & b.concepts or not b.stems.isdisjoint(matched)
        )
        whole = len(self._whole)
        weight = (
            math.log(1 + whole / (count + 0.5)) / math.log(1 + whole / 1.5) if count else UNSEEN
        )
        if len(text) <= 3 and not concepts and not count:
            weight *= SHORT
        tells = OF_SUBJECT if count > SUBJECT * whole else 1.0
        return Unit(text, matched, concepts, weight, count > 0, tells)


@dataclass(frozen=True)
class Scores:
    """Every sentence's share of the question, and what a single one has of it."""

    wording: Wording
    units: Sequence[Unit]
    weights: "np.ndarray"
    turn_weights: "np.ndarray"
    own: "np.ndarray"
    degrees: "np.ndarray"
    asked: frozenset[int]

    def shares(self) -> dict[str, float]:
        """Sentence id → its share, without sentences that only lead to the next."""
        total = float(self.weights.sum()) or 1.0
        values = self.degrees @ self.weights / total
        values[[i for i in self.asked if i - 1 not in self.asked]] += FIRST
        leading = self.wording.leading
        return {
            key: float(values[i]) for key, i in self.wording.order.items() if key not in leading
        }

    def measure(self, identity: str, ahead: float, cosine: float) -> Measure:
        """How well one sentence does."""
        degrees = self.degrees[self.wording.order[identity]]
        mine = np.array([unit.weight for unit in self.units]) * self.own
        had, total = float(degrees @ self.weights), float(self.weights.sum())
        tells = np.array([unit.tells for unit in self.units]) * self.turn_weights
        unseen = [u for u, own in zip(self.units, self.own, strict=True) if own and not u.seen]
        return Measure(
            share=had / total if total else 0.0,
            own=float(degrees @ mine / mine.sum()) if mine.sum() else 0.0,
            mass=float(degrees @ tells),
            unseen=sum(unit.weight for unit in unseen),
            missing=sum(bool(unit.concepts) for unit in unseen),
            asked=self.wording.order[identity] in self.asked,
            ahead=ahead,
            cosine=cosine,
        )


def _degrees(units: Sequence[Unit], bags: Sequence[Bag]) -> "np.ndarray":
    return np.array([[unit.degree(b) for unit in units] for b in bags]).reshape(
        len(bags), len(units)
    )


def _asked(text: str, language: str) -> _Asked:
    return _Asked(bag(text, language), frozenset(thesaurus.words(bound(text))))


def _same(words: frozenset[str], units: Sequence[Unit], known: _Asked) -> bool:
    """Whether a question and one that is known ask the same: in words, or in what they tell."""
    shared = 2 * len(words & known.words) / max(1, len(words) + len(known.words))
    if not units or shared < ALIKE:
        return False
    matched = [
        unit
        for unit in units
        if any(degree >= FORM and stem in known.bag.stems for stem, degree in unit.forms.items())
        or (unit.concepts and unit.concepts <= known.bag.concepts)
    ]
    told = {stem for stem in known.bag.stems if any(stem in unit.forms for unit in units)}
    return len(matched) == len(units) and len(told) >= SAME * len(known.bag.stems)


def _joined(*bags: Bag) -> Bag:
    return Bag(
        frozenset().union(*(b.stems for b in bags)), frozenset().union(*(b.concepts for b in bags))
    )
