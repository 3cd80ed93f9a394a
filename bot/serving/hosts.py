"""By which names the server may be called: a name that is not ours may be another site's trick.

A page elsewhere can let its own name lead to this machine (DNS rebinding), and is then of one
origin with it. What is served to our names alone can't be read so.
"""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.serving.problems import problem_response

LOCAL = ("localhost", "127.0.0.1", "::1")
_REFUSAL = (
    "this server does not answer by that name; whoever runs it lists its names in the setting "
    "hosts (FOTNOT_HOSTS)"
)


class Hosts:
    """Refuses a request for a host that is not named; “*.shop.example” names all below it."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._below = tuple(name[1:].lower() for name in names if name.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope).get("host", "")):
            await problem_response(scope["path"], 421, _REFUSAL)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        return name in self._names or name.endswith(self._below)


def host_name(host: str) -> str:
    """A Host header without its port, in small letters; an IPv6 address without its brackets."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".")
