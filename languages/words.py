"""The words of a text, as texts are compared by them."""

import re

from languages.folding import fold

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The folded words of a text, in order, with repeats."""
    return _WORD.findall(fold(text))
