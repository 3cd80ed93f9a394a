"""How large a request's body may be, and how long it may take to arrive; on every route."""

import asyncio

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving.problems import problem_response

ARRIVAL_S = 15.0  # a body of the largest size, on a slow phone


class BodyLimit:
    """Refuses a body of more than `most` bytes, declared or counted as it comes, and a slow one."""

    def __init__(self, app: ASGIApp, most: int, arrival_s: float = ARRIVAL_S) -> None:
        self._app = app
        self._most = most
        self._arrival_s = arrival_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; nothing of a body that says that it is too large is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > self._most:
            # The connection ends with it: what the client is still sending is nobody's.
            closing = {"Connection": "close"}
            await problem_response(scope["path"], 413, self._detail, closing)(scope, receive, send)
            return
        await self._app(scope, _Arriving(receive, self._most, self._detail, self._arrival_s), send)

    @property
    def _detail(self) -> str:
        return f"a request has at most {self._most} bytes; send fewer or shorter questions"


class _Arriving:
    """The messages of a request, with the bytes and the time of its body counted."""

    def __init__(self, receive: Receive, most: int, detail: str, arrival_s: float) -> None:
        self._receive = receive
        self._left = most
        self._detail = detail
        self._until = asyncio.get_running_loop().time() + arrival_s
        self._whole = False

    async def __call__(self) -> Message:
        """The next message; once the body is whole, only the client's hanging up is waited for."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(
                408, "the request took too long to arrive; send it again", {"Connection": "close"}
            ) from None
        self._left -= len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._left < 0:
            raise HTTPException(413, self._detail, {"Connection": "close"})
        return message
