"""The parts of a question: what is asked by itself in one message.

'Hjälper det mot ångest, och hur lång tid tar det?' asks two things, and an article may answer one
of them only. The words that begin a question are in `languages/data`.
"""

import re
from collections.abc import Iterator
from functools import cache

from languages.cues import alternatives, entries, pattern, plain
from languages.known import function_words
from languages.words import words

MOST = 3
_TELLING = 1  # words that a part but the last must have: 'how and when' is one question
_MARKED = re.compile(r"[^?]*\?+")


def divided(question: str, language: str) -> tuple[str, ...]:
    """The parts of a question in that language, in order, as they are written; alone where it is one.

    What is told before a question belongs to it. A message of more than MOST parts is taken whole.
    """
    marked = [match.group().strip() for match in _MARKED.finditer(question)]
    told = marked or [question.strip()]
    parts = [part for each in told for part in _clauses(each, language)]
    parts = [*parts[:1], *(_begun(language).sub("", part) for part in parts[1:])]
    if not 1 < len(parts) <= MOST or not all(_tells(part, language) for part in parts[:-1]):
        return (question,)
    return (
        tuple(parts) if _tells(parts[-1], language) or _asks(parts[-1], language) else (question,)
    )


def is_compared(question: str, language: str) -> bool:
    """Whether a question asks what tells two things from each other."""
    return bool(pattern(language, "telling_apart").search(plain(question)))


def _clauses(question: str, language: str) -> Iterator[str]:
    """The pieces of a question of which each begins one of its own behind an 'and'."""
    start = 0
    for match in _joint(language).finditer(question):
        yield question[start : match.start()].strip()
        start = match.end()
    yield question[start:].strip()


def _tells(part: str, language: str) -> bool:
    """Whether a part has words of its own beside those that any question has."""
    told = [word for word in words(part) if word not in _asking(language)]
    return len(told) >= _TELLING


def _asks(part: str, language: str) -> bool:
    """Whether a part without words of its own asks something of the one before it."""
    return bool(pattern(language, "question_words").search(plain(part)))


@cache
def _joint(language: str) -> re.Pattern[str]:
    """An 'and' behind which a question begins: by its word, or by its verb and who it is of."""
    joining, asking, verbs, subjects = (
        alternatives(entries(language, group))
        for group in ("joining_questions", "question_words", "yes_no", "question_subjects")
    )
    return re.compile(
        rf"(?:,\s*|\s+)(?:{joining})\s+(?=(?:{asking})\b|(?:{verbs})\s+(?:{subjects})\b)",
        re.IGNORECASE,
    )


@cache
def _begun(language: str) -> re.Pattern[str]:
    """An 'and' that a part begins with."""
    joining = alternatives(entries(language, "joining_questions"))
    return re.compile(rf"^\W*(?:{joining})\s+", re.IGNORECASE)


@cache
def _asking(language: str) -> frozenset[str]:
    groups = ("joining_questions", "question_words", "says_yes", "says_no")
    written = " ".join(entry for group in groups for entry in entries(language, group))
    return function_words(language) | frozenset(words(written))
