"""What words would answer a question: yes or no, how long, how many; and whether it asks for too much.

The cues are in `languages/data`. A question in parts has the form of its last one.
"""

import re
from functools import cache
from typing import Literal

from bot.intent.answer_types import asked_for
from languages.cues import alternatives, expressions, of_all, pattern, plain

Form = Literal["yes_no", "duration", "share", "count", "open"]
Beyond = Literal["cures", "prevents", "replaces", "promises"]
BEYOND: tuple[Beyond, ...] = ("replaces", "cures", "promises", "prevents")  # the gravest first
_VERBS = ("yes_no", "asking_verbs")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_CLAUSE = re.compile(r"[,;:–—()]\s*|\s-\s")


def form_of(question: str, language: str) -> Form:
    """The form of a question in that language."""
    asked = asked_for(question)
    if asked == "duration":
        return "duration"
    if asked is None and _degree().search(plain(question)):
        return "share"
    if asked == "count":
        return "share" if _share().search(plain(question)) else "count"
    clauses = _clauses(question)
    if any(_begins(clause, language, "question_words") for clause in clauses):
        return "open"
    if any(_begins(clause, language, "requests") for clause in clauses):
        return "open"
    if any(_begins(clause, language, group) for clause in clauses for group in _VERBS):
        return "yes_no"
    return "yes_no" if _asks_plainly(asking_sentence(question), language) else "open"


def asks_who(question: str, language: str) -> bool:
    """Whether it asks who does or says something."""
    return any(_begins(clause, language, "who") for clause in _clauses(question))


def beyond(question: str, language: str) -> Beyond | None:
    """What a question asks for that an article on wellness can hardly promise; None for others.

    It is told by the sentences that ask; prevention only where the last of them asks yes or no.
    """
    asking = asking_sentences(question)
    what = next((w for w in BEYOND for each in asking if pattern(language, w).search(each)), None)
    return None if what == "prevents" and form_of(question, language) != "yes_no" else what


def _asks_plainly(asking: str, language: str) -> bool:
    """Whether a sentence has a question mark and such a verb, and no word that asks for anything else."""
    asks = pattern(language, "question_words").search(asking)
    verb = any(pattern(language, group).search(asking) for group in _VERBS)
    return asking.endswith("?") and verb and not asks


def _clauses(question: str) -> list[str]:
    return _CLAUSE.split(asking_sentence(question))


def asking_sentence(question: str) -> str:
    """The last of the sentences that ask; "" where there is none."""
    return (asking_sentences(question) or [""])[-1]


def asking_sentences(question: str) -> list[str]:
    """The sentences with a question mark, else the last one, in plain letters."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(plain(question))]
    sentences = [sentence for sentence in sentences if re.search(r"\w", sentence)]
    return [sentence for sentence in sentences if "?" in sentence] or sentences[-1:]


def _begins(clause: str, language: str, group: str) -> bool:
    return _beginning(language, group).match(clause) is not None


@cache
def _beginning(language: str, group: str) -> re.Pattern[str]:
    opener = alternatives(of_all("clause_openers"))
    return re.compile(rf"\W*(?:(?:{opener})\s+)?{pattern(language, group).pattern}")


@cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(of_all('asks_share'))}|%")


@cache
def _degree() -> re.Pattern[str]:
    """What asks how much better, or less."""
    return re.compile(rf"\b{expressions('asks_degree')}")
