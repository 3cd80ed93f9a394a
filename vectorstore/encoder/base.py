"""What an encoder is: texts → unit vectors, questions and passages each in their way."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.context import turn_weights

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


def encode_turns(encoder: Encoder, turns: Sequence[str], known: float = 0.0) -> Vectors:
    """One unit vector, shape (dimension,), of a question with the turns that it leans on.

    `known` is the last turn's cosine to the nearest question that is asked alone. Turns too far
    back to count are not encoded.
    """
    weighed = [(w, turn) for w, turn in zip(turn_weights(turns, known), turns, strict=True) if w]
    weights = np.array([weight for weight, _ in weighed], dtype=np.float32)
    mixed = weights @ encoder.encode_queries([turn for _, turn in weighed])
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)
