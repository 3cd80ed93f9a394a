"""What an answer cost: tokens as the provider counts them, or an estimate, and their price."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.answer import Usage
from bot.llm.prompts import Prompt
from bot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

CACHED = Usage(0, 0, cached=True)


class Meter:
    """Counts one reply as it comes."""

    def __init__(self, prompt: Prompt, count: Callable[[str], int]) -> None:
        self._prompt = prompt
        self._count = count
        self._said: list[str] = []
        self._counted = (0, 0)
        self._came = False
        self._is_hanging = False

    def add(self, chunk: "AIMessageChunk") -> str:
        """Take a piece of the reply; gives its text."""
        self._came = True
        if chunk.usage_metadata:
            known = chunk.usage_metadata
            told, written = self._counted
            self._counted = (told + known["input_tokens"], written + known["output_tokens"])
        text = str(chunk.text)
        self._said.append(text)
        return text

    def hung(self) -> None:
        """Nothing came in time of a request that was sent: its prompt is paid for all the same."""
        self._is_hanging = True

    @property
    def began(self) -> bool:
        """Whether anything has come of the reply."""
        return self._came

    def usage(self, settings: Settings) -> Usage:
        """The tokens, and their cost where both prices are set.

        What the provider did not count is estimated; a request that was refused costs nothing.
        """
        if not self._came and not self._is_hanging:
            return Usage(0, 0)
        told, written = self._counted
        said = "".join(self._said)
        estimated = not told or (not written and bool(said))
        told = told or self._count(self._prompt.system) + self._count(self._prompt.human)
        written = written or self._count(said)
        prices = (settings.llm_price_in, settings.llm_price_out)
        cost = None
        if prices[0] is not None and prices[1] is not None:
            cost = round((told * prices[0] + written * prices[1]) / 1_000_000, 8)
        return Usage(told, written, estimated, cost=cost)
