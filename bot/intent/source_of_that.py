"""'Vilken studie säger det?': a turn that asks for the source of what was said just before it."""

from collections.abc import Callable

from bot.intent.triage.classifier import asks_for_that_source
from bot.intent.triage.stretches import sentences
from vectorstore.context import earlier_weight
from vectorstore.encoder.e5.serving import PretrainedEncoder

HEARD = 0.95  # chosen on training/said.jsonl, in five folds
LEANS = 0.45  # weight of the turn before; a turn that says more of its own asks on a topic
MOST = 2  # sentences of a turn that asks for nothing else
AsksForThat = Callable[[str], bool]


def asking(encoder: PretrainedEncoder | None) -> AsksForThat:
    """A function that tells whether a turn's first question asks for that; never without an encoder."""

    def asks(turn: str) -> bool:
        said = sentences(turn)
        asked = next((each for each in said if "?" in each), turn)
        if encoder is None or len(said) > MOST or earlier_weight(asked) < LEANS:
            return False
        return asks_for_that_source(encoder.encode_queries([asked])[0]) >= HEARD

    return asks
