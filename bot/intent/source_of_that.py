"""'Vilken studie säger det?': a turn that asks for the source of what was said just before it."""

from collections.abc import Callable

from bot.intent.classifier import asks_for_that_source
from vectorstore.context import earlier_weight
from vectorstore.encoder.serving import PretrainedEncoder

HEARD = 0.95  # chosen on training/said.jsonl, in five folds
LEANS = 0.5  # weight of the turn before; a turn that says more of its own asks on a topic
AsksForThat = Callable[[str], bool]


def asking(encoder: PretrainedEncoder | None) -> AsksForThat:
    """A function that tells whether a turn asks for that; never where there is no encoder."""

    def asks(turn: str) -> bool:
        if encoder is None or not turn.strip() or earlier_weight(turn) < LEANS:
            return False
        return asks_for_that_source(encoder.encode_queries([turn])[0]) >= HEARD

    return asks
