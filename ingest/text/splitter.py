"""LangChain's splitter interface for sentences: pieces within limits of tokens, no sentence torn."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from langchain_text_splitters import RecursiveCharacterTextSplitter, TextSplitter

from ingest.text import sentences
from ingest.text.tokens import counter

_PARAGRAPH = re.compile(r"\n\s*\n")
_SPACES = (r"\s+", r"(?<=[、。，．！？；：])")  # the second for scripts that have no spaces
_MOST_HEADING = 300  # characters
_UNEVEN = 1.1  # so much more than its share of a word's tokens may a part have


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that keeps within the limits, and the places of the sentences that it is made of."""

    text: str
    sentences: range


class SentenceSplitter(TextSplitter):
    """Joins whole sentences up to `chunk_size` tokens; pieces do not overlap.

    A sentence that is over the limits alone is cut at spaces, a word that is, between characters.
    Runs of white space in a text become one space; a piece that had one is not found again in the
    text, and LangChain's `add_start_index` says -1 of it.
    """

    def __init__(
        self,
        chunk_size: int = 350,
        length_function: Callable[[str], int] | None = None,
        fits: Callable[[str], bool] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take the limits, and what TextSplitter takes besides.

        Args:
            chunk_size: the most tokens of a piece.
            length_function: counts a text's tokens; None: by the kept encoding (`ingest.text.tokens`).
            fits: a second limit, as that of an encoder: whether a piece keeps within it.
            kwargs: passed on to TextSplitter.

        Raises:
            ValueError: `chunk_size` is not above 0, or an overlap is asked for.
        """
        if kwargs.pop("chunk_overlap", 0):
            raise ValueError("sentences are not repeated: chunk_overlap must be 0")
        count = length_function or counter()
        super().__init__(chunk_size, chunk_overlap=0, length_function=count, **kwargs)
        self._fits = fits

    def split_text(self, text: str) -> list[str]:
        """The pieces of a text in order; a blank line ends a sentence."""
        paragraphs = (sentences.split(paragraph) for paragraph in _PARAGRAPH.split(text))
        return [piece.text for piece in self.pieces([s for p in paragraphs for s in p])]

    def pieces(self, texts: Sequence[str], opening: str = "") -> Iterator[Piece]:
        """The pieces of a list of sentences in order, each with an opening before it.

        The opening counts, so that it must leave room; `opening` makes one that does.
        """
        room = self._chunk_size - self._length_function(opening)
        start = 0
        while start < len(texts):
            if taken := self._taken(texts, start, opening):
                joined = " ".join(texts[start : start + taken])
                yield Piece(opening + joined, range(start, start + taken))
            else:
                for part in self._at_spaces(texts[start], opening, room):
                    yield Piece(opening + part, range(start, start + 1))
            start += max(taken, 1)

    def opening(self, heading: str) -> str:
        """A heading and a line's end, cut to leave two thirds of the room; "" where it is blank."""
        heading = heading.strip()
        most = min(len(heading), _MOST_HEADING)
        within = _most(lambda n: self._keeps("\n".join([heading[:n]] * 3)), most)
        cut = heading[:within]
        torn = within < len(heading) and not heading[within].isspace()
        if torn and len(words := cut.rsplit(maxsplit=1)) > 1:
            cut = words[0]
        return f"{cut.rstrip()}\n" if cut else ""

    def _keeps(self, text: str) -> bool:
        """Whether a text keeps within both limits."""
        within = self._length_function(text) <= self._chunk_size
        return within and (self._fits is None or self._fits(text))

    def _taken(self, texts: Sequence[str], start: int, opening: str) -> int:
        """How many sentences, from `start` on, keep within the limits together."""

        def keep(number: int) -> bool:
            return self._keeps(opening + " ".join(texts[start : start + number]))

        return _most(keep, len(texts) - start)

    def _at_spaces(self, text: str, opening: str, room: int) -> Iterator[str]:
        """Cut what is over a limit into parts of so many tokens, or of half as many, and so on."""
        if room < 1 or not any(re.search(space, text) for space in _SPACES):
            yield from self._torn(text, opening, max(1, room))
            return
        splitter = RecursiveCharacterTextSplitter(
            list(_SPACES), is_separator_regex=True,
            chunk_size=room, chunk_overlap=0, length_function=self._length_function,
        )  # fmt: skip
        for part in filter(None, map(str.strip, splitter.split_text(text))):
            if self._keeps(opening + part):
                yield part
            else:
                yield from self._at_spaces(part, opening, room // 2)

    def _torn(self, word: str, opening: str, room: int) -> Iterator[str]:
        """Cut a word that is over a limit between characters, evenly; one alone is left as it is."""
        parts = max(2, ceil(_UNEVEN * self._length_function(word) / room))
        size = ceil(len(word) / parts)
        for start in range(0, len(word), size):
            part = word[start : start + size]
            if len(word) == 1 or self._keeps(opening + part):
                yield part
            else:
                yield from self._torn(part, opening, room)


def _most(keeps: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` that keeps within the limits, or 0: found by doubling.

    So that a piece costs a few looks at twice its length, however long the text is. Of numbers that
    keep, smaller ones must keep, too; where some do not, one is found that does.
    """
    high = 1
    while high <= most and keeps(high):
        high *= 2
    low = high // 2
    over = range(low + 1, min(high, most + 1))
    return low + bisect_left(over, True, key=lambda number: not keeps(number))
