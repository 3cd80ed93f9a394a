"""Ask and stream: whatever happens inside, an answer with its disclaimer, whole or as it grows."""

import logging
from collections.abc import Generator
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING

from bot import telemetry
from bot.answer import Answer
from bot.fact_check.verify import Verifier
from bot.handlers import Handlers
from bot.intent.triage import helplines
from bot.kinds import ALARMS
from bot.rendering.whole import with_disclaimer, with_helpline
from bot.request import Request, cleaned
from bot.settings import Settings
from ingest.errors import FotnotError
from prompts import texts
from vectorstore.index import Index
from vectorstore.retriever import Retriever

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

    from bot.llm.writer import Writer

_LOG = logging.getLogger("fotnot")


class Bot:
    """Answers from one index."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Set up what the settings ask for.

        Raises:
            InputError: a language model or telemetry is asked for and can't be used.
        """
        self._index = index
        self._settings = settings
        self._handlers = Handlers(index, settings)
        self._writer = _writer(index, settings)
        if settings.telemetry:
            telemetry.enable()

    @property
    def index(self) -> Index:
        """The index that answers are made on."""
        return self._index

    @property
    def retriever(self) -> Retriever:
        """The search in it."""
        return self._handlers.retriever

    @cached_property
    def verifier(self) -> Verifier:
        """What holds texts that others wrote against its articles."""
        return Verifier(self._index, self._settings.model_cache, self._settings.suggested_links)

    @property
    def pinned(self) -> "Bot":
        """This bot, on one index for as long as it is held."""
        return self

    @property
    def threshold(self) -> float:
        """The confidence below which a question is declined."""
        return self._settings.answer_threshold

    def ask(self, request: Request, config: "RunnableConfig | None" = None) -> Answer:
        """The answer to a question; whatever goes wrong inside, a message with the disclaimer.

        `config` is LangChain's: its callbacks see the language model's calls.

        Raises:
            InputError: the question is empty or longer than MAX_QUESTION characters.
        """
        *_, answer = self._growing(cleaned(request), config)
        return answer

    def stream(self, request: Request, config: "RunnableConfig | None" = None) -> Generator[Answer]:
        """The answer as it grows: each item whole in itself, disclaimer and all, the last complete.

        Where a language model writes, the article's own answer is first; while nothing new comes,
        the same item comes again.

        Closing it cancels what a language model still writes.

        Raises:
            InputError: as `ask`.
        """
        yield from self._growing(cleaned(request), config)

    def as_runnable(self) -> "Runnable[Request | str, Answer]":
        """The bot as a LangChain Runnable: a request or a question in, the answer out."""
        from bot.llm.interfaces.runnable import BotRunnable

        return BotRunnable(self)

    def as_retriever(self, slug: str | None = None) -> "BaseRetriever":
        """The search as a LangChain retriever: a question in, sentences as documents out."""
        from bot.llm.interfaces.retriever import SentenceRetriever

        return SentenceRetriever(searcher=self.retriever, slug=slug)

    def _growing(self, request: Request, config: "RunnableConfig | None") -> Generator[Answer]:
        trace, answer = telemetry.Trace(), None
        try:
            with closing(self._answers(request, config, trace)) as answers:
                for answer in answers:
                    yield answer
        finally:
            trace.end(answer)

    def _answers(
        self, request: Request, config: "RunnableConfig | None", trace: telemetry.Trace
    ) -> Generator[Answer]:
        language, needed = request.page or "sv", None
        try:
            with trace.current():
                message = self._handlers.understood(request)
                language, needed = message.language, message.intent.help
                drafted = self._handlers.answered(message)
            if isinstance(drafted, Answer):
                answers = iter((drafted,))
            elif self._writer is None:
                answers = iter((drafted.answer,))
            else:
                answers = self._writer.answers(drafted, config, trace)
            last = given = None
            for answer in answers:
                if given is None or answer is not last:  # what comes again stays the same
                    last, given = answer, _with_help(answer, needed)
                yield given
        except FotnotError as error:
            _LOG.error("answering failed: %s", error)
            yield _broken(language, needed)
        except Exception:  # noqa: BLE001 - the reader must get an answer and its disclaimer, whatever broke
            _LOG.exception("answering failed")
            yield _broken(language, needed)


def _with_help(answer: Answer, needed: helplines.Help | None) -> Answer:
    if needed is None or answer.kind in ALARMS:
        return answer
    return with_helpline(answer, helplines.care(needed, answer.language))


def _broken(language: str, needed: helplines.Help | None) -> Answer:
    answer = with_disclaimer("error", language, texts(language)("error.broken"))
    return _with_help(answer, needed)


def _writer(index: Index, settings: Settings) -> "Writer | None":
    if not settings.has_model:
        return None
    from bot.llm.writer import Writer

    return Writer(index, settings)
