"""The few fixed words before the statements that say the answer itself, where the evidence tells it.

A lead says no more than the sentences that it rests on: everything specific in the question must be
named there, both must go the same way, and nothing there may deny. Where that is not sure there is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answer import Lead, Stance, Statement
from bot.answering.premises import is_studied, premise
from bot.answering.question_form import Beyond, beyond, form_of
from bot.intent.asked_about import Looking
from ingest.article import Article
from ingest.parsing.discourse import is_caveat
from languages import quantities
from languages.cues import folded, pattern, plain
from languages.names import Mention, kinds
from languages.words import words
from prompts import texts

SHARED = 5  # letters; words that begin alike are of one family
NEARLY_ALL = 0.8  # of the studies; where fewer found it, results differ
AROUND = 3  # words around a negation that may belong to it
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = frozenset(("%",))
_DURING = re.compile(r"^(?:över|over|über) ")  # 'over eight weeks' is during these, or more
_ADJECTIVE = re.compile(r"-[^\W\d_]+$")  # 'six-month'
_ANYBODY = "patient"  # stands for all words for people
_OF = re.compile(r"av|of|af|von")
_HOW_MANY = re.compile(
    r"\b(?:hur många|how many|hvor mange|kor mange|wie ?viele|kuinka (?:monta|moni)|montako|moniko)"
    r" (?P<noun>[^\W\d_]{3,})"
)
# Groups of people; what is so for one need not be for another.
_GROUPS = ("children", "babies", "adults", "elderly", "pregnant", "women", "men", "athletes")
# Words of a question that need not be where its answer stands: they ask.
_ASKING = (
    "yes_no", "helps", "harms", "ties", "evidence", "better", "worse", "up", "down", "common",
    "prevents", "causal", "linked", "hedge", "attributed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a lead may rest on: the first `support` statements, the very first above all.

    `statements` are all that are shown, in their order, of `article`; `found` are the sentences
    that the search found near, shown or not.
    """

    statements: tuple[Statement, ...]
    support: int
    article: Article
    found: tuple[str, ...] = ()

    @property
    def best(self) -> Statement:
        """The statement that answers."""
        return self.statements[0]

    @property
    def near(self) -> tuple[Statement, ...]:
        """The best statement and what belongs to it."""
        return self.statements[: self.support]

    @property
    def told(self) -> str:
        """What these say, with their headings, in the article's language."""
        sources = (statement.source for statement in self.near)
        return "\n".join(f"{source.quote}\n{source.section}" for source in sources)

    @property
    def said(self) -> str:
        """The best sentence, in the article's language."""
        return plain(self.best.source.quote)


