"""Yes, no, or some of each: what the best sentence says to a question that asks for it."""

import re

from bot.answer import Lead
from bot.leads.evidence import Evidence, lead_of
from ingest.parsing.discourse import is_caveat
from languages import quantities
from languages.cues import pattern, plain

SHARED = 5  # letters; words that begin alike are of one family
NEARLY_ALL = 0.8  # of the studies; where fewer found it, results differ
AROUND = 3  # words around a negation that may belong to it
_WORD = re.compile(r"[^\W\d_]+")


def yes_or_no(question: str, language: str, evidence: Evidence, on_complaint: bool) -> Lead | None:
    """The lead of a yes-no question; less of something is a help only `on_complaint`."""
    asked, said = plain(question), evidence.said
    of_article = evidence.article.language

    def asks(*groups: str) -> bool:
        return any(pattern(language, group).search(asked) for group in groups)

    def says(*groups: str) -> bool:
        return any(pattern(of_article, group).search(said) for group in groups)

    if asks("negation", "comparatives", "alternatives", "surely"):
        return None
    if says("mixed") or differ(said, of_article):
        return lead_of("mixed", "mixed", language, (0,))
    if says("negation"):
        denied = _denies(question, evidence.best.text, language)
        return lead_of("no.plain", "no", language, (0,)) if denied else None
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
        return lead_of(f"yes.{_strength(said, evidence)}", "yes", language, (0,))
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


def differ(said: str, language: str) -> bool:
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
