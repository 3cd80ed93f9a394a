"""Matches of a pattern that may overlap: a number that begins within another is not missed."""

import re
from collections.abc import Iterator


def overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, the next one sought from the character after the last one's start.

    For patterns of bounded length only: otherwise the time grows with the square of the text's.
    """
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)