class Leads:
    """Finds leads. Safe to share between threads."""

    def __init__(self, looking: Looking) -> None:
        """`looking` tells the names in a text."""
        self._looking = looking

    def lead(self, question: str, language: str, evidence: Evidence) -> Lead | None:
        """The lead of an answer to a question that stands alone, or None."""
        mentions = self._looking.mentions(question, language)
        too_much = beyond(question, language)
        not_said = self.not_said(too_much, language, evidence) if too_much else None
        if not_said or (too_much and too_much != "prevents"):
            return not_said
        if presumed := self._presumed(question, language, mentions, evidence.article):
            return presumed
        form = form_of(question, language)
        if not self._names_all(question, language, mentions, evidence):
            return None
        if form in ("duration", "share", "count"):
            return _value(form, question, language, evidence)
        if not self._is_on(question, language, mentions, evidence):
            return None
        if _is_either(question, language, mentions):
            on_evidence = pattern(language, "evidence").search(plain(question))
            return None if on_evidence else _both(language, evidence)
        if form != "yes_no":
            return None
        on_complaint = any("condition" in kinds(mention.concepts) for mention in mentions)
        lead = _yes_or_no(question, language, evidence, on_complaint)
        is_yes = lead is not None and lead.stance == "yes"
        return self._undisputed(lead, question, language, evidence) if lead and is_yes else lead

    def of_decline(self, question: str, language: str, article: Article) -> Lead | None:
        """That the article does not say as much as is asked, or taken for granted; None else."""
        if too_much := beyond(question, language):
            return _lead(f"beyond.{too_much}", "not_said", language)
        mentions = self._looking.mentions(question, language)
        return self._presumed(question, language, mentions, article)

    def _presumed(
        self, question: str, language: str, mentions: Sequence[Mention], article: Article
    ) -> Lead | None:
        """That the article does not say what the question takes for granted; None where it may."""
        presumed = premise(question, language, mentions, self._looking, article)
        return _lead(f"presumed.{presumed}", "not_said", language) if presumed else None

    def of_claim(self, claim: str, language: str, evidence: Evidence) -> Lead | None:
        """That the article tells of no study that shows a claim, or does not say it; None where it may."""
        too_much = beyond(claim, language)
        if too_much:
            return self.not_said(too_much, language, evidence)
        mentions = self._looking.mentions(claim, language)
        if is_studied(claim, language, mentions, self._looking, evidence.article):
            return None
        return _lead("presumed.study", "not_said", language)

    def disputing(
        self, question: str, language: str, article: Article, found: Sequence[str]
    ) -> tuple[str, ...]:
        """The sentences of those found, on one of a question's names, that count results that differ."""
        subject = self._looking.concepts(article.title, article.language)
        mentions = self._looking.mentions(question, language)
        asked = {concept for mention in mentions for concept in mention.concepts} - subject
        return tuple(
            sentence
            for sentence in found
            if _differ(plain(sentence), article.language)
            and self._looking.concepts(sentence, article.language) & asked
        )

    def _undisputed(
        self, lead: Lead, question: str, language: str, evidence: Evidence
    ) -> Lead | None:
        """A yes where no sentence found counts results that differ, that they do where it is shown."""
        differing = self.disputing(question, language, evidence.article, evidence.found)
        if not differing:
            return lead
        section = evidence.best.source.section
        shown = (
            place
            for place, statement in enumerate(evidence.statements)
            if statement.source.quote in differing and statement.source.section == section
        )
        place = next(shown, None)
        return None if place is None else _lead("mixed", "mixed", language, (place,))

    def not_said(self, what: Beyond, language: str, evidence: Evidence) -> Lead | None:
        """That the article does not say as much as is asked; None where it may."""
        if what == "prevents" and _may_be_said(what, evidence):
            return None  # an article may tell of prevention, and of what else stands in between
        return _lead(f"beyond.{what}", "not_said", language)

    def _names_all(
        self, question: str, language: str, mentions: Sequence[Mention], evidence: Evidence
    ) -> bool:
        """Whether all names and groups of people in a question are named where its answer stands."""
        article = evidence.article
        told = evidence.told
        there = self._looking.concepts(f"{article.title}\n{told}", article.language)
        if any(not mention.concepts & there for mention in mentions):
            return False
        asked, said = plain(question), plain(told)
        return not any(
            pattern(language, group).search(asked)
            and not pattern(article.language, group).search(said)
            for group in _GROUPS
        )

    def _is_on(
        self, question: str, language: str, mentions: Sequence[Mention], evidence: Evidence
    ) -> bool:
        """Whether all else that is specific in a question is there, too."""
        shown = "\n".join(statement.text for statement in evidence.near)
        known = words(f"{evidence.article.title}\n{evidence.told}\n{shown}")
        named = {word for mention in mentions for word in words(mention.written)}
        beginnings = {word[:SHARED] for word in known}
        return not any(
            self._looking.is_specific(word, language)
            and word[:SHARED] not in beginnings
            and not any(pattern(language, group).fullmatch(word) for group in _ASKING)
            for word in words(question)
            if word not in named
        )


def _may_be_said(what: Beyond, evidence: Evidence) -> bool:
    """Whether a sentence shown may say what an article can seldom say."""
    said = pattern(evidence.article.language, what)
    shown = (plain(statement.source.quote) for statement in evidence.statements)
    return any(said.search(quote) for quote in shown)


def _is_either(question: str, language: str, mentions: Sequence[Mention]) -> bool:
    """Whether it asks for one of two things: 'A or B?', 'for A or for B?'."""
    asked, alternatives = words(question), folded(language, "alternatives")
    between = (asked[one.last + 1 : other.first] for one, other in pairwise(mentions))
    return any(0 < len(gap) < 3 and gap[0] in alternatives for gap in between)


def _both(language: str, evidence: Evidence) -> Lead | None:
    """That both are named; None where a sentence sets them beside each other."""
    compares = pattern(evidence.article.language, "comparatives")
    if any(compares.search(plain(each.source.quote)) for each in evidence.statements):
        return None
    return _lead("both", "both", language, (0,))


def _value(form: str, question: str, language: str, evidence: Evidence) -> Lead | None:
    """How long, or how many, where the sentences say just one such thing."""
    told = [
        (place, written)
        for place, text in enumerate(_read_texts(language, evidence))
        for written in _values(form, question, text, language)
    ]
    if len(told) != 1:
        return None
    (place, written) = told[0]
    if form == "duration":
        if _ADJECTIVE.search(written):
            return None
        written = _DURING.sub("", written)
    cased = re.search(re.escape(written), evidence.statements[place].text, re.IGNORECASE)
    written = cased.group() if cased else written
    return Lead(f"{written[0].upper()}{written[1:]}.", "value", (place,))


