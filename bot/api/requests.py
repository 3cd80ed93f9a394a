"""The bodies of POST /v1/answers: a question with those asked before it, in either of two forms."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag
from starlette.exceptions import HTTPException
from starlette.requests import Request as HTTPRequest

from bot.request import MAX_QUESTION, VISIBLE, Request
from languages.known import LANGUAGES

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[LANGUAGES]

MOST_EARLIER = 20
Question = Annotated[
    str, Field(min_length=1, max_length=MAX_QUESTION, pattern=VISIBLE, description="A question")
]
Earlier = Annotated[str, Field(max_length=MAX_QUESTION)]


def only_json(request: HTTPRequest) -> None:
    """Refuse a body that is not said to be JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (
        kind.startswith("application/") and kind.endswith("+json")
    ):
        raise HTTPException(415, "send the body as Content-Type: application/json")


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    language: Language | None = Field(
        None, description="The answer's language; detected when it is not given"
    )
    page: Language | None = Field(
        None,
        description="The language of the page that it is asked on: a hint for detection, "
        "the article's own when it is not given",
    )
    article: str | None = Field(
        None, max_length=200, description="Slug of the article to keep to; else all are searched"
    )


class AskedQuestion(_Asked):
    """A question, and those asked before it."""

    question: Question
    earlier: list[Earlier] = Field(
        default=[],
        max_length=MOST_EARLIER,
        description="The questions asked before it in the same conversation, oldest first; "
        "a follow-up like “and for children?” leans on them",
    )


class AskedTurns(_Asked):
    """A conversation: the last turn is asked, the earlier ones were asked before it."""

    turns: list[Question] = Field(min_length=1, max_length=MOST_EARLIER + 1)


def _form(body: Any) -> str:
    return "turns" if isinstance(body, dict) and "turns" in body else "question"


QuestionText = Annotated[
    Annotated[AskedQuestion, Tag("question")] | Annotated[AskedTurns, Tag("turns")],
    Discriminator(_form),
]


def request_of(asked: AskedQuestion | AskedTurns) -> Request:
    """The request that a body stands for."""
    turns = asked.turns if isinstance(asked, AskedTurns) else [*asked.earlier, asked.question]
    return Request(turns[-1], tuple(turns[:-1]), asked.language, asked.page, asked.article)
