"""The few fixed words before the statements that say the answer itself, where the evidence tells it.

A lead says no more than the sentences that it rests on: everything specific in the question must be
named there, both must go the same way, and nothing there may deny. Where that is not sure there is none.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answer import Lead
from bot.intent.asked_about import Looking
from bot.leads.asked import ReadQuestion
from bot.leads.by_network import agrees, by_network
from bot.leads.evidence import LeadEvidence, both, lead_of
from bot.leads.grounds import Grounds, tells_lack
from bot.leads.named import named
from bot.leads.premises import is_studied, premise
from bot.leads.question_form import Beyond, Form, beyond, form_of
from bot.leads.values import value
from bot.leads.yes_or_no import differ, takes_back, yes_or_no
from ingest.article import Article
from languages.cues import folded, pattern, plain
from languages.words import words

SURE_IN_TALK = 0.5  # that the best sentence answers a turn that leans on others
MOST_READ = 3  # statements that may say yes


class Leads:
    """Finds leads. Safe to share between threads."""

    def __init__(self, looking: Looking) -> None:
        """`looking` tells the names in a text."""
        self._looking, self._grounds = looking, Grounds(looking)

    def lead(
        self, question: str, language: str, evidence: LeadEvidence, earlier: Sequence[str] = ()
    ) -> Lead | None:
        """The lead of an answer to a question, or None; `earlier` are the turns that it leans on."""
        asked = self._asked(question, language)
        too_much = beyond(question, language)
        not_said = self.not_said(too_much, language, evidence) if too_much else None
        if not_said or (too_much and too_much != "prevents"):
            return not_said
        if not earlier and (presumed := self._presumed(asked, evidence.article)):
            return presumed
        form = form_of(question, language)
        if self._grounds.name(asked, evidence):
            if earlier and evidence.sure < SURE_IN_TALK:
                return None
            if form != "yes_no" and not _is_straight(asked, evidence):
                return None
            if form in ("duration", "share", "count"):
                return value(form, question, language, evidence)
            if called := named(question, language, evidence, self._looking):
                return called
        if earlier:
            return None
        by_rules = self._told(form, asked, evidence)
        if by_rules and agrees(by_rules, evidence):
            return by_rules
        return by_network(asked, evidence, self._grounds)

    def _told(self, form: Form, asked: ReadQuestion, evidence: LeadEvidence) -> Lead | None:
        """What the words of the statements tell to a question that stands alone."""
        is_on = self._grounds.hold(asked, evidence)
        if _is_either(asked):
            is_both = is_on and not asked.has("evidence")
            return both(asked.language, evidence) if is_both else None
        if form != "yes_no":
            return None
        lead = self._yes_or_no(asked, evidence) if is_on else None
        return lead or self._yes_of_another(asked, evidence)

    def _yes_or_no(self, asked: ReadQuestion, evidence: LeadEvidence) -> Lead | None:
        """What the best sentence says to a yes-no question."""
        lead = yes_or_no(asked, evidence)
        return self._undisputed(lead, asked, evidence) if lead and lead.stance == "yes" else lead

    def _yes_of_another(self, asked: ReadQuestion, evidence: LeadEvidence) -> Lead | None:
        """A yes of a statement behind the best one, where none up to it takes anything back."""
        for place in range(1, min(len(evidence.statements), MOST_READ)):
            another = evidence.at(place)
            if takes_back(evidence.at(place - 1)):
                return None
            lead = self._yes_or_no(asked, another) if self._grounds.hold(asked, another) else None
            if lead and lead.stance == "yes":
                return replace(lead, rests_on=(place,))
        return None

    def of_decline(self, question: str, language: str, article: Article) -> Lead | None:
        """That the article does not say as much as is asked, or taken for granted; None else."""
        if too_much := beyond(question, language):
            return lead_of(f"beyond.{too_much}", "not_said", language)
        return self._presumed(self._asked(question, language), article)

    def _presumed(self, asked: ReadQuestion, article: Article) -> Lead | None:
        """That the article does not say what the question takes for granted; None where it may."""
        question, language = asked.question, asked.language
        presumed = premise(question, language, asked.mentions, self._looking, article)
        return lead_of(f"presumed.{presumed}", "not_said", language) if presumed else None

    def of_claim(self, claim: str, language: str, evidence: LeadEvidence) -> Lead | None:
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
        """The sentences of those found that count results that differ, on one of a question's names.

        Below a heading that names other complaints they are on these.
        """
        subject = self._looking.concepts(article.title, article.language)
        mentions = self._looking.mentions(question, language)
        asked = {concept for mention in mentions for concept in mention.concepts} - subject
        return tuple(
            sentence
            for sentence in found
            if differ(plain(sentence), article.language)
            and self._looking.concepts(sentence, article.language) & asked
            and not self._is_below_another(sentence, asked, article)
        )

    def _is_below_another(self, sentence: str, asked: set[str], article: Article) -> bool:
        headings = (
            section.heading
            for section in article.sections
            if any(each.text == sentence for each in section.sentences)
        )
        on = self._looking.complaints(next(headings, ""), article.language)
        return bool(on) and not on & asked

    def _undisputed(self, lead: Lead, asked: ReadQuestion, evidence: LeadEvidence) -> Lead | None:
        """A yes where no sentence found counts results that differ, that they do where it is shown."""
        question, language = asked.question, asked.language
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

    def not_said(self, what: Beyond, language: str, evidence: LeadEvidence) -> Lead | None:
        """That the article does not say as much as is asked; None where it may."""
        if what == "prevents" and _may_be_said(what, evidence):
            return None  # an article may tell of prevention, and of what else stands in between
        return lead_of(f"beyond.{what}", "not_said", language)

    def _asked(self, question: str, language: str) -> ReadQuestion:
        return ReadQuestion(question, language, tuple(self._looking.mentions(question, language)))


def _is_straight(asked: ReadQuestion, evidence: LeadEvidence) -> bool:
    """Whether a value of the sentence is what is asked: not of 'which are not?', 'who gets too little?'."""
    of_lack = tells_lack(evidence.said, evidence.article.language)
    return not asked.asks("negation") and (of_lack or not asked.of_lack)


def _may_be_said(what: Beyond, evidence: LeadEvidence) -> bool:
    """Whether a sentence shown may say what an article can seldom say."""
    said = pattern(evidence.article.language, what)
    shown = (plain(statement.source.quote) for statement in evidence.statements)
    return any(said.search(quote) for quote in shown)


def _is_either(asked: ReadQuestion) -> bool:
    """Whether it asks for one of two things: 'A or B?', 'for A or for B?'."""
    said, alternatives = words(asked.question), folded(asked.language, "alternatives")
    between = (said[one.last + 1 : other.first] for one, other in pairwise(asked.mentions))
    return any(0 < len(gap) < 3 and gap[0] in alternatives for gap in between)
