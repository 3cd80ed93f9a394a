"""What a reader saw of a question, and a reader who asks through the HTTP API."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from prompts import NAMES, texts

DISCLAIMERS = tuple(texts(language)("disclaimer") for language in NAMES)


@dataclass(frozen=True, slots=True)
class TimedRequest:
    """One request: seconds to its first text and to its end, and what was wrong, if anything.

    `wait_s` is how long a reader who was sent away was told to wait; None: the reader was let in.
    """

    first_s: float
    whole_s: float
    fault: str = ""
    wait_s: float | None = None


class Reader(Protocol):
    """A reader with a chat of their own."""

    async def arrive(self) -> TimedRequest | None:
        """Load what there is to load before asking."""

    async def ask(self, question: str, follow_up: bool) -> TimedRequest:
        """Ask, in a new chat or in the one so far."""


class ApiReader:
    """Asks POST /v1/answers, and takes the answer as it grows."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._earlier: list[str] = []

    async def arrive(self) -> None:
        """Nothing is loaded before a first question."""

    async def ask(self, question: str, follow_up: bool) -> TimedRequest:
        """One request; its last event is the whole answer."""
        self._earlier = self._earlier if follow_up else []
        body = {"question": question, "earlier": self._earlier}
        accept = {"Accept": "text/event-stream"}
        start = time.perf_counter()
        first = 0.0
        told: dict[str, Any] = {}
        try:
            async with self._client.stream(
                "POST", "/v1/answers", json=body, headers=accept
            ) as events:
                if events.status_code == httpx.codes.TOO_MANY_REQUESTS:
                    return _sent_away(events.headers, time.perf_counter() - start)
                events.raise_for_status()
                async for name, data in _named_events(events):
                    first = first or time.perf_counter() - start
                    if name == "error":
                        raise FaultError("an error event")
                    told = data if name == "answer" else {}
        except (httpx.HTTPError, FaultError) as error:
            return TimedRequest(0, 0, fault_of(error))
        whole = time.perf_counter() - start
        self._earlier = [*self._earlier, question]
        if not str(told.get("text", "")).endswith(DISCLAIMERS):
            return TimedRequest(first, whole, "an answer without the disclaimer")
        return TimedRequest(first, whole, "an error's message" if told["kind"] == "error" else "")


class FaultError(Exception):
    """The server said that something broke."""


async def _named_events(response: httpx.Response) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    name = ""
    async for line in response.aiter_lines():
        if line.startswith("event:"):
            name = line[6:].strip()
        elif line.startswith("data:"):
            yield name, json.loads(line[5:])


def _sent_away(headers: httpx.Headers, took: float) -> TimedRequest:
    wait = headers.get("Retry-After", "")
    if not wait.isdecimal():
        return TimedRequest(0, took, "429 without Retry-After")
    return TimedRequest(0, took, wait_s=float(wait))


def fault_of(error: Exception) -> str:
    """A fault's name, the same for the same fault, so that it can be counted."""
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code} of {error.request.url.path}"
    return str(error) if isinstance(error, FaultError) else type(error).__name__
