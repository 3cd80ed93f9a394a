"""Which of a few sentences answers a question, each read together with it.

For articles that have no network of their own. A cross-encoder on states that are there before the
question is, as in MacAvaney et al., 2020, "Efficient Document Re-Ranking for Transformers by
Precomputing Term Representations": the encoder's lower layers read each sentence at ingest, and its
four upper layers, learnt anew (training/reranker.py), read question and sentence side by side.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.answer_network import NO_SENTENCE, in_one
from vectorstore.encoder.base import Encoder, Vectors
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.encoder.upper_layers import opened
from vectorstore.sentence_states import States

MOST = 6  # sentences that are read with a question
FOLDER = Path(__file__).with_name("rerankers")


class Reranker:
    """The network, opened when it is first asked. Safe to share between threads."""

    def __init__(self, path: Path, states: Callable[[str], Vectors]) -> None:
        """`path` is its file; `states` what the encoder's lower layers make of a question."""
        self.path = path
        self._states = states

    def likely(self, turns: Sequence[str], sentences: Mapping[str, States]) -> Mapping[str, float]:
        """How likely each sentence answers the last turn, by its key, or NO_SENTENCE; in all 1.

        `sentences` are the states of their tokens, shape (tokens, 384).
        """
        question = self._states(in_one(turns))
        odds = [self._odds(question, states) for states in sentences.values()]
        most = max((0.0, *odds))
        shares = [math.exp(each - most) for each in (*odds, 0.0)]
        whole = sum(shares)
        keys: Sequence[str] = (*sentences, NO_SENTENCE)
        return {key: share / whole for key, share in zip(keys, shares, strict=True)}

    def _odds(self, question: Vectors, sentence: States) -> float:
        """The log-odds that the sentence answers rather than none."""
        states = np.concatenate([question, sentence.astype(np.float32)])
        of_sentence = np.zeros(len(states), dtype=np.float32)
        of_sentence[len(question) :] = 1
        (odds,) = self._session.run(None, {"states": states[None], "of_sentence": of_sentence})
        return float(odds[0])

    @cached_property
    def _session(self) -> Any:
        return opened(self.path)


def of_encoder(encoder: Encoder) -> Reranker | None:
    """The one that comes with the code for an encoder, or None."""
    path = FOLDER / f"{encoder.name}.onnx"
    if isinstance(encoder, PretrainedEncoder) and path.exists():
        return Reranker(path, encoder.states)
    return None
