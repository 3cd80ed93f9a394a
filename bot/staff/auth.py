"""Who may see what is below a path: a password, few guesses, and no page of another site."""

import base64
import binascii
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.clients import network_of
from bot.serving.rates import MinuteLimit

WRONG_GUESSES = 10  # within a minute
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
_OURS = ("same-origin", "none")  # what Sec-Fetch-Site says of this page and of the address bar


class Guard:
    """Asks for the password below `path`, and lets everything else through untouched.

    Without a password nothing is there: 404, whatever is mounted above. A browser sends the
    password on its own, so what another site's page asks for is refused, but for following a link.
    Sources: RFC 7617 (Basic), the Fetch Metadata headers.
    """

    def __init__(self, app: ASGIApp, path: str, password: str | None) -> None:
        self._app = app
        self._path = path
        self._password = password.encode() if password else None
        self._guesses = MinuteLimit(WRONG_GUESSES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, refuse, or ask for the password."""
        if scope["type"] not in ("http", "websocket") or not self._is_below(scope):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            is_asset = any(p.startswith(f"{self._path}/assets/") for p in _paths(scope))
            await self._app(scope, receive, _private(send, is_asset))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, _private(send))

    def _is_below(self, scope: Scope) -> bool:
        return any(p == self._path or p.startswith(f"{self._path}/") for p in _paths(scope))

    def _refusal(self, scope: Scope) -> Response | None:
        """What is said instead of the page, or None."""
        if self._password is None:
            return PlainTextResponse("Not Found", 404)
        headers = Headers(scope=scope)
        if _is_from_elsewhere(scope, headers):
            return PlainTextResponse("Not from another site", 403)
        client = _client(scope)
        if wait_s := self._guesses.wait_s(client):
            wait = {"Retry-After": str(wait_s)}
            return PlainTextResponse("Too many wrong passwords; wait a minute", 429, wait)
        given = _password(headers.get("authorization"))
        if given is None or not secrets.compare_digest(given, self._password):
            if given is not None:
                self._guesses.spend(client)
            ask = {"WWW-Authenticate": 'Basic realm="Fotnot", charset="UTF-8"'}
            return PlainTextResponse("The password is needed", 401, ask)
        if self._path in _paths(scope):
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{scope['path']}/{'?' if query else ''}{query}")
        return None


def _paths(scope: Scope) -> tuple[str, str]:
    """The path as it was asked for, and without what a proxy in front puts before it."""
    return scope["path"], scope["path"].removeprefix(scope.get("root_path", ""))


def _password(authorization: str | None) -> bytes | None:
    """The password of a Basic authorization, whoever the user; None when there is none."""
    scheme, _, credentials = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(credentials.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded.partition(b":")[2]


def _is_from_elsewhere(scope: Scope, headers: Headers) -> bool:
    """Whether a page of another site asks, other than by a link that somebody follows."""
    site = headers.get("sec-fetch-site")
    follows = scope.get("method") in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
    if site is not None:
        return site not in _OURS and not follows
    origin = headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc != headers.get("host")
    except ValueError:  # no browser's
        return True


def _client(scope: Scope) -> str:
    return network_of(str((scope.get("client") or ("local", 0))[0]))


def _private(send: Send, is_asset: bool = False) -> Send:
    """A `send` whose responses no frame, crawler or other site may have, and no cache but assets.

    Assets are the page's scripts and styles: the same for all, and nothing of what is kept.
    """

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
            headers.update(_HEADERS)
            if is_asset:
                headers["Cache-Control"] = "private, max-age=86400"
        await send(message)

    return sending
