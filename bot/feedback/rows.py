"""What goes into the kept data and what comes out of it, as plain values."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bot.pii.masking import mask

Event = Literal["declined", "up", "down"]
Verdict = Literal["up", "down"]
Order = Literal["newest", "most"]

MOST_QUESTION, MOST_COMMENT, MOST_SENTENCES, MOST_NAME = 2000, 1000, 20, 100
_READ = 3 * MOST_QUESTION  # nothing beyond it is looked at
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SENTENCE = re.compile(r"s[0-9a-f]{6,16}")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One event as it is stored: masked text, and nothing of who or where; `at` is a UTC minute."""

    at: datetime
    event: Event
    question: str
    normal: str
    language: str
    article: str
    kind: str
    sentences: str
    comment: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that was declined or got a thumb down, with all who asked it in those words.

    `question` is its newest wording, `count` how often it was declined or got a thumb down,
    `comments` the newest ones first.
    """

    question: str
    language: str
    article: str
    declined: int
    up: int
    down: int
    last_seen: datetime
    kinds: tuple[str, ...] = ()
    comments: tuple[str, ...] = field(default=())

    @property
    def count(self) -> int:
        """How often it went unanswered or was answered badly."""
        return self.declined + self.down


def new_row(
    event: Event,
    question: str,
    language: str,
    article: str | None,
    kind: str,
    sentences: Sequence[str] = (),
    comment: str = "",
) -> KeptRow:
    """An event made ready to be stored: masked, bounded, with the present minute as its time."""
    asked = masked(question, MOST_QUESTION)
    return KeptRow(
        datetime.now(UTC).replace(second=0, microsecond=0, tzinfo=None),
        event,
        asked,
        normalised(asked),
        _name(language),
        _name(article or ""),
        _name(kind),
        " ".join(s for s in sentences[:MOST_SENTENCES] if _SENTENCE.fullmatch(s)),
        masked(comment, MOST_COMMENT),
    )


def normalised(question: str) -> str:
    """A question without what tells wordings apart to the eye alone: case, spaces, closing signs."""
    folded = unicodedata.normalize("NFKC", question).casefold()
    return " ".join(folded.split()).strip(" .!?…,;:\"'”“»«")[:MOST_QUESTION]


def masked(text: str, most: int) -> str:
    """A text without control characters and without what tells who somebody is, cut to `most`."""
    written = unicodedata.normalize("NFC", _CONTROL.sub("", text[:_READ]))
    return mask(written.strip(), most)


def _name(name: str) -> str:
    """A language, slug or kind; what can't be one is not stored."""
    return name if _NAME.fullmatch(name) and len(name) <= MOST_NAME else ""
