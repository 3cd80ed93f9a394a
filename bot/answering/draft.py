"""An answer in the article's own words, and what a language model needs to write it better."""

from dataclasses import dataclass

from bot.answer import Answer
from ingest.folder import Source


@dataclass(frozen=True, slots=True)
class Draft:
    """`answer` is whole as it is, for a question and those asked before it.

    `sentences` are the ids of those that a model may use, those of the answer first, the best of
    the others before the rest. `conflicting` when two of the answer's statements disagree.
    """

    answer: Answer
    question: str
    earlier: tuple[str, ...]
    source: Source
    sentences: tuple[str, ...]
    conflicting: bool
