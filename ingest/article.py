"""What an article is made of; plain, frozen values that every later stage reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

LinkStatus = Literal["marker", "reviewed", "suggested"]
StudyKind = Literal[
    "meta-analysis",
    "review",
    "randomised trial",
    "pilot or open study",
    "animal",
    "laboratory",
    "guideline",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence's tie to one reference: its number, how it is known, and why.

    `score` is 1.0 for `marker` and `reviewed`; for `suggested` the linker's certainty, 0 to 1.
    """

    number: int
    status: LinkStatus
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence: `text` is exact but for printed markers; `id` lives as long as it.

    `unsourced` when a person found that it tells a study that the list has no entry for.
    """

    id: str
    text: str
    paragraph: int
    links: tuple[Link, ...] = ()
    unsourced: bool = False

    def numbers(self, suggested: bool) -> frozenset[int]:
        """The references that it may cite; with `suggested` also those of the linker alone."""
        sure = (link for link in self.links if suggested or link.status != "suggested")
        return frozenset(link.number for link in sure)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its level (1 for the text below the title) and its sentences in order."""

    heading: str
    level: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the numbered list; `text` is the whole entry as printed, without its number.

    `continued_by` is the number of an entry that holds this one's tail, where the page broke it.
    """

    number: int
    text: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    title: str = ""
    journal: str | None = None
    doi: str | None = None
    url: str | None = None
    kind: StudyKind | None = None
    continued_by: int | None = None


@dataclass(frozen=True)
class Article:
    """A parsed capture; `furniture` are the dropped lines, `warnings` what a reviewer must see."""

    slug: str
    sha256: str
    title: str
    language: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    disclaimer: str | None = None
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    @cached_property
    def places(self) -> Mapping[str, tuple[Section, Sentence]]:
        """Sentence id → its section and itself, in reading order."""
        return {
            sentence.id: (section, sentence)
            for section in self.sections
            for sentence in section.sentences
        }

    def reference(self, number: int) -> Reference | None:
        """The entry with that number, or None."""
        return next((entry for entry in self.references if entry.number == number), None)
