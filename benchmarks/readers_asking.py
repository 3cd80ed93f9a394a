"""How a reader asks: through the page's own queue, or through the HTTP API; timed and judged."""

import json
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
from gradio_client.utils import apply_diff

from bot.web.reader import LANGUAGES
from prompts import texts

GRADIO = "/gradio_api"
_DISCLAIMERS = tuple(texts(language)("disclaimer") for language in LANGUAGES)
_BUSY = tuple(
    texts(language)(f"page.{key}", seconds="\0").split("\0")[0]
    for language in LANGUAGES
    for key in ("busy", "too_fast")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: seconds to its first text and to its end, and what was wrong, if anything.

    `wait_s` is how long a reader who was sent away was told to wait; None: the reader was let in.
    """

    first_s: float
    whole_s: float
    fault: str = ""
    wait_s: float | None = None


class Reader(Protocol):
    """A reader with a chat of their own."""

    async def arrive(self) -> Asked | None:
        """Load what there is to load before asking."""

    async def ask(self, question: str, follow_up: bool) -> Asked:
        """Ask, in a new chat or in the one so far."""


class PageReader:
    """Does what the page does in a browser: Gradio's queue, one event stream at a time."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._session = uuid.uuid4().hex[:12]
        self._events: dict[str, int] = {}
        self._place: tuple[str, str] = ("sv", "")
        self._chat: list[dict[str, Any]] = []

    async def arrive(self) -> Asked:
        """The page with the config in it, and the event by which it fills itself."""
        start = time.perf_counter()
        try:
            page = await self._client.get("/")
            page.raise_for_status()
            self._find_events(_config_in(page.text))
            async for message in self._event("load", [*self._place]):
                _raise_for_failure(message)
                if message["msg"] == "process_completed":
                    language, slug = message["output"]["data"][:2]
                    self._place = (language, slug)
        except (httpx.HTTPError, FaultError) as error:
            return Asked(0, 0, _named(error))
        took = time.perf_counter() - start
        return Asked(took, took)

    async def ask(self, question: str, follow_up: bool) -> Asked:
        """The submit event of the question box, with the chat as the browser holds it."""
        start = time.perf_counter()
        first = 0.0
        shown: Any = None
        try:
            inputs = [question, self._chat if follow_up else [], *self._place]
            async for message in self._event("submit", inputs):
                _raise_for_failure(message)
                if message["msg"] != "process_generating":
                    continue
                part = message["output"]["data"][0]
                shown = part if shown is None else apply_diff(shown, part)
                if isinstance(shown, list):
                    self._chat = shown
                    if not first and _last_reply(shown):
                        first = time.perf_counter() - start
        except (httpx.HTTPError, FaultError) as error:
            return Asked(0, 0, _named(error))
        return self._judged(first, time.perf_counter() - start)

    def _judged(self, first: float, whole: float) -> Asked:
        text = _last_reply(self._chat)
        kind = ((self._chat[-1].get("metadata") or {}).get("id") if self._chat else "") or ""
        if not text.removesuffix("</div>").rstrip().endswith(_DISCLAIMERS):
            return Asked(first, whole, "an answer without the disclaimer")
        if kind == "error":
            away = text.startswith(_BUSY)
            return Asked(first, whole, "" if away else "an error's message", 3.0 if away else None)
        return Asked(first, whole)

    def _find_events(self, config: dict[str, Any]) -> None:
        """Gradio numbers its events; the page's are found by the part and the trigger."""
        box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
        for event in config["dependencies"]:
            for part, trigger in event["targets"]:
                if (trigger == "submit" and part == box) or trigger == "load":
                    self._events[trigger] = event["id"]

    async def _event(self, trigger: str, inputs: list[Any]) -> AsyncIterator[dict[str, Any]]:
        body = {
            "data": inputs, "fn_index": self._events[trigger],
            "session_hash": self._session, "event_data": None,
        }  # fmt: skip
        joined = await self._client.post(f"{GRADIO}/queue/join", json=body)
        joined.raise_for_status()
        stream = self._client.stream(
            "GET", f"{GRADIO}/queue/data", params={"session_hash": self._session}
        )
        async with stream as events:
            events.raise_for_status()
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])


class ApiReader:
    """Asks POST /v1/answers, and takes the answer as it grows."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._earlier: list[str] = []

    async def arrive(self) -> None:
        """Nothing is loaded before a first question."""

    async def ask(self, question: str, follow_up: bool) -> Asked:
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
            return Asked(0, 0, _named(error))
        whole = time.perf_counter() - start
        self._earlier = [*self._earlier, question]
        if not str(told.get("text", "")).endswith(_DISCLAIMERS):
            return Asked(first, whole, "an answer without the disclaimer")
        return Asked(first, whole, "an error's message" if told["kind"] == "error" else "")


def _config_in(page: str) -> dict[str, Any]:
    """Gradio's config, which the page brings along; a browser does not ask for it again."""
    _, found, rest = page.partition("window.gradio_config = ")
    if not found:
        raise FaultError("a page without Gradio's config")
    config: dict[str, Any] = json.JSONDecoder().raw_decode(rest)[0]
    return config


class FaultError(Exception):
    """The server said that something broke."""


async def _named_events(response: httpx.Response) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    name = ""
    async for line in response.aiter_lines():
        if line.startswith("event:"):
            name = line[6:].strip()
        elif line.startswith("data:"):
            yield name, json.loads(line[5:])


def _sent_away(headers: httpx.Headers, took: float) -> Asked:
    wait = headers.get("Retry-After", "")
    if not wait.isdecimal():
        return Asked(0, took, "429 without Retry-After")
    return Asked(0, took, wait_s=float(wait))


def _raise_for_failure(message: dict[str, Any]) -> None:
    if message.get("success") is False:
        raise FaultError(f"a failed event ({message['msg']})")


def _last_reply(chat: list[dict[str, Any]]) -> str:
    """The Markdown of the answer to the chat's last question; none if it is not begun."""
    if not chat or chat[-1]["role"] != "assistant":
        return ""
    content = chat[-1]["content"]
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content)


def _named(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"status {error.response.status_code} of {error.request.url.path}"
    return str(error) if isinstance(error, FaultError) else type(error).__name__
