"""How long, how many, what share: the one such thing that an answer's sentences say."""

import re
from functools import cache

from bot.answer import Lead
from bot.leads.evidence import LeadEvidence, value_of
from languages import quantities
from languages.cues import alternatives, of_all, pattern, plain

_SHARE = frozenset(("%",))
_ADJECTIVE = re.compile(r"-[^\W\d_]+$")  # 'six-month'
_ANYBODY = "patient"  # stands for all words for people


def value(form: str, question: str, language: str, evidence: LeadEvidence) -> Lead | None:
    """How long, or how many, where the sentences say just one such thing."""
    told = [
        (place, written)
        for place, statement in enumerate(evidence.near)
        for written in _values(form, question, evidence.readable(statement, language), language)
    ]
    if len(told) != 1:
        return None
    (place, written) = told[0]
    if form == "duration":
        if _ADJECTIVE.search(written):
            return None
        written = _during().sub("", written)
    cased = re.search(re.escape(written), evidence.statements[place].text, re.IGNORECASE)
    written = cased.group() if cased else written
    return value_of(written, place)


def _values(form: str, question: str, text: str, language: str) -> tuple[str, ...]:
    """What a text says of that form; how many people may be told as a share of them."""
    if form == "duration":
        return quantities.measured(text, language, quantities.TIMES)
    if form == "share":
        return quantities.measured(text, language, _SHARE)
    match = _how_many().search(plain(question))
    noun = match.group("noun") if match else ""
    if not noun or noun in of_all("of_whom"):
        return quantities.measured(text, language, _SHARE)  # 'how many of them'
    takes_part = pattern(language, "taking_part").search(plain(question))
    is_thing = not pattern(language, "common").fullmatch(noun)
    if not is_thing and not takes_part:
        return quantities.measured(text, language, _SHARE)  # 'how many got better'
    told = quantities.counted(text, language, noun) if is_thing else ()
    return told or (quantities.counted(text, language, _ANYBODY) if takes_part else ())


@cache
def _during() -> re.Pattern[str]:
    """What begins 'over eight weeks', which is during these, or more."""
    return re.compile(f"^(?:{alternatives(of_all('throughout'))}) ")


@cache
def _how_many() -> re.Pattern[str]:
    asking = alternatives(of_all("how_many"))
    return re.compile(rf"\b(?:{asking}) (?P<noun>[^\W\d_]{{3,}})")
