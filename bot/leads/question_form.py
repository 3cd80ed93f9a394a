"""What words would answer a question: yes or no, how long, how many; and whether it asks for too much.

The cues are in `languages/data`. A question in parts has the form of its last one.
"""

import re
from typing import Literal

from bot.intent.answer_types import asked_for
from languages.cues import pattern, plain

Form = Literal["yes_no", "either", "duration", "share", "count", "open"]
Beyond = Literal["cures", "prevents", "replaces", "promises"]
BEYOND: tuple[Beyond, ...] = ("replaces", "cures", "promises", "prevents")  # the gravest first
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_SHARE = re.compile(
    r"andel|stor del|mängder|share|proportion|percent|procent|prosent|prozent|anteil|osuus|suuri osa|%"
)
_DEGREE = re.compile(  # how much better, and less
    r"\b(?:hur mycket (?:bättre|sämre|mindre|lägre|färre)|how much (?:better|worse|less|lower|fewer)"
    r"|by how much|(?:what|whats|hur många|hvor mange|wie viele?) ?(?:is |are )?(?:the )?%"
    r"|hvor (?:mye|meget) (?:bedre|dårligere|mindre|lavere|færre)|med hvor (?:mye|meget)"
    r"|um wie ?viel|wie ?viel (?:besser|schlechter|weniger)"
    r"|kuinka paljon (?:paremmin|parempi|huonompi|vähemmän|helpommaksi)|paljonko (?:parempi|paremmin|vähemmän))"
)
_CLAUSE = re.compile(r"[,;:–—()]\s*|\s-\s")
_BEGIN = r"\W*(?:(?:och|men|så|då|and|but|so|then|og|men|så|und|aber|also|dann|ja|mutta|entä|hej|hei|hi|alltså)\s+)?"


def form_of(question: str, language: str) -> Form:
    """The form of a question in that language."""
    asked = asked_for(question)
    if asked == "duration":
        return "duration"
    if asked is None and _DEGREE.search(plain(question)):
        return "share"
    if asked == "count":
        return "share" if _SHARE.search(plain(question)) else "count"
    clauses = _clauses(question)
    if any(_begins(clause, language, "question_words") for clause in clauses):
        return "open"
    if any(_begins(clause, language, "requests") for clause in clauses):
        return "open"
    return "yes_no" if any(_begins(clause, language, "yes_no") for clause in clauses) else "open"


def beyond(question: str, language: str) -> Beyond | None:
    """What a question asks for that an article on wellness can hardly promise; None for others.

    It is told by the sentence that asks; prevention only where that asks yes or no.
    """
    asking = asking_sentence(question)
    found = (each for each in BEYOND if pattern(language, each).search(asking))
    what = next(found, None)
    return None if what == "prevents" and form_of(question, language) != "yes_no" else what


def _clauses(question: str) -> list[str]:
    return _CLAUSE.split(asking_sentence(question))


def asking_sentence(question: str) -> str:
    """The sentence that asks, in plain letters: the last with a question mark, else the last."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(plain(question))]
    sentences = [sentence for sentence in sentences if re.search(r"\w", sentence)]
    asking = [sentence for sentence in sentences if "?" in sentence] or sentences
    return asking[-1] if asking else ""


def _begins(clause: str, language: str, group: str) -> bool:
    return bool(re.match(_BEGIN + pattern(language, group).pattern, clause))
