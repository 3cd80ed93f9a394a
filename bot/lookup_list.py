"""An article's reference list, prepared for finding entries by author, journal and title."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.lookup_question import WORD, near
from bot.lookup_topics import Topics, long_forms, words_of
from bot.lookup_words import STOP
from ingest.article import Article, Reference
from vectorstore.ngrams import fold

_PERSON = re.compile(
    r"^(?P<name>.+?)(?:,\s.*|\s(?P<initials>[A-ZÅÄÖÆØÜ]{1,4})(?:\s(?:Jr|Sr|I{2,3}|\d\S*))?)$"
)
_ENDINGS = ("", "s", "n", "in", "en", "sin", "lta", "ilta", "sta", "ista", "lla")
_SKIPPED = frozenset({"of", "the", "and", "for", "in"})
_IN = frozenset(
    {"i", "in", "im", "fran", "fra", "from", "av", "of", "af", "aus", "ur", "the", "journal"}
)
_KEPT = 64  # catalogues


@dataclass(frozen=True, slots=True)
class Mention:
    """An author's name in a message: its place among the words, and the entries by that author.

    `ordinary` names are also everyday words ("Du", "Race"); `inflected` ones have an ending.
    """

    start: int
    end: int
    name: str
    initials: frozenset[str]
    numbers: frozenset[int]
    ordinary: bool
    inflected: bool


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    shown: str
    initials: str
    number: int


class Catalogue:
    """The list of one article; entries that were torn in two stand under their head's number."""

    def __init__(self, article: Article) -> None:
        self.article = article
        tails = {r.continued_by: r.number for r in article.references if r.continued_by}
        self.head_of = {r.number: tails.get(r.number, r.number) for r in article.references}
        self.heads = tuple(r for r in article.references if r.number not in tails)
        self.highest = max(self.head_of, default=0)
        self._names: dict[str, list[_Name]] = {}
        for name in (name for entry in self.heads for name in _names(entry)):
            self._names.setdefault(name.words[0], []).append(name)
        self._begins = {first[:2] for first in self._names}
        self._journals: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for journal in sorted({r.journal for r in self.heads if r.journal}):
            if parts := words_of(re.sub(r"\(.*?\)", "", journal)):
                self._journals.setdefault(parts[0][0], []).append((journal, parts))

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
        """The entries' numbers once each, heads for tails, in the order of the list."""
        wanted = {self.head_of[number] for number in numbers if number in self.head_of}
        return tuple(r.number for r in self.heads if r.number in wanted)

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
        return word in STOP or word in self._vocabulary

    def mentions(self, folded: Sequence[str]) -> list[Mention]:
        """The authors that a message may name, the longest name at each place."""
        found: list[Mention] = []
        for start, word in enumerate(folded):
            if word[:2] not in self._begins or (found and start < found[-1].end):
                continue
            named = [(n, e) for e in _ENDINGS for n in self._at(start, word, folded, e)]
            if named:
                length = max(len(name.words) for name, _ in named)
                longest = [(n, e) for n, e in named if len(n.words) == length]
                found.append(self._mention(start, [n for n, _ in longest], bool(longest[0][1])))
        return found

    def similar_name(self, word: str) -> Mention | None:
        """The author whose name is one letter from a word that is nothing else."""
        if len(word) < 6 or self.knows(word) or word in self._names:
            return None
        similar = (names for first, names in self._names.items() if near(word, first))
        return next((self._mention(0, names, False) for names in similar), None)

    def _mention(self, start: int, names: Sequence[_Name], inflected: bool) -> Mention:
        words = names[0].words
        everyday = words[0] in STOP or words[0] in self._uncapitalised
        ordinary = len("".join(words)) < 3 or (len(words) == 1 and everyday)
        return Mention(
            start, start + len(words), names[0].shown, frozenset(n.initials for n in names),
            frozenset(n.number for n in names), ordinary, inflected,
        )  # fmt: skip

    def _at(self, start: int, word: str, folded: Sequence[str], ending: str) -> list[_Name]:
        stem = word.removesuffix(ending)
        if ending and (stem == word or len(stem) < 4):
            return []
        names = self._names.get(stem, [])
        return [n for n in names if tuple(folded[start + 1 : start + len(n.words)]) == n.words[1:]]

    def journal(
        self, raw: Sequence[str], folded: Sequence[str]
    ) -> tuple[str, frozenset[int], frozenset[str]] | None:
        """The journal that a message names: its name, its entries, and the words that name it."""
        found: list[tuple[int, str, frozenset[str]]] = []
        for start, word in enumerate(folded):
            for name, parts in self._journals.get(word[0], ()):
                end = _aligned(parts, folded, start)
                if end and _introduced(raw, folded, start, end):
                    used = frozenset(folded[start:end]) | frozenset(words_of(name))
                    found.append((end - start, name, used))
        if not found:
            return None
        _, name, used = max(found, key=lambda match: (match[0], match[1]))
        return name, frozenset(r.number for r in self.heads if r.journal == name), used


def _names(entry: Reference) -> Iterable[_Name]:
    """An entry's authors under their whole names and under each long part of a double name."""
    for author in entry.authors:
        person = _PERSON.match(author)
        shown = person.group("name") if person else author
        words = words_of(shown)
        initials = (person.group("initials") or "") if person else ""
        if not words:
            continue
        yield _Name(words, shown, initials, entry.number)
        if person and len(words) > 1:
            parts = {word for word in words if len(word) > 4} | {"".join(words)}
            for part in sorted(parts):
                yield _Name((part,), shown, initials, entry.number)
    if entry.url and not entry.doi:
        for label in re.findall(r"//([\w.-]+)", entry.url)[0].split("."):
            if len(label) > 2 and label not in {"www", "com", "org", "gov", "net", "edu"}:
                yield _Name((label,), label.upper(), "", entry.number)


def _aligned(parts: Sequence[str], folded: Sequence[str], start: int) -> int:
    """Where a journal's words, abbreviated or in full, end in a message; 0: they are not there."""
    place = start
    for index, part in enumerate(parts):
        while index and place < len(folded) and folded[place] in _SKIPPED and part != folded[place]:
            place += 1
        if place == len(folded):
            return 0
        same = folded[place] == part
        longer = len(parts) > 1 and folded[place].startswith(part)
        if not (same or longer):
            return 0
        place += 1
    return place


def _introduced(raw: Sequence[str], folded: Sequence[str], start: int, end: int) -> bool:
    """Whether words are used as a journal's name: 'in Magnes Res', 'Magnes Res -lehdessä'."""
    before = folded[start - 1] if start else ""
    after = folded[end] if end < len(folded) else ""
    capitals = end - start > 1 and all(word[0].isupper() for word in raw[start:end])
    return before in _IN or before.startswith("tid") or after.startswith("leh") or capitals


_catalogues: dict[str, Catalogue] = {}


def catalogue(article: Article) -> Catalogue:
    """The article's catalogue, made once for an article that does not change."""
    known = _catalogues.get(article.slug)
    if known is None or known.article is not article:
        if len(_catalogues) >= _KEPT:
            _catalogues.clear()
        known = _catalogues[article.slug] = Catalogue(article)
    return known
