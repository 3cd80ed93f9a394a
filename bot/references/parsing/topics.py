"""Topic words → the titles or headings that have them: stems, compounds, cognates, acronyms."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.references.parsing.glossary import alike, contains
from bot.references.parsing.question import WORD
from ingest.article import Article
from languages.cues import alternatives, of_all
from languages.folding import fold
from languages.stems import stems_of

_WORD = re.compile(r"[^\W_]+")
_LONG = 7  # letters
_SURE = 4  # letters; a longer beginning is not one by chance
_CLAUSE = re.compile(r"[.;:()]|, ")
_LATIN = (("ph", "f"), ("th", "t"), ("ch", "k"), ("c", "k"), ("z", "s"), ("x", "ks"), ("y", "i"))
_COMMON = 0.4  # a word in more of the titles than this is the article's subject: it tells nothing


@dataclass(frozen=True, slots=True)
class _Text:
    words: frozenset[str]
    stems: frozenset[str]
    bones: frozenset[tuple[str, str]]  # of each word
    latin: frozenset[str]  # of the long words


class Topics:
    """Numbered texts (titles by number, headings by place) to be found by words."""

    def __init__(
        self, texts: Mapping[int, str], language: str, acronyms: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._language = language
        self._texts = {key: _text(text, language) for key, text in texts.items()}
        self._long_forms = acronyms
        self._having = lru_cache(maxsize=1000)(self._with_word)

    def is_common(self, word: str) -> bool:
        """Whether a word is in so many of the texts that it tells nothing."""
        return len(self._having(word)) > max(2, _COMMON * len(self._texts))

    def find(self, asked: Sequence[str], together: bool) -> tuple[frozenset[int], tuple[str, ...]]:
        """The texts with the words, and those of the words that were found.

        `together`: in one text, where any has them all; a word that tells nothing counts only
        where it stands alone.
        """
        telling = [word for word in asked if not self.is_common(word)] or list(asked)
        sets = {word: self._having(word) for word in self._shortened(telling)}
        found = {word: numbers for word, numbers in sets.items() if numbers}
        if not found:
            return frozenset(), ()
        common = frozenset.intersection(*found.values())
        chosen = common if together and common else frozenset.union(*found.values())
        return chosen, tuple(found) if len(found) < len(sets) else tuple(asked)

    def _shortened(self, asked: list[str]) -> list[str]:
        """The words with an acronym in place of its long form."""
        for acronym, starts in self._long_forms.items():
            used = {word for word in asked if word.startswith(starts)}
            if used and all(any(word.startswith(start) for word in used) for start in starts):
                return [word for word in asked if word not in used] + [acronym]
        return asked

    def _with_word(self, word: str) -> frozenset[int]:
        stem = next(iter(stems(word, self._language)), word)
        starts = self._long_forms.get(word)
        forms = alike(word)
        if forms and not any(word in t.words or stem in t.stems for t in self._texts.values()):
            sure = tuple(form for form in forms if len(form) > _SURE)
            if translated := self._with_any(lambda o: o in forms or o.startswith(sure)):
                return translated  # 'sömn' is 'sleep' before it is 'somnifera'
        found = frozenset(
            key
            for key, text in self._texts.items()
            if _has(text, word, stem) or (starts and _has_starts(text, starts))
        )
        return found or self._with_any(lambda other: any(contains(other, form) for form in forms))

    def _with_any(self, fits: Callable[[str], bool]) -> frozenset[int]:
        return frozenset(k for k, text in self._texts.items() if any(map(fits, text.words)))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(fold(word) for word in WORD.findall(text))


def stems(text: str, language: str) -> list[str]:
    """The folded Snowball stems of a text's words, in order, with repeats."""
    return [fold(stem) for stem in stems_of(_WORD.findall(text.lower()), language)]


def _text(text: str, language: str) -> _Text:
    words = frozenset(words_of(text))
    return _Text(
        words,
        frozenset(stems(text, language)),
        frozenset((word, _bones(word)) for word in words),
        frozenset(_latin(word) for word in words if len(word) > 5),
    )


def _has(text: _Text, word: str, stem: str) -> bool:
    if word in text.words or stem in text.stems:
        return True
    if len(stem) < 4 or word.isdigit():
        return False
    if any(other.startswith(stem) or (len(stem) > 4 and stem in other) for other in text.words):
        return True
    if len(word) > 4 and _has_bones(text, word):
        return True
    return len(word) > 5 and _has_cognate(text, _latin(word))


def _has_cognate(text: _Text, latin: str) -> bool:
    """Whether a word of another language starts alike ('migraine', 'migränhuvudvärk')."""
    least = max(5, len(latin) - 3)
    return any(o[:least] == latin[:least] and len(o) >= least for o in text.latin)


def _has_bones(text: _Text, word: str) -> bool:
    """Whether a word differs in vowels alone: 'Angst', 'ångest'; a long one begins alike, too."""
    bones = _bones(word)
    return len(bones) > 3 and any(
        other_bones.startswith(bones) and (len(word) < _LONG or other[:2] == word[:2])
        for other, other_bones in text.bones
    )


def _bones(word: str) -> str:
    """A word's first letter and its later consonants: 'Angst' and 'ångest' have the same."""
    return word[0] + re.sub(r"[aeiouy]", "", word[1:])


def _latin(word: str) -> str:
    for written, meant in _LATIN:
        word = word.replace(written, meant)
    return re.sub(r"(.)\1", r"\1", word)


def _has_starts(text: _Text, starts: Iterable[str]) -> bool:
    return all(any(word.startswith(start) for word in text.words) for start in starts)


def long_forms(article: Article) -> dict[str, tuple[str, ...]]:
    """Acronym → how the words of its long form begin, from the places where it is explained."""
    places: dict[str, list[list[str]]] = {}
    texts = [s.text for s in article.sentences] + [r.title for r in article.references]
    for text in texts:
        for match in _acronym().finditer(text):
            if long_form := _last_words(text[: match.start()], match.group(1)):
                places.setdefault(fold(match.group(1)), []).append(long_form)
    return {acronym: _agreed(phrases) for acronym, phrases in places.items()}


@cache
def _acronym() -> re.Pattern[str]:
    before = alternatives(of_all("or_short"))
    return re.compile(rf",? (?:\(|(?:{before}) )([A-ZÅÄÖ]{{2,6}})\b")


def _last_words(phrase: str, acronym: str) -> list[str]:
    """The words of a phrase that spell the acronym; else its last long ones."""
    words = words_of(_CLAUSE.split(phrase[-120:])[-1])
    spelt = [word for word in words if len(word) > 2][-len(acronym) :]
    if "".join(word[0] for word in spelt) == fold(acronym):
        return spelt
    return [word for word in words if len(word) > 5][-3:]


def _agreed(phrases: list[list[str]]) -> tuple[str, ...]:
    """The beginnings that several phrases share; of one phrase alone, its words' beginnings."""
    counts = Counter(start for phrase in phrases for start in {word[:8] for word in phrase})
    shared = tuple(start for start, count in counts.items() if count > 1)
    return shared or tuple(word[:8] for word in phrases[0][-4:])
