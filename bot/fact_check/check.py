"""All checks of one written sentence: it becomes a statement, or the first reason against it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Statement
from bot.fact_check import certainty, polarity, unsupported_terms
from bot.fact_check.evidence import Evidence, Knowledge
from bot.fact_check.similarity import Entailment, Meaning
from bot.fact_check.written import Written
from bot.intent import classifier
from bot.intent.asked_about import Looking
from ingest.language import probabilities
from languages import quantities
from languages.names import Mention, kinds
from languages.words import words

Reason = Literal[
    "unfinished", "no_id", "unknown_id", "marker", "address", "length", "language", "reference",
    "number", "name", "negation", "direction", "certainty", "people", "meaning", "other_passage",
    "entailment",
]  # fmt: skip
# Chosen on tests/data/statements-chosen.jsonl; `python -m benchmarks.verification` tells what they do.
CLOSE = 0.7  # the least cosine of a statement to the nearest wording of its main sentence
ALSO = 0.5  # and to each further sentence that it names
ANOTHER = 0.1  # so much closer to a sentence that it does not name: the id is wrong
STRANGE = 0.15  # the largest share of words that nothing explains,
STRANGE_CLOSE = 0.8  # and how close in meaning a statement with any of them must be
BEGINNING = 6  # letters; a complaint may be written in one word or in two
LONGEST = 600
SPOKEN = 0.15  # the least that the reader's language must be likely, for a text of some words
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\w\.(?:com|se|net|org|io|example|shop|de|dk|no|fi)\b")
_LEFT = re.compile(r"[\[\]{}<>【】［］⟦⟧|]|\bs[0-9a-f]{8,}|\bpassages?\b", re.IGNORECASE)
_ALIKE = {"no": ("no", "da"), "da": ("da", "no")}


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that stands, or why there is none."""

    statement: Statement | None = None
    reason: Reason | None = None


