"""What a question asks about, and what of that the article does not name.

The encoder can't tell siblings apart: zinc looks as answerable as iron. So names need exact
evidence. What a question names falls into what one would take or do (a substance, a drug, a food), what
it would be for (a condition), and for whom; where the article names nothing of one of these, it can't
answer. A rare word that is in no list, and no form or misspelling of a known one, may be such a name, too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal

from languages.cues import entries, folded
from languages.frequencies import Frequencies
from languages.known import LANGUAGES
from languages.names import Mention, Names, ThingKind, Word, kinds, kinds_of, with_broader, words_of
from languages.spelling import is_made_of, near
from vectorstore.context import earlier_weight
from vectorstore.vocabulary import Vocabulary
from vectorstore.word_lists import word_lists

Slot = Literal["agent", "target", "group"]
SLOTS: dict[ThingKind, Slot] = {
    "substance": "agent", "drug": "agent", "brand": "agent", "food": "agent", "therapy": "agent",
    "route": "agent", "condition": "target", "body": "target", "group": "group",
}  # fmt: skip
PASSING: frozenset[ThingKind] = frozenset(("food", "route"))  # told of in passing
MEDICINES: frozenset[ThingKind] = frozenset(("drug", "therapy"))  # of who asks of a complaint
EXAMINED = "test"  # so are examinations that somebody has had
LISTED = 3  # of so many things that one takes, those that are there are answered for
# Of these an article says of all what it says of their class: beer is alcohol, a toddler a child.
BY_CLASS: frozenset[ThingKind] = frozenset(("drug", "group"))
CLASSES = frozenset(("alcohol",))
TOO_WIDE = frozenset(
    ("animals", "adults", "women", "men", "patients", "medication", "painkiller", "nsaid")
)
ANYBODY = frozenset(("patients",))
LEANS = 0.5  # weight of the turn before, from which a turn asks about what that one did
NEAR = 6  # words between a name and the word that compares it
LEAST, MOST = 4, 30  # letters of a word that may be a name nobody knows
RARE = 2.0  # Zipf frequency; a word that is as common is known
RARE_ELSEWHERE = 3.3  # the same in another language
PART_KNOWN = 2.7  # the same for the parts of a compound
MEANT, SHORT_MEANT = 3.5, 4.5  # a word one letter away that is as common is what was meant
SHORT = 5  # letters
SPECIFIC = 4.3  # Zipf frequency; what is more common says little of what is asked
BEGINNING = 6  # letters; words that begin alike are of one family
BRIEF = 10  # words; in a longer sentence rare words are rather a dialect's, or an image
MOST_UNKNOWN = 8  # words that are looked at so; each takes milliseconds
_REMEMBERED = 4096  # texts whose names are known
_VOWEL = re.compile("[aeiouyåäöæø]")
_MARKUP = re.compile(r"<[^<>]*>")
_QUESTION = re.compile(r"[^.!?\n]*\?")
_SENTENCE = re.compile(r"[^.!?\n]*\w[^.!?\n]*")


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """What a question asks about.

    `missing` are its own words for what the article does not name; `unnamed` tells that all names of
    one sort are missing. `unknown` are rare words that may be names, where they may be what it asks
    about. `name_alone` tells that it is nothing but names that the article has.
    """

    missing: tuple[str, ...] = ()
    unnamed: bool = False
    unknown: tuple[str, ...] = ()
    name_alone: bool = False

    @property
    def lacking(self) -> bool:
        """Whether the article can't answer, as it does not name what is asked about."""
        return self.unnamed or bool(self.unknown)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that a question asks about, its sort, and whether the article has it."""

    mention: Mention
    slots: frozenset[Slot]
    is_there: bool


class Looking:
    """Tells what questions ask about. Safe to share between threads."""

    def __init__(self, names: Callable[[str], Names], frequencies: Frequencies) -> None:
        """`names` gives those of a language."""
        self._names = names
        self._zipf = frequencies.zipf
        self.mentions = lru_cache(maxsize=_REMEMBERED)(self._mentions)
        self.concepts = lru_cache(maxsize=_REMEMBERED)(self._concepts)
        self._of_slot = lru_cache(maxsize=_REMEMBERED)(self._found_of_slot)

    def look(self, turns: Sequence[str], language: str, article: Vocabulary) -> AskedAbout:
        """What the last turn, in that language, asks about of an article.

        One that names nothing itself and leans on the turn before asks about what that one did.
        """
        asked, names = self._look(turns[-1], language, article)
        if names or len(turns) == 1 or earlier_weight(turns[-1]) < LEANS:
            return asked
        before, _ = self._look(turns[-2], language, article)
        return replace(before, unknown=asked.unknown or before.unknown)

    def _mentions(self, text: str, language: str) -> tuple[Mention, ...]:
        """The names in a text of that language that something can be asked about."""
        words = words_of(text, language)
        return tuple(m for m in self._names(language).among(words, text) if _slots(m))

    def _concepts(self, text: str, language: str) -> frozenset[str]:
        """What a text names, and of people and drugs what these are kinds of, too."""
        found = frozenset(c for mention in self.mentions(text, language) for c in mention.concepts)
        by_class = [concept for concept in found if kinds((concept,)) & BY_CLASS]
        return found.union(*(with_broader(concept) for concept in by_class))

    def complaints(self, text: str, language: str) -> frozenset[str]:
        """What a text names that somebody may have, and all that these are kinds of."""
        return self._of_slot("target", text, language)

    def people(self, text: str, language: str) -> frozenset[str]:
        """The groups of people that a text names, and all that these are kinds of, but patients."""
        return self._of_slot("group", text, language) - ANYBODY

    def _found_of_slot(self, slot: Slot, text: str, language: str) -> frozenset[str]:
        named = (m for m in self.mentions(text, language) if slot in _slots(m))
        return frozenset().union(*(with_broader(c) for m in named for c in m.concepts))

    def is_specific(self, word: str, language: str) -> bool:
        """Whether a folded word is rare enough to say what a question is on."""
        return len(word) >= LEAST and self._zipf(word, language) < SPECIFIC

    def _look(
        self, question: str, language: str, article: Vocabulary
    ) -> tuple[AskedAbout, list[_Name]]:
        question = _MARKUP.sub(" ", question)
        words = words_of(question, language)
        found = self._names(language).among(words, question)
        every = [_named(m, words, language, article) for m in found if _slots(m)]
        asked = _asked(every, words, question)
        missing = [name for name in asked if not name.is_there]
        told = {place for m in found for place in range(m.first, m.last + 1)}
        alone = [word for place, word in enumerate(words) if place not in told]
        brief = [
            word for word in alone if _is_brief(question, word) and not _is_title(question, word)
        ]
        unknown = () if _is_placed(asked) else self._unknown(brief, language, article)
        found_out = AskedAbout(
            tuple(dict.fromkeys(name.mention.written for name in missing)),
            bool(missing) and _lacks(asked, words, language),
            unknown,
            bool(every) and not alone and all(name.is_there for name in every),
        )
        return found_out, every

    def _unknown(
        self, words: Sequence[Word], language: str, article: Vocabulary
    ) -> tuple[str, ...]:
        rare = list(islice((w for w in words if self._is_rare(w, language)), MOST_UNKNOWN))
        known = article.every_word if rare else frozenset()
        return tuple(word.written for word in rare if self._is_unknown(word, language, known))

    def _is_rare(self, word: Word, language: str) -> bool:
        plain = word.folded
        return (
            LEAST <= len(plain) <= MOST
            and plain.isalpha()
            and _VOWEL.search(plain) is not None  # else it is short for something
            and not self._is_known(word, language)
        )

    def _is_unknown(self, word: Word, language: str, known: frozenset[str]) -> bool:
        """Whether a rare word may be a name that no list has; `known` are the article's words."""
        plain = word.folded
        if _explains(known, word):
            return False
        common = MEANT if len(plain) > SHORT else SHORT_MEANT
        return not any(self._zipf(other, language) >= common for other in near(plain))

    def _is_known(self, word: Word, language: str) -> bool:
        plain = word.folded
        for ending in entries(language, "asking_endings"):
            plain = plain.removesuffix(ending)
        if self._zipf(plain, language) >= RARE or self._zipf(word.stem, language) >= RARE + 0.5:
            return True
        if any(
            self._zipf(plain, other) >= RARE_ELSEWHERE for other in LANGUAGES if other != language
        ):
            return True
        return is_made_of(plain, language, lambda part: self._zipf(part, language) >= PART_KNOWN)


