"""What a reader gets: an answer, the statements it makes, what they cite, and its parts in order."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.kinds import Kind, Stance, Topic
from ingest.article import LinkStatus


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: the article's slug, the sentence's id, its section, exact text."""

    article: str
    sentence: str
    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer, in the reader's language, on the sentence that it rests on.

    `unsourced` marks a study's result for which the article's list has no entry. `further` are
    other sentences that it rests on, too, when a language model joined what they say.
    """

    text: str
    source: Place
    citations: tuple[int, ...] = ()
    unsourced: bool = False
    further: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """All sentences that it rests on, the main one first."""
        return (self.source, *self.further)


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry of the reference list that an answer cites, with how its link is known."""

    number: int
    text: str
    doi: str | None
    url: str | None
    kind: str | None
    year: int | None
    status: LinkStatus | None
    continued_by: int | None = None
    tail: str | None = None


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage as the machine interface shows it."""

    sentence: str
    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent to a language model and written by it, and their cost where prices are set.

    `estimated` where the provider told no count; `cached` when an earlier answer was used again.
    """

    input_tokens: int
    output_tokens: int
    estimated: bool = False
    cached: bool = False
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Fixed words, in Markdown; with a `helpline`, what stands first where somebody may need it."""

    text: str
    helpline: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The few words that say the answer itself, and the places of the statements it rests on."""

    text: str
    stance: Stance
    rests_on: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement: a paragraph of its own, an item of a list, in running text, or quoted."""

    statement: Statement
    form: Literal["paragraph", "item", "running", "quote"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Sections:
    """The headings of the sections that the statements stand in, in the reader's language."""

    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Entries of the reference list, under the heading "Sources" or as the answer itself."""

    citations: tuple[Citation, ...]
    heading: bool = True


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Questions that can be asked, with the fixed words before them."""

    opening: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The medical disclaimer."""

    text: str


Block = Notice | Lead | Stated | Sections | Sources | Suggestions | Disclaimer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets: its parts are `blocks`, in order, and `text` is their Markdown.

    The text ends with `disclaimer`.

    `generated` when a language model wrote it; `fallback` tells why one that was asked, or was to
    be, did not. `topic` is what small talk is on; of a decline `ask_back` where it asks what was
    meant, `shop` where it is a matter for the shop. `missing` are the question's own words for what
    the article does not name.
    """

    kind: Kind
    language: str
    text: str
    disclaimer: str
    blocks: tuple[Block, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[FoundPassage, ...] = ()
    article: str | None = None
    sha256: str | None = None
    confidence: float = 0.0
    suggestions: tuple[str, ...] = ()
    dropped: int = 0
    generated: bool = False
    fallback: str | None = None
    usage: Usage | None = None
    topic: Topic | None = None
    missing: tuple[str, ...] = ()

    @property
    def lead(self) -> Lead | None:
        """The words that say the answer itself, where it has some."""
        return next((block for block in self.blocks if isinstance(block, Lead)), None)

    @property
    def helpline(self) -> str:
        """The words with a helpline's number that stand before an answer; "" where none do."""
        return "".join(b.text for b in self.blocks if isinstance(b, Notice) and b.helpline)


def with_details(answer: Answer, **details: object) -> Answer:
    """The same answer with more fields filled in; never with another text or disclaimer."""
    if {"text", "disclaimer", "blocks"} & set(details):
        raise ValueError("blocks and their text are joined in with_disclaimer alone")
    return replace(answer, **details)  # type: ignore[arg-type]
