"""The API's errors, each told as problem details."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from bot.serving.admission import TooManyError
from bot.serving.problems import Mistake, broken, problem_response
from ingest.errors import InputError

_PLAINER = {
    "missing": "is needed",
    "extra_forbidden": "can't stand here; take it out. A body has question and earlier, or turns; "
    "and language, page, article",
    "string_pattern_mismatch": "has nothing in it that can be seen; write something",
    "model_attributes_type": "must be a JSON object",
}


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
