"""Translations that a model writes, held against their sentences by the checks of written answers."""

from typing import Any

from bot.authoring import prompt
from bot.authoring.language_check import in_language, is_plain
from bot.authoring.material import Material, SentenceInPlace
from bot.authoring.reply import texts_in
from bot.authoring.task import Drafted, as_line
from bot.fact_check import certainty, polarity
from bot.fact_check.similarity import Entailment, Meaning
from bot.llm.prompts import Prompt
from ingest.text.sentences import split
from languages import quantities
from languages.names import ThingKind, kinds, with_broader

NAMED: frozenset[ThingKind] = frozenset(("substance", "drug"))
LENGTHS = (0.5, 2.0)  # of the sentence's characters; real ones have from 0.79 to 1.66


class Translations:
    """Drafts translations into one language."""

    name = "translations"
    weak = "closeness in meaning is not judged"

    def __init__(
        self, material: Material, language: str, entailment: Entailment | None = None
    ) -> None:
        """Where the index has learnt nothing of the language, closeness in meaning is not judged."""
        self._material = material
        self._spoken = material.source.article.language
        self._language = language
        self._entailment = entailment
        self._meaning = Meaning(material.index.encoder) if material.knows(language) else None

    @property
    def pieces(self) -> tuple[SentenceInPlace, ...]:
        """The sentences that have no translation yet."""
        translations = self._material.source.bank.translations
        done = {each.sentence for each in translations if each.language == self._language}
        return tuple(piece for piece in self._material.pieces if piece.sentence.id not in done)

    def prompt(self, piece: SentenceInPlace) -> Prompt:
        """What is sent for a sentence: it and its surroundings."""
        return prompt.for_translation(piece, self._spoken, self._language)

    def expected(self, piece: SentenceInPlace) -> str:
        """A line with the sentence itself."""
        return as_line(translation=piece.text)

    def draft(self, piece: SentenceInPlace, reply: str) -> Drafted:
        """A line for the article's folder; or one for a person, with the reason against it."""
        found = texts_in(reply, "translation")
        if not found:
            return Drafted(readable=False)
        translation = found[0]
        if reason := self._reason(piece, translation):
            line = as_line(sentence=piece.text, reason=reason, translation=translation)
            return Drafted(person=(line,), failed=(reason,))
        return Drafted(kept=(as_line(sentence=piece.text, translation=translation),))

    def unsent(self, piece: SentenceInPlace) -> Drafted:
        """A person translates a sentence that speaks to a model."""
        line = as_line(sentence=piece.text, reason="instructions", translation="")
        return Drafted(person=(line,), failed=("instructions",))

    def remember(self, line: dict[str, Any]) -> None:
        """Nothing: each sentence is translated once."""

    def _reason(self, piece: SentenceInPlace, translation: str) -> str | None:
        if not is_plain(translation) and is_plain(piece.text):
            return "form"
        share = len(translation) / len(piece.text)
        if not LENGTHS[0] <= share <= LENGTHS[1] or len(split(translation)) != len(
            split(piece.text)
        ):
            return "length"
        if not in_language(translation, self._language):
            return "language"
        return self._untrue(piece.text, translation)

    def _untrue(self, original: str, translation: str) -> str | None:
        """What it says other than its sentence: each is held against the other, both ways."""
        texts = ((translation, self._language), (original, self._spoken))
        if self._names_another(original, translation):
            return "name"
        if not polarity.same_denial(*texts[0], *texts[1]):
            return "negation"
        for (one, its), (other, others) in (texts, texts[::-1]):
            if quantities.unknown(one, its, [(other, others)]):
                return "number"
            if polarity.turned(one, its, other, others):
                return "direction"
            if certainty.more(certainty.claims(one, its), certainty.claims(other, others)):
                return "certainty"
        if self._meaning and not self._is_near(original, translation, self._meaning):
            return "meaning"
        if self._entailment and not self._entailment.entails(original, translation):
            return "entailment"
        return None

    def _names_another(self, original: str, translation: str) -> bool:
        """Whether it names a substance or a drug that its sentence does not, in any language."""
        looking = self._material.looking
        known = looking.concepts(original, self._spoken)
        known = known.union(*map(with_broader, known))
        return any(
            not mention.concepts & known
            for mention in looking.mentions(translation, self._language)
            if kinds(mention.concepts) <= NAMED
        )

    def _is_near(self, original: str, translation: str, meaning: Meaning) -> bool:
        """Whether no sentence of the article is nearer than its own."""
        own = meaning.closeness(translation, [original])
        others = (piece.text for piece in self._material.pieces if piece.text != original)
        return all(meaning.closeness(translation, [text]) <= own for text in others)
