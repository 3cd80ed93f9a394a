"""A reply in JSON, held to a schema by the model's server: no id can come that was not sent.

OpenAI's protocol, Anthropic's and Ollama's each have a way to hand the schema over; a server of
another kind is only asked for JSON by the rules. What comes as plain text all the same is read so.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.fact_check.written import Written
from bot.llm.replies import LONGEST, Reply, sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_BEFORE = re.compile(r"\s*(?:```(?:json)?\s*)?")
_AFTER = re.compile(r"\s*```\s*$")
_MAY_BE = re.compile(
    r"\s*(?:`{0,2}$|```(?:j|js|jso|json)?\s*(?:$|\{)|\{)"
)  # a reply that begins so


def form(sentence: str | None = None, *names: str) -> str:
    """A reply of one sentence, or of none, as the rules show it."""
    said = [{"text": sentence, "ids": list(names)}] if sentence else []
    return json.dumps({"sentences": said}, ensure_ascii=False)


def schema(names: Sequence[str]) -> dict[str, Any]:
    """The JSON schema of a reply on passages that are called so."""
    ids = {"type": "array", "items": {"type": "string", "enum": list(names)}}
    sentence = _object(text={"type": "string"}, ids=ids)
    return _object(sentences={"type": "array", "items": sentence})


def held_to(chat: "BaseChatModel", names: Sequence[str]) -> dict[str, Any]:
    """What a request to this chat model is given so that its reply is held to the schema."""
    wanted, kind = schema(names), chat._llm_type
    if (
        kind == "openai-chat"
    ):  # in the body: the client's own way needs replies that are not cut off
        told = {"name": "answer", "strict": True, "schema": wanted}
        body: dict[str, Any] = getattr(chat, "extra_body", None) or {}
        return {
            "extra_body": {**body, "response_format": {"type": "json_schema", "json_schema": told}}
        }
    if kind == "anthropic-chat":
        return {"output_config": {"format": {"type": "json_schema", "schema": wanted}}}
    return {"format": wanted} if kind == "chat-ollama" else {}


class StructuredReply:
    """As `Reply`: takes one piece by piece, and gives each sentence once it is complete."""

    def __init__(self, nothing: str) -> None:
        """`nothing` is what a plain reply without an answer says."""
        self._nothing = nothing
        self._plain: Reply | None = None
        self._text = ""
        self._given = 0
        self._since = 0

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that a piece completes."""
        self._text = _THOUGHT.sub("", self._text + piece, count=1)
        self._since += len(piece)
        if self._plain is None and not self._thinks and not _MAY_BE.match(self._text):
            self._plain, piece = Reply(), self._text
        if self._plain is not None:
            yield from self._plain.feed(piece)
            return
        begun = _BEFORE.sub("", self._text, count=1)
        for end in re.finditer(r"\}", begun):
            if end.end() > len(begun) - len(piece):
                yield from self._new(_sentences_of(begun[: end.end()] + "]}"))

    def close(self, finished: bool) -> Iterator[Written]:
        """What is left: a sentence that the reply broke off in is not whole."""
        if self._plain is not None:
            yield from self._plain.close(finished)
            return
        begun = _AFTER.sub("", _BEFORE.sub("", self._text, count=1))
        whole = _sentences_of(begun)
        yield from self._new(whole)
        if whole is None:
            for written in self._new(_begun_in(begun)):
                yield replace(written, whole=False)
        elif finished and not whole:
            yield Written(self._nothing)

    @property
    def endless(self) -> bool:
        """Whether a sentence goes on for longer than any sentence does."""
        if self._plain is not None:
            return self._plain.endless
        return self._since > LONGEST and not self._thinks

    @property
    def _thinks(self) -> bool:
        """Whether the model still thinks aloud, as some do before they answer."""
        start = self._text.lstrip()
        return start.startswith("<think>") or (bool(start) and "<think>".startswith(start))

    def _new(self, read: list[Any] | None) -> Iterator[Written]:
        for each in (read or [])[self._given :]:
            self._given += 1
            self._since = 0
            text, ids = (each.get("text"), each.get("ids")) if isinstance(each, dict) else ("", ())
            named = tuple(str(i).lower() for i in ids) if isinstance(ids, list) else ()
            for written in sentences(str(text or "")):
                yield replace(written, ids=written.ids or named)


def _sentences_of(text: str) -> list[Any] | None:
    """The sentences of a whole reply; None where it is none of that form."""
    try:
        return _listed(json.loads(text))
    except ValueError:
        return None


def _begun_in(text: str) -> list[Any] | None:
    """The same of one that broke off, with the sentence that it broke off in."""
    from langchain_core.utils.json import parse_partial_json

    try:
        return _listed(parse_partial_json(text))
    except ValueError:
        return None


def _listed(read: Any) -> list[Any] | None:
    said = read.get("sentences") if isinstance(read, dict) else None
    return said if isinstance(said, list) else None


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
