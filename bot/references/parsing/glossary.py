"""Topics of wellness articles in the six languages, so that 'sleep' finds a title on 'sömn'.

`languages/data` has for each topic how words for it begin, so that endings and compounds count.
Words that are alike in all languages ('depression', 'migraine') need none: `topics` compares those.
"""

from functools import cache, lru_cache

from languages.cues import value
from languages.folding import fold
from languages.known import LANGUAGES

_SHORT = 4  # letters; a shorter beginning has to be the whole word
_LONG = 5  # letters; a longer one may stand anywhere in a compound


@lru_cache(maxsize=1000)
def alike(word: str) -> tuple[str, ...]:
    """How words for the same topic begin, in any of the languages; none for an unknown word.

    A compound keeps its first part: 'zinkmangel' is 'zinkbrist'.
    """
    for row in _topics():
        if any(begins(word, form) for form in row):
            return row
    for row in _topics():
        for form in row:
            first = word.removesuffix(form)
            if len(form) > _SHORT and _SHORT <= len(first) < len(word):
                return tuple(first + other for other in row)
    return ()


@cache
def _topics() -> tuple[tuple[str, ...], ...]:
    """How words for each topic begin, folded, in all languages together."""
    known = [value(language, "topics") for language in LANGUAGES]
    return tuple(
        tuple(dict.fromkeys(fold(form) for topics in known for form in topics[name]))
        for name in known[0]
    )


def begins(word: str, form: str) -> bool:
    """Whether a word is a form of the glossary with an ending, or a compound that it opens."""
    return word == form or (len(form) >= _SHORT and word.startswith(form))


def contains(word: str, form: str) -> bool:
    """The same, or a compound that has the form anywhere: 'migränhuvudvärk'."""
    return begins(word, form) or (len(form) > _LONG and form in word)