def looking(model_cache: Path | None) -> Looking:
    """What tells what questions ask about, with the word lists of this machine.

    Raises:
        IndexUnusableError: they can't be made.
    """
    lists = word_lists(model_cache)
    return Looking(lists.names, lists.frequencies)


def _is_brief(question: str, word: Word) -> bool:
    """Whether the sentence that a word stands in is a short one."""
    start = max(question.rfind(end, 0, word.start) for end in ".!?\n") + 1
    ends = [place for end in ".!?\n" if (place := question.find(end, word.end)) >= 0]
    return len(question[start : min(ends, default=len(question))].split()) <= BRIEF


def _is_title(question: str, word: Word) -> bool:
    """Whether a word is a piece of one with full stops inside, as titles and addresses are."""
    before, after = question[: word.start][-2:], question[word.end :][:2]
    return bool(re.search(r"\w\.$", before) or re.match(r"\.\w", after))


def _slots(mention: Mention) -> frozenset[Slot]:
    """What a name may be: what one has is that, though one can take it, too (blood sugar)."""
    found = frozenset(SLOTS[kind] for kind in kinds(mention.concepts) if kind in SLOTS)
    return found - {"agent"} or found


def _named(mention: Mention, words: Sequence[Word], language: str, article: Vocabulary) -> _Name:
    return _Name(mention, _slots(mention), _is_named(mention, words, language, article))


