"""Whether what was found is on what, and on whom, the question is.

'How long did it take?' behind a question on anxiety is not answered by the eight weeks of a study on
depression, however near it stands, nor one on adults by those of a study on children. 'In people?' behind a
question on migraine asks on: what the article says of dementia stands behind what it says of migraine. 'Which are
not absorbed?' is not answered by those that are, and whether one takes it with a medicine not by how well
it was borne without.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from bot.intent.answer_types import asked_for
from bot.intent.asked_about import LEANS, Looking
from bot.leads.asked import LACK
from bot.leads.question_form import asking_sentence, asking_sentences, form_of
from ingest.article import Article
from languages.cues import pattern, plain
from languages.names import kinds
from vectorstore.context import earlier_weight
from vectorstore.retriever import Passage, Retrieved

NUMBERS = ("duration", "age", "dose", "count", "year")
LACKING_ANYTHING = f"nutrient{LACK}"  # goes with any complaint
BEFORE = 2  # sentences of its paragraph that tell what a sentence is on
NEAR = 5  # words behind 'which' in which what is asked is denied
NEARLY = 0.8  # a passage that scores so much of the best one's may answer as well
TALKED = 2  # turns before the last that tell what that one is on
Named = Callable[[str, str], frozenset[str]]  # what a text in a language names of one sort


class Scope:
    """What the last of some turns is on, in one article. Safe to share between threads."""

    def __init__(
        self, turns: Sequence[str], language: str, article: Article, looking: Looking
    ) -> None:
        """`language` is the turn's, `looking` tells the names in a text."""
        *self._before, self._last = turns
        self._language, self._article, self._looking = language, article, looking

    def ordered(self, found: Retrieved) -> Retrieved:
        """What was found, with passages on other complaints behind where a turn asks on, and names nothing.

        Those that are on whom it asks about come first of the others. Where the best one changes, what
        was judged of the question is not of it.
        """
        asked, people = self._asked_on(), self._looking.people(self._last, self._language)
        if not asked or self._names_something():
            return found
        least = NEARLY * found.passages[0].score

        def rank(passage: Passage) -> tuple[bool, bool]:
            if passage.slug != found.passages[0].slug or passage.score < least:
                return True, True
            told = self._told(self._looking.complaints, passage)
            whom = self._told(self._looking.people, passage)
            return _are_others(told, asked), bool(people) and not people & whom

        passages = tuple(sorted(found.passages, key=rank))
        if passages[0] == found.passages[0]:
            return replace(found, passages=passages)
        return replace(found, passages=passages, judged=None)

    def is_beside(self, passage: Passage) -> bool:
        """Whether a passage is on other complaints than the turn is, and so no part of an answer."""
        asked = self._looking.complaints(self._last, self._language) or self._asked_on()
        return bool(asked) and _are_others(self._told(self._looking.complaints, passage), asked)

    def excludes(self, best: Passage) -> bool:
        """Whether the best passage can't answer, as it is on something, or somebody, else."""
        return (
            self._is_number_of_another(best)
            or self._is_of_nobody_asked_about(best)
            or self._asks_for_the_rest(best)
            or (self.mixes_medicines and not self._names_medicine(best))
        )

    @cached_property
    def mixes_medicines(self) -> bool:
        """Whether it asks if something is safe, and a medicine was named besides the article's subject."""
        safety = pattern(self._language, "safety")
        if not any(safety.search(asking) for asking in asking_sentences(self._last)):
            return False
        leans = earlier_weight(self._last) >= LEANS or not self._names_something()
        before = self._before[-1:] if leans else []
        named = self._looking.concepts("\n".join((*before, self._last)), self._language)
        subject = self._looking.concepts(self._article.title, self._article.language)
        return _has_medicine(named - subject)

    def _is_number_of_another(self, best: Passage) -> bool:
        """Whether a number is asked for, and the passage tells one of other complaints or people."""
        is_share = form_of(self._last, self._language) == "share"
        if asked_for(self._last) not in NUMBERS and not is_share:
            return False
        return any(
            _are_others(self._told(named, best), asked)
            for named in (self._looking.complaints, self._looking.people)
            if (asked := self._asked(named))
        )

    def _is_of_nobody_asked_about(self, best: Passage) -> bool:
        """Whether a turn asks on for others than the passage is on: 'and for children?'."""
        people = self._looking.people(self._last, self._language)
        return (
            bool(people and self._asked_on())
            and not people & self._told(self._looking.people, best)
        )  # fmt: skip

    def _asks_for_the_rest(self, best: Passage) -> bool:
        """Whether it asks which are not, and the passage denies nothing."""
        asking, negation = asking_sentence(self._last), pattern(self._language, "not")
        which = pattern(self._language, "which").search(asking)
        asked = " ".join(asking[which.end() :].split()[:NEAR]) if which else ""
        said = pattern(self._article.language, "negation").search(plain(best.sentence.text))
        return negation.search(asked) is not None and said is None

    def _names_medicine(self, best: Passage) -> bool:
        return _has_medicine(self._looking.concepts(_around(best), self._article.language))

    def _asked_on(self) -> frozenset[str]:
        """The complaints of the turns before that a turn asks on about; none where it names its own."""
        complaints = self._looking.complaints
        if earlier_weight(self._last) < LEANS or complaints(self._last, self._language):
            return frozenset()
        return self._asked(complaints)

    def _asked(self, named: Named) -> frozenset[str]:
        """What the last turn names, or else the nearest of those before it that names any."""
        turns = (self._last, *reversed(self._before[-TALKED:]))
        each = (named(turn, self._language) for turn in turns)
        return next((found for found in each if found), frozenset())

    def _names_something(self) -> bool:
        """Whether the last turn names a thing, which then is what it is on."""
        mentions = self._looking.mentions(self._last, self._language)
        return any(kinds(mention.concepts) - {"group", "ordinary"} for mention in mentions)

    def _told(self, named: Named, passage: Passage) -> frozenset[str]:
        return named(_around(passage), self._article.language)


def _are_others(told: frozenset[str], asked: frozenset[str]) -> bool:
    return bool(told) and LACKING_ANYTHING not in told and not asked & told


def _has_medicine(concepts: frozenset[str]) -> bool:
    return "drug" in kinds(concepts)


def _around(best: Passage) -> str:
    """A passage's section, what stands before it in its paragraph, and itself."""
    sentences, paragraph = best.section.sentences, best.sentence.paragraph
    place = sentences.index(best.sentence)
    near = sentences[max(0, place - BEFORE) : place + 1]
    return "\n".join((best.section.heading, *(s.text for s in near if s.paragraph == paragraph)))
