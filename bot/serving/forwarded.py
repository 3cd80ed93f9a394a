"""What a proxy tells of a request: believed from trusted ones, taken out of all others."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.serving.clients import TrustedProxies

# Gradio makes its own address from the last of these, whoever sends it.
_TOLD = ("forwarded", "x-forwarded-", "x-real-ip", "x-gradio-")


class Forwarded:
    """Sets client, scheme and host as a trusted proxy tells them, and lets nothing else see them."""

    def __init__(self, app: ASGIApp, proxies: TrustedProxies) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] in ("http", "websocket"):
            peer = (scope.get("client") or ("", 0))[0]
            if peer in self._proxies:
                scope = _believed(scope, self._proxies)
            scope = {**scope, "headers": [h for h in scope["headers"] if not _is_told(h[0])]}
        await self._app(scope, receive, send)


def _is_told(name: bytes) -> bool:
    return name.decode("latin-1").lower().startswith(_TOLD)


def _believed(scope: Scope, proxies: TrustedProxies) -> Scope:
    headers = Headers(scope=scope)
    scope = dict(scope)
    client = proxies.client(headers.get("x-forwarded-for", ""))
    if client is not None:
        scope["client"] = (client, 0)
    scheme = headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    if scheme in ("http", "https"):
        scope["scheme"] = scheme
    host = headers.get("x-forwarded-host", "").partition(",")[0].strip()
    if host:
        others = [header for header in scope["headers"] if header[0] != b"host"]
        scope["headers"] = [*others, (b"host", host.encode("latin-1"))]
    return scope
