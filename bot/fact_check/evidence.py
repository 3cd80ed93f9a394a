"""What a model may rest a statement on: sentences of one article, as a reader's language has them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.answer import Place
from bot.fact_check.unsupported_terms import explained, word_set
from ingest.article import Section, Sentence
from ingest.folder import Source
from ingest.parsing.discourse import depends_on_previous
from languages.cues import plain, shared
from languages.words import words


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """A sentence with all that tells what it says.

    `wordings` are the sentence and its translation into the reader's language, each with its
    language, the reader's first; `told` are these and the paraphrases; `lead` is the sentence
    that it leans on, in the same languages; `around` is what else explains its words: heading and
    bank questions. `numbers` are the references that it may be cited with.
    """

    slug: str
    section: Section
    sentence: Sentence
    wordings: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    lead: tuple[tuple[str, str], ...]
    around: tuple[str, ...]
    numbers: tuple[int, ...]

    @property
    def place(self) -> Place:
        """Where it stands, as a statement names it."""
        return Place(self.slug, self.sentence.id, self.section.heading, self.sentence.text)


class Knowledge:
    """One article's sentences with their wordings, made once and asked for each answer."""

    def __init__(self, source: Source, suggested: bool) -> None:
        self._source = source
        self._suggested = suggested
        article, bank = source.article, source.bank
        self._listed = {reference.number for reference in article.references}
        self._paraphrased: dict[str, list[str]] = defaultdict(list)
        for paraphrase in bank.paraphrases:
            self._paraphrased[paraphrase.sentence].append(paraphrase.text)
        self._asked: dict[str, list[str]] = defaultdict(list)
        for question in bank.questions:
            for identity in question.sentences:
                self._asked[identity].append(question.text)

    def gather(self, ids: Iterable[str], language: str) -> tuple[SentenceEvidence, ...]:
        """The evidence of those sentences, each once, in that order, but what speaks to a model."""
        found = (self._evidence(identity, language) for identity in dict.fromkeys(ids))
        return tuple(each for each in found if not any(orders(text) for text, _ in each.wordings))

    def _evidence(self, identity: str, language: str) -> SentenceEvidence:
        section, sentence = self._source.article.places[identity]
        wordings = self._wordings(sentence, language)
        lead = self._lead(section, sentence)
        return SentenceEvidence(
            self._source.article.slug,
            section,
            sentence,
            wordings,
            (*(text for text, _ in wordings), *self._paraphrased[identity]),
            self._wordings(lead, language) if lead else (),
            (section.heading, *self._asked[identity]),
            tuple(sorted(sentence.numbers(self._suggested) & self._listed)),
        )

    def _wordings(self, sentence: Sentence, language: str) -> tuple[tuple[str, str], ...]:
        original = (sentence.text, self._source.article.language)
        translated = self._source.bank.translated.get((sentence.id, language))
        return ((translated, language), original) if translated else (original,)

    def _lead(self, section: Section, sentence: Sentence) -> Sentence | None:
        position = section.sentences.index(sentence)
        before = section.sentences[position - 1] if position else None
        near = before is not None and before.paragraph == sentence.paragraph
        return before if near and depends_on_previous(sentence.text) else None

    @property
    def title(self) -> tuple[str, str]:
        """The article's title and its language."""
        return self._source.article.title, self._source.article.language

    @cached_property
    def article(self) -> frozenset[str]:
        """Every word of the article, in every language that it has."""
        own = (sentence.text for sentence in self._source.article.sentences)
        return word_set((*own, *self._source.bank.translated.values()))

    @cached_property
    def missing(self) -> frozenset[str]:
        """Words for what the bank knows to be missing from the article, each a topic of its own."""
        topics = (words(entry.topic) for entry in self._source.bank.unanswerable)
        alone = {topic[0] for topic in topics if len(topic) == 1}
        return frozenset(word for word in alone if not explained(word, self.article))


def orders(text: str) -> bool:
    """Whether a text speaks to a language model."""
    return bool(shared("orders").search(plain(text)))