class Checker:
    """Checks sentences that a model wrote from given evidence, in one language."""

    def __init__(
        self,
        evidence: Sequence[Evidence],
        language: str,
        knowledge: Knowledge,
        meaning: Meaning,
        looking: Looking,
        entailment: Entailment | None = None,
    ) -> None:
        """`looking` tells the names in a text."""
        self._evidence: Mapping[str, Evidence] = {e.sentence.id: e for e in evidence}
        self._language = language
        self._knowledge = knowledge
        self._meaning = meaning
        self._looking = looking
        self._entailment = entailment

    def check(self, written: Written) -> Checked:
        """The statement that a sentence makes, on the sentence that it is closest to."""
        if reason := self._form(written):
            return Checked(reason=reason)
        named = [self._evidence[identity] for identity in dict.fromkeys(written.ids)]
        reason, order = self._content(written, named)
        if reason:
            return Checked(reason=reason)
        main, further = order[0], order[1:]
        numbers = tuple(sorted({number for each in order for number in each.numbers}))
        return Checked(
            Statement(
                written.text, main.place, numbers,
                all(each.sentence.unsourced for each in order),
                tuple(each.place for each in further),
            )
        )  # fmt: skip

    def _form(self, written: Written) -> Reason | None:
        text = written.text
        if not written.whole:
            return "unfinished"
        if not written.ids:
            return "no_id"
        if not set(written.ids) <= set(self._evidence):
            return "unknown_id"
        allowed = {n for identity in written.ids for n in self._evidence[identity].numbers}
        if not set(written.numbers) <= allowed:
            return "reference"
        if _LEFT.search(text):
            return "marker"
        if _ADDRESS.search(text):
            return "address"
        if len(text) > LONGEST:
            return "length"
        return None if self._spoken(text) else "language"

    def _spoken(self, text: str) -> bool:
        if len(text.split()) < 4:
            return True
        alike = _ALIKE.get(self._language, (self._language,))
        learnt, known = classifier.languages(text), probabilities(text)
        return max(sum(m[code] for code in alike) for m in (learnt, known)) >= SPOKEN

    def _content(
        self, written: Written, named: Sequence[Evidence]
    ) -> tuple[Reason | None, Sequence[Evidence]]:
        text, language = written.text, self._language
        wordings = [wording for each in named for wording in each.wordings]
        if quantities.unknown(text, language, wordings):
            return "number", named
        if self._names_another(text, named):
            return "name", named
        if reason := self._agrees(text, named):
            return reason, named
        near = {e.sentence.id: self._meaning.closeness(text, e.told) for e in named}
        order = sorted(named, key=lambda e: -near[e.sentence.id])
        best = near[order[0].sentence.id]
        if best < CLOSE or min(near.values()) < ALSO or self._strange(text, named, best):
            return "meaning", order
        others = (e for key, e in self._evidence.items() if key not in near)
        other = max((self._meaning.closeness(text, e.told) for e in others), default=0.0)
        if other > best + ANOTHER:
            return "other_passage", order
        if self._entailment and not self._entailment.entails(
            " ".join(e.wordings[0][0] for e in order), text
        ):
            return "entailment", order
        return None, order

    def _names_another(self, text: str, named: Sequence[Evidence]) -> bool:
        """Whether a text names a substance, a complaint or people that its sentences do not name."""
        mentions = self._looking.mentions(text, self._language)
        if not mentions:
            return False
        known = set(self._looking.concepts(*self._knowledge.title))
        for each in named:
            for wording, spoken in (*each.wordings, *each.lead):
                known |= self._looking.concepts(wording, spoken)
            known |= self._looking.concepts(each.section.heading, self._knowledge.title[1])
            for told in each.told:
                known |= self._looking.concepts(told, self._language)
        begun = {word[:BEGINNING] for each in named for said in each.told for word in words(said)}
        return any(
            not mention.concepts & known
            and not ("substance" not in kinds(mention.concepts) and _begins_in(mention, begun))
            for mention in mentions
            if "group" not in kinds(mention.concepts)  # people are told of in many ways
        )

    def _strange(self, text: str, named: Sequence[Evidence], closeness: float) -> bool:
        """Whether words come from nowhere, from elsewhere in the article, or are known to be missing."""
        if any(each.wordings[0][1] != self._language for each in named):
            return False  # words of two languages can't be held against each other
        told = [wording for each in named for wording in each.told]
        told += [wording for each in named for wording, _ in each.lead]
        strange, count = unsupported_terms.strange(text, told, self._language)
        if self._knowledge.missing.intersection(strange):
            return True
        asked = unsupported_terms.word_set(tuple(text for each in named for text in each.around))
        strange = [word for word in strange if not unsupported_terms.explained(word, asked)]
        if any(unsupported_terms.explained(word, self._knowledge.article) for word in strange):
            return True
        return bool(strange) and (len(strange) > STRANGE * count or closeness < STRANGE_CLOSE)

    def _agrees(self, text: str, named: Sequence[Evidence]) -> Reason | None:
        """Negation, direction and certainty: held against the named sentences in one language.

        An article without a translation into the reader's language is held against its original,
        by whether both deny; the lists of both languages tell the rest.
        """
        mine = self._language
        passage = " ".join(e.wordings[0][0] for e in named)
        spoken = mine if all(e.wordings[0][1] == mine for e in named) else named[0].wordings[-1][1]
        if spoken != mine:
            passage = " ".join(e.sentence.text for e in named)
        if not polarity.same_denial(text, mine, passage, spoken):
            return "negation"
        if polarity.turned(text, mine, passage, spoken):
            return "direction"
        said, known = certainty.claims(text, mine), certainty.claims(passage, spoken)
        if certainty.more(said, known):
            return "certainty"
        leads = [lead[0 if spoken == mine else -1][0] for e in named if (lead := e.lead)]
        others = certainty.of_others(text, mine, " ".join([passage, *leads]), spoken)
        return "people" if others else None


def _begins_in(mention: Mention, told: Collection[str]) -> bool:
    """Whether a name begins as a word that is told."""
    return words(mention.written)[0][:BEGINNING] in told
