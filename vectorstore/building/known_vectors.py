"""Vectors that are known already, as a module of sentence-transformers, and how they are learnt on.

Imported only to learn a head.
"""

# ruff: noqa: ARG002 - the signatures are the libraries'

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule, Normalize
from sentence_transformers.base.sampler import DefaultBatchSampler
from torch.utils.data import SequentialSampler
from transformers import TrainerCallback

from vectorstore.encoder.base import Vectors


class KnownVectors(InputModule):
    """Gives each text the vector that is known for it, with some of its numbers left out."""

    def __init__(self, vectors: Mapping[str, Vectors], dropped: float) -> None:
        super().__init__()
        self._places = {text: place for place, text in enumerate(vectors)}
        table = np.array([vectors[text] for text in self._places], dtype=np.float32)
        self.register_buffer("table", torch.from_numpy(table), persistent=False)
        self._dropout = torch.nn.Dropout(dropped)

    def preprocess(
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Texts → the places of their vectors."""
        return {"input_ids": torch.tensor([self._places[text] for text in inputs])}

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding`, shape (texts, dimension)."""
        features["sentence_embedding"] = self._dropout(self.table[features["input_ids"]])
        return features

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """There is nothing to keep: the vectors are the encoder's."""


class Told(TrainerCallback):
    """Tells how many steps are done, of how many."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self._progress = progress

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """After each step."""
        self._progress(state.global_step, state.max_steps)


def model(vectors: Mapping[str, Vectors], behind: torch.nn.Module, dropped: float) -> Any:
    """A model that has a module behind the known vectors."""
    return SentenceTransformer(
        modules=[KnownVectors(vectors, dropped), behind, Normalize()], device="cpu"
    )


def in_order(dataset: Any, **given: Any) -> DefaultBatchSampler:
    """The batches as the dataset has them, one after the other."""
    return DefaultBatchSampler(SequentialSampler(dataset), **given)
