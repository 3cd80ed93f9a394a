"""What the page's events may hold: its questions, places and conversation, and nothing else."""

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
)  # the event of `bot/web/client.py`
_OF_COMPONENT: dict[type, TypeAdapter[Any]] = {gr.Textbox: TEXT, gr.Chatbot: CHAT}


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

    def check(event: Event) -> Event:
        if event.fn_index not in schemas:
            raise InputError("there is no such event; reload the page")
        data = checked(event.data, schemas[event.fn_index])
        known = zip(data, schemas[event.fn_index], strict=True)
        chats = (value for value, schema in known if schema is CHAT)
        if any(characters(chat) > MOST_CHARACTERS for chat in chats):
            raise InputError(f"a conversation has at most {MOST_CHARACTERS} characters; clear it")
        return event.model_copy(update={"data": data})

    return check
