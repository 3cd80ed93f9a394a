"""Connections that can't be held open with half a request, and not too many of them a client."""

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.serving.clients import TrustedProxies, network_of
from bot.serving.rates import MinuteLimit
from bot.settings import Settings

HEAD_S = 10.0  # from a connection, or a request's first byte, to the end of its headers
STALLED_S = 30.0  # how long a client may leave what it is sent unread
MOST_OF_A_CLIENT = 100  # an office behind one address opens some six a reader
MOST_NEW_OF_A_CLIENT = 1200  # within a minute
MOST = 1000


def bounded(proxies: TrustedProxies) -> type[H11Protocol]:
    """The protocol for one server; connections of trusted proxies are counted by none.

    h11 itself ends a request whose headers are over 64 KiB.
    """
    open_of: Counter[str] = Counter()
    new_of = MinuteLimit(MOST_NEW_OF_A_CLIENT)

    def _has_its_fill(client: str) -> bool:
        return open_of[client] >= MOST_OF_A_CLIENT or bool(new_of.spend(client))

    class BoundedConnection(H11Protocol):
        """An HTTP/1.1 connection with deadlines."""

        _counted: str | None = None
        _head_timer: asyncio.TimerHandle | None = None
        _write_timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """Begin, unless the client or the server has its fill of connections."""
            super().connection_made(transport)
            peer = self.client[0] if self.client else ""
            client = "" if peer in proxies else network_of(peer)
            if open_of.total() >= MOST or (client and _has_its_fill(client)):
                transport.abort()
                return
            self._counted = client
            open_of[client] += 1
            self._await_head()

        def connection_lost(self, exc: Exception | None) -> None:
            """End, and make room."""
            for timer in (self._head_timer, self._write_timer):
                if timer is not None:
                    timer.cancel()
            if self._counted is not None:
                open_of[self._counted] -= 1
                if not open_of[self._counted]:
                    del open_of[self._counted]
                self._counted = None
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            """Read on; the first bytes of a request start its clock, the end of its head stops it."""
            if self._is_idle() and self._head_timer is None:
                self._await_head()
            super().data_received(data)
            if not self._is_idle() and self._head_timer is not None:
                self._head_timer.cancel()
                self._head_timer = None

        def pause_writing(self) -> None:
            """The client does not read what it is sent."""
            super().pause_writing()
            self._write_timer = self.loop.call_later(STALLED_S, self.transport.abort)

        def resume_writing(self) -> None:
            """It reads again."""
            if self._write_timer is not None:
                self._write_timer.cancel()
                self._write_timer = None
            super().resume_writing()

        def _is_idle(self) -> bool:
            """Whether no request is being answered."""
            return self.cycle is None or self.cycle.response_complete

        def _await_head(self) -> None:
            self._head_timer = self.loop.call_later(HEAD_S, self.transport.abort)

    return BoundedConnection


def server_options(settings: Settings) -> dict[str, Any]:
    """What uvicorn is started with, besides the application and where it listens."""
    return {
        "http": bounded(TrustedProxies(settings.trusted_proxies)),
        "ws": "none",
        "proxy_headers": False,  # bot/serving/forwarded.py heeds them
        "server_header": False,
        "access_log": False,
        "log_config": None,  # bot/serving/logs.py sets it up
        "timeout_graceful_shutdown": 5,
    }
