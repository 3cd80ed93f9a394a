"""The stems of words, by Snowball's algorithms."""

import threading
from collections.abc import Iterable
from functools import cache
from typing import Any

from languages import known

_ALONE = threading.Lock()  # a stemmer holds the word that it works on, and threads share it


def stems_of(words: Iterable[str], language: str) -> list[str]:
    """The stem of each word, in order; words are to be in lower case. Safe between threads."""
    with _ALONE:
        return [str(stem) for stem in _stemmer(language).stemWords(words)]


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(known.called(language).snowball)
