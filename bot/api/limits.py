"""How much one client may ask, and how many answers may be under way: one gate for API and page."""

import asyncio
import math
import threading
import time
from collections import deque
from concurrent.futures import Future
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.settings import Settings
from ingest.errors import FotnotError

LONGEST_WAIT_S = 60
_MINUTE_S = 60
_REASONS = {
    "rate": "too many requests from this address within a minute",
    "busy": "too many questions are waiting for their answers",
}


class TooManyError(FotnotError):
    """Try again in `retry_after_s`: a client's minute is used up (`rate`), or the queue is full."""

    def __init__(self, retry_after_s: int, reason: Literal["rate", "busy"]) -> None:
        super().__init__(f"{_REASONS[reason]}; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s
        self.reason = reason


class Gate:
    """Lets requests in. Safe to share between threads and the event loop.

    A client is its address. It is held in memory for a minute after its last request, to count it,
    and goes nowhere else.
    """

    def __init__(self, settings: Settings) -> None:
        self._per_minute = RateLimitItemPerMinute(settings.requests_per_minute)
        self._storage = MemoryStorage()
        self._window = MovingWindowRateLimiter(self._storage)
        self._next_sweep = time.time() + _MINUTE_S
        self._lock = threading.Lock()
        self._at_once = settings.concurrent_answers
        self._free = settings.concurrent_answers
        self._most_waiting = settings.waiting_answers
        self._waiting: deque[Future[None]] = deque()
        self._mean_s = 0.0

    def admit(self, client: str) -> "Admission":
        """A place among the answers under way, for a `with` or an `async with`.

        Entering it counts the request and waits for a place, first come, first served; an
        `async with` waits without holding a thread or the event loop.

        Raises:
            TooManyError: on entering; the client's minute is used up, or the queue is full.
        """
        return Admission(self, client)

    def count(self, client: str, what: str) -> None:
        """Count a request of a client; each `what` has a minute of its own.

        Raises:
            TooManyError: the client's requests a minute are used up.
        """
        self._forget_the_quiet()
        key = (what, _network(client))
        if self._window.hit(self._per_minute, *key):
            return
        free_at = self._window.get_window_stats(self._per_minute, *key).reset_time
        wait_s = max(1, math.ceil(free_at - time.time()))
        raise TooManyError(wait_s, "rate")

    def join(self) -> "Future[None]":
        """A place in the queue, done once its turn has come; whoever's turn came must `leave`.

        Raises:
            TooManyError: the queue is full.
        """
        place: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                place.set_result(None)
                return place
            self._waiting = deque(other for other in self._waiting if not other.cancelled())
            if len(self._waiting) >= self._most_waiting:
                raise TooManyError(self._until_free_s(), "busy")
            self._waiting.append(place)
        return place

    def leave(self, held_s: float) -> None:
        """Give a place to the next in the queue."""
        with self._lock:
            self._mean_s += 0.2 * (held_s - self._mean_s)
            while self._waiting:
                place = self._waiting.popleft()
                if place.set_running_or_notify_cancel():
                    place.set_result(None)
                    return
            self._free += 1

    def _until_free_s(self) -> int:
        """How long the whole queue takes, as answers have lately taken."""
        seconds = self._mean_s * (len(self._waiting) + 1) / self._at_once
        return min(LONGEST_WAIT_S, max(1, math.ceil(seconds)))

    def _forget_the_quiet(self) -> None:
        """Drop clients without a request within the minute, which the storage would keep."""
        now = time.time()
        with self._lock:
            if now < self._next_sweep:
                return
            self._next_sweep = now + _MINUTE_S
        for key, entries in list(self._storage.events.items()):
            if not entries or entries[0].expiry < now:
                self._storage.clear(key)


class Admission:
    """One answer's stay inside the gate."""

    def __init__(self, gate: Gate, client: str) -> None:
        self._gate = gate
        self._client = client
        self._since = 0.0

    def __enter__(self) -> None:
        self._gate.count(self._client, "answer")
        self._gate.join().result()
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._gate.leave(time.perf_counter() - self._since)

    async def __aenter__(self) -> None:
        self._gate.count(self._client, "answer")
        place = self._gate.join()
        try:
            await asyncio.wrap_future(place)
        except asyncio.CancelledError:
            if not place.cancel():  # its turn came while it gave up
                self._gate.leave(0.0)
            raise
        self._since = time.perf_counter()

    async def __aexit__(self, *_: object) -> None:
        self._gate.leave(time.perf_counter() - self._since)


def _network(client: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that an IPv6 household is given."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ip_network((address, 64), strict=False))
