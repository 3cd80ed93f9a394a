"""What a misspelt or a compound word may be: one letter away from another, or made of two."""

from collections.abc import Callable, Iterator

from languages import known

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LINKS = ("", "s", "e", "n", "en", "es", "er")  # between the parts of a compound
_PART = 3  # letters that a part of a compound has at least


def near(word: str) -> Iterator[str]:
    """All strings one edit away from a folded word.

    A letter less, more, other, or two swapped, as in Norvig, 2007, "How to Write a Spelling Corrector".
    """
    for cut in range(len(word) + 1):
        before, after = word[:cut], word[cut:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS if letter != after[0])
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in _LETTERS)


def parts(word: str, language: str) -> Iterator[tuple[str, str]]:
    """The two words that a compound may be made of, the longer beginnings first."""
    if not known.compounds(language):
        return
    for cut in range(len(word) - _PART, _PART - 1, -1):
        for link in _LINKS:
            begin = word[:cut].removesuffix(link)
            if word[:cut].endswith(link) and len(begin) >= _PART:
                yield begin, word[cut:]


def is_made_of(word: str, language: str, is_word: Callable[[str], bool]) -> bool:
    """Whether a word is a compound of two words."""
    return any(is_word(begin) and is_word(end) for begin, end in parts(word, language))
