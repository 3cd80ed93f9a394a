"""One tiny request to the language model, and what its failure means."""

from contextlib import closing
from typing import TYPE_CHECKING

from bot.llm import models
from bot.llm.failures import failure_of, label
from ingest.errors import InputError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.settings import Settings


def ask(settings: "Settings") -> str:
    """Ask for one word; what the model is.

    Raises:
        InputError: no key, a wrong key or name, or a server that does not answer. No key is told.
    """
    named = settings.llm or "the server's first model"
    where = f" at {settings.llm_url}" if settings.llm_url else ""
    try:
        models.Model(settings.model_copy(update={"llm_retries": 0})).tried(_begin)
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - every provider has errors of its own; none may show a key
        raise InputError(f"{named}{where}: {_meaning(error)}") from None
    return f"{named}{where} answers"


def _begin(chat: "BaseChatModel") -> None:
    """Ask as answers are asked for; more than the reply's beginning is not read."""
    with closing(chat.stream([("human", "Say ok.")])) as reply:  # type: ignore[type-var]
        next(reply)


def _meaning(error: Exception) -> str:
    return f"{label(error)}: {failure_of(error).remedy}"
