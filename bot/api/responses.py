"""What the API answers, described for OpenAPI; the values are those of the machine interface."""

from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from bot.fact_check.verify import Fault
from bot.kinds import KINDS, BlockType, Kind, Stance, Topic
from ingest.article import LinkStatus, StudyKind


def _unsaid(schema: dict[str, Any]) -> None:
    """Leave out that more fields may come: a schema allows them, and examples would show some."""
    schema.pop("additionalProperties", None)


class _Told(BaseModel):
    # What a later version adds passes through.
    model_config = ConfigDict(extra="allow", json_schema_extra=_unsaid)


class Evidence(_Told):
    """Where a statement stands in the article."""

    article: str = Field(description="Slug of the article")
    sentence: str = Field(description="Id of the sentence")
    section: str = Field(description="Heading of its section")
    quote: str = Field(description="The article's exact sentence")


class Claim(_Told):
    """One claim of an answer, in the reader's language."""

    text: str
    source: Evidence
    citations: list[int] = Field(description="Numbers of the references that it rests on")


class Leading(_Told):
    """The few words that say the answer itself."""

    text: str
    stance: Stance = Field(
        description="yes, no, mixed; not_said, where the article does not say it; value, for a "
        "number or a duration; both, where two things are named and none is put first"
    )
    rests_on: list[int] = Field(description="Places in `statements` that it comes from")


class Part(_Told):
    """A part of the message; `text` of the message is the parts' Markdown."""

    type: BlockType
    text: str = Field(description="Its Markdown")
    statement: int | None = Field(None, description="Of a statement: its place in `statements`")
    headings: list[str] | None = Field(None, description="Of sections: their headings")
    questions: list[str] | None = Field(None, description="Of suggestions: the questions")
    numbers: list[int] | None = Field(None, description="Of sources: their reference numbers")

    @model_serializer(mode="wrap")
    def _told(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What the part has; no part has all."""
        return {name: value for name, value in dump(self).items() if value is not None}


class Cited(_Told):
    """A reference that the answer cites."""

    number: int
    text: str = Field(description="The entry as printed in the article's list")
    doi: str | None
    url: str | None
    kind: StudyKind | None = Field(description="The kind of study")
    year: int | None
    status: LinkStatus | None = Field(
        description="How the link from sentence to reference is known: printed in the article "
        "(marker), confirmed by a person (reviewed), or found by the linker (suggested)"
    )


class Near(_Told):
    """A sentence that retrieval found, best first."""

    sentence: str
    quote: str
    score: float


class About(_Told):
    """The article that the answer is from, and the SHA-256 of its capture."""

    slug: str | None
    sha256: str | None


class Spent(_Told):
    """What a language model's answer cost."""

    input_tokens: int
    output_tokens: int
    estimated: bool = Field(description="Whether the provider told no count")
    cached: bool = Field(description="Whether an earlier answer was used again")
    cost: float | None = Field(description="In the currency of the prices that are set")


class ToldAnswer(_Told):
    """An answer."""

    question: str
    language: str = Field(description="The answer's language")
    kind: Kind = Field(
        description="What the message is: "
        + "; ".join(f"{kind}, {told}" for kind, told in KINDS.items())
    )
    topic: Topic | None = Field(
        description="What small talk is on; ask_back for a decline that asks what was meant"
    )
    missing: list[str] = Field(
        description="What the question asks about and the article does not name, in its own words"
    )
    text: str = Field(description="The whole message in Markdown; it ends with the disclaimer")
    lead: Leading | None = Field(description="Null where nothing says the answer itself surely")
    blocks: list[Part] = Field(description="The parts of the message, in order")
    statements: list[Claim]
    citations: list[Cited]
    passages: list[Near] = Field(description="The ten best sentences, also for a decline")
    disclaimer: str
    article: About
    confidence: float = Field(description="How likely it is that the article answers, 0 to 1")
    suggestions: list[str] = Field(description="Questions that the article answers, to go on with")
    generated: bool = Field(description="Whether a language model wrote it")
    fallback: str | None = Field(description="Why a language model that was to write did not")
    usage: Spent | None
    elapsed_ms: float = Field(description="Time to answer")


class VerifiedSentence(_Told):
    """A sentence of a text that was verified."""

    text: str
    stands: bool
    reasons: list[Fault] = Field(description="Why it does not stand")
    quote: str | None = Field(description="The article's sentence that it stands on")
    citations: list[int] = Field(description="Numbers of the references that it may cite")


class ToldVerdict(_Told):
    """Whether a text stands on the article."""

    stands: bool = Field(description="Whether each of its sentences does")
    reasons: list[Fault] = Field(description="Why not, of all its sentences")
    sentences: list[VerifiedSentence]


class Link(_Told):
    """A sentence's tie to a reference."""

    number: int
    status: LinkStatus
    score: float = Field(description="1 for marker and reviewed; else the linker's certainty")


class ToldSentence(_Told):
    """A sentence, and what it cites."""

    id: str
    text: str = Field(description="The sentence without its printed markers")
    citations: list[Link]


class Heading(_Told):
    """A section's heading; level 1 is the text below the title."""

    heading: str
    level: int


class ToldSection(Heading):
    """A section and its sentences, in order."""

    sentences: list[ToldSentence]


class Entry(_Told):
    """An entry of the article's reference list."""

    number: int
    text: str = Field(description="The whole entry as printed, without its number")
    authors: list[str]
    year: int | None
    title: str
    journal: str | None
    doi: str | None
    url: str | None
    kind: StudyKind | None
    continued_by: int | None = Field(
        description="Number of an entry that holds this one's tail, where the page broke it"
    )


class ToldArticle(_Told):
    """A whole article, as `fotnot parse --json` prints it."""

    title: str
    language: str
    sections: list[ToldSection]
    references: list[Entry]
    disclaimer: str | None = Field(description="The page's own disclaimer")
    furniture: list[str] = Field(description="Lines of the page that are no part of the article")
    warnings: list[str] = Field(description="What a reviewer must look at")


class Listed(_Told):
    """An article in the list of articles."""

    slug: str
    title: str
    language: str
    sections: int
    sentences: int
    references: int


class Listing(_Told):
    """The articles that answers come from."""

    articles: list[Listed]


class OneSentence(ToldSentence):
    """A sentence with its section, and questions that it answers."""

    article: str = Field(description="Slug of the article")
    section: Heading
    questions: list[str] = Field(description="Up to six questions that it answers")


class Supported(_Told):
    """A sentence that rests on a reference."""

    id: str
    text: str
    section: str
    status: LinkStatus


class OneReference(Entry):
    """An entry of the reference list, and the sentences that rest on it."""

    article: str = Field(description="Slug of the article")
    supports: list[Supported]


class Alive(_Told):
    """The process lives."""

    status: Literal["ok"]


class Ready(_Told):
    """The index answers."""

    status: Literal["ready"]
    articles: list[str] = Field(description="Slugs of the articles in the index")
    index: str = Field(description="Name of the index that is served; each ingest makes a new one")
    opened: str = Field(description="When this process opened it, in UTC")
