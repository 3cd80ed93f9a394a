"""One request to the model: its whole reply and what it cost, or one line that says what is wrong."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Usage
from bot.llm import background
from bot.llm.failures import failure_of, label
from bot.llm.models import Model
from bot.llm.prompts import Prompt
from bot.llm.usage import Meter
from bot.settings import Settings
from ingest.errors import FotnotError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LONGEST_WAIT_S = 60.0  # before a retry; providers that ask for more are not waited for


class ModelFailedError(FotnotError):
    """The language model can't be reached, refuses, or replies with nothing that can be read."""


@dataclass(frozen=True, slots=True)
class PaidReply:
    """What a model wrote and what that cost."""

    text: str
    usage: Usage


class Asking:
    """Asks one model, a request at a time."""

    def __init__(self, model: Model, settings: Settings, count: Callable[[str], int]) -> None:
        self._model = model
        self._settings = settings
        self._count = count

    def ask(self, prompt: Prompt) -> PaidReply:
        """The whole reply; the provider's client tries again where that helps.

        Raises:
            ModelFailedError: there is none.
        """
        try:
            return self._model.tried(lambda chat: self._replied(chat, prompt))
        except Exception as error:  # noqa: BLE001 - every provider has errors of its own; none may show a key
            raise failed(error) from None

    def _replied(self, chat: "BaseChatModel", prompt: Prompt) -> PaidReply:
        meter = Meter(prompt, self._count)
        messages = [("system", prompt.system), ("human", prompt.human)]
        with closing(background.read(lambda: chat.astream(messages), self._patience)) as chunks:
            text = "".join(meter.add(chunk) for chunk in chunks if chunk is not None)
        return PaidReply(text, meter.usage(self._settings))

    @property
    def _patience(self) -> float:
        tries = self._settings.llm_retries + 1
        return tries * self._settings.llm_timeout + (tries - 1) * _LONGEST_WAIT_S


def failed(error: Exception) -> ModelFailedError:
    """The error as a person is told of it: its kind and how to mend it, never its text."""
    remedy = failure_of(error).remedy
    return ModelFailedError(f"the language model failed ({label(error)}): {remedy}")
