"""An article's reference list, prepared for finding entries by author and title."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.references.parsing import words
from bot.references.parsing.journals import Journals
from bot.references.parsing.question import WORD
from bot.references.parsing.topics import Topics, long_forms, words_of
from ingest.article import Article, Reference
from languages.cues import of_all
from languages.folding import fold

_PERSON = re.compile(
    r"^(?P<name>.+?)(?:,\s.*|\s(?P<initials>[A-ZÅÄÖÆØÜ]{1,4})(?:\s(?:Jr|Sr|I{2,3}|\d\S*))?)$"
)
_FUZZY = 6  # letters; a shorter name has to be spelt right
_KEPT = 64  # catalogues


@dataclass(frozen=True, slots=True)
class AuthorMention:
    """An author's name in a message: its place among the words, and the entries by that author.

    `ordinary` names are also everyday words ("Du", "Race"); `inflected` ones have an ending;
    `misspelt` ones are a letter or two from the author's.
    """

    start: int
    end: int
    name: str
    initials: frozenset[str]
    numbers: frozenset[int]
    ordinary: bool
    inflected: bool
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    shown: str
    initials: str
    number: int


class Catalogue:
    """The list of one article; of an entry that was torn in two, the head has authors and title."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.entries = article.references
        tails = {r.continued_by: r.number for r in article.references if r.continued_by}
        self.head_of = {r.number: tails.get(r.number, r.number) for r in article.references}
        self.heads = tuple(r for r in article.references if r.number not in tails)
        self.highest = max(self.head_of, default=0)
        self._names: dict[str, list[_Name]] = {}
        for name in (name for entry in self.heads for name in _names(entry)):
            self._names.setdefault(name.words[0], []).append(name)
        self._begins = {first[:2] for first in self._names}
        self.journals = Journals(self.entries)

    @cached_property
    def titles(self) -> Topics:
        """The entries' titles by number, to be found by topic."""
        titles = {r.number: r.title or r.text for r in self.heads}
        return Topics(titles, self.article.language, self._acronyms)

    @cached_property
    def headings(self) -> Topics:
        """The sections' headings by place, to be found by topic."""
        headings = {place: s.heading for place, s in enumerate(self.article.sections)}
        return Topics(headings, self.article.language, self._acronyms)

    @cached_property
    def _acronyms(self) -> dict[str, tuple[str, ...]]:
        return long_forms(self.article)

    def in_order(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """The entries' numbers once each in the order of the list; a tail brings its head."""
        wanted = set(numbers) & set(self.head_of)
        wanted |= {self.head_of[number] for number in wanted}
        return tuple(r.number for r in self.entries if r.number in wanted)

    @cached_property
    def _written(self) -> frozenset[str]:
        texts = [s.text for s in self.article.sentences] + [r.title for r in self.heads]
        return frozenset(word for text in texts for word in WORD.findall(text))

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(map(fold, self._written))

    @cached_property
    def _uncapitalised(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self._written if word[0].islower())

    def knows(self, word: str) -> bool:
        """Whether a word is a list word or stands in the article, be it as a name."""
        return word in words.set_of("stop_words") or word in self._vocabulary

    def mentions(self, folded: Sequence[str]) -> list[AuthorMention]:
        """The authors that a message may name, the longest name at each place."""
        found: list[AuthorMention] = []
        endings = ("", *of_all("list_name_endings"))
        for start, word in enumerate(folded):
            if word[:2] not in self._begins or (found and start < found[-1].end):
                continue
            named = [(n, e) for e in endings for n in self._at(start, word, folded, e)]
            if named:
                length = max(len(name.words) for name, _ in named)
                longest = [(n, e) for n, e in named if len(n.words) == length]
                found.append(self._mention(start, [n for n, _ in longest], bool(longest[0][1])))
        return found

    def similar_names(self, folded: Sequence[str], rest: Collection[str]) -> list[AuthorMention]:
        """The authors whose names are a letter or two from words of `rest`, spelt by no text."""
        found = []
        for place, word in enumerate(folded):
            if word not in rest or len(word) < _FUZZY or self.knows(word):
                continue
            if (first := self._nearest_name(word)) and not self._is_misspelt_word(word):
                found.append(
                    replace(self._mention(place, self._names[first], False), misspelt=True)
                )
        return found

    def _nearest_name(self, word: str) -> str | None:
        """The surname that a word misspells: a longer one by two letters, a short one by one."""
        stems = [word, word[:-1]] if word.endswith("s") else [word]
        scored = [
            (OSA.distance(stem, name, score_cutoff=_letters_off(name)), name)
            for stem in stems
            for name in self._names
            if len(name) >= _FUZZY and name[:2] == word[:2]
        ]
        fitting = [(off, name) for off, name in scored if off <= _letters_off(name)]
        return min(fitting)[1] if fitting else None

    def _is_misspelt_word(self, word: str) -> bool:
        """Whether a word is as near to one that the article uses, or begins like it."""
        return any(
            (len(other) > _FUZZY and word[:6] == other[:6])
            or OSA.distance(word, other, score_cutoff=1) <= 1
            for other in self._uncapitalised
        )

    def _mention(self, start: int, names: Sequence[_Name], inflected: bool) -> AuthorMention:
        spelt = names[0].words
        everyday = spelt[0] in words.set_of("stop_words") or spelt[0] in self._uncapitalised
        ordinary = len("".join(spelt)) < 3 or (len(spelt) == 1 and everyday)
        return AuthorMention(
            start, start + len(spelt), names[0].shown, frozenset(n.initials for n in names),
            frozenset(n.number for n in names), ordinary, inflected,
        )  # fmt: skip

    def _at(self, start: int, word: str, folded: Sequence[str], ending: str) -> list[_Name]:
        stem = word.removesuffix(ending)
        if ending and (stem == word or len(stem) < 4):
            return []
        names = self._names.get(stem, [])
        return [n for n in names if tuple(folded[start + 1 : start + len(n.words)]) == n.words[1:]]


def _letters_off(name: str) -> int:
    return 2 if len(name) > _FUZZY + 2 else 1


def _names(entry: Reference) -> Iterable[_Name]:
    """An entry's authors under their whole names and under each long part of a double name."""
    for author in entry.authors:
        person = _PERSON.match(author)
        shown = person.group("name") if person else author
        parts = words_of(shown)
        initials = (person.group("initials") or "") if person else ""
        if not parts:
            continue
        yield _Name(parts, shown, initials, entry.number)
        if person and len(parts) > 1:
            for part in sorted({word for word in parts if len(word) > 4} | {"".join(parts)}):
                yield _Name((part,), shown, initials, entry.number)
    if entry.url and not entry.doi:
        for label in re.findall(r"//([\w.-]+)", entry.url)[0].split("."):
            if len(label) > 2 and label not in {"www", "com", "org", "gov", "net", "edu"}:
                yield _Name((label,), label.upper(), "", entry.number)


_catalogues: dict[str, Catalogue] = {}


def catalogue(article: Article) -> Catalogue:
    """The article's catalogue, made once for an article that does not change."""
    known = _catalogues.get(article.slug)
    if known is None or known.article is not article:
        if len(_catalogues) >= _KEPT:
            _catalogues.clear()
        known = _catalogues[article.slug] = Catalogue(article)
    return known
