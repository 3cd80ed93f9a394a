"""A long message in stretches that are heard each for itself, so that its end is heard like its start.

The encoder reads a bounded number of tokens; and a sentence torn from a story sounds worse than it is.
"""

import re
from collections.abc import Iterator

LONGEST = 380  # characters: in no language more tokens than the encoder reads of a message
_CARRIED = 160  # characters; a sentence up to that long stands in both stretches that it parts
_SENTENCES = re.compile(r"(?<=[.!?\n])\s+|\n+")
_PIECE = re.compile(rf".{{1,{LONGEST}}}(?:\s|$)|.{{{LONGEST}}}", re.DOTALL)


def sentences(message: str) -> list[str]:
    """The sentences and lines of a message."""
    return [part for part in _SENTENCES.split(message) if part.strip()]


def stretches(message: str) -> list[str]:
    """The message in parts of whole sentences; a part begins with the last sentence of the one before.

    A message of at most LONGEST characters is one stretch; a longer sentence is cut between words.
    """
    if len(message) <= LONGEST:
        return [message]
    found: list[str] = []
    held: list[str] = []
    for sentence in _bounded(message):
        if held and len(" ".join((*held, sentence))) > LONGEST:
            found.append(" ".join(held))
            last = held[-1]
            fits = len(last) <= _CARRIED and len(last) + 1 + len(sentence) <= LONGEST
            held = [last] if fits else []
        held.append(sentence)
    return [*found, " ".join(held)]


def _bounded(message: str) -> Iterator[str]:
    for sentence in sentences(message):
        if len(sentence) <= LONGEST:
            yield sentence
        else:
            yield from (piece.strip() for piece in _PIECE.findall(sentence) if piece.strip())
