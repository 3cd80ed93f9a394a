"""Yes, no, or some of each: what the best sentence says to a question that asks for it."""

import re
from collections.abc import Callable
from typing import Literal

from bot.answer import Lead
from bot.leads.asked import ReadQuestion
from bot.leads.evidence import LeadEvidence, lead_of
from bot.leads.grounds import BEGINNING, tells_lack
from ingest.parsing.discourse import is_caveat
from languages import quantities
from languages.cues import pattern, plain

NEARLY_ALL = 0.8  # of the studies; where fewer found it, results differ
AROUND = 3  # words around a negation that may belong to it
_WORD = re.compile(r"[^\W\d_]+")


def yes_or_no(asked: ReadQuestion, evidence: LeadEvidence) -> Lead | None:
    """The lead of a yes-no question; less of something is a help only against a complaint."""
    said, of_article, language = evidence.said, evidence.article.language, asked.language
    says = evidence.says
    if asked.asks("negation", "comparatives", "alternatives", "surely"):
        return None
    if says("mixed") or differ(said, of_article):
        return lead_of("mixed", "mixed", language, (0,))
    if says("negation"):
        return lead_of("no.plain", "no", language, (0,)) if denies(asked, evidence) else None
    lacks, of_lack = asked.of_lack, tells_lack(said, of_article)
    if (lacks and not of_lack) or asks_of_harm(asked, evidence):
        return None
    if says("harms") and not says("prevents", "helps", "better"):
        return None
    tied = asked.asks("ties") and says("helps", "better", "up", "down", "ties", "linked", "causal")
    # What a lack does is no answer to what taking it does; that it helps those who lack it is.
    is_help = asked.asks("helps", "better") and not asked.asks("up", "down")
    if tied or ((lacks == of_lack or is_help) and _goes_along(asked, says)):
        return lead_of(f"yes.{strength(evidence)}", "yes", language, (0,))
    return None


def _goes_along(asked: ReadQuestion, says: Callable[..., bool]) -> bool:
    """Whether a sentence tells of as much help, or of the same direction, as is asked for."""
    asks = asked.asks
    if asks("up") and (asks("down") or (says("down") and not says("up"))):
        return False
    if asks("down") and says("up") and not says("down", "better", "helps"):
        return False
    supported = says("helps", "better") or (says("up", "down") and not says("than"))
    meant_as_help = asked.on_complaint and asks("against") and not asks("ties", "evidence", "up")
    helped = (asks("helps", "better") or meant_as_help) and (
        says("helps", "better") or (supported and asked.on_complaint)
    )
    moved = (asks("up") and says("up")) or (asks("down") and says("down", "better", "helps"))
    return helped or moved or (asks("prevents") and says("prevents"))


def direction(
    asked: ReadQuestion, evidence: LeadEvidence
) -> Literal["same", "opposite", "unclear"] | None:
    """Whether more or less of something is asked and said alike; None where neither is asked.

    It is unclear where what a lack does is asked and what taking it does is said, or the other way.
    """
    up, down = asked.asks("up"), asked.asks("down")
    if up == down:
        return "unclear" if up else None
    if asked.of_lack != tells_lack(evidence.said, evidence.article.language):
        return "unclear"
    same, other = ("up", "down") if up else ("down", "up")
    if evidence.says(same):
        return "same"
    return "opposite" if evidence.says(other) and not evidence.says("better") else "unclear"


def takes_back(evidence: LeadEvidence) -> bool:
    """Whether the best sentence denies, limits or counts results that differ."""
    said, language = evidence.said, evidence.article.language
    groups = ("mixed", "negation", "harms")
    limits = any(pattern(language, group).search(said) for group in groups)
    return limits or is_caveat(evidence.best.source.quote) or differ(said, language)


def asks_of_harm(asked: ReadQuestion, evidence: LeadEvidence) -> bool:
    """Whether it asks what a thing does ill, or causes; what goes with it need not be its effect."""
    causes = asked.asks("causal") and not evidence.says("causal")
    return causes or asked.asks("harms", "worse")


def denies(asked: ReadQuestion, evidence: LeadEvidence) -> bool:
    """Whether the best sentence denies just what is asked: a word of it stands at its one negation."""
    question, language = asked.question, asked.language
    told = plain(evidence.best.text)
    negations = list(pattern(language, "negation").finditer(told))
    if len(negations) != 1 or pattern(language, "idioms").search(told):
        return False
    before = _WORD.findall(told[: negations[0].start()])[-AROUND:]
    after = _WORD.findall(told[negations[0].end() :])[:AROUND]
    if any(pattern(language, "surely").fullmatch(word) for word in after):
        return False
    beginnings = {
        word[:BEGINNING] for word in _WORD.findall(plain(question)) if len(word) >= BEGINNING
    }
    return any(word[:BEGINNING] in beginnings for word in (*before, *after))


def differ(said: str, language: str) -> bool:
    """Whether a sentence counts studies of which too few found it: 'four of the eight'."""
    return any(share < NEARLY_ALL for share in quantities.fractions(said, language))


def strength(evidence: LeadEvidence) -> str:
    """How surely the evidence says so: with reservations, by animals, small studies, research, plainly."""
    said, language = evidence.said, evidence.article.language
    if any(is_caveat(statement.source.quote) for statement in evidence.near[1:]):
        return "limited"
    for key in ("animals", "small"):
        if pattern(language, key).search(said):
            return key
    hedged = pattern(language, "hedge").search(said) or pattern(language, "attributed").search(said)
    return "research" if hedged else "plain"
