"""What a message asks of the program itself: who it is, what it can, what is kept, for a person."""

from collections.abc import Callable
from typing import Literal, get_args

from bot.intent.upper_layers import UpperLayers
from vectorstore.encoder.serving import PretrainedEncoder

ProgramTopic = Literal[
    "none", "identity", "capabilities", "privacy", "contact", "advertising", "complaint"
]
TOPICS: tuple[ProgramTopic, ...] = get_args(ProgramTopic)
ASKED = 0.5  # from so likely on a message is answered as one on the program
LONGEST = 400  # characters; a longer message is on more than that
MEANT: UpperLayers[ProgramTopic] = UpperLayers("topic_network.onnx", TOPICS)
AsksOf = Callable[[str], ProgramTopic]


def asking(encoder: PretrainedEncoder | None) -> AsksOf:
    """A function that tells what a message asks of the program; "none" where there is no encoder."""

    def asks_of(text: str) -> ProgramTopic:
        if encoder is None or not text.strip() or len(text) > LONGEST:
            return "none"
        likely = MEANT.likely(encoder.states(text.lower() if text.isupper() else text))
        if 1 - likely["none"] < ASKED:
            return "none"
        return max((topic for topic in TOPICS if topic != "none"), key=likely.__getitem__)

    return asks_of
