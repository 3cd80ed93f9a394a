"""The words of an article and its reference list: how alike two are, how much each one tells.

Words are Snowball stems; a compound falls into parts where the article or the list has a part
as a word of its own; an acronym stands for its long form where the text gives both.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import heappop

from ingest.article import Article
from ingest.text.sentences import begin
from languages.expressions import entries, finding, words
from languages.known import compounds
from languages.stems import stems_of

_WORD = re.compile(r"[^\W_]+")
_BOUND = re.compile(  # 'vitamin D', 'D-vitamin', 'typ 2': a letter or digit that needs its word
    r"\b(?:([Vv]itamin|[Tt]yp)e?[ -]([A-Z][0-9]{0,2}|[0-9]{1,2})\b"
    r"|([A-Z])-(vitamin)(?:er(?:na)?)?)"
)
_FORMS = 100  # acronyms with their long forms: an article has a few
_LONGEST_WORD = 80  # letters: a longer one is no compound
_SHORT = r"([A-Z][A-Z0-9]{1,6})"
_ALSO_CALLED = rf"([^,.;:()]{{5,80}})(?: \({_SHORT}\)|, <alias> {_SHORT}\b)"


@dataclass(frozen=True, slots=True)
class Shared:
    """A title's word that a sentence has: the word, and how much the agreement weighs."""

    word: str
    weight: float


def likeness(one: str, other: str) -> float:
    """How surely two stems are forms of one word, 0 to 1, by the beginning they share."""
    if one == other:
        return 1.0
    if one[:4] != other[:4]:
        return 0.0
    shared = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if shared >= 5 and shared >= 0.62 * longer:
        return 0.9
    if (shared >= 6 and shared >= 0.8 * shorter) or (shared == shorter == 4 and longer < 7):
        return 0.8
    return 0.0


class Terms:
    """What an article's words and its titles' words tell."""

    def __init__(self, article: Article) -> None:
        self._language = article.language
        titles = [reference.title for reference in article.references]
        sentences = [sentence.text for sentence in article.sentences]
        self._words = self._simple([*titles, *sentences])
        self._long_forms: list[tuple[str, frozenset[str]]] = []
        self._forms_by_start: dict[str, list[int]] = {}
        self._long_forms = self._acronyms([*sentences, *titles])[:_FORMS]
        for place, (_, long) in enumerate(self._long_forms):
            for start in {word[:4] for word in long}:
                self._forms_by_start.setdefault(start, []).append(place)
        self._titles = [self.bag(title) for title in titles if title]
        self._in_titles, self._in_sentences = (
            _Counts(self._titles),
            _Counts([self.bag(sentence) for sentence in sentences]),
        )
        often = 0.4 * len(self._titles) if len(self._titles) > 2 else math.inf
        each = {term for bag in self._titles for term in bag}
        self.subject = frozenset(term for term in each if self._in_titles.of(term) > often)
        self._weights: dict[str, float] = {}

    def bag(self, text: str) -> frozenset[str]:
        """The terms of a text: stems and parts of compounds, without common words."""
        text = begin(text)
        bound = [
            x if len(x := (m[2] or m[3]).lower()) > 1 else f"{(m[1] or m[4]).lower()[:7]}{x}"
            for m in _BOUND.finditer(text)
        ]
        plain = _BOUND.sub(" ", text)
        parts = {part for word in _WORD.findall(plain) for part in self._parts(word)}
        return self._fold(_distinct(parts) | set(bound))

    def weight(self, term: str) -> float:
        """0 to 1: how much a term tells, by its rarity in the list and in the article."""
        if term not in self._weights:
            titles, total = self._in_titles.of(term), self._in_titles.bags
            sentences, whole = self._in_sentences.of(term), self._in_sentences.bags
            in_list = math.log((total + 1) / (titles + 0.5)) / math.log((total + 1) / 1.5)
            in_text = math.log((whole + 1) / (sentences + 0.5)) / math.log((whole + 1) / 1.5)
            value = max(0.0, min(1.0, in_list)) * (0.5 + 0.5 * max(0.0, min(1.0, in_text)))
            self._weights[term] = 0.03 if self.is_subject(term) else value
        return self._weights[term]

    def is_subject(self, term: str) -> bool:
        """Whether a term names what the whole article is of, alone or in a compound."""
        return term in self.subject or any(
            s in term or s[:6] in term[:10] or (len(term) > 3 and s.startswith(term))
            for s in self.subject
            if len(s) > 5
        )

    def shared(self, title: frozenset[str], text: frozenset[str]) -> list[Shared]:
        """The title's terms that a text has, weighed, heaviest first."""
        found = [
            Shared(term, alike * self.weight(term))
            for term in title
            if (alike := _best(term, text))
        ]
        return sorted(found, key=lambda shared: (-shared.weight, shared.word))

    def total(self, terms: Iterable[str]) -> float:
        """The weight of all of these terms together."""
        return sum(self.weight(term) for term in terms)

    def _simple(self, texts: list[str]) -> set[str]:
        """The stems that are no compounds of shorter ones, and what compounds add to them."""
        words = {w.lower() for text in texts for w in _WORD.findall(begin(text))} | _common()
        simple: set[str] = set()
        for stem in sorted({self._stem(w) for w in words if len(w) > 3}, key=lambda x: (len(x), x)):
            simple.update(_split(stem, simple) if compounds(self._language) else [stem])
        return simple

    def _stem(self, word: str) -> str:
        return _stem(self._language, word.lower())

    def _parts(self, word: str) -> list[str]:
        if word.isdigit() or word.lower() in _common():
            return []
        stem = self._stem(word)
        if len(stem) < 2 or (len(word) < 3 and not re.search(r"[A-ZÅÄÖ]\w|\d", word)):
            return []
        common = _common_stems(self._language)
        if stem in common or (len(stem) > 7 and stem[:-2] in common):
            return []
        pieces = _split(stem, self._words) if compounds(self._language) else [stem]
        return [piece for piece in pieces if piece not in common]

    def _acronyms(self, texts: list[str]) -> list[tuple[str, frozenset[str]]]:
        found = {
            (self._stem(short), frozenset(p for p in parts if len(p) > 6))
            for text in texts
            for short, long in _pairs(begin(text))
            if (parts := {p for word in _WORD.findall(long) for p in self._parts(word)})
        }
        return sorted(((s, long) for s, long in found if long), key=lambda x: (x[0], sorted(x[1])))

    def _fold(self, parts: set[str]) -> frozenset[str]:
        """The parts with an acronym in place of its long form, in whole or for the most."""
        waiting = self._forms_near(parts)
        while waiting:
            place = heappop(waiting)
            short, long = self._long_forms[place]
            hits = {part for part in parts if _best(part, long)}
            distinct = {next(x for x in sorted(long) if likeness(x, part)) for part in hits}
            if hits and (short in parts or len(distinct) >= min(2, len(long))):
                parts = (parts - hits) | {short}
                later = {p for p in self._forms_near({short}) if p > place} - {*waiting}
                waiting = sorted([*waiting, *later])
        return frozenset(parts)

    def _forms_near(self, parts: Iterable[str]) -> list[int]:
        """The places of the long forms that have a word beginning as one of the parts does."""
        return sorted({p for part in parts for p in self._forms_by_start.get(part[:4], ())})


