"""How much one client may ask, and how many answers are made at once, for API and page together."""

import asyncio
import math
import threading
import time
from collections import Counter
from concurrent.futures import Future
from typing import Literal

from bot.serving.clients import network_of
from bot.serving.rates import MinuteLimit
from bot.settings import Settings
from ingest.errors import FotnotError

LONGEST_WAIT_S = 60
EVENTS = 4  # of the page, beside each answer that may be asked for: loading, rating, moving
_CLIENTS_SHARE_INSIDE = 0.5  # of the answers made at once: they share one interpreter
_CLIENTS_SHARE = 0.75  # of the places to wait; the rest is for others
What = Literal["answer", "read", "rating", "event"]
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


class AdmissionController:
    """Lets requests in. Safe to share between threads and the event loop.

    A client is its address. It is held in memory for a minute after its last request, to count it,
    and goes nowhere else.
    """

    def __init__(self, settings: Settings) -> None:
        most = settings.requests_per_minute
        self._limits: dict[What, MinuteLimit] = {
            "answer": MinuteLimit(most),
            "read": MinuteLimit(most),
            "rating": MinuteLimit(most),
            "event": MinuteLimit(most * EVENTS),
        }
        self._lock = threading.Lock()
        self._at_once = settings.concurrent_answers
        self._most_inside = math.ceil(settings.concurrent_answers * _CLIENTS_SHARE_INSIDE)
        self._inside: Counter[str] = Counter()
        self._most_waiting = settings.waiting_answers
        self._most_of_a_client = max(1, int(settings.waiting_answers * _CLIENTS_SHARE))
        self._waiting: list[tuple[Future[None], str]] = []
        self._mean_s = 0.0

    def admit(self, client: str) -> "Admission":
        """A place among the answers under way, for a `with` or an `async with`.

        Entering it counts the request and waits for a place; an `async with` waits without
        holding a thread or the event loop. Clients take turns, so that one who asks much at once
        waits for itself.

        Raises:
            TooManyError: on entering; the client's minute is used up, or the queue is full.
        """
        return Admission(self, client)

    def count(self, client: str, what: What) -> None:
        """Count a request of a client; each `what` has a minute of its own.

        Raises:
            TooManyError: the client's requests a minute are used up.
        """
        if wait_s := self._limits[what].spend(network_of(client)):
            raise TooManyError(wait_s, "rate")

    def join(self, client: str) -> "Future[None]":
        """A place in the queue, done once its turn has come; whoever's turn came must `leave`.

        Raises:
            TooManyError: the queue is full, or the client's part of it.
        """
        place: Future[None] = Future()
        network = network_of(client)
        with self._lock:
            if self._may_enter(network):
                self._inside[network] += 1
                place.set_result(None)
                return place
            self._waiting = [other for other in self._waiting if not other[0].cancelled()]
            own = sum(who == network for _, who in self._waiting)
            if len(self._waiting) >= self._most_waiting or own >= self._most_of_a_client:
                raise TooManyError(self._until_free_s(), "busy")
            self._waiting.append((place, network))
        return place

    def leave(self, client: str, held_s: float) -> None:
        """Give a client's place to the next: of those with the fewest inside, the first to come."""
        with self._lock:
            self._mean_s += 0.2 * (held_s - self._mean_s)
            self._inside[network_of(client)] -= 1
            self._inside += Counter()  # drops those without any
            for chosen in sorted(self._waiting, key=lambda other: self._inside[other[1]]):
                place, network = chosen
                if self._inside[network] >= self._most_inside:
                    return
                self._waiting.remove(chosen)
                if place.set_running_or_notify_cancel():
                    self._inside[network] += 1
                    place.set_result(None)
                    return

    def _may_enter(self, network: str) -> bool:
        """Whether there is a free place, and the client has not its part of them already."""
        free = self._inside.total() < self._at_once
        return free and self._inside[network] < self._most_inside

    def _until_free_s(self) -> int:
        """How long the whole queue takes, as answers have lately taken."""
        seconds = self._mean_s * (len(self._waiting) + 1) / self._at_once
        return min(LONGEST_WAIT_S, max(1, math.ceil(seconds)))


class Admission:
    """One answer's stay inside."""

    def __init__(self, admission: AdmissionController, client: str) -> None:
        self._admission = admission
        self._client = client
        self._since = 0.0
        self._is_inside = False

    def leave(self) -> None:
        """Give the place to the next before the end: what is left to do waits for others."""
        if self._is_inside:
            self._is_inside = False
            self._admission.leave(self._client, time.perf_counter() - self._since)

    def __enter__(self) -> "Admission":
        self._admission.count(self._client, "answer")
        self._admission.join(self._client).result()
        return self._entered()

    def __exit__(self, *_: object) -> None:
        self.leave()

    async def __aenter__(self) -> "Admission":
        self._admission.count(self._client, "answer")
        place = self._admission.join(self._client)
        try:
            await asyncio.wrap_future(place)
        except asyncio.CancelledError:
            if not place.cancel():  # its turn came while it gave up
                self._admission.leave(self._client, 0.0)
            raise
        return self._entered()

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    def _entered(self) -> "Admission":
        self._since, self._is_inside = time.perf_counter(), True
        return self
