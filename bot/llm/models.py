"""The language model that the settings name: any chat model that LangChain knows."""

import logging
import re
from collections.abc import Callable, Collection, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from bot.llm import structured
from bot.llm.failures import failure_of, status_of
from bot.settings import Settings
from ingest import json_text
from ingest.errors import InputError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LOG = logging.getLogger("fotnot")
T = TypeVar("T")
OUTPUT_LIMIT = "max_tokens"
STRUCTURE = "response_format"
_WRITTEN = {
    OUTPUT_LIMIT: ("max_tokens", "max_completion_tokens", "max_output_tokens"),
    STRUCTURE: ("response_format", "json_schema", "output_config"),
}
# How providers say that they do not take something; what only names it says no such thing.
_REFUSES = re.compile(
    r"(?i)unsupported|not support|unknown|unrecogni|unexpected|invalid(?!_request)|not permitted|not allowed|"
    r"deprecated|extra inputs|only the default"
)
_LISTING_S = 5.0
_LISTING_BYTES = 1_000_000
_EXTRAS = ("openai", "anthropic", "ollama")


def load(settings: Settings, without: Collection[str] = ()) -> "BaseChatModel":
    """The chat model of FOTNOT_LLM, at FOTNOT_LLM_URL where that is given, `without` some options.

    Keys are read from the environment by the provider's package, and from nowhere else. A server
    of one's own gets OPENAI_API_KEY where there is one, and else a word that is no key.

    Raises:
        InputError: the name or its package is unknown, or a key is missing.
        OSError: no model is named and the server can't be asked which it has.
    """
    import os

    from langchain.chat_models import init_chat_model

    name = settings.llm or _first_at(settings.llm_url or "")
    prefix: str = "openai" if settings.llm_url or ":" not in name else name.partition(":")[0]
    options: dict[str, Any] = _asked_for(settings, prefix, without)
    if prefix != "ollama":  # its client has neither
        options |= {"timeout": settings.llm_timeout, "max_retries": settings.llm_retries}
    if settings.llm_url:
        name = name.removeprefix("openai:")
        options |= {
            "model_provider": "openai",
            "base_url": settings.llm_url,
            "api_key": os.environ.get("OPENAI_API_KEY") or "none",
            "stream_usage": True,
        }
    try:
        chat: BaseChatModel = init_chat_model(name, **options)
    except ImportError:
        extra = prefix if prefix in _EXTRAS else None
        package = f"'fotnot[{extra}]'" if extra else "the provider's LangChain package"
        raise InputError(f"FOTNOT_LLM={name}: needs a package; pip install {package}") from None
    except Exception as error:  # noqa: BLE001 - every provider has errors of its own; none may show a key
        raise InputError(
            f"FOTNOT_LLM={name}: can't be used ({type(error).__name__}); give provider:model, and "
            f"the provider's key in the environment, such as {prefix.upper()}_API_KEY"
        ) from None
    return chat


class Model:
    """The chat model of some settings; what its provider refuses is left out from then on.

    Safe to share between threads.
    """

    def __init__(self, settings: Settings) -> None:
        """Set the model up, unless its name is to be asked of its server.

        Raises:
            InputError: as `load`.
        """
        self._settings = settings
        self._lock = Lock()
        self._without: set[str] = set()
        self._chat: BaseChatModel | None = load(settings) if settings.llm else None

    def chat(self) -> "BaseChatModel":
        """The chat model.

        Raises:
            InputError: as `load`.
            OSError: as `load`.
        """
        with self._lock:
            if self._chat is None:
                self._chat = load(self._settings, self._without)
            return self._chat

    def held_to(self, chat: "BaseChatModel", names: Sequence[str]) -> dict[str, Any]:
        """What a request is given so that its reply names no other passages; see `structured`."""
        if not self._settings.llm_structured or STRUCTURE in self._without:
            return {}
        return structured.held_to(chat, names)

    def leave_out(self, error: Exception, asked: "BaseChatModel") -> bool:
        """Whether a provider refused an option of the model `asked`: without it a request may pass."""
        if status_of(error) not in (400, 422) or failure_of(error).reason != "refused":
            return False
        with self._lock:
            options = set(self._settings.llm_options) | {"temperature", OUTPUT_LIMIT}
            if self._settings.llm_structured:
                options.add(STRUCTURE)
            refused = _refused(error, options - self._without)
            if not refused:
                return self._chat is not asked  # another request has left it out meanwhile
            self._without |= refused
            self._chat = None
        _LOG.warning("the model's provider refuses %s: left out", ", ".join(sorted(refused)))
        return True

    def tried(self, request: Callable[["BaseChatModel"], T]) -> T:
        """What a request gives; sent again without an option that the provider refused.

        Raises:
            Exception: whatever the request raises.
        """
        while True:
            chat = self.chat()
            try:
                return request(chat)
            except Exception as error:
                if not self.leave_out(error, chat):
                    raise


def _refused(error: Exception, options: Collection[str]) -> set[str]:
    """Those of the options that an error speaks against: the one it is on, else those it names."""
    said = str(error)
    if param := getattr(error, "param", None):
        said = str(param)
    elif not _REFUSES.search(said):
        return set()
    return {
        name
        for name in options
        if any(re.search(rf"\b{re.escape(each)}\b", said) for each in _WRITTEN.get(name, (name,)))
    }


def _asked_for(settings: Settings, prefix: str, without: Collection[str]) -> dict[str, Any]:
    """Temperature, a limit of what is written, and the operator's own options over these."""
    given = dict(settings.llm_options)
    limit = given.pop(OUTPUT_LIMIT, settings.llm_output_tokens)
    options: dict[str, Any] = {"temperature": 0, **given}
    if limit is not None and OUTPUT_LIMIT not in without:
        if settings.llm_url:  # by the older name, which all servers know
            options["extra_body"] = {OUTPUT_LIMIT: limit, **(given.get("extra_body") or {})}
        else:
            options.setdefault("num_predict" if prefix == "ollama" else OUTPUT_LIMIT, limit)
    return {n: v for n, v in options.items() if v is not None and n not in without}


def _first_at(url: str) -> str:
    """The name of the first model that an OpenAI-compatible server lists."""
    import os
    from urllib.request import Request, urlopen

    key = os.environ.get("OPENAI_API_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    request = Request(f"{url.rstrip('/')}/models", headers=headers)  # noqa: S310 - the operator's own address
    with urlopen(request, timeout=_LISTING_S) as reply:  # noqa: S310
        listed = reply.read(_LISTING_BYTES)
    try:
        return str(json_text.loads(listed)["data"][0]["id"])
    except (ValueError, KeyError, IndexError, TypeError):
        raise OSError(f"{url}/models lists no model; name one in FOTNOT_LLM") from None