def _asked(names: Sequence[_Name], words: Sequence[Word], question: str) -> list[_Name]:
    """The names that a message asks about, where it tells a story, too.

    Those in its questions; of a sort that these have none of, those of the rest, but for what is
    told of in passing, and for medicines where the question is on a complaint that is there. Where
    nothing is marked as a question, the last sentence is one, and only what is told of in passing is
    left out of the rest.
    """
    marked = [match.span() for match in _QUESTION.finditer(question)]
    asking = marked or [match.span() for match in _SENTENCE.finditer(question)][-1:]
    inside = [
        name for name in names if any(a <= words[name.mention.first].start < b for a, b in asking)
    ]
    if not inside or len(inside) == len(names):
        return list(names)
    had = {slot for name in inside for slot in name.slots} if marked else frozenset()
    answered = marked and "target" in had and all(name.is_there for name in inside)
    return [
        name
        for name in names
        if name in inside
        or not (
            name.slots & had
            or _is_in_passing(name.mention)
            or (answered and kinds(name.mention.concepts) <= MEDICINES)
        )
    ]


def _is_in_passing(mention: Mention) -> bool:
    tested = any(EXAMINED in with_broader(concept) for concept in mention.concepts)
    return tested or kinds(mention.concepts) <= PASSING


def _is_placed(names: Sequence[_Name]) -> bool:
    """Whether what one takes and what it is for are both named, and no unknown word is needed."""
    there = {slot for name in names if name.is_there for slot in name.slots}
    return {"agent", "target"} <= there


def _is_named(mention: Mention, words: Sequence[Word], language: str, article: Vocabulary) -> bool:
    """Whether the article names a thing, or what it is a class of, or has its words."""
    if mention.concepts & article.concepts:
        return True
    wider = {broader for concept in mention.concepts for broader in kinds_of(concept)}
    wider = wider - TOO_WIDE if kinds(mention.concepts) <= BY_CLASS else wider & CLASSES
    if wider & article.concepts:
        return True
    known = article.words.get(language, frozenset())
    return all(word.folded in known for word in words[mention.first : mention.last + 1])


def _lacks(names: Sequence[_Name], words: Sequence[Word], language: str) -> bool:
    """Whether all names of one sort are missing, or one that is compared with another is.

    Of two substances for a condition one may be answered for, and of a list, or of forms of one
    substance; without a condition, what one has to do with the other can't.
    """
    slots: dict[Slot, list[bool]] = defaultdict(list)
    for name in names:
        for slot in name.slots:
            slots[slot].append(name.is_there)
    if any(not any(there) for there in slots.values()):
        return True
    if all(slots["agent"]) or (len(slots["agent"]) >= LISTED and not slots["target"]):
        return False
    if all(any(_are_forms(name, other) for other in names) for name in names if not name.is_there):
        return False
    return not any(slots["target"]) or _compares(names, words, language)


def _are_forms(missing: _Name, there: _Name) -> bool:
    """Whether both are forms of one substance, after which they are named, and one is there."""
    return there.is_there and any(
        one != other and one.startswith(of) and other.startswith(of)
        for one in missing.mention.concepts
        for other in there.mention.concepts
        for of in {*kinds_of(one)} & {*kinds_of(other)}
    )


def _compares(names: Sequence[_Name], words: Sequence[Word], language: str) -> bool:
    comparing = folded(language, "comparing")
    return any(
        word.folded in comparing
        for name in names
        if not name.is_there
        for word in words[max(0, name.mention.first - NEAR) : name.mention.last + 1 + NEAR]
    )


def _explains(known: frozenset[str], word: Word) -> bool:
    """Whether a word is known, or one of its family, one with it inside, or one letter away."""
    plain = word.folded
    if plain in known or word.stem in known:
        return True
    if len(plain) > SHORT and any(other in known for other in near(plain)):
        return True
    begin = plain[:BEGINNING]
    return len(plain) >= SHORT and any(
        (len(begin) == BEGINNING and other.startswith(begin)) or other.endswith(plain)
        for other in known
        if len(other) >= SHORT
    )
