"""What a message asks of the program itself (who it is, what is kept, for a person), or of the shop."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from vectorstore.encoder.serving import PretrainedEncoder
from vectorstore.encoder.upper_layers import UpperLayers

# In the order of the network's outputs: after any change `make topics`, or nothing is answered.
ProgramTopic = Literal[
    "none", "identity", "capabilities", "privacy", "contact", "advertising", "complaint", "shop"
]
TOPICS: tuple[ProgramTopic, ...] = get_args(ProgramTopic)
# From so likely on a message is on the program or the shop, alone and in a conversation …
ASKED, ASKED_IN_TALK = 0.7, 0.9
# … if the article does not answer it as surely as that.
ARTICLE_KNOWS, ARTICLE_KNOWS_IN_TALK = 0.9, 0.5
ONE_TOPIC = 0.4  # and from so likely on which; what may be any of them is on something else
LONGEST = 400  # characters; a longer message is on more than that
MEANT: UpperLayers[ProgramTopic] = UpperLayers(
    Path(__file__).with_name("topic_network.onnx"), TOPICS
)
AsksOf = Callable[[str, float], ProgramTopic]


def asking(encoder: PretrainedEncoder | None) -> AsksOf:
    """A function that tells what a message asks of the program, at least so likely.

    "none" where it asks nothing of it, or there is no encoder.
    """

    def asks_of(text: str, least: float) -> ProgramTopic:
        if encoder is None or not text.strip() or len(text) > LONGEST:
            return "none"
        calmly = text.lower() if text.isupper() else text  # to the encoder capitals are names
        likely = MEANT.likely(encoder.states(calmly))
        best = max((topic for topic in TOPICS if topic != "none"), key=likely.__getitem__)
        return best if 1 - likely["none"] >= least and likely[best] >= ONE_TOPIC else "none"

    return asks_of