def _read_texts(language: str, evidence: Evidence) -> Iterator[str]:
    """The statements' texts in the reader's language; those in another can't be read in it."""
    for statement in evidence.near:
        own = statement.text == statement.source.quote and language != evidence.article.language
        yield "" if own else statement.text


def _values(form: str, question: str, text: str, language: str) -> tuple[str, ...]:
    if form == "duration":
        return quantities.measured(text, language, quantities.TIMES)
    if form == "share":
        return quantities.measured(text, language, _SHARE)
    match = _HOW_MANY.search(plain(question))
    noun = match.group("noun") if match else ""
    if not noun or _OF.fullmatch(noun):
        return ()
    is_thing = not pattern(language, "common").fullmatch(noun)
    told = quantities.counted(text, language, noun) if is_thing else ()
    takes_part = pattern(language, "taking_part").search(plain(question))
    return told or (quantities.counted(text, language, _ANYBODY) if takes_part else ())


def _yes_or_no(question: str, language: str, evidence: Evidence, on_complaint: bool) -> Lead | None:
    """The lead of a yes-no question; less of something is a help only `on_complaint`."""
    asked, said = plain(question), evidence.said
    of_article = evidence.article.language

    def asks(*groups: str) -> bool:
        return any(pattern(language, group).search(asked) for group in groups)

    def says(*groups: str) -> bool:
        return any(pattern(of_article, group).search(said) for group in groups)

    if asks("negation", "comparatives", "alternatives", "surely"):
        return None
    if says("mixed") or _differ(said, of_article):
        return _lead("mixed", "mixed", language, (0,))
    if says("negation"):
        denied = _denies(question, evidence.best.text, language)
        return _lead("no.plain", "no", language, (0,)) if denied else None
    supported = says("helps", "better", "up", "down")
    if asks("harms", "worse") or (says("harms") and not says("prevents", "helps", "better")):
        return None
    if asks("up") and (asks("down") or (says("down") and not says("up"))):
        return None
    if asks("down") and says("up") and not says("down", "better", "helps"):
        return None
    tied = asks("ties") and (supported or says("ties", "linked", "causal"))
    meant_as_help = on_complaint and asks("against") and not asks("ties", "evidence", "up")
    helped = (asks("helps", "better") or meant_as_help) and (
        says("helps", "better") or (supported and on_complaint)
    )
    moved = (asks("up") and says("up")) or (asks("down") and says("down", "better", "helps"))
    prevented = asks("prevents") and says("prevents")
    if tied or helped or moved or prevented:
        return _lead(f"yes.{_strength(said, evidence)}", "yes", language, (0,))
    return None


def _denies(question: str, said: str, language: str) -> bool:
    """Whether a sentence denies just what is asked: a word of the question stands at its one negation."""
    told = plain(said)
    negations = list(pattern(language, "negation").finditer(told))
    if len(negations) != 1 or pattern(language, "idioms").search(told):
        return False
    before = _WORD.findall(told[: negations[0].start()])[-AROUND:]
    after = _WORD.findall(told[negations[0].end() :])[:AROUND]
    if any(pattern(language, "surely").fullmatch(word) for word in after):
        return False
    beginnings = {word[:SHARED] for word in _WORD.findall(plain(question)) if len(word) >= SHARED}
    return any(word[:SHARED] in beginnings for word in (*before, *after))


def _differ(said: str, language: str) -> bool:
    """Whether a sentence counts studies of which too few found it: 'four of the eight'."""
    return any(share < NEARLY_ALL for share in quantities.fractions(said, language))


def _strength(said: str, evidence: Evidence) -> str:
    """How surely the evidence says so: with reservations, by animals, small studies, research, plainly."""
    language = evidence.article.language
    if any(is_caveat(statement.source.quote) for statement in evidence.near[1:]):
        return "limited"
    for key in ("animals", "small"):
        if pattern(language, key).search(said):
            return key
    hedged = pattern(language, "hedge").search(said) or pattern(language, "attributed").search(said)
    return "research" if hedged else "plain"


def _lead(key: str, stance: Stance, language: str, rests_on: tuple[int, ...] = ()) -> Lead:
    return Lead(texts(language)(f"lead.{key}"), stance, rests_on)
