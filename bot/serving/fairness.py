"""How much of the server one client may take within a minute, whatever it asks for."""

import asyncio
import math

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.clients import network_of
from bot.serving.problems import problem_response
from bot.serving.rates import MinuteLimit

SHARE = 3000  # a minute's: the page is some 70 requests and 120 units, its answers 3 each
_UNIT_BYTES = 32 * 1024  # sent; a request costs one unit, and one for each such piece
_SLOWED_S = 1.0  # a refusal waits, so that asking again at once gains nothing


class FairShare:
    """Sends a client away that took its share of the minute; behind a proxy, each of its clients."""

    def __init__(self, app: ASGIApp, share: int = SHARE) -> None:
        self._app = app
        self._spent = MinuteLimit(share)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and count what it costs."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        client = network_of((scope.get("client") or ("local", 0))[0])
        wait_s = self._spent.spend(client)
        if wait_s:
            await asyncio.sleep(_SLOWED_S)
            detail = f"too many requests from this address within a minute; try again in {wait_s} s"
            headers = {"Retry-After": str(wait_s), "Connection": "close"}
            refusal = problem_response(scope["path"], 429, detail, headers, retry_after_s=wait_s)
            await refusal(scope, receive, send)
            return

        async def counted(message: Message) -> None:
            if body := message.get("body"):
                self._spent.charge(client, math.floor(len(body) / _UNIT_BYTES))
            await send(message)

        await self._app(scope, receive, counted)
