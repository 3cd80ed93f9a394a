"""A message to learn from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingMessage:
    """A text and its language; its kind, "" where only that it is no alarm is known.

    `origin` is the text that it was made of; copies of one text never teach and test in one fold.
    """

    text: str
    kind: str
    language: str
    origin: str
