"""One tiny request to the language model, and what its failure means."""

from contextlib import closing
from typing import TYPE_CHECKING

from bot.llm import models
from ingest.errors import InputError

if TYPE_CHECKING:
    from bot.settings import Settings

_REMEDIES = {
    400: "it refuses the request; check the model's name in FOTNOT_LLM",
    401: "the key is refused; give the provider's key in the environment",
    403: "the key may not use it; check the key and the model's name in FOTNOT_LLM",
    404: "there is no such model or address; check FOTNOT_LLM and FOTNOT_LLM_URL",
    429: "the account's limit is reached; wait, or raise it with the provider",
}


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
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    if isinstance(status, int):
        server = "the server has a fault of its own; try later, or another model"
        return f"status {status}: {_REMEDIES.get(status, server)}"
    if isinstance(error, OSError) or "onnect" in type(error).__name__:
        return "can't be reached; check FOTNOT_LLM_URL and the network"
    if "imeout" in type(error).__name__:
        return "did not answer in time; check the server, or raise FOTNOT_LLM_TIMEOUT"
    return f"failed ({type(error).__name__}); check FOTNOT_LLM, FOTNOT_LLM_URL and the key"
