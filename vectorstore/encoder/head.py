"""A linear map on a frozen encoder's vectors, learnt from question banks.

It is kept as sentence-transformers' own `Dense` (the bias takes the banks' mean from a vector
before it is mapped), so that anybody can put it behind the encoder:
`SentenceTransformer(modules=[*encoder, Dense.load(folder), Normalize()])`.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vectorstore.encoder.base import Vectors

WEIGHTS, CONFIG, LEARNT = "model.safetensors", "config.json", "learnt.json"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a head was learnt on: the encoder's name, and the hash of its lessons."""

    encoder: str
    lessons: str


@dataclass(frozen=True)
class Head:
    """`weight` of shape (dimension, dimension of the encoder), `bias` of (dimension,)."""

    weight: Vectors
    bias: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        """Unit vectors of shape (texts, dimension), of the encoder's."""
        return unit(vectors @ self.weight.T + self.bias)

    @property
    def dimension(self) -> int:
        """The length of its vectors."""
        return len(self.bias)


def unit(vectors: Vectors) -> Vectors:
    """The vectors, each of length one; zeros stay."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def read(folder: Path) -> Head:
    """The head that a folder holds.

    Raises:
        OSError, ValueError, KeyError: it is missing or damaged.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        tensors = load_file(folder / WEIGHTS)
    except SafetensorError as error:
        raise ValueError(str(error)) from None
    return Head(tensors["linear.weight"], tensors["linear.bias"])


def learnt(folder: Path) -> Learnt | None:
    """What the head of a folder was learnt on; None where there is none."""
    try:
        return Learnt(**json.loads((folder / LEARNT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
