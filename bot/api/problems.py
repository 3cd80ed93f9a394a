"""Errors as problem details (RFC 9457): what is wrong, where, and how to mend it."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from bot.api.limits import TooManyError
from ingest.errors import InputError

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("fotnot")
_TITLES = {
    400: ("unreadable", "The request can't be read"),
    404: ("not-found", "There is no such thing here"),
    405: ("method-not-allowed", "This method can't be used here"),
    413: ("too-large", "The request is too large"),
    415: ("not-json", "The request is not JSON"),
    422: ("invalid", "The request can't be used"),
    429: ("too-many", "Too many requests"),
    500: ("broken", "Something broke"),
    503: ("not-ready", "Not ready to answer"),
}
_PLAINER = {
    "missing": "is needed",
    "extra_forbidden": "can't stand here; take it out. A body has question and earlier, or turns; "
    "and language, page, article",
    "string_pattern_mismatch": "has nothing in it that can be seen; write something",
    "model_attributes_type": "must be a JSON object",
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


def tell_problems(api: FastAPI) -> None:
    """Let every error of the API be told as a problem."""
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(InputError, _unusable)
    api.add_exception_handler(TooManyError, _too_many)
    api.add_exception_handler(Exception, _broken)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    path, status, detail = request.url.path, error.status_code, str(error.detail)
    if status == 404 and detail == "Not Found":
        detail = f"there is nothing at {path}; /docs tells what there is"
    elif status == 405:
        allowed = (error.headers or {}).get("Allow", "")
        detail = f"{request.method} can't be used at {path}; use {allowed}"
    elif status == 400:
        detail = "the body is not JSON in UTF-8; send it as /docs tells"
    return problem_response(path, status, detail, error.headers)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    mistakes = [_mistake(found) for found in error.errors()]
    where = [f"{m.pointer or m.parameter}: {m.detail}" for m in mistakes]
    more = f" (and {len(where) - 3} more)" if len(where) > 3 else ""
    detail = f"{'; '.join(where[:3])}{more}. /docs tells what can be sent"
    return problem_response(request.url.path, 422, detail, errors=mistakes)


def _mistake(found: Mapping[str, Any]) -> Mistake:
    place: Sequence[Any] = found["loc"]
    message = found["msg"][:1].lower() + found["msg"][1:]
    detail = _PLAINER.get(found["type"], message)
    if place[0] != "body":
        return Mistake(parameter=str(place[-1]), detail=detail)
    if found["type"] == "json_invalid":
        return Mistake(pointer="#", detail=f"is not JSON ({found['ctx']['error']} at {place[-1]})")
    # The second step names which of the two bodies was meant: no field of the request.
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place[2:])
    return Mistake(pointer="#" + "".join(f"/{quote(step)}" for step in steps), detail=detail)


def _unusable(request: Request, error: Exception) -> JSONResponse:
    return problem_response(request.url.path, 422, str(error))


def _too_many(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, TooManyError)
    wait_s = error.retry_after_s
    return problem_response(
        request.url.path, 429, str(error), {"Retry-After": str(wait_s)}, retry_after_s=wait_s
    )


def _broken(request: Request, _error: Exception) -> JSONResponse:
    return problem_response(request.url.path, 500, broken())


def broken() -> str:
    """What is told of an error of ours: nothing of its inside."""
    return "something broke on our side; the server's log tells what. Try again"
