"""The chat's messages, as the browser holds them, and the questions asked in them."""

import re
from collections.abc import Sequence
from typing import Any

from bot.page.message import as_typed, typed
from bot.serving.gradio_doors.events import MOST_CHARACTERS, MOST_MESSAGES

Message = dict[str, Any]
REMEMBERED = 5  # earlier questions that an answer may lean on


def question(text: str) -> Message:
    """A reader's question as a message of the chat."""
    return {"role": "user", "content": as_typed(text)}


def reply(content: str, kind: str = "", suggestions: Sequence[str] = ()) -> Message:
    """An answer as a message of the chat, with questions to go on with.

    Its kind is all that is noted of it: where messages differ in more, Gradio loses clicks on them.
    """
    return {
        "role": "assistant",
        "content": content,
        "metadata": {"id": kind},
        "options": [{"value": text, "label": text} for text in suggestions],
    }


def asked(chat: Sequence[Message]) -> tuple[str, ...]:
    """The questions of a conversation, oldest first, as they were typed."""
    return tuple(typed(text_of(message)) for message in chat if message.get("role") == "user")


def recent(chat: Sequence[Message]) -> list[Message]:
    """The newest messages, as many as the browser may send back with what comes next to them.

    A conversation is cut before a question, so that no answer stands without its own.
    """
    found, room = list(chat), MOST_CHARACTERS // 2
    while found and (len(found) > MOST_MESSAGES - 4 or sum(len(text_of(m)) for m in found) > room):
        later = (at for at in range(1, len(found)) if found[at].get("role") == "user")
        found = found[next(later, len(found)) :]
    return found


def before(chat: Sequence[Message], index: int) -> tuple[list[Message], str] | None:
    """The messages before the question that the message at `index` is or answers, and it.

    None where there is no question.
    """
    for place in range(min(index, len(chat) - 1), -1, -1):
        if chat[place].get("role") == "user":
            return list(chat[:place]), typed(text_of(chat[place]))
    return None


def text_of(message: Message) -> str:
    """A message's Markdown, whether the chat gives it as a string or as a list of parts."""
    content = message.get("content", "")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else [content]
    return " ".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))


def kind_of(message: Message) -> str:
    """The kind of answer that `reply` was given."""
    found = (message.get("metadata") or {}).get("id") or ""
    return found if re.fullmatch("[a-z]{1,20}", str(found)) else ""


def sentences_of(message: Message) -> tuple[str, ...]:
    """The ids of the sentences that an answer of the chat leads to, each once."""
    return tuple(dict.fromkeys(re.findall(r'href="#(s[0-9a-f]+)"', text_of(message))))
