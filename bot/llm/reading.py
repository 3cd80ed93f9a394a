"""Requests to a model: its reply read as it comes, sentence by sentence, into a tally."""

import logging
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import telemetry
from bot.fact_check.written import Written
from bot.llm import background
from bot.llm.breaker import Breaker
from bot.llm.draft_state import Tally
from bot.llm.failures import failure_of, label
from bot.llm.models import Model
from bot.llm.prompts import NOTHING, Prompt
from bot.llm.replies import Reply
from bot.llm.structured import StructuredReply
from bot.llm.usage import Meter
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

_LOG = logging.getLogger("fotnot")


class Reading:
    """Asks for one answer; what the provider does wrong is noted in the tally and never raised."""

    def __init__(
        self,
        model: Model,
        breaker: Breaker,
        settings: Settings,
        config: "RunnableConfig | None",
        trace: telemetry.Trace,
    ) -> None:
        self._model = model
        self._breaker = breaker
        self._settings = settings
        self._config = config
        self._trace = trace
        self._since = time.monotonic()

    def sentences(self, prompt: Prompt, tally: Tally, meter: Meter) -> Iterator[Written | None]:
        """The sentences that stand, each as soon as it is whole and has passed.

        None while nothing comes, so that whoever reads can stop. Closing the iterator cancels the
        request.
        """
        has_schema = self._settings.llm_structured
        reply = StructuredReply(NOTHING) if has_schema else Reply()
        with self._trace.around("generation"):
            try:
                yield from self._passing(prompt, self._tried(prompt, tally, meter, reply), tally)
                self._breaker.succeeded()
            except Exception as error:  # noqa: BLE001 - every provider fails in its own way; the reader gets an answer
                self._breaker.failed()
                failure = failure_of(error)
                tally.broke(failure.reason)
                if type(error) is TimeoutError:  # ours: it was sent, and nothing came in time
                    meter.hung()
                _LOG.warning("the language model failed (%s): %s", label(error), failure.remedy)
            yield from self._passing(prompt, reply.close(tally.finished), tally)
        telemetry.paused(self._breaker.is_open)

    def _tried(
        self, prompt: Prompt, tally: Tally, meter: Meter, reply: Reply | StructuredReply
    ) -> Iterator[Written | None]:
        """The reply's sentences; tried again while nothing has come of it and that may help.

        A request that the provider refused for an option is sent again without it.
        """
        tries = 0
        while True:
            chat = self._model.chat()
            try:
                yield from self._pieces(chat, prompt, tally, meter, reply)
                return
            except Exception as error:
                if meter.began:
                    raise
                if self._model.leave_out(error, chat):
                    continue
                tries += 1
                failure = failure_of(error)
                pause = failure.pause_s(tries)
                if (
                    tries > self._settings.llm_retries
                    or not failure.passes
                    or pause > self._patience
                ):
                    raise
                yield from _waiting(pause)

    def _pieces(
        self,
        chat: "BaseChatModel",
        prompt: Prompt,
        tally: Tally,
        meter: Meter,
        reply: Reply | StructuredReply,
    ) -> Iterator[Written | None]:
        messages = [("system", prompt.system), ("human", prompt.human)]
        options = self._model.held_to(chat, prompt.names)
        chunks = background.read(
            lambda: chat.astream(messages, self._config, **options), self._left
        )
        try:
            for chunk in chunks:
                if chunk is None:
                    yield None
                else:
                    tally.saw(chunk)
                    yield from reply.feed(meter.add(chunk))
                if tally.enough or reply.endless:
                    tally.stop(reply.endless)
                    return
                if not tally.statements and self._patience <= 0:
                    if tally.has_read:  # it writes, and nothing of it stands
                        return
                    raise TimeoutError
        finally:
            chunks.close()

    def _passing(
        self, prompt: Prompt, found: Iterator[Written | None], tally: Tally
    ) -> Iterator[Written | None]:
        for each in found:
            if each is None:
                yield None
                continue
            written = prompt.named(each)
            with self._trace.current(), telemetry.step("verification"):
                passed = tally.take(written)
            if passed:
                yield written

    @property
    def _waited(self) -> float:
        return time.monotonic() - self._since

    @property
    def _patience(self) -> float:
        """Seconds that a first sentence may still take."""
        return min(self._left, self._settings.llm_first_sentence - self._waited)

    @property
    def _left(self) -> float:
        return max(0.0, self._settings.llm_timeout - self._waited)


def _waiting(seconds: float) -> Iterator[None]:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, background.TICK_S))
        yield None
