"""What the page's events may hold: its questions, places and conversation, and nothing else."""

from collections.abc import Mapping
from typing import Any

import gradio as gr
from pydantic import TypeAdapter

from bot.serving.gradio_doors.events import (
    CHAT,
    MOST_CHARACTERS,
    PLAIN,
    TEXT,
    TURNS,
    Event,
    characters,
    checked,
)
from bot.serving.gradio_doors.gateway import Check
from ingest.errors import InputError

_ASK: tuple[TypeAdapter[Any], ...] = (
    PLAIN,
    TURNS,
    PLAIN,
    PLAIN,
)  # the event of `bot/page/client.py`
_OF_COMPONENT: dict[type, TypeAdapter[Any]] = {gr.Textbox: TEXT, gr.Chatbot: CHAT}


# What a handler reads of what was clicked, by its name.
_CLICKED: dict[str, dict[str, type | tuple[type, ...]]] = {
    "move": {"language": str},
    "ask_suggestion": {"index": int, "value": str},
    "ask_again": {"index": int, "value": (str, list)},
    "ask_from_article": {"question": str},
    "rate": {"index": int, "value": (str, list), "liked": bool},
}


def check_of(blocks: gr.Blocks) -> Check:
    """The check of the page's events, each by the components that it reads.

    Raises:
        KeyError: an event reads a component that has no schema; give it one.
    """
    schemas = {
        index: _ASK
        if event.api_name == "ask"
        else tuple(_OF_COMPONENT[type(component)] for component in event.inputs)
        for index, event in blocks.fns.items()
        if event.fn is not None
    }

    clicked = {
        index: _CLICKED.get(event.fn.__name__, {})
        for index, event in blocks.fns.items()
        if event.fn is not None
    }

    def check(event: Event) -> Event:
        if event.fn_index not in schemas:
            raise InputError("there is no such event; reload the page")
        _check_click(event, clicked[event.fn_index])
        data = checked(event.data, schemas[event.fn_index])
        known = zip(data, schemas[event.fn_index], strict=True)
        chats = (value for value, schema in known if schema is CHAT)
        if any(characters(chat) > MOST_CHARACTERS for chat in chats):
            raise InputError(f"a conversation has at most {MOST_CHARACTERS} characters; clear it")
        return event.model_copy(update={"data": data})

    return check


def _check_click(event: Event, needed: Mapping[str, type | tuple[type, ...]]) -> None:
    """See that what was clicked is told.

    Raises:
        InputError: it is not, or as something else.
    """
    for name, kind in needed.items():
        if not isinstance(getattr(event.event_data, name, None), kind):
            raise InputError(f"this event tells {name} of what was clicked; reload the page")
