"""What stands before a mounted Gradio application: the routes that its page uses, and no others.

Gradio serves far more than a page needs: uploads, files, proxies, streams, functions of components.
Each is a door that somebody would have to watch. Here a route is open because it is in the list,
and an event reaches Gradio written anew from a strict schema, never as it came.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.admission import AdmissionController, TooManyError
from bot.serving.gradio_doors.events import SESSION, Cancel, Event, parsed
from bot.serving.gradio_doors.quiet import keep_gradio_quiet
from bot.serving.gradio_doors.sessions import OpenSessions
from bot.serving.problems import problem_response
from ingest.errors import InputError

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

_LARGEST_ASSET = 700_000  # bytes; the larger ones are of plots, which no page here has
_JOIN, _CANCEL, _NEWS = "/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/queue/data"
_OPEN = tuple(
    (method, re.compile(path))
    for method, path in (
        ("GET", r"/"),
        ("HEAD", r"/"),
        ("GET", r"/config"),
        ("GET", r"/theme\.css"),
        ("GET", r"/favicon\.ico"),
        ("GET", r"/assets/[^/]+"),
        ("GET", r"/static/(?:js|css|fonts|img)/[\w-]+(?:[./][\w-]+)*"),
        ("GET", r"/gradio_api/info"),
        ("GET", rf"/gradio_api/heartbeat/{SESSION}"),
        ("GET", re.escape(_NEWS)),
        ("POST", re.escape(_JOIN)),
        ("POST", re.escape(_CANCEL)),
    )
)
Check = Callable[[Event], Event]


def close_doors(
    app: "FastAPI", blocks: "gr.Blocks", admission: AdmissionController, check: Check, places: int
) -> None:
    """Put the gateway before the Blocks that `gr.mount_gradio_app` has just added to `app`.

    `check` gives an event as it may be handed on, or raises InputError; at most `places` events
    are under way at once.
    """
    keep_gradio_quiet()
    # Gradio looks at whether a file may be read only where its own `launch` has set this.
    blocks.has_launched = True
    mount = app.router.routes[-1]
    assert isinstance(mount, Mount)
    mount.app = Gateway(mount.app, blocks, admission, check, places)


class Gateway:
    """Serves the open routes; everything else is 404."""

    def __init__(
        self,
        app: ASGIApp,
        blocks: "gr.Blocks",
        admission: AdmissionController,
        check: Check,
        places: int,
    ) -> None:
        self._app = app
        self._admission = admission
        self._check = check
        self._blocks = blocks
        self._sessions = OpenSessions(blocks, places)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        try:
            if not _is_open(scope["method"], path):
                raise HTTPException(404, "there is nothing here")
            await self._serve(path, scope, receive, send)
        except (HTTPException, InputError, TooManyError) as error:
            await _refusal(scope["path"], error)(scope, receive, send)

    async def _serve(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        if path == _JOIN:
            # Counted before its body is read, which is what costs.
            self._admission.count(_client(scope), "event")
            await self._join(scope, await _body(receive), send)
        elif path == _CANCEL:
            await self._pass_on(scope, parsed(Cancel, await _body(receive)), send)
        elif path == _NEWS:
            async with self._sessions.followed(_client(scope), _session(scope)):
                await self._app(scope, receive, send)
        elif self._sessions.is_anothers(_client(scope), path.rpartition("/")[2]):
            raise HTTPException(404, "there is nothing here")  # the heartbeat of another's session
        else:
            await self._app(scope, receive, send)

    async def _join(self, scope: Scope, body: bytes, send: Send) -> None:
        event = self._check(self._known(parsed(Event, body)))
        self._sessions.enter(_client(scope), event.session_hash)
        status = 0
        try:
            status = await self._pass_on(scope, event, send)
        finally:
            self._sessions.entered(event.session_hash, status == 200)

    def _known(self, event: Event) -> Event:
        """The event, if the reader's page has it and it has that many values.

        Raises:
            InputError: it has not, as where the page is older than the server.
        """
        state = self._blocks.state_holder.session_data.get(event.session_hash)
        functions = state.blocks_config.fns if state is not None else self._blocks.fns
        function = functions.get(event.fn_index)
        if function is None or len(function.inputs) != len(event.data):
            raise InputError("the page has no such event any more; reload it")
        return event

    async def _pass_on(self, scope: Scope, event: BaseModel, send: Send) -> int:
        """Hand on the request with the event in place of its body; the status of the response."""
        body = event.model_dump_json(exclude_unset=True).encode()
        headers = [h for h in scope["headers"] if h[0] not in (b"content-length", b"content-type")]
        headers += [(b"content-length", b"%d" % len(body)), (b"content-type", b"application/json")]
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app({**scope, "headers": headers}, receive, noting)
        return status


def _refusal(path: str, error: HTTPException | InputError | TooManyError) -> Response:
    if isinstance(error, HTTPException):
        return problem_response(path, error.status_code, str(error.detail), error.headers)
    if isinstance(error, TooManyError):
        wait = {"Retry-After": str(error.retry_after_s), "Connection": "close"}
        return problem_response(path, 429, str(error), wait, retry_after_s=error.retry_after_s)
    return problem_response(path, 422, str(error))


def _is_open(method: str, path: str) -> bool:
    if not any(m == method and known.fullmatch(path) for m, known in _OPEN):
        return False
    return not path.startswith("/assets/") or path.rpartition("/")[2] in _assets()


@cache
def _assets() -> frozenset[str]:
    """The names of Gradio's scripts and styles that are served."""
    from gradio.routes import BUILD_PATH_LIB

    found = Path(BUILD_PATH_LIB).iterdir()
    return frozenset(p.name for p in found if p.is_file() and p.stat().st_size <= _LARGEST_ASSET)


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("local", 0))[0])


def _session(scope: Scope) -> str:
    """The session that news are asked for.

    Raises:
        HTTPException: 422, none is named.
    """
    named = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])
    if len(named) != 1 or not re.fullmatch(SESSION, named[0]):
        raise HTTPException(422, "session_hash: letters, digits and dashes, at most 64")
    return str(named[0])


async def _body(receive: Receive) -> bytes:
    """A request's whole body; its size was bounded before it came here."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HTTPException(400, "the request ended before its body did")
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)
