"""The bot as a LangChain Runnable: requests in, answers out, with callbacks."""

from collections.abc import Iterator
from typing import Any, Protocol

from langchain_core.callbacks import CallbackManagerForChainRun as Run
from langchain_core.runnables import Runnable, RunnableConfig

from bot.answer import Answer
from bot.request import Request

RunnableInput = Request | str


class Answering(Protocol):
    """What answers a request, whole or as it grows."""

    def ask(self, request: Request, config: RunnableConfig | None = None) -> Answer:
        """The answer."""
        ...

    def stream(self, request: Request, config: RunnableConfig | None = None) -> Iterator[Answer]:
        """The answer as it grows."""
        ...


class BotRunnable(Runnable[RunnableInput, Answer]):
    """`invoke` is the bot's `ask`, `stream` its `stream`; a text is a question asked alone."""

    def __init__(self, bot: Answering) -> None:
        self._bot = bot

    def invoke(
        self,
        input: RunnableInput,  # noqa: A002
        config: RunnableConfig | None = None,
        **_: Any,
    ) -> Answer:
        """The answer.

        Raises:
            InputError: the question can't be asked.
        """

        def answer(asked: RunnableInput, run_manager: Run, config: RunnableConfig) -> Answer:  # noqa: ARG001
            return self._bot.ask(_request(asked), config)

        return self._call_with_config(answer, input, config)

    def stream(
        self,
        input: RunnableInput,  # noqa: A002
        config: RunnableConfig | None = None,
        **_: Any,
    ) -> Iterator[Answer]:
        """The answer as it grows, each item whole in itself; the same again while nothing new comes.

        Raises:
            InputError: the question can't be asked.
        """

        def answers(
            asked: Iterator[RunnableInput],
            run_manager: Run,  # noqa: ARG001
            config: RunnableConfig,
        ) -> Iterator[Answer]:
            for one in asked:
                yield from self._bot.stream(_request(one), config)

        return self._transform_stream_with_config(iter([input]), answers, config)


def _request(asked: RunnableInput) -> Request:
    return Request(asked) if isinstance(asked, str) else asked
