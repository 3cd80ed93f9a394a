"""Texts → vectors: the encoder trained at ingest, served without torch, or any other by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexUnusableError
from vectorstore import ngrams
from vectorstore.context import turn_weights
from vectorstore.tensors import memory_map

Vectors = NDArray[np.float32]
TRAINED = "trained"


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


class NamedEncoder:
    """Any sentence-transformers model, by its name on the hub or its folder; needs torch."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.name = name
        try:
            self._model = SentenceTransformer(name, device="cpu")
        except Exception as error:  # noqa: BLE001 - the hub and torch raise many kinds
            raise IndexUnusableError(
                f"encoder {name!r} can't be loaded ({str(error).splitlines()[0][:120]}); "
                "check FOTNOT_ENCODER, or unset it to train Fotnot's own"
            ) from None
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, with the model's own prompt for questions where it has one."""
        vectors = self._model.encode_query(list(texts), normalize_embeddings=True)
        return np.asarray(vectors, dtype=np.float32)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, with the model's own prompt for documents where it has one."""
        vectors = self._model.encode_document(
            list(texts), normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def encode_turns(encoder: Encoder, turns: Sequence[str], known: float = 0.0) -> Vectors:
    """One unit vector, shape (dimension,), of a question with the turns that it leans on.

    `known` is the last turn's cosine to the nearest question that is asked alone.
    """
    weights = np.array(turn_weights(turns, known), dtype=np.float32)
    mixed = weights @ encoder.encode_queries(list(turns))
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-12), dtype=np.float32)


def load(name: str, folder: Path) -> Encoder:
    """The encoder of an index: `trained` from its folder, any other by name.

    Raises:
        IndexUnusableError: it can't be loaded.
    """
    if name != TRAINED:
        return NamedEncoder(name)
    try:
        return NgramEncoder(folder)
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusableError(
            f"the encoder in {folder} can't be read ({error}); run `fotnot ingest --rebuild`"
        ) from None
