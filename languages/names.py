"""Names of things that people ask about: substances, drugs, foods, conditions, groups of people.

`data/names/<language>.yaml` lists the words for each thing, `data/names/concepts.yaml` what it is and
what it is a kind of: so a thing is the same in all languages. A text's names are found by their stems,
inside compounds, and where a letter is wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal

from languages import files
from languages.folding import fold
from languages.frequencies import Frequencies
from languages.spelling import near as spelt_near
from languages.spelling import parts
from languages.stems import stems_of

# What one takes or does; what it is for, a complaint or what is in a body; who; what is asked of anything.
ThingKind = Literal[
    "substance", "drug", "brand", "food", "therapy", "route", "condition", "body", "group", "ordinary"
]  # fmt: skip
_WORD = re.compile(r"\w+")
_SHORT = 3  # letters; so short a name is never inflected, misspelt or part of a compound
_LONGEST = 40  # letters; a longer word is no compound and no name misspelt
_INSIDE = 4  # letters; a name inside a compound has as many
_STEM = 4  # letters of a stem that still tells a name
_WHOLE = 3.3  # what is as common is a word of its own, and no compound
_COMMON = 4.3  # so common a word is a name only as it is listed
_VERY_COMMON = 5.5  # so common a short word is a name only in capitals: 'ME'
_KNOWN = 2.8  # what stands beside a name in a compound is at least so common a word
_RARE = 2.5  # what is rarer may be a misspelt name
_MISSPELT, _LONG = 6, 9  # letters of one that may have one wrong, two
_STORY = 80  # words; in a longer text misspelt names are not looked for


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as it is written, where it stands, folded, and its stem."""

    written: str
    start: int
    end: int
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: how it is written, and what it may mean. `first` to `last` are its words."""

    written: str
    concepts: frozenset[str]
    first: int
    last: int


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text with their stems in that language."""
    found = list(_WORD.finditer(text))
    folded = [fold(match.group()) for match in found]
    stems = _stems(folded, language)
    return [
        Word(match.group(), *match.span(), plain, stem)
        for match, plain, stem in zip(found, folded, stems, strict=True)
    ]


def kinds(concepts: Iterable[str]) -> frozenset[ThingKind]:
    """What things are."""
    return frozenset(_concepts()[concept][0] for concept in concepts)


@cache
def with_broader(concept: str) -> frozenset[str]:
    """A thing and all that it is a kind of: beer is alcohol, and alcohol a drink."""
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting += _concepts()[one][1]
    return frozenset(found)


def kinds_of(concept: str) -> tuple[str, ...]:
    """What a thing is directly a kind of."""
    return _concepts()[concept][1]


def is_listed(written: str, language: str) -> bool:
    """Whether a name is written as a list has it, neither inflected nor in a compound."""
    return fold(written) in _phrases(language)


