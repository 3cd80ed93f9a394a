"""The API's own description: /openapi.json, and /docs, which loads nothing from elsewhere."""

import base64
import hashlib
import re
from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from bot.serving.problems import MEDIA_TYPE, Problem

ABOUT = """\
Fotnot answers questions from a wellness article in the article's own words, with reference
numbers on its claims, and always ends with a medical disclaimer.

* **Questions and answers** are JSON in UTF-8. An answer's `text` is Markdown, ready to show;
  its `statements` say which sentence each claim rests on and which references it cites.
* **Errors** are problem details (RFC 9457), `application/problem+json`; `detail` says what is
  wrong, where, and how to mend it.
* **Limits**: the length of a question, the size of a request, requests a minute per client, and
  answers under way at once. What is over the last two gets 429 and `Retry-After`.
* New fields may come; ignore those that you do not know. None will go within `/v1`.
"""
_ALL = {404: "There is no such thing", 422: "The request can't be used", 500: "Something broke"}
_READ = {429: "Too many requests; `Retry-After` says when to try again"}
_SENT = {
    400: "The body can't be read",
    413: "The request is too large",
    415: "The body is not JSON",
}


def describe(api: FastAPI) -> None:
    """Serve the OpenAPI document and a page that shows it."""
    api.openapi = lambda: _document(api)  # type: ignore[method-assign]
    api.mount("/docs/files", StaticFiles(packages=[("fastapi_offline", "static")]))

    @api.get("/openapi.json", include_in_schema=False)
    def openapi() -> dict[str, Any]:
        return api.openapi()

    @api.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "").rstrip("/")
        page = get_swagger_ui_html(
            openapi_url=f"{root}/openapi.json",
            title=api.title,
            swagger_js_url=f"{root}/docs/files/swagger-ui-bundle.js",
            swagger_css_url=f"{root}/docs/files/swagger-ui.css",
            swagger_favicon_url="data:,",
            swagger_ui_parameters={"validatorUrl": None},
        )
        page.headers["Content-Security-Policy"] = _policy(bytes(page.body))
        return page


def _policy(page: bytes) -> str:
    """Only what comes from this server, and the page's own script by its hash."""
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return (
        f"default-src 'none'; script-src 'self' {allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
    )


def _document(api: FastAPI) -> dict[str, Any]:
    if api.openapi_schema is None:
        document = get_openapi(
            title=api.title, version=api.version, description=ABOUT, routes=api.routes
        )
        schemas = document["components"]["schemas"]
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        told = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(told.pop("$defs"))
        schemas["Problem"] = told
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _tell_errors(operation, path, method)
        api.openapi_schema = document
    return api.openapi_schema


def _tell_errors(operation: dict[str, Any], path: str, method: str) -> None:
    """Every error that an operation may answer with, as a problem."""
    responses = operation["responses"]
    errors = {500: _ALL[500]} if not path.startswith("/v1/") else _ALL | _READ
    errors |= _SENT if method == "post" else {}
    responses.pop("422", None)
    for status, description in errors.items():
        responses.setdefault(str(status), {"description": description})
    for status, response in responses.items():
        if int(status) < 400:
            continue
        schema = {"$ref": "#/components/schemas/Problem"}
        response["content"] = {MEDIA_TYPE: {"schema": schema}}
        if status == "429":
            response["headers"] = {
                "Retry-After": {
                    "description": "Seconds until a retry may do",
                    "schema": {"type": "integer"},
                }
            }
