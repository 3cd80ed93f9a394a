"""The encoder that an index trains for itself, served without torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from vectorstore import ngrams
from vectorstore.encoder.base import Vectors
from vectorstore.tensors import memory_map

TRAINED = "trained"


class NgramEncoder:
    """The trained n-gram table, read from disk as it is needed: a lookup and a mean."""

    name = TRAINED

    def __init__(self, folder: Path) -> None:
        self._table = memory_map(folder / "model.safetensors")["embedding.weight"]
        self.dimension = int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; a text without a word gives zeros."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            if rows := ngrams.rows(text):
                mean = self._table[rows].astype(np.float32).mean(axis=0)
                vector[:] = mean / max(float(np.linalg.norm(mean)), 1e-12)
        return vectors

    encode_documents = encode_queries