class Names:
    """The names of one language. Safe to share between threads."""

    def __init__(self, language: str, frequencies: Frequencies | None = None) -> None:
        """Read them; without `frequencies` compounds and misspelt names are not looked for."""
        self.language = language
        self._frequencies = frequencies
        self._endings = frozenset(files.kept(language).get("name_endings", ()))
        self._phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = defaultdict(list)
        self._alone: dict[str, frozenset[str]] = {}
        self._spelt: dict[str, frozenset[str]] = {}
        self._marked: dict[str, list[str]] = defaultdict(list)  # by stem, as they are written
        self._with_marks: set[str] = set()  # folded
        for listed, folded, stems, concepts in _listed(language):
            if len(stems) == 1:
                self._marked[stems[0]].append(listed)
            if not listed.isascii():
                self._with_marks.update(folded)
            self._take(folded, stems, concepts)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda each: -len(each[0]))

    def find(self, text: str) -> list[Mention]:
        """The names in a text, in order; of two that overlap the longer one."""
        return self.among(words_of(text, self.language), text)

    def among(self, words: Sequence[Word], text: str, *, edited: bool = False) -> list[Mention]:
        """The same for a text whose words are known; in an `edited` one none is misspelt."""
        edited = edited or len(words) > _STORY
        found: list[Mention] = []
        place = 0
        while place < len(words):
            length, *meant = self._at(words, place, edited)
            last = place + length - 1
            written = text[words[place].start : words[last].end]
            found += [Mention(written, concepts, place, last) for concepts in meant if concepts]
            place = last + 1
        return found

    def _take(
        self, folded: tuple[str, ...], stems: tuple[str, ...], concepts: frozenset[str]
    ) -> None:
        if len(stems) > 1:
            self._phrases[stems[0]].append((stems, concepts))
            return
        self._spelt[folded[0]] = self._spelt.get(folded[0], frozenset()) | concepts
        if len(folded[0]) > _SHORT and len(stems[0]) >= _STEM:
            self._alone[stems[0]] = self._alone.get(stems[0], frozenset()) | concepts

    def _at(
        self, words: Sequence[Word], place: int, edited: bool
    ) -> tuple[int, *tuple[frozenset[str], ...]]:
        """How many words the name at a place has, at least 1, and what it means."""
        word = words[place]
        for stems, concepts in self._phrases.get(word.stem, ()):
            if tuple(w.stem for w in words[place : place + len(stems)]) == stems:
                return len(stems), concepts
        if word.folded in self._spelt and not self._is_short(word) and self._is_marked(word):
            return 1, self._spelt[word.folded]
        if (
            word.stem in self._alone
            and self._zipf(word.folded) <= _COMMON
            and self._is_marked(word)
        ):
            return 1, self._alone[word.stem]
        if self._endings and (form := self._with_ending(word.folded)):
            return 1, form
        if len(word.folded) > _LONGEST:
            return (1,)
        inside = self._inside(word.folded)
        return 1, *(inside if inside or edited else self._misspelt(word))

    def _is_marked(self, word: Word) -> bool:
        """Whether a word has the marks of a name: 'lättade' is no latte. Who writes none may mean any."""
        if word.written.isascii():
            return True
        written, listed = word.written.lower(), self._marked.get(word.stem, ())
        return any(written.startswith(name[: min(len(name), len(written)) - 1]) for name in listed)

    def _is_short(self, word: Word) -> bool:
        """Whether a short word is rather a common one of the language: 'me', 'als'."""
        if len(word.folded) > _SHORT or word.written.isupper():
            return False
        return self._zipf(word.folded) > _VERY_COMMON

    def _zipf(self, word: str) -> float:
        return self._frequencies.zipf(word, self.language) if self._frequencies else 0.0

    def _with_ending(self, word: str) -> frozenset[str] | None:
        """What a name with an ending means, as in Finnish: the lists have its stems, weak and strong."""
        for cut in range(len(word) - 1, _SHORT, -1):
            if word[:cut] in self._spelt and word[cut:] in self._endings:
                return self._spelt[word[:cut]]
        return None

    def _inside(self, word: str) -> tuple[frozenset[str], ...]:
        """What the names in a compound mean: the longest that begins it, else that ends it."""
        if self._frequencies is None or self._zipf(word) >= _WHOLE:
            return ()
        halves = list(parts(word, self.language))
        for begin, end in halves:
            if len(begin) >= _INSIDE and begin in self._spelt:
                if end in self._spelt:
                    return self._spelt[begin], self._spelt[end]
                if self._is_known(end):
                    return (self._spelt[begin],)
        for begin, end in reversed(halves):
            if len(end) > _INSIDE and end in self._spelt and self._is_known(begin):
                return (self._spelt[end],)
        return ()

    def _is_known(self, part: str) -> bool:
        return self._zipf(part) >= _KNOWN

    def _misspelt(self, written: Word) -> tuple[frozenset[str], ...]:
        """What a rare word means that is a letter or two away from a name, and from no other word.

        Marks are left out by mistake, and not put in: 'krämpor' are no cramps.
        """
        word = written.folded
        if self._frequencies is None or len(word) < _MISSPELT or self._zipf(word) >= _RARE:
            return ()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = 1 if len(word) < _LONG else 2
        near = process.extractOne(word, self._spelt.keys(), scorer=OSA.distance, score_cutoff=most)
        if not near or near[0][0] != word[0] or len(near[0]) < _MISSPELT - 1:
            return ()
        if any(self._zipf(other) >= _WHOLE for other in spelt_near(word) if other != near[0]):
            return ()
        if not written.written.isascii() and near[0] not in self._with_marks:
            return ()
        return (self._spelt[near[0]],)


def _stems(folded: Sequence[str], language: str) -> list[str]:
    stems = stems_of(folded, language)
    return [w if len(w) <= _SHORT else stem for w, stem in zip(folded, stems, strict=True)]


@cache
def _concepts() -> Mapping[str, tuple[ThingKind, tuple[str, ...]]]:
    """Thing → what it is, and what it is directly a kind of."""
    return {
        concept: (kind, tuple(broader))
        for kind, concepts in _read("concepts").items()
        for concept, broader in concepts.items()
    }


@cache
def _phrases(language: str) -> frozenset[str]:
    return frozenset(fold(str(name)) for names in _read(language).values() for name in names)


def _listed(
    language: str,
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], frozenset[str]]]:
    """Each name as it is listed, its folded words, their stems, and what it means."""
    listed: dict[str, set[str]] = defaultdict(set)
    for concept, phrases in _read(language).items():
        for phrase in phrases:
            listed[str(phrase)].add(concept)
    folded = [tuple(fold(word) for word in _WORD.findall(phrase)) for phrase in listed]
    stems = iter(_stems([word for words in folded for word in words], language))
    for (phrase, concepts), words in zip(listed.items(), folded, strict=True):
        yield phrase, words, tuple(islice(stems, len(words))), frozenset(concepts)


def _read(name: str) -> Any:
    return files.read(f"names/{name}")
