"""The lead that an article's network of stances is sure of, where nothing in the words speaks against it.

The network hears what people mean, and not always which way: so names must be there as for any lead, a
yes must not turn up into down, and a no needs a sentence that denies, or goes the other way.
"""

from dataclasses import replace
from typing import Literal

from bot.answer import Lead
from bot.leads.asked import ReadQuestion
from bot.leads.evidence import LeadEvidence, both, lead_of
from bot.leads.grounds import Grounds
from bot.leads.question_form import BEYOND
from bot.leads.yes_or_no import asks_of_harm, denies, direction, strength

Told = Literal["yes", "no", "mixed", "both"]
# From so likely on; chosen so that nearly all are right of calibration/stances.jsonl.
SURE: dict[Told, float] = {"yes": 0.92, "no": 0.85, "mixed": 0.9, "both": 0.8}
AGREES = 0.1  # from so likely on a lead by rules stands
# Words of a question that no sentence settles with a yes or no.
_OTHERWISE = ("negation", "surely", "comparatives", *BEYOND)


def by_network(asked: ReadQuestion, evidence: LeadEvidence, grounds: Grounds) -> Lead | None:
    """The lead, on the best statement; None where the network is not sure, or there is none."""
    likely, language = evidence.stances(), asked.language
    told = next((each for each, least in SURE.items() if likely.get(each, 0.0) >= least), None)
    if told is None:
        return None
    if told == "both":
        everything = replace(evidence, support=len(evidence.statements))
        return both(language, evidence) if grounds.name(asked, everything) else None
    if not grounds.name(asked, evidence) or asked.asks("question_words"):
        return None
    if told == "mixed":
        return lead_of("mixed", "mixed", language, (0,))
    if asked.asks(*_OTHERWISE):
        return None
    goes = direction(asked, evidence)
    if told == "yes":
        is_said = goes in ("same", None) and not evidence.says("negation")
        harms = asks_of_harm(asked, evidence)
        key = f"yes.{strength(evidence)}"
        return lead_of(key, "yes", language, (0,)) if is_said and not harms else None
    is_denied = goes == "opposite" or denies(asked, evidence)
    return lead_of("no.plain", "no", language, (0,)) if is_denied else None


def agrees(lead: Lead, evidence: LeadEvidence) -> bool:
    """Whether the network holds a lead for likely; so does none."""
    likely = evidence.stances()
    return all(each >= AGREES for stance, each in likely.items() if stance == lead.stance)
