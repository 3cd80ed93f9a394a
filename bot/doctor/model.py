"""One tiny request to the language model, and what its failure means."""

from contextlib import closing
from typing import TYPE_CHECKING

from bot.llm import models
from bot.llm.failures import failure_of
from ingest.errors import InputError

if TYPE_CHECKING:
    from bot.settings import Settings


def ask(settings: "Settings") -> str:
    """Ask for one word; what the model is.

    Raises:
        InputError: no key, a wrong key or name, or a server that does not answer. No key is told.
    """
    named = settings.llm or "the server's first model"
    where = f" at {settings.llm_url}" if settings.llm_url else ""
    try:
        chat = models.load(settings.model_copy(update={"llm_retries": 0}))
        with closing(chat.stream([("human", "Say ok.")])) as reply:  # type: ignore[type-var]
            next(reply)  # as answers are read; more than its beginning is not asked for
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - every provider has errors of its own; none may show a key
        raise InputError(f"{named}{where}: {_meaning(error)}") from None
    return f"{named}{where} answers"


def _meaning(error: Exception) -> str:
    failure = failure_of(error)
    return f"status {failure.status}: {failure.remedy}" if failure.status else failure.remedy
