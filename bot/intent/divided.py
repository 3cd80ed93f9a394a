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
SEVERAL = (
    3  # words of its own that a part before a comma alone must have: 'what about zinc, does it …'
)
_MARKED = re.compile(r"[^?]*\?+")


def divided(question: str, language: str) -> tuple[str, ...]:
    """The parts of a question in that language, in order, as they are written; alone where it is one.

    What is told before a question belongs to it. A message of more than MOST parts is taken whole.
    """
    marked = [match.group().strip() for match in _MARKED.finditer(question)]
    behind = question[sum(len(match.group()) for match in _MARKED.finditer(question)) :].strip()
    if not marked or _opens(behind, language):
        marked.append(behind)
    parts = [part for each in marked for part in _clauses(each, language)]
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
    """The pieces of a question of which each begins one of its own behind an 'and', or a comma.

    Behind a comma alone only where what stands before it asks, too: 'if I take it, does it help?'.
    """
    start = 0
    for match in _joint(language).finditer(question):
        before = question[start : match.start()].strip()
        if match["comma"] and not (_opens(before, language) and _tells(before, language, SEVERAL)):
            continue
        yield before
        start = match.end()
    yield question[start:].strip()


def _opens(part: str, language: str) -> bool:
    """Whether a part begins as a question does."""
    return bool(_opening(language).match(part))


def _tells(part: str, language: str, least: int = 1) -> bool:
    """Whether a part has so many words of its own beside those that any question has."""
    return sum(word not in _asking(language) for word in words(part)) >= least


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
    begins = rf"(?=(?:{asking})\b|(?:{verbs})\s+(?:{subjects})\b)"
    return re.compile(rf"(?:(?:,\s*|\s+)(?:{joining}|[+&])|(?P<comma>,))\s+{begins}", re.IGNORECASE)


@cache
def _opening(language: str) -> re.Pattern[str]:
    """What a question begins with: its word or its verb, behind an 'and' or not."""
    joining, asking, verbs = (
        alternatives(entries(language, group))
        for group in ("joining_questions", "question_words", "yes_no")
    )
    return re.compile(rf"\W*(?:(?:{joining})\s+)?(?:{asking}|(?:{verbs})\s+\w+)\b", re.IGNORECASE)


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
