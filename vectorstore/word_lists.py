"""What is known of words on this machine: how common each is, and the names of things.

The tables of how common words are lie beside the pretrained encoder and are made as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from languages import frequencies
from languages.frequencies import Frequencies
from languages.names import Names
from vectorstore.encoder import cache

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WordLists:
    """How common words are, and the names of a language. Safe to share between threads."""

    frequencies: Frequencies
    names: Callable[[str], Names]


def word_lists(model_cache: Path | None, progress: Progress | None = None) -> WordLists:
    """The lists, whose tables are made first where they are missing or damaged.

    Raises:
        IndexUnusableError: they can't be made: nothing can be written.
    """

    def make(folder: Path) -> None:
        frequencies.write(folder, progress or _unheard)

    return _opened(cache.kept(cache.place(model_cache), frequencies.NAME, make))


@lru_cache(maxsize=1)
def _opened(folder: Path) -> WordLists:
    """One for all indexes of a process."""
    numbers = Frequencies(folder)
    return WordLists(numbers, lru_cache(maxsize=None)(lambda language: Names(language, numbers)))


def _unheard(_done: int, _total: int) -> None:
    pass
