"""All checks of one written sentence: it becomes a statement, or the first reason against it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answer import Statement
from bot.fact_check import certainty, of_each, polarity, sides, support, unsupported_terms
from bot.fact_check.evidence import Knowledge, SentenceEvidence
from bot.fact_check.similarity import Entailment, Meaning
from bot.fact_check.support import Evidences
from bot.fact_check.unsupported_terms import explained, word_set
from bot.fact_check.written import Written
from bot.intent.asked_about import Looking
from bot.intent.triage import classifier
from ingest.text.language import probabilities
from languages import contrasts, quantities
from languages.cues import entries
from languages.names import Mention, kinds, with_broader
from languages.words import words

FallReason = Literal[
    "unfinished", "no_id", "unknown_id", "marker", "address", "length", "language", "reference",
    "number", "name", "negation", "direction", "roles", "exchanged", "limit", "certainty", "people",
    "meaning", "other_passage", "entailment",
]  # fmt: skip
# Chosen on tests/data/statements-chosen.jsonl; `python -m benchmarks.verification` tells what they do.
CLOSE = 0.68  # the cosine that is enough for a statement whose words are all explained
ALSO = 0.5  # the least cosine of a statement to each sentence that it names
ANOTHER = 0.1  # so much closer to a sentence that it does not name: the id is wrong
BEGINNING = 6  # letters; a complaint may be written in one word or in two
LONGEST = 600
SPOKEN = 0.15  # the least that the reader's language must be likely, for a text of some words
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\w\.(?:com|se|net|org|io|example|shop|de|dk|no|fi)\b")
_LEFT = re.compile(r"[\[\]{}<>【】［］⟦⟧|]|\bs[0-9a-f]{8,}|\bpassages?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that stands, or why there is none."""

    statement: Statement | None = None
    reason: FallReason | None = None


