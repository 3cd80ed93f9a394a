"""Which other sites' pages may use the server: those that the settings name, on every route."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.serving.problems import problem_response

_SAFE = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")  # what a browser says of our own page and of the address bar
_DEFAULT_PORTS = (":80", ":443")
_REFUSAL = (
    "a page of another site may not send this; whoever runs the server names the sites that may "
    "in the setting allowed_origins (FOTNOT_ALLOWED_ORIGINS)"
)


class Origins:
    """Refuses what another site's page sends, unless its origin is allowed.

    What it only reads it may send for: without the headers of CORS, which the allowed alone are
    given, its browser does not show it. Sources: the Fetch standard; Fetch Metadata headers.
    """

    def __init__(self, app: ASGIApp, allowed: Sequence[str]) -> None:
        self._app = app
        self._allowed = frozenset(origin.rstrip("/").lower() for origin in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] == "http" and scope["method"] not in _SAFE and self._is_foreign(scope):
            await problem_response(scope["path"], 403, _REFUSAL)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:  # no browser, or an old one's form, which has no JSON
            return headers.get("sec-fetch-site", "none") not in _OURS
        if headers.get("sec-fetch-site") in _OURS or origin.lower() in self._allowed:
            return False
        try:
            own = urlsplit(origin).netloc  # none in “null”, which a sandboxed frame sends
        except ValueError:
            return True
        return not own or _address(own) != _address(headers.get("host", ""))


def _address(host: str) -> str:
    """A host with its port, where that is not the scheme's own."""
    host = host.lower()
    return host[: host.rindex(":")] if host.endswith(_DEFAULT_PORTS) else host
