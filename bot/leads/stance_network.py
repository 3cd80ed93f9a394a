"""What a reader would begin an answer with, yes, no or neither: learnt on questions to one article.

Words alone tell it of few questions as people put them. So an article may have `stances.jsonl`: questions
with the stance that a reader of the article gives. What is learnt of them (training/stances.py) comes
with the code, and is heard as long as the page is the one that they were read against.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from ingest.article import Article
from vectorstore.answer_network import in_one
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.encoder.upper_layers import UpperLayers

# "unsettled": the article says less than is asked; "other": neither yes nor no would answer.
Stanced = Literal["yes", "no", "mixed", "both", "unsettled", "other"]
STANCES: tuple[Stanced, ...] = get_args(Stanced)
FOLDER = Path(__file__).with_name("networks")


@dataclass(frozen=True, slots=True)
class StanceCard:
    """The page that a network was learnt for, and the hash of its lessons."""

    page_sha256: str
    lessons: str


class StanceNetworks:
    """The networks that come with the code, for one encoder. Safe to share between threads."""

    def __init__(self, encoder: PretrainedEncoder | None) -> None:
        """Without an encoder there are none."""
        self._encoder = encoder

    def likely(self, article: Article, turns: Sequence[str]) -> Mapping[Stanced, float]:
        """How likely the answer to the last turn begins so; in all 1, or nothing where none is learnt."""
        learnt = self._learnt.get(article.slug)
        if self._encoder is None or learnt is None or learnt[0].page_sha256 != article.sha256:
            return {}
        return learnt[1].likely(self._encoder.states(in_one(turns)))

    @cached_property
    def _learnt(self) -> dict[str, tuple[StanceCard, UpperLayers[Stanced]]]:
        if self._encoder is None:
            return {}
        networks = sorted((FOLDER / self._encoder.name).glob("*.onnx"))
        cards = ((network, _card(network)) for network in networks)
        return {each.stem: (card, UpperLayers(each, STANCES)) for each, card in cards if card}


def _card(network: Path) -> StanceCard | None:
    """The card beside a network; None where there is none, or it can't be read."""
    try:
        return StanceCard(**json.loads(network.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_card(network: Path, card: StanceCard) -> None:
    """Keep the card beside its network."""
    told = json.dumps(asdict(card), indent=1) + "\n"
    network.with_suffix(".json").write_text(told, encoding="utf-8")