class _Counts:
    """In how many of some bags a term is, in one of its forms."""

    def __init__(self, bags: Sequence[frozenset[str]]) -> None:
        self.bags = len(bags)
        self._places: dict[str, list[int]] = {}
        for place, bag in enumerate(bags):
            for term in bag:
                self._places.setdefault(term, []).append(place)
        self._alike: dict[str, list[str]] = {}
        for term in self._places:
            self._alike.setdefault(term[:4], []).append(term)

    def of(self, term: str) -> int:
        """How many have the term."""
        forms = [other for other in self._alike.get(term[:4], ()) if likeness(term, other)]
        return len({place for form in forms for place in self._places[form]})


def _split(stem: str, words: set[str]) -> list[str]:
    """A compound's parts, the shortest known head first; a word that is none as it is."""
    return _pieces(stem, words, {}) if len(stem) <= _LONGEST_WORD else [stem]


def _pieces(stem: str, words: set[str], known: dict[str, list[str]]) -> list[str]:
    """`known` keeps what was found of a tail: many heads leave the same one."""
    if stem not in known:
        known[stem] = _cut(stem, words, known)
    return known[stem]


def _cut(stem: str, words: set[str], known: dict[str, list[str]]) -> list[str]:
    if stem in words or stem.startswith(_prefixes()):
        return [stem]
    for cut in range(5, len(stem) - 3):
        head, tail = stem[:cut], stem[cut:]
        if head not in words:
            continue
        bare = tail.removeprefix("s") if len(tail) > 4 else tail
        for rest in (tail, bare):
            if rest in words or len(pieces := _pieces(rest, words, known)) > 1:
                return [head, rest] if rest in words else [head, *pieces]
        if len(head) > 6 and len(bare) > 4:
            return [head, bare]
    for cut in range(4, len(stem) - 3):
        tail = stem[cut:]
        if tail in words and (len(tail) > 6 or tail in _common()):
            return [stem[:cut].removesuffix("s"), tail]
    return [stem]


def _pairs(text: str) -> list[tuple[str, str]]:
    """(acronym, long form) where a text gives both: 'long form (LF)', 'LF (long form)'."""
    found = []
    for m in finding("linking", _ALSO_CALLED, flags=0).finditer(text):
        behind = finding("linking", r"\b<not_in_a_name>\s", flags=0).split(m[1])[-1]
        found.append((m[2] or m[3], " ".join(behind.split()[-4:])))
    found += [
        (m[1], m[2]) for m in re.finditer(rf"\b{_SHORT} \(([a-zåäö][^,.;:()]{{4,60}})\)", text)
    ]
    return found


def _common() -> frozenset[str]:
    """Words that tell nothing of which study a title is of."""
    return words("linking", "in_any_title")


@cache
def _prefixes() -> tuple[str, ...]:
    """What begins words that are no compounds."""
    return tuple(entries("linking", "prefixes"))


@lru_cache(maxsize=20_000)
def _stem(language: str, word: str) -> str:
    return stems_of([word], language)[0]


@cache
def _common_stems(language: str) -> frozenset[str]:
    return frozenset(_stem(language, word) for word in _common()) | _common()


def _distinct(parts: set[str]) -> set[str]:
    """Without those that are another form of a shorter one: no word counts twice."""
    kept: list[str] = []
    for part in sorted(parts, key=lambda x: (len(x), x)):
        if not _best(part, kept):
            kept.append(part)
    return set(kept)


def _best(term: str, bag: Iterable[str]) -> float:
    start = term[:4]
    return max((likeness(term, other) for other in bag if other[:4] == start), default=0.0)
