"""Concepts of health and wellness: which ones a text names, in any of the six languages.

`thesaurus.txt` holds a concept a line, `id: sv | en | no | da | de | fi`, terms parted by commas:
words and short phrases, lay and learned alike. A word is matched on its folded Snowball stem, or
else `x*` on how it begins and `*x` on how it ends, so that a compound counts as its head. The same
idea in two languages, or in everyday and learned words, has one id.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from ingest.folding import fold
from ingest.language import LANGUAGES
from ingest.stems import stems_of

FILE = Path(__file__).with_name("thesaurus.txt")
LEAST = 4  # letters of a beginning or an ending
_WORD = re.compile(r"[^\W_]+")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names: its id, and the words that name it, by their places."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Terms:
    """One language's terms: phrases by their first stem, beginnings and endings by LEAST letters."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    beginnings: dict[str, tuple[tuple[str, str], ...]]
    endings: dict[str, tuple[tuple[str, str], ...]]


def concepts(text: str, language: str) -> frozenset[str]:
    """The ids of the concepts that a text in that language names."""
    return frozenset(mention.concept for mention in mentions(text, language))


def mentions(text: str, language: str) -> list[Mention]:
    """Where a text names concepts, in order; words are counted as `words` gives them."""
    plain = words(text)
    stems = [fold(stem) for stem in stems_of(plain, language)]
    folded = [fold(word) for word in plain]
    terms, found = _terms(language), []
    for place, (stem, word) in enumerate(zip(stems, folded, strict=True)):
        here = [
            Mention(concept, place, place + len(phrase))
            for phrase, concept in terms.phrases.get(stem, ())
            if tuple(stems[place : place + len(phrase)]) == phrase
        ]
        if not any(mention.end == place + 1 for mention in here):
            begun = [t for t in terms.beginnings.get(word[:LEAST], ()) if word.startswith(t[0])]
            ended = [t for t in terms.endings.get(stem[-LEAST:], ()) if stem.endswith(t[0])]
            here += [Mention(c, place, place + 1) for c in (*_longest(begun), *_longest(ended))]
        found += here
    return found


def _longest(matches: list[tuple[str, str]]) -> list[str]:
    """The concepts of the longest beginnings or endings: the most special ones."""
    most = max((len(part) for part, _ in matches), default=0)
    return [concept for part, concept in matches if len(part) == most]


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return _WORD.findall(text.lower())


@cache
def _terms(language: str) -> _Terms:
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    beginnings: dict[str, list[tuple[str, str]]] = {}
    endings: dict[str, list[tuple[str, str]]] = {}
    for concept, columns in rows():
        for term in columns[LANGUAGES.index(language)]:
            stems = tuple(fold(stem) for stem in stems_of(words(term), language))
            if term.endswith("*") and len(stems) == 1:
                beginning = fold(term[:-1])
                beginnings.setdefault(beginning[:LEAST], []).append((beginning, concept))
            elif term.startswith("*") and len(stems) == 1:
                endings.setdefault(stems[0][-LEAST:], []).append((stems[0], concept))
            elif stems:
                phrases.setdefault(stems[0], []).append((stems, concept))
    return _Terms(_frozen(phrases), _frozen(beginnings), _frozen(endings))


def rows(path: Path = FILE) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    """(id, a tuple of terms for each of LANGUAGES) of every line.

    Raises:
        ValueError: a line is not `id: sv | en | no | da | de | fi`.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        concept, _, rest = line.partition(":")
        columns = [tuple(filter(None, map(str.strip, c.split(",")))) for c in rest.split("|")]
        if len(columns) != len(LANGUAGES):
            raise ValueError(f"{path.name}, line {number}: needs {len(LANGUAGES)} columns")
        found.append((concept.strip(), tuple(columns)))
    return found


def _frozen(lists: dict[str, list[_T]]) -> dict[str, tuple[_T, ...]]:
    return {key: tuple(dict.fromkeys(values)) for key, values in lists.items()}
