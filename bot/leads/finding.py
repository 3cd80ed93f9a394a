"""The few fixed words before the statements that say the answer itself, where the evidence tells it.

A lead says no more than the sentences that it rests on: everything specific in the question must be
named there, both must go the same way, and nothing there may deny. Where that is not sure there is none.
"""

from collections.abc import Sequence
from itertools import pairwise

from bot.answer import Lead
from bot.intent.asked_about import Looking
from bot.leads.evidence import Evidence, lead_of
from bot.leads.named import named
from bot.leads.premises import is_studied, premise
from bot.leads.question_form import Beyond, Form, beyond, form_of
from bot.leads.values import value
from bot.leads.yes_or_no import SHARED, differ, yes_or_no
from ingest.article import Article
from languages.cues import folded, pattern, plain
from languages.names import Mention, kinds
from languages.words import words

SURE_IN_TALK = 0.5  # that the best sentence answers a turn that leans on others
# Groups of people; what is so for one need not be for another.
_GROUPS = ("children", "babies", "adults", "elderly", "pregnant", "women", "men", "athletes")
# Words of a question that need not be where its answer stands: they ask.
_ASKING = (
    "yes_no", "helps", "harms", "ties", "evidence", "better", "worse", "up", "down", "common",
    "prevents", "causal", "linked", "hedge", "attributed",
)  # fmt: skip


class Leads:
    """Finds leads. Safe to share between threads."""

    def __init__(self, looking: Looking) -> None:
        """`looking` tells the names in a text."""
        self._looking = looking

    def lead(
        self, question: str, language: str, evidence: Evidence, earlier: Sequence[str] = ()
    ) -> Lead | None:
        """The lead of an answer to a question, or None; `earlier` are the turns that it leans on."""
        mentions = self._looking.mentions(question, language)
        too_much = beyond(question, language)
        not_said = self.not_said(too_much, language, evidence) if too_much else None
        if not_said or (too_much and too_much != "prevents"):
            return not_said
        if not earlier and (
            presumed := self._presumed(question, language, mentions, evidence.article)
        ):
            return presumed
        form = form_of(question, language)
        if not self._names_all(question, language, mentions, evidence):
            return None
        if earlier and evidence.sure < SURE_IN_TALK:
            return None
        if form in ("duration", "share", "count"):
            return value(form, question, language, evidence)
        if called := named(question, language, evidence, self._looking):
            return called
        return None if earlier else self._told(form, question, language, mentions, evidence)

    def _told(
        self,
        form: Form,
        question: str,
        language: str,
        mentions: Sequence[Mention],
        evidence: Evidence,
    ) -> Lead | None:
        """What the words of the best sentence tell to a question that stands alone."""
        if not self._is_on(question, language, mentions, evidence):
            return None
        if _is_either(question, language, mentions):
            on_evidence = pattern(language, "evidence").search(plain(question))
            return None if on_evidence else _both(language, evidence)
        if form != "yes_no":
            return None
        on_complaint = any("condition" in kinds(mention.concepts) for mention in mentions)
        lead = yes_or_no(question, language, evidence, on_complaint)
        is_yes = lead is not None and lead.stance == "yes"
        return self._undisputed(lead, question, language, evidence) if lead and is_yes else lead

    def of_decline(self, question: str, language: str, article: Article) -> Lead | None:
        """That the article does not say as much as is asked, or taken for granted; None else."""
        if too_much := beyond(question, language):
            return lead_of(f"beyond.{too_much}", "not_said", language)
        mentions = self._looking.mentions(question, language)
        return self._presumed(question, language, mentions, article)

    def _presumed(
        self, question: str, language: str, mentions: Sequence[Mention], article: Article
    ) -> Lead | None:
        """That the article does not say what the question takes for granted; None where it may."""
        presumed = premise(question, language, mentions, self._looking, article)
        return lead_of(f"presumed.{presumed}", "not_said", language) if presumed else None

    def of_claim(self, claim: str, language: str, evidence: Evidence) -> Lead | None:
        """That the article tells of no study that shows a claim, or does not say it; None where it may."""
        too_much = beyond(claim, language)
        if too_much:
            return self.not_said(too_much, language, evidence)
        mentions = self._looking.mentions(claim, language)
        if is_studied(claim, language, mentions, self._looking, evidence.article):
            return None
        return lead_of("presumed.study", "not_said", language)

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
            if differ(plain(sentence), article.language)
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
        return None if place is None else lead_of("mixed", "mixed", language, (place,))

    def not_said(self, what: Beyond, language: str, evidence: Evidence) -> Lead | None:
        """That the article does not say as much as is asked; None where it may."""
        if what == "prevents" and _may_be_said(what, evidence):
            return None  # an article may tell of prevention, and of what else stands in between
        return lead_of(f"beyond.{what}", "not_said", language)

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
    return lead_of("both", "both", language, (0,))
