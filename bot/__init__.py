"""Questions → answers in the article's own words.

from bot import Bot, Request, Settings, open_index

settings = Settings()
bot = Bot(open_index(settings.index_root, settings.model_cache), settings)
print(bot.ask(Request("Vad säger artikeln om sömn?")).text)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.bot import Bot
    from bot.request import Request
    from bot.settings import Settings
    from vectorstore.index import open_index

__all__ = ["Answer", "Bot", "Request", "Settings", "open_index"]
_WHERE = {
    "Answer": "bot.answer", "Bot": "bot.bot", "Request": "bot.request",
    "Settings": "bot.settings", "open_index": "vectorstore.index",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first asked for: `import bot` is light."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
