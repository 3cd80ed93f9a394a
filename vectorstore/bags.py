"""Texts as the stems and concepts that they have, and the units that a question falls into."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest import thesaurus
from ingest.folding import fold
from ingest.stems import stems_of
from ingest.stop_words import stop_words
from ingest.terms import likeness

_COMPOUNDING = frozenset({"sv", "no", "da", "de", "fi"})
CONCEPT, COMPOUND, SHORT_PART, HEAD = 0.9, 0.7, 0.5, 0.5  # how much such a match counts beside 1
PART = 4  # the fewest letters of a compound's part
SHARED, WHOLE = 5, 8  # the fewest letters of a head that two compounds share, and of each compound
_NAMED = re.compile(r"\b(vitamin|omega|type?)[ -]([a-z]\d{0,2}|\d{1,2})\b")
_JOINED = re.compile(r"(?P<word>vitamin|omega|type?)(?P<name>[a-z]\d{0,2}|\d{1,2})")
_NAMING = re.compile(r"\b([a-z]\d{0,2})[ -]vitamin(?:er|et|ets|s)?\b")


@dataclass(frozen=True, slots=True)
class Bag:
    """The stems and concepts of a text."""

    stems: frozenset[str]
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or phrase of a question: the article's stems that match it, and how well.

    `tells` is how much having it says, 0 to 1, whatever its rarity: little for a word such as
    'lowers', and for what the whole article is about.
    """

    text: str
    forms: Mapping[str, float]
    concepts: frozenset[str]
    weight: float
    seen: bool
    tells: float = 1.0

    def degree(self, within: Bag) -> float:
        """How well a text has it, 0 to 1."""
        best = 0.0 if self.concepts.isdisjoint(within.concepts) else CONCEPT
        for stem, degree in self.forms.items():
            if degree > best and stem in within.stems:
                best = degree
        return best


def bag(text: str, language: str) -> Bag:
    """The stems of a text's telling words, and its concepts."""
    stops = stop_words(language)
    words = [word for word in thesaurus.words(bound(text)) if fold(word) not in stops]
    return Bag(frozenset(_stems(words, language)), thesaurus.concepts(text, language))


def bound(text: str) -> str:
    """A text in lower case, where a letter or digit that names something is joined to its word.

    'Vitamin D', 'D-vitamin' and 'omega-3' are a word each.
    """
    return _NAMED.sub(r"\1\2", _NAMING.sub(r"vitamin\1", text.lower()))


def spans(question: str, spoken: str, written: str) -> list[tuple[str, frozenset[str]]]:
    """The units of a question, as (words, concepts), in order.

    It is asked in one language and held against a text in another: concepts are looked for in
    both. A phrase that names a concept is one unit; the longest wins.
    """
    text = bound(question)
    words = thesaurus.words(text)
    stops = stop_words(spoken) | stop_words(written)
    named: dict[tuple[int, int], frozenset[str]] = {}
    for language in dict.fromkeys((spoken, written)):
        for found in (*thesaurus.mentions(text, language), *_joined(words, language)):
            span = found.start, found.end
            named[span] = named.get(span, frozenset()) | {found.concept}
    units: list[tuple[str, frozenset[str]]] = []
    place = 0
    while place < len(words):
        ends = [end for start, end in named if start == place and end > place + 1]
        end = max(ends, default=place + 1)
        concepts = named.get((place, end), frozenset())
        word = words[place]
        telling = len(word) > 1 or word.isdigit()
        if end > place + 1 or concepts or (telling and fold(word) not in stops):
            units.append((" ".join(words[place:end]), concepts))
        place = end
    return units


def _joined(words: Sequence[str], language: str) -> list[thesaurus.Mention]:
    """Concepts of the words that `bound` joined, as the thesaurus has them: 'vitamin d'."""
    return [
        thesaurus.Mention(concept, place, place + 1)
        for place, word in enumerate(words)
        if (parts := _JOINED.fullmatch(word))
        for concept in thesaurus.concepts(f"{parts['word']} {parts['name']}", language)
    ]


def forms(text: str, language: str, known: Collection[str]) -> dict[str, float]:
    """The known stems that are a word, another form of it or a compound with it, and how surely.

    A phrase has none: only its concept finds it.
    """
    if " " in text:
        return {}
    (stem,) = _stems([text], language)
    if _JOINED.fullmatch(text):
        return {stem: 1.0} if stem in known else {}
    found = {}
    for other in known:
        degree = likeness(stem, other)
        if not degree and language in _COMPOUNDING:
            degree = _compound(stem, other)
        if degree:
            found[other] = degree
    return found


def _compound(one: str, other: str) -> float:
    """How well two stems agree as compound and part, or as compounds with one head."""
    short, long = sorted((one, other), key=len)
    if len(short) < PART or short.isdigit():
        return 0.0
    if len(long) >= len(short) + 3 and (long.startswith(short) or long.endswith(short)):
        return COMPOUND if len(short) > PART else SHORT_PART
    return HEAD if short[-SHARED:] == long[-SHARED:] and len(short) >= WHOLE else 0.0


def _stems(words: Iterable[str], language: str) -> list[str]:
    return [fold(stem) for stem in stems_of(words, language)]
