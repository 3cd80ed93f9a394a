"""How common a word is in each language, from a list of words counted in books, news, talk, the web.

The counts are those of the package `wordfreq` (Speer, 2022), read once and kept as a sorted table of
hashes that is mapped from disk: its own dictionaries take a second and 200 MB. A word's number is its
Zipf frequency (van Heuven et al., 2014): the base-10 logarithm of how often it stands in a billion
words; 3 is a word that most people know, 0 one that is in no list. The Danish list is a tenth of the
others; there the forms in `simplemma`'s lexicon (Barbaresi, 2023) count as known, too.
"""

import gzip
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from languages.folding import fold
from languages.known import LANGUAGES, called

Table = NDArray[np.uint64]
NAME = "words-2"
_FORM = 200  # where a list is short, words that a lexicon has count as 2
_BITS = 16  # of a row, for hundredths of the number; the rest is the word's hash


class Frequencies:
    """The numbers of all words, from a folder of tables that `write` made. Safe between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._table = cache(self._opened)

    def zipf(self, word: str, language: str) -> float:
        """A word's Zipf frequency, 0 for one that is in no list; case and accents don't count."""
        table, key = self._table(language), _hash(fold(word))
        place = int(np.searchsorted(table, np.uint64(key << _BITS)))
        if place == len(table) or int(table[place]) >> _BITS != key:
            return 0.0
        return (int(table[place]) & ((1 << _BITS) - 1)) / 100

    def _opened(self, language: str) -> Table:
        return np.load(self._folder / f"{language}.npy", mmap_mode="r")  # type: ignore[no-any-return]


def write(folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """Make the tables of all languages in an empty folder; some ten seconds."""
    for done, language in enumerate(LANGUAGES):
        progress(done, len(LANGUAGES))
        np.save(folder / f"{language}.npy", _counted(language))
    progress(len(LANGUAGES), len(LANGUAGES))


def _hash(folded: str) -> int:
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=6).digest())


def _is_word(text: str) -> bool:
    """Whether it has a letter: the lists count emoji and the like, too."""
    return any(character.isalpha() for character in text)


def _counted(language: str) -> Table:
    """The package's longest list of a language: (hash, hundredths), by hash."""
    import msgpack

    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("wordfreq")
    data, names = Path(spec.origin).parent / "data", called(language)
    paths = (data / f"{size}_{names.wordfreq}.msgpack.gz" for size in ("large", "small"))
    with gzip.open(next(path for path in paths if path.exists())) as file:
        bins = msgpack.load(file, raw=False)[1:]  # the first item is a header
    numbers: dict[int, int] = {}
    for centibels, words in enumerate(bins):  # words of 10^(-centibels / 100)
        for word in filter(_is_word, words):
            numbers.setdefault(_hash(fold(word)), max(0, 900 - centibels))
    if names.simplemma:
        from simplemma.strategies import DefaultDictionaryFactory

        for form in DefaultDictionaryFactory().get_dictionary(names.simplemma):
            numbers.setdefault(_hash(fold(str(form))), _FORM)
    rows = np.fromiter((key << _BITS | n for key, n in numbers.items()), np.uint64, len(numbers))
    rows.sort()
    return rows
