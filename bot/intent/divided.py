"""The parts of a question: what is asked by itself in one message.

'Hjälper det mot ångest, och hur lång tid tar det?' asks two things, and an article may answer one
of them only. The words that begin a question are in `languages/data`.
"""

import re
from collections.abc import Iterator
from functools import cache

from languages.cues import alternatives, entries, pattern, plain
from languages.folding import fold
from languages.known import function_words
from languages.words import words

MOST = 3
SEVERAL = 3  # words of its own that a part before a comma alone must have


def divided(question: str, language: str) -> tuple[str, ...]:
    """The parts of a question in that language, in order, as they are written; alone where it is one.

    What is told before a question belongs to it, and what is told behind the last one to that. A
    message of more than MOST parts is taken whole.
    """
    parts = [part for each in _asking(question, language) for part in _clauses(each, language)]
    parts = [*parts[:1], *(_begun(language).sub("", part) for part in parts[1:])]
    if not 1 < len(parts) <= MOST or not all(_tells(part, language) for part in parts[:-1]):
        return (question,)
    last = parts[-1]
    asks = pattern(language, "question_words").search(plain(last)) is not None
    return tuple(parts) if asks or _tells(last, language) else (question,)


def is_compared(question: str, language: str) -> bool:
    """Whether a question asks what tells two things from each other."""
    return bool(pattern(language, "telling_apart").search(plain(question)))


def _asking(question: str, language: str) -> list[str]:
    """A message as pieces that end in a question mark each; the last may be a question without one."""
    *marked, behind = re.split(r"(?<=\?)(?!\?)", " ".join(question.split()))
    if not marked or _begins(language).match(behind):
        return [*marked, behind.strip()]
    return [*marked[:-1], f"{marked[-1]}{behind}".strip()]


def _clauses(question: str, language: str) -> Iterator[str]:
    """The pieces of a question of which each begins one of its own behind an 'and', or a comma.

    Behind a comma alone only where what stands before it asks, too: 'if I take it, does it help?'.
    """
    start = 0
    for match in _joint(language).finditer(question):
        before = question[start : match.start()].strip()
        if match["comma"] and not (
            _opening(language).match(before) and _tells(before, language, SEVERAL)
        ):
            continue
        if before:
            yield before
        start = match.end()
    yield question[start:].strip()


def _tells(part: str, language: str, least: int = 1) -> bool:
    """Whether a part has so many words of its own beside those that any question has."""
    return sum(word not in _common_words(language) for word in words(part)) >= least


def _any_of(language: str, group: str) -> str:
    return f"(?:{alternatives(entries(language, group))})"


@cache
def _question(language: str) -> str:
    """What a question begins with: its word, or its verb and who it is of.

    A word that may begin a clause of time or person, too, must have its verb right behind it.
    """
    asking, verbs, subjects, relative = (
        _any_of(language, group)
        for group in ("question_words", "yes_no", "question_subjects", "relative_words")
    )
    return rf"(?:(?!{relative}\s){asking}\b|{relative}\s+{verbs}\b|{verbs}\s+{subjects}\b)"


@cache
def _joint(language: str) -> re.Pattern[str]:
    """What joins two questions: an 'and', or a comma alone before what begins no clause."""
    joining, relative = (
        _any_of(language, group) for group in ("joining_questions", "relative_words")
    )
    begins, behind = _question(language), _any_of(language, "relative_behind_comma")
    return re.compile(
        rf"(?:,?\s*(?<![^\s,])(?:{joining}|[+&])(?:\s+{joining})*\s+(?={begins})"
        rf"|(?P<comma>,)\s+(?!(?:{relative}|{behind})\b)(?={begins}))",
        re.IGNORECASE,
    )


@cache
def _begins(language: str) -> re.Pattern[str]:
    """A question without its mark, behind an 'and' or not."""
    joining = _any_of(language, "joining_questions")
    return re.compile(rf"\W*(?:{joining}\s+)*{_question(language)}", re.IGNORECASE)


@cache
def _opening(language: str) -> re.Pattern[str]:
    """The same, where any word may stand behind the verb; but for what may begin a clause of time."""
    joining, asking, verbs, relative = (
        _any_of(language, group)
        for group in ("joining_questions", "question_words", "yes_no", "relative_words")
    )
    asks = rf"(?!{relative}\b){asking}|{verbs}\s+\w+"
    return re.compile(rf"\W*(?:{joining}\s+)*(?:{asks})\b", re.IGNORECASE)


@cache
def _begun(language: str) -> re.Pattern[str]:
    """An 'and' that a part begins with."""
    return re.compile(rf"^\W*(?:{_any_of(language, 'joining_questions')}\s+)+", re.IGNORECASE)


@cache
def _common_words(language: str) -> frozenset[str]:
    """Folded words that any question has."""
    groups = ("joining_questions", "question_words", "says_yes", "says_no")
    written = " ".join(entry for group in groups for entry in entries(language, group))
    return frozenset(map(fold, function_words(language))) | frozenset(words(written))
