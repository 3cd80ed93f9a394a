"""The events that a page's browser sends, as strict schemas: plain values, and nothing unknown."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.errors import InputError

SESSION = r"[A-Za-z0-9_-]{1,64}"
MOST_CHARACTERS = 100_000  # of a conversation that the browser sends
MOST_MESSAGES = 60
_LONGEST_MESSAGE = 60_000  # the whole reference list, asked for, is some 20,000
_LONGEST_VALUE = 10_000  # a question that is too long is told so by the bot, in a line
_MOST_VALUES = 12
_MOST_EARLIER = 20

Model = TypeVar("Model", bound=BaseModel)
Short = Annotated[str, Field(max_length=_LONGEST_VALUE)]
Long = Annotated[str, Field(max_length=_LONGEST_MESSAGE)]
Session = Annotated[str, Field(pattern=rf"^{SESSION}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Text(_Strict):
    """A part of a message. Gradio knows files and components besides, which no page here sends."""

    type: Literal["text"]
    text: Long


class Metadata(_Strict):
    """What the page notes of a message: the kind of answer."""

    id: Annotated[str, Field(max_length=20)] | None = None


class Option(_Strict):
    """A question to go on with."""

    value: Short
    label: Short


def _as_parts(content: Any) -> Any:
    """Gradio wants a list of parts, and quotes what is none in its log."""
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def _unless_empty(metadata: Any) -> Any:
    """Gradio takes no empty one."""
    return None if metadata in ({}, {"id": None}) else metadata


class ChatMessage(_Strict):
    """A turn of the conversation, as the browser holds it."""

    role: Literal["user", "assistant"]
    content: Annotated[list[Text], Field(max_length=4), BeforeValidator(_as_parts)]
    metadata: Annotated[Metadata | None, BeforeValidator(_unless_empty)] = None
    options: Annotated[list[Option], Field(max_length=12)] | None = None


class EventData(_Strict):
    """What was clicked, and where in the conversation."""

    index: Annotated[int, Field(ge=0, le=10_000)] | None = None
    value: Long | Annotated[list[Long], Field(max_length=4)] | None = None
    liked: bool | None = None
    language: Short | None = None
    question: Short | None = None


class Event(_Strict):
    """An event: which function of the page, and its values; those are checked apart."""

    data: Annotated[list[Any], Field(max_length=_MOST_VALUES)]
    fn_index: Annotated[int, Field(ge=0, le=100_000)]
    session_hash: Session
    trigger_id: int | None = None
    event_data: EventData | None = None


class Cancel(_Strict):
    """Stop an event that is under way."""

    session_hash: Session
    fn_index: Annotated[int, Field(ge=0, le=100_000)]
    event_id: Session


Chat = Annotated[list[ChatMessage], Field(max_length=MOST_MESSAGES)]
Plain = Short | int | Annotated[float, Field(allow_inf_nan=False)] | bool | None
CHAT: TypeAdapter[list[ChatMessage] | None] = TypeAdapter(Chat | None)
TEXT: TypeAdapter[str] = TypeAdapter(
    Annotated[str, Field(max_length=_LONGEST_VALUE), BeforeValidator(lambda text: text or "")],
    config=ConfigDict(strict=True),
)
PLAIN: TypeAdapter[Plain] = TypeAdapter(Plain, config=ConfigDict(strict=True))
TURNS: TypeAdapter[list[str] | None] = TypeAdapter(
    Annotated[list[Short], Field(max_length=_MOST_EARLIER)] | None, config=ConfigDict(strict=True)
)


def parsed(model: type[Model], body: bytes) -> Model:
    """A request's body as that event.

    Raises:
        InputError: it is no JSON, or not such an event; in a line without what was sent.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise InputError(_told(error)) from None


def checked(values: list[Any], adapters: Sequence["TypeAdapter[Any]"]) -> list[Any]:
    """An event's values, each held against its schema, as plain JSON again.

    Raises:
        InputError: there are too many or too few, or one is something else.
    """
    if len(values) != len(adapters):
        raise InputError(f"this event has {len(adapters)} values; {len(values)} came")
    found = []
    for place, (value, adapter) in enumerate(zip(values, adapters, strict=True)):
        try:
            found.append(adapter.dump_python(adapter.validate_python(value), mode="json"))
        except ValidationError as error:
            raise InputError(f"value {place}: {_told(error)}") from None
    return found


def plain(event: Event) -> Event:
    """The check of events whose values are all plain: texts, numbers, yes or no.

    Raises:
        InputError: one is not.
    """
    return event.model_copy(update={"data": checked(event.data, [PLAIN] * len(event.data))})


def characters(chat: list[dict[str, Any]] | None) -> int:
    """How long a conversation is that `checked` has let through."""
    return sum(len(part["text"]) for message in chat or () for part in message["content"])


def _told(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    unknown = first["type"] == "extra_forbidden"  # its name is the sender's own word
    where = "/".join(str(step) for step in first["loc"][: -1 if unknown else None])
    return f"the event can't be used ({where or 'body'}: {first['type']}); reload the page"
