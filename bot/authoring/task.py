"""What the two kinds of drafting have in common: a prompt, and a reply sifted into lines."""

import json
from dataclasses import dataclass
from typing import Any, Protocol

from bot.authoring.material import SentenceInPlace
from bot.llm.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of one sentence.

    `kept` are lines for the out file, `person` lines for the list of what needs a person, `failed`
    the reasons against what was put aside. `readable` unless the reply held no JSON to read.
    """

    kept: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    readable: bool = True


class Task(Protocol):
    """One kind of drafting for one article and language."""

    name: str
    weak: str  # what a person is told where the index has learnt nothing of the language

    @property
    def pieces(self) -> tuple[SentenceInPlace, ...]:
        """The sentences to draft for."""

    def prompt(self, piece: SentenceInPlace) -> Prompt:
        """What is sent for a sentence."""

    def expected(self, piece: SentenceInPlace) -> str:
        """A text about as long as the reply will be."""

    def draft(self, piece: SentenceInPlace, reply: str) -> Drafted:
        """The reply, checked."""

    def unsent(self, piece: SentenceInPlace) -> Drafted:
        """What becomes of a sentence that is not sent."""

    def remember(self, line: dict[str, Any]) -> None:
        """Take note of a line that an earlier run has kept."""


def as_line(**fields: Any) -> str:
    """A line of JSON, readable in any script."""
    return json.dumps(fields, ensure_ascii=False)
