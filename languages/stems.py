"""The stems of words, by Snowball's algorithms for the six languages."""

import threading
from collections.abc import Iterable
from functools import cache
from typing import Any

_SNOWBALL = {
    "sv": "swedish", "en": "english", "no": "norwegian",
    "da": "danish", "de": "german", "fi": "finnish",
}  # fmt: skip
_ALONE = threading.Lock()  # a stemmer holds the word that it works on, and threads share it


def stems_of(words: Iterable[str], language: str) -> list[str]:
    """The stem of each word, in order; words are to be in lower case. Safe between threads."""
    with _ALONE:
        return [str(stem) for stem in _stemmer(language).stemWords(words)]


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_SNOWBALL[language])
