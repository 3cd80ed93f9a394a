"""One request to a model: its reply read as it comes, sentence by sentence, into a tally."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import telemetry
from bot.fact_check.written import Written
from bot.llm import background
from bot.llm.breaker import Breaker
from bot.llm.draft_state import Tally
from bot.llm.prompts import Prompt
from bot.llm.replies import Reply
from bot.llm.usage import Meter

if TYPE_CHECKING:
    from collections.abc import Callable

    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

_LOG = logging.getLogger("fotnot")


class Reading:
    """Asks once; what the provider does wrong is noted in the tally and never raised."""

    def __init__(
        self,
        chat: "Callable[[], BaseChatModel]",
        breaker: Breaker,
        seconds: float,
        config: "RunnableConfig | None",
        trace: telemetry.Trace,
    ) -> None:
        self._chat = chat
        self._breaker = breaker
        self._seconds = seconds
        self._config = config
        self._trace = trace

    def sentences(self, prompt: Prompt, tally: Tally, meter: Meter) -> Iterator[Written]:
        """The sentences that stand, each as soon as it is whole and has passed.

        Closing the iterator cancels the request.
        """
        reply = Reply()
        with self._trace.around("generation"):
            try:
                yield from self._passing(self._pieces(prompt, tally, meter, reply), tally)
                self._breaker.succeeded()
            except Exception as error:  # noqa: BLE001 - every provider fails in its own way; the reader gets an answer
                self._breaker.failed()
                tally.broke(error)
                status = getattr(error, "status_code", "")
                _LOG.warning("the language model failed: %s %s", type(error).__name__, status)
            yield from self._passing(reply.close(tally.finished), tally)
        telemetry.paused(self._breaker.is_open)

    def _pieces(
        self, prompt: Prompt, tally: Tally, meter: Meter, reply: Reply
    ) -> Iterator[Written]:
        chat = self._chat()
        messages = [("system", prompt.system), ("human", prompt.human)]
        chunks = background.read(lambda: chat.astream(messages, self._config), self._seconds)
        try:
            for chunk in chunks:
                tally.saw(chunk)
                yield from reply.feed(meter.add(chunk))
                if tally.enough or reply.endless:
                    tally.stop(reply.endless)
                    return
        finally:
            chunks.close()

    def _passing(self, found: Iterator[Written], tally: Tally) -> Iterator[Written]:
        for written in found:
            with self._trace.current(), telemetry.step("verification"):
                passed = tally.take(written)
            if passed:
                yield written
