"""Words of a statement that nothing which tells of its sentences explains: another subject."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from languages.cues import pattern, plain, value
from languages.known import function_words
from languages.words import words

_SHORT = 4  # words of fewer letters tell little
_STEM = 5
_ENDING = 3  # letters; where words of any language are held against each other


@lru_cache(maxsize=4096)
def word_set(texts: tuple[str, ...]) -> frozenset[str]:
    """All words of some texts."""
    return frozenset(word for text in texts for word in words(text))


def strange(statement: str, told: Iterable[str], language: str) -> tuple[list[str], int]:
    """A statement's words that are neither told nor words of the checks, and how many it has."""
    read = _known_to_checks(language).sub(" ", plain(statement))
    said = [word for word in words(read) if _content(word, language)]
    known = word_set(tuple(told))
    ending = value(language, "longest_ending")
    return [word for word in said if not explained(word, known, ending)], len(said)


def explained(word: str, known: frozenset[str], ending: int = _ENDING) -> bool:
    """Whether a word begins as, or within, a known one, and goes on as an ending or another."""
    if word in known:
        return True
    shared = max((_reach(word, other) for other in known), default=0)
    rest = word[shared:]
    return shared > 0 and (
        len(rest) <= ending or any(rest[:_STEM] in other or rest[1:] in other for other in known)
    )


def _content(word: str, language: str) -> bool:
    return len(word) >= _SHORT and not word.isdigit() and word not in function_words(language)


def _reach(word: str, other: str) -> int:
    """How far another word holds the beginning of this one, anywhere in it."""
    start = other.find(word[:_STEM])
    if start < 0:
        return 0
    pairs = zip(word, other[start:], strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other) - start))


@cache
def _known_to_checks(language: str) -> re.Pattern[str]:
    """Any word that a check of its own looks at: directions, reservations, negations and so on."""
    groups = ("common", "up", "down", "better", "worse", "hedge", "attributed", "linked", "negation",
              "causal", "over", "under", "about", "numbers", "tens")  # fmt: skip
    patterns = [pattern(language, group).pattern for group in groups]
    return re.compile("|".join(patterns))
