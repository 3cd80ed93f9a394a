"""A bot that goes over to each new index by itself: opened whole beside the old one, then swapped."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.bot import Bot
from bot.request import Request
from bot.settings import Settings
from ingest.errors import FotnotError, IndexEmptyError
from vectorstore.files import generations
from vectorstore.index import Index, open_index
from vectorstore.retriever import Retriever

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

LOOKS_EVERY_S = 1.0
_TRIES_AGAIN_S = 60.0  # what failed for want of room may do better later
_LOG = logging.getLogger("fotnot.index")


class ReloadingBot(Bot):
    """Each answer is made on one index from start to end; the next may be made on a newer one."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Open the index that answers now.

        Raises:
            IndexUnusableError: there is none, or it can't be used.
            InputError: as `Bot`.
        """
        self._root = root
        self._settings = settings
        self._bot = _opened(root, settings)
        self._failed: tuple[str, float] = ("", 0.0)
        self._stopping = threading.Event()
        self._when_empty: Callable[[], None] = lambda: None
        self._watching = threading.Thread(target=self._watch, name="fotnot-index", daemon=True)

    @property
    def index(self) -> Index:
        """The index that the next answer is made on."""
        return self._bot.index

    @property
    def retriever(self) -> Retriever:
        """The search in it."""
        return self._bot.retriever

    @property
    def pinned(self) -> Bot:
        """The bot on that index alone, for whoever asks it several things about one answer."""
        return self._bot

    def ask(self, request: Request, config: "RunnableConfig | None" = None) -> Answer:
        """As `Bot.ask`."""
        bot = self._bot
        return bot.ask(_still_there(request, bot), config)

    def stream(self, request: Request, config: "RunnableConfig | None" = None) -> Generator[Answer]:
        """As `Bot.stream`."""
        bot = self._bot
        yield from bot.stream(_still_there(request, bot), config)

    def watch(self, when_empty: Callable[[], None]) -> None:
        """Look for a new index about once a second, in a thread, until `close`.

        `when_empty` is called once the new one has no article: what is gone is not to be answered.
        """
        self._when_empty = when_empty
        self._watching.start()

    def close(self) -> None:
        """Look no longer."""
        self._stopping.set()
        if self._watching.is_alive():
            self._watching.join()

    def refresh(self) -> bool:
        """Go over to a new index, if there is one; whether it was done.

        One that can't be opened leaves the old one answering, and is said once.
        """
        named = generations.current(self._root)
        name = named.name if named else ""
        if name in ("", self._bot.index.folder.name) or self._has_just_failed(name):
            return False
        try:
            self._bot = _opened(self._root, self._settings)
        except IndexEmptyError:
            _LOG.error(
                "the new index %s has no article: there is nothing left to answer from", name
            )
            self._stopping.set()
            self._when_empty()
            return False
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the old one answers
            if self._failed[0] != name:
                why = str(error) if isinstance(error, FotnotError) else type(error).__name__
                _LOG.error("the new index %s is not served, the old one goes on: %s", name, why)
            self._failed = (name, time.monotonic())
            return False
        index = self._bot.index
        _LOG.info("serving the new index %s, %d article(s)", index.folder.name, len(index.slugs))
        return True

    def _has_just_failed(self, name: str) -> bool:
        failed, at = self._failed
        return failed == name and time.monotonic() - at < _TRIES_AGAIN_S

    def _watch(self) -> None:
        swapped = False
        while not self._stopping.wait(LOOKS_EVERY_S):
            before, swapped = swapped, self.refresh()
            if (
                before or swapped
            ):  # the old index lets go of its files and memory, when none reads it
                gc.collect()


def _opened(root: Path, settings: Settings) -> Bot:
    """A bot that has answered once, so that no reader waits for what is read at the first question."""
    bot = Bot(open_index(root, settings.model_cache), settings)
    title = bot.index.source(bot.index.slugs[0]).article.title
    bot.retriever.search((title,), limit=1)
    return bot


def _still_there(request: Request, bot: Bot) -> Request:
    """The request, of all articles where the one that it names went while it came in."""
    gone = request.slug is not None and request.slug not in bot.index.slugs
    return replace(request, slug=None) if gone else request
