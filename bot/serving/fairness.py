"""How much of the server one client may take within a minute, whatever it asks for."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.clients import network_of
from bot.serving.problems import problem_response
from bot.serving.rates import MinuteLimit

# A unit is about a millisecond of one processor, as measured; opening the page takes some 170.
UNITS = 100  # for each question that a client may ask in the minute
_SENT, _RECEIVED = 32 * 1024, 16 * 1024  # bytes for a unit
_REFUSED = 10  # for a request that was none, too many or too large: honest readers send few
_MADE_ANEW = {"/": 5, "/config": 5, "/gradio_api/info": 3}
_SLOWED_S = 1.0  # a refusal waits, so that asking again at once gains nothing


class FairShare:
    """Sends a client away that took its share of the minute; behind a proxy, each of its clients."""

    def __init__(self, app: ASGIApp, share: int) -> None:
        self._app = app
        self._spent = MinuteLimit(share)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and count what it costs."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = network_of((scope.get("client") or ("local", 0))[0])
        wait_s = self._spent.spend(client, _asked(scope))
        if wait_s:
            await asyncio.sleep(_SLOWED_S)
            detail = f"too many requests from this address within a minute; try again in {wait_s} s"
            headers = {"Retry-After": str(wait_s), "Connection": "close"}
            refusal = problem_response(scope["path"], 429, detail, headers, retry_after_s=wait_s)
            await refusal(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if message.get("status", 200) >= 400:
                self._spent.charge(client, _REFUSED)
            elif body := message.get("body"):
                self._spent.charge(client, len(body) // _SENT)
            await send(message)

        await self._app(scope, receive, counted)


def _asked(scope: Scope) -> int:
    """What a request costs by what is known of it before it is served."""
    declared = Headers(scope=scope).get("content-length", "")
    received = int(declared) // _RECEIVED if declared.isdecimal() and len(declared) < 10 else 0
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return 1 + min(received, 40) + _MADE_ANEW.get(path, 0)
