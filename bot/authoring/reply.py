"""A model's reply → the texts in it: JSON lines, an array or an object, in whatever wrapping."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.json_text import is_text

_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPENS = re.compile(r"[\[{]")
_DECODER = json.JSONDecoder(strict=False)  # models put line breaks into texts as they are
MOST_TORN = 500  # brackets that open no JSON: each costs a look at what follows
DEEPEST = 5


def texts_in(reply: str, field: str) -> tuple[str, ...]:
    """All texts under that field, in order; none when the reply has no such JSON.

    Lines `{"question": "…"}`, `["…", "…"]` and `{"questions": ["…"]}` all read the same; what a
    model thinks aloud, says around them or fences them with is passed over, and so is what is torn.
    """
    found = (text for value in _values(_THOUGHT.sub("", reply)) for text in _texts(value, field))
    return tuple(" ".join(text.split()) for text in found if is_text(text))


def _values(text: str) -> Iterator[Any]:
    """Every JSON object or array that stands in a text and in no other."""
    position = torn = 0
    while torn < MOST_TORN and (match := _OPENS.search(text, position)):
        try:
            value, position = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            position, torn = match.end(), torn + 1
        else:
            yield value


def _texts(value: Any, field: str, deep: int = 0) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            told = item.get(field, item.get(f"{field}s"))
            for text in told if isinstance(told, list) else [told]:
                if isinstance(text, str):
                    yield text
                elif isinstance(text, dict) and deep < DEEPEST:
                    yield from _texts(text, field, deep + 1)
