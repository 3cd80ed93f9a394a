"""The language model that the settings name: any chat model that LangChain knows."""

from typing import TYPE_CHECKING, Any

from bot.settings import Settings
from ingest import json_text
from ingest.errors import InputError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LISTING_S = 5.0
_LISTING_BYTES = 1_000_000
_EXTRAS = ("openai", "anthropic", "ollama")


def load(settings: Settings) -> "BaseChatModel":
    """The chat model of FOTNOT_LLM, at FOTNOT_LLM_URL where that is given.

    Keys are read from the environment by the provider's package, and from nowhere else. A server
    of one's own gets OPENAI_API_KEY where there is one, and else a word that is no key.

    Raises:
        InputError: the name or its package is unknown, or a key is missing.
        OSError: no model is named and the server can't be asked which it has.
    """
    import os

    from langchain.chat_models import init_chat_model

    name = settings.llm or _first_at(settings.llm_url or "")
    prefix = "openai" if settings.llm_url or ":" not in name else name.partition(":")[0]
    options: dict[str, Any] = {
        "timeout": settings.llm_timeout, "max_retries": settings.llm_retries, "temperature": 0,
    }  # fmt: skip
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
