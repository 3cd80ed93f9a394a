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


class Connections:
    """The connections of one server by client; those of trusted proxies are counted by none."""

    def __init__(self, proxies: TrustedProxies) -> None:
        self._proxies = proxies
        self._open: Counter[str] = Counter()
        self._new = MinuteLimit(MOST_NEW_OF_A_CLIENT)

    def enter(self, peer: str) -> str | None:
        """Count a connection, and tell as what; None where the client or the server has its fill."""
        client = "" if peer in self._proxies else network_of(peer)
        if self._open.total() >= MOST or (client and self._has_its_fill(client)):
            return None
        self._open[client] += 1
        return client

    def leave(self, client: str) -> None:
        """Make room."""
        self._open[client] -= 1
        if not self._open[client]:
            del self._open[client]

    def _has_its_fill(self, client: str) -> bool:
        return self._open[client] >= MOST_OF_A_CLIENT or bool(self._new.spend(client))


class BoundedConnection(H11Protocol):
    """An HTTP/1.1 connection with deadlines.

    h11 itself ends a request whose headers are over 64 KiB.
    """

    connections_of: Connections
    _counted: str | None = None
    _head_timer: asyncio.TimerHandle | None = None
    _write_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless the client or the server has its fill of connections."""
        super().connection_made(transport)
        self._counted = self.connections_of.enter(self.client[0] if self.client else "")
        if self._counted is None:
            transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End, and make room."""
        for timer in (self._head_timer, self._write_timer):
            if timer is not None:
                timer.cancel()
        if self._counted is not None:
            self.connections_of.leave(self._counted)
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


def bounded(proxies: TrustedProxies) -> type[BoundedConnection]:
    """The protocol for one server, whose connections are counted together."""
    return type("Bounded", (BoundedConnection,), {"connections_of": Connections(proxies)})


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
