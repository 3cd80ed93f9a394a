"""What drafting will cost, told before it begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.authoring.material import SentenceInPlace
from bot.authoring.task import Task
from bot.settings import Settings
from ingest.text.tokens import BYTES, encoding


@dataclass(frozen=True, slots=True)
class Estimate:
    """Requests, the tokens sent and written, and their price where both prices are set.

    `bytes` where no encoding of a language model could be read, and each byte counts as a token.
    """

    requests: int
    sent: int
    written: int
    cost: float | None
    bytes: bool

    def __str__(self) -> str:
        """One line for the person who decides."""
        requests = f"{self.requests} request{'' if self.requests == 1 else 's'}"
        told = f"{requests}, about {self.sent} tokens sent and {self.written} written"
        if self.bytes:
            told += (
                " (counted as bytes, three to four times too many: "
                "the encoding kept with the code can't be read)"
            )
        if self.cost is None:
            return f"{told}; set FOTNOT_LLM_PRICE_IN and FOTNOT_LLM_PRICE_OUT to see the cost"
        return f"{told}; cost about {self.cost:.2g}"


def price(settings: Settings, sent: int, written: int) -> float | None:
    """What so many tokens cost, where both prices are set."""
    if settings.llm_price_in is None or settings.llm_price_out is None:
        return None
    return (sent * settings.llm_price_in + written * settings.llm_price_out) / 1_000_000


def estimate(
    task: Task, pieces: Sequence[SentenceInPlace], settings: Settings, count: Callable[[str], int]
) -> Estimate:
    """The estimate for these sentences; what a model thinks before it writes is not in it."""
    sent_to_it = [piece for piece in pieces if not piece.commands]
    prompts = [task.prompt(piece) for piece in sent_to_it]
    sent = sum(count(prompt.system) + count(prompt.human) for prompt in prompts)
    written = sum(count(task.expected(piece)) for piece in sent_to_it)
    cost = price(settings, sent, written)
    counts_bytes = encoding(settings.tiktoken_encoding).name == BYTES
    return Estimate(len(prompts), sent, written, cost, counts_bytes)
