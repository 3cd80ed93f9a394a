"""An error as problem details (RFC 9457): what is wrong, where, and how to mend it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: ("unreadable", "The request can't be read"),
    403: ("foreign", "Another site may not send this"),
    404: ("not-found", "There is no such thing here"),
    405: ("method-not-allowed", "This method can't be used here"),
    408: ("too-slow", "The request took too long"),
    413: ("too-large", "The request is too large"),
    415: ("not-json", "The request is not JSON"),
    421: ("misdirected", "This server has another name"),
    422: ("invalid", "The request can't be used"),
    429: ("too-many", "Too many requests"),
    500: ("broken", "Something broke"),
    503: ("not-ready", "Not ready to answer"),
}


class Mistake(BaseModel):
    """One part of a request that can't be used."""

    pointer: str | None = Field(None, description="Where in the body: a JSON Pointer as a fragment")
    parameter: str | None = Field(None, description="Or which parameter of the path or query")
    detail: str = Field(description="What is wrong with it")


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str = Field(description="Names the kind of problem, for programs")
    title: str = Field(description="The kind of problem in words")
    status: int = Field(description="The HTTP status")
    detail: str = Field(description="What is wrong this time, where, and how to mend it")
    instance: str = Field(description="The path that was asked for")
    errors: list[Mistake] | None = Field(None, description="Every part that can't be used (422)")
    retry_after_s: int | None = Field(None, description="Seconds until a retry may do (429)")


def problem(path: str, status: int, detail: str, **more: Any) -> dict[str, Any]:
    """The problem's JSON."""
    name, title = _TITLES.get(status, ("about", "The request can't be served"))
    told = Problem(
        type=f"urn:problem:fotnot:{name}", title=title, status=status, detail=detail,
        instance=quote(path), **more,
    )  # fmt: skip
    return told.model_dump(exclude_none=True)


def problem_response(
    path: str, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """The problem as a response, which nobody keeps."""
    return JSONResponse(
        problem(path, status, detail, **more),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        MEDIA_TYPE,
    )


def broken() -> str:
    """What is told of an error of ours: nothing of its inside."""
    return "something broke on our side; the server's log tells what. Try again"