class Checker:
    """Checks sentences that a model wrote from given evidence, in one language."""

    def __init__(
        self,
        evidence: Sequence[SentenceEvidence],
        language: str,
        knowledge: Knowledge,
        meaning: Meaning,
        looking: Looking,
        entailment: Entailment | None = None,
    ) -> None:
        """`looking` tells the names in a text."""
        self._evidence: Mapping[str, SentenceEvidence] = {e.sentence.id: e for e in evidence}
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

    def _form(self, written: Written) -> FallReason | None:
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
        alike = (self._language, *entries(self._language, "taken_for"))
        learnt, known = classifier.languages(text), probabilities(text)
        return max(sum(m[code] for code in alike) for m in (learnt, known)) >= SPOKEN

    def _content(
        self, written: Written, named: Sequence[SentenceEvidence]
    ) -> tuple[FallReason | None, Sequence[SentenceEvidence]]:
        text, language = written.text, self._language
        wordings = [wording for each in named for wording in each.wordings]
        if quantities.unknown(text, language, wordings):
            return "number", named
        vitamins = {v for wording, _ in wordings for v in quantities.vitamins(wording)}
        if self._names_another(text, named) or quantities.vitamins(text) - vitamins:
            return "name", named
        if reason := self._agrees(text, named):
            return reason, named
        near = {e.sentence.id: self._meaning.closeness(text, e.told) for e in named}
        order = sorted(named, key=lambda e: -near[e.sentence.id])
        best = near[order[0].sentence.id]
        if min(near.values()) < ALSO or not self._bears(text, order):
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

    def _names_another(self, text: str, named: Sequence[SentenceEvidence]) -> bool:
        """Whether a text names a substance, a complaint or people that its sentences do not name."""
        mentions = self._looking.mentions(text, self._language)
        if not mentions:
            return False
        titled = self._looking.concepts(*self._knowledge.title)
        known: set[str] = set()
        for each in named:
            for wording, spoken in (*each.wordings, *each.lead):
                known |= self._looking.concepts(wording, spoken)
            known |= self._looking.concepts(each.section.heading, self._knowledge.title[1])
            for told in each.told:
                known |= self._looking.concepts(told, self._language)
        if self._in_place_of(mentions, titled, known):
            return True
        known |= titled
        known |= {
            broader
            for concept in known
            if "substance" in kinds((concept,))
            for broader in with_broader(concept)
        }  # iron is a mineral; what a complaint is a kind of is more than what was told
        begun = {word[:BEGINNING] for each in named for said in each.told for word in words(said)}
        return any(
            not mention.concepts & known
            and not ("substance" not in kinds(mention.concepts) and _begins_in(mention, begun))
            for mention in mentions
            if "group" not in kinds(mention.concepts)  # people are told of in many ways
        )

    @staticmethod
    def _in_place_of(
        mentions: Sequence[Mention], titled: frozenset[str], known: Collection[str]
    ) -> bool:
        """Whether the title's substance is said where the sentences tell of another, unsaid one.

        A title is understood in each sentence, so its substance is said of any; but not for another.
        """
        said = {concept for mention in mentions for concept in mention.concepts}
        of_title = {c for c in said & titled if "substance" in kinds((c,))} - set(known)
        others = {c for c in known if "substance" in kinds((c,))}
        return bool(of_title) and bool(others) and not others <= said

    def _bears(self, text: str, order: Sequence[SentenceEvidence]) -> bool:
        """Whether sentences bear a text on the whole, and it is not of what is known to be missing."""
        strange, count = unsupported_terms.strange(text, _texts(order), self._language)
        if self._knowledge.missing.intersection(strange):
            return False
        evidences = self._weighed(text, order, strange, count)
        if not evidences.strange and evidences.nearest >= CLOSE:
            return True
        return support.learnt().bears(evidences)

    def evidences(self, text: str, order: Sequence[SentenceEvidence]) -> Evidences:
        """What speaks for a text on the whole; the sentence nearest to it is the first."""
        strange, count = unsupported_terms.strange(text, _texts(order), self._language)
        return self._weighed(text, order, strange, count)

    def _weighed(
        self, text: str, order: Sequence[SentenceEvidence], strange: Sequence[str], count: int
    ) -> Evidences:
        """The same of its strange words, and how many words it has.

        Words of two languages can't be held against each other: there the closeness alone speaks.
        """
        told = order[0].told
        near = [self._meaning.closeness(text, (wording,)) for wording in told]
        mean = sum(near) / len(near)
        if any(each.wordings[0][1] != self._language for each in order):
            return Evidences(max(near), mean, 0.0, 0.0)
        asked = word_set(tuple(text for each in order for text in each.around))
        left = [word for word in strange if not explained(word, asked)]
        elsewhere = [word for word in left if explained(word, self._knowledge.article)]
        count = max(count, 1)
        return Evidences(max(near), mean, len(left) / count, len(elsewhere) / count)

    def _agrees(self, text: str, named: Sequence[SentenceEvidence]) -> FallReason | None:
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
        if spoken == mine and polarity.lowers_alone(text, mine, passage):
            return "direction"
        if spoken == mine and sides.swapped(text, passage, mine):
            return "roles"
        if of_each.exchanged(text, mine, passage, spoken, self._looking):
            return "roles"
        if contrasts.exchanged(text, mine, _all_told(named)):
            return "exchanged"
        if contrasts.lost(text, mine, passage, spoken):
            return "limit"
        said, known = certainty.claims(text, mine), certainty.claims(passage, spoken)
        if certainty.more(said, known):
            return "certainty"
        leads = [lead[0 if spoken == mine else -1][0] for e in named if (lead := e.lead)]
        others = certainty.of_others(text, mine, " ".join([passage, *leads]), spoken)
        return "people" if others else None


def _all_told(named: Sequence[SentenceEvidence]) -> list[tuple[str, str]]:
    """All that tells what sentences say, each with its language."""
    return [
        told
        for each in named
        for told in (
            *each.wordings,
            *each.lead,
            *((text, each.wordings[-1][1]) for text in each.told[len(each.wordings) :]),
        )
    ]


def _texts(named: Sequence[SentenceEvidence]) -> tuple[str, ...]:
    """The wordings of sentences, and of those that they lean on."""
    return tuple(
        text for each in named for text in (*each.told, *(wording for wording, _ in each.lead))
    )


def _begins_in(mention: Mention, told: Collection[str]) -> bool:
    """Whether a name begins as a word that is told."""
    beginning = words(mention.written)[0][:BEGINNING]
    return any(each.startswith(beginning) for each in told)
