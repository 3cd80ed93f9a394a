"""What a message asks of the program itself (who it is, what is kept, for a person), or of the shop."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from bot.kinds import PROGRAM_TOPICS, ProgramTopic
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.encoder.upper_layers import UpperLayers

AskedOf = Literal["none", ProgramTopic]
ASKED_OF: tuple[AskedOf, ...] = ("none", *PROGRAM_TOPICS)  # as the network's outputs are ordered
# From so likely on a message is on the program or the shop, alone and in a conversation …
ASKED, ASKED_IN_TALK = 0.7, 0.9
# … if the article does not answer it as surely as that.
ARTICLE_KNOWS, ARTICLE_KNOWS_IN_TALK = 0.9, 0.5
ONE_TOPIC = 0.4  # and from so likely on which; what may be any of them is on something else
LONGEST = 400  # characters; a longer message is on more than that
MEANT: UpperLayers[AskedOf] = UpperLayers(Path(__file__).with_name("topic_network.onnx"), ASKED_OF)
AsksOf = Callable[[str, float], AskedOf]


def asking(encoder: PretrainedEncoder | None) -> AsksOf:
    """A function that tells what a message asks of the program, at least so likely.

    "none" where it asks nothing of it, or there is no encoder.
    """

    def asks_of(text: str, least: float) -> AskedOf:
        if encoder is None or not text.strip() or len(text) > LONGEST:
            return "none"
        calmly = text.lower() if text.isupper() else text  # to the encoder capitals are names
        likely = MEANT.likely(encoder.states(calmly))
        best = max(PROGRAM_TOPICS, key=likely.__getitem__)
        return best if 1 - likely["none"] >= least and likely[best] >= ONE_TOPIC else "none"

    return asks_of
