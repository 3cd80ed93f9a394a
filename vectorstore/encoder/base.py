"""What an encoder is: texts → unit vectors, questions and passages each in their way."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors, shape (texts, dimension)."""

    name: str
    dimension: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        ...

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what is searched."""
        ...

    def fits(self, text: str) -> bool:
        """Whether all of a text that is searched is read at once."""
        ...


def mixed(weights: Sequence[float], vectors: Sequence[Vectors] | Vectors) -> Vectors:
    """One unit vector, shape (dimension,), of turns that weigh so much each (`turn_weights`)."""
    summed = np.asarray(weights, dtype=np.float32) @ np.asarray(vectors, dtype=np.float32)
    return np.asarray(summed / max(float(np.linalg.norm(summed)), 1e-12), dtype=np.float32)
