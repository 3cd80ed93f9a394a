"""A reader of the page: does what the page does in a browser, through Gradio's own queue."""

import json
import re
import time
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
from gradio_client.utils import apply_diff

from benchmarks.readers_asking import DISCLAIMERS, FaultError, TimedRequest, fault_of
from prompts import NAMES, texts

QUEUE = "/gradio_api/queue"
_BUSY = tuple(
    texts(language)(f"page.{key}", seconds="\0").split("\0")[0]
    for language in NAMES
    for key in ("busy", "too_fast")
)
_BOX = re.compile(r"</?div[^>]*>")


class PageReader:
    """Holds the values of the page's parts, as its script does, and one event stream at a time."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._session = uuid.uuid4().hex[:12]
        self._values: dict[int, Any] = {}
        self._events: dict[str, dict[str, Any]] = {}
        self._box = self._chat = 0

    async def arrive(self) -> TimedRequest:
        """The page with the config in it, and the event by which it fills itself."""
        start = time.perf_counter()
        try:
            page = await self._client.get("/")
            page.raise_for_status()
            self._take_in(_config_in(page.text))
            async for _ in self._outcomes("load"):
                pass
        except (httpx.HTTPError, FaultError) as error:
            return TimedRequest(0, 0, fault_of(error))
        took = time.perf_counter() - start
        return TimedRequest(took, took)

    async def ask(self, question: str, follow_up: bool) -> TimedRequest:
        """What the question box does on Enter, in an empty chat or in the one so far."""
        self._values[self._box] = question
        if not follow_up:
            self._values[self._chat] = []
        start = time.perf_counter()
        first = 0.0
        try:
            async for _ in self._outcomes("submit"):
                if not first and self._last_reply():
                    first = time.perf_counter() - start
        except (httpx.HTTPError, FaultError) as error:
            return TimedRequest(0, 0, fault_of(error))
        return self._judged(first, time.perf_counter() - start)

    def _judged(self, first: float, whole: float) -> TimedRequest:
        text = _BOX.sub("", self._last_reply()).strip()
        if not text.endswith(DISCLAIMERS):
            return TimedRequest(first, whole, "an answer without the disclaimer")
        if self._values[self._chat][-1]["metadata"]["id"] != "error":
            return TimedRequest(first, whole)
        if not text.startswith(_BUSY):
            return TimedRequest(first, whole, "an error's message")
        told = re.search(r"\d+", text)  # one second is told in words
        return TimedRequest(first, whole, wait_s=float(told.group()) if told else 1.0)

    def _last_reply(self) -> str:
        """The Markdown of the answer to the chat's last question; none if it is not begun."""
        chat = self._values[self._chat]
        if not chat or chat[-1]["role"] != "assistant":
            return ""
        content = chat[-1]["content"]
        if isinstance(content, str):
            return content
        return "".join(part.get("text", "") for part in content)

    def _take_in(self, config: dict[str, Any]) -> None:
        """Gradio numbers parts and events; the page's are found by their names and triggers."""
        named = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
        self._box, self._chat = named["question"], named["chat"]
        self._values = {p["id"]: p["props"].get("value") for p in config["components"]}
        for event in config["dependencies"]:
            for part, trigger in event["targets"]:
                if (trigger == "submit" and part == self._box) or trigger == "load":
                    self._events[trigger] = event

    async def _outcomes(self, trigger: str) -> AsyncIterator[None]:
        """Run an event; each time that the server has changed the parts' values, once."""
        event = self._events[trigger]
        grown: list[Any] = []
        ended = False
        async for message in self._messages(event):
            if message.get("success") is False:
                raise FaultError(f"a failed event ({message['msg']})")
            if message["msg"] not in ("process_generating", "process_completed"):
                continue
            data = message["output"]["data"]
            if message["msg"] == "process_generating":
                data = grown = (
                    [apply_diff(*pair) for pair in zip(grown, data, strict=True)] if grown else data
                )
            for part, value in zip(event["outputs"], data, strict=True):
                self._change(part, value)
            ended = message["msg"] == "process_completed"
            yield
        if not ended:
            raise FaultError("an event without an end")

    def _change(self, part: int, value: Any) -> None:
        if not isinstance(value, dict) or value.get("__type__") != "update":
            self._values[part] = value
        elif "value" in value:
            self._values[part] = value["value"]

    async def _messages(self, event: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        body = {
            "data": [self._values[part] for part in event["inputs"]], "fn_index": event["id"],
            "session_hash": self._session, "event_data": None,
        }  # fmt: skip
        joined = await self._client.post(f"{QUEUE}/join", json=body)
        joined.raise_for_status()
        session = {"session_hash": self._session}
        async with self._client.stream("GET", f"{QUEUE}/data", params=session) as events:
            events.raise_for_status()
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    yield json.loads(line[5:])


def _config_in(page: str) -> dict[str, Any]:
    """Gradio's config, which the page brings along; a browser does not ask for it again."""
    _, found, rest = page.partition("window.gradio_config = ")
    if not found:
        raise FaultError("a page without Gradio's config")
    config: dict[str, Any] = json.JSONDecoder().raw_decode(rest)[0]
    return config
