"""Which sentence of an article answers a question: a network learnt on the article's bank.

The encoder's upper layers, learnt anew (training/answers.py): where the head maps a question's mean
vector, this reads its words in their order, with the turns before them. It is kept with the code,
tied to the bank that it was learnt on, and stands beside the search in meaning and in letters.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexUnusableError
from vectorstore.context import MOST_TURNS
from vectorstore.encoder.base import Encoder, Vectors
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.encoder.head import Learnt
from vectorstore.encoder.upper_layers import UpperLayers

NO_SENTENCE = ""  # what answers a question that the article does not
_BETWEEN = " … "
States = Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class NetworkCard:
    """What a network was learnt on, and the ids of the sentences that it tells apart, in order."""

    learnt: Learnt
    sentences: tuple[str, ...]


class AnswerNetwork:
    """The network of one article. Safe to share between threads."""

    def __init__(self, file: Path, sentences: Sequence[str], states: States) -> None:
        """`states` tells what the encoder's lower layers make of a text, shape (tokens, 384)."""
        self._network = UpperLayers(file, (*sentences, NO_SENTENCE))
        self._states = states

    def likely(self, turns: Sequence[str]) -> Mapping[str, float]:
        """How likely each sentence answers the last turn, by its id, or NO_SENTENCE; in all 1."""
        return self._network.likely(self._states(in_one(turns)))


def in_one(turns: Sequence[str]) -> str:
    """A question with the turns before it as one text, from the last back: the end may be cut."""
    return _BETWEEN.join(reversed(turns[-MOST_TURNS:]))


def files(folder: Path, slug: str) -> tuple[Path, Path]:
    """Where a folder keeps the network of an article, and its card."""
    return folder / f"{slug}.onnx", folder / f"{slug}.json"


def read_card(folder: Path, slug: str) -> NetworkCard | None:
    """The card of an article's network; None where there is none, or it can't be read."""
    network, card = files(folder, slug)
    try:
        told = json.loads(card.read_text(encoding="utf-8"))
        return (
            NetworkCard(Learnt(**told["learnt"]), tuple(told["sentences"]))
            if network.exists()
            else None
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_card(folder: Path, slug: str, card: NetworkCard) -> None:
    """Keep the card beside its network."""
    told = json.dumps(asdict(card), indent=1) + "\n"
    files(folder, slug)[1].write_text(told, encoding="utf-8")


def read(folder: Path, encoder: Encoder) -> dict[str, AnswerNetwork]:
    """The networks that an index has, by the slugs of their articles.

    Raises:
        IndexUnusableError: a card can't be read.
    """
    found: dict[str, AnswerNetwork] = {}
    if not isinstance(encoder, PretrainedEncoder):
        return found
    for network in sorted(folder.glob("*.onnx")):
        card = read_card(folder, network.stem)
        if card is None:
            raise IndexUnusableError(
                f"the network {network} can't be read; run `fotnot ingest --rebuild`"
            )
        found[network.stem] = AnswerNetwork(network, card.sentences, encoder.states)
    return found
