"""A model's reply → the texts in it: JSON lines, an array or an object, in whatever wrapping."""

import json
import re
from collections.abc import Iterator
from typing import Any

_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPENS = re.compile(r"[\[{]")
_DECODER = json.JSONDecoder()


def texts_in(reply: str, field: str) -> tuple[str, ...]:
    """All texts under that field, in order; none when the reply has no such JSON.

    Lines `{"question": "…"}`, `["…", "…"]` and `{"questions": ["…"]}` all read the same; what a
    model thinks aloud, says around them or fences them with is passed over, and so is what is torn.
    """
    found = (text for value in _values(_THOUGHT.sub("", reply)) for text in _texts(value, field))
    return tuple(" ".join(text.split()) for text in found)


def _values(text: str) -> Iterator[Any]:
    """Every JSON object or array that stands in a text and in no other."""
    position = 0
    while match := _OPENS.search(text, position):
        try:
            value, position = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            position = match.end()
        else:
            yield value


def _texts(value: Any, field: str) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            told = item.get(field, item.get(f"{field}s"))
            for text in told if isinstance(told, list) else [told]:
                if isinstance(text, str):
                    yield text
                elif isinstance(text, dict):
                    yield from _texts(text, field)
