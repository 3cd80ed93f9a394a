"""Any sentence-transformers model as an encoder."""

from collections.abc import Sequence

import numpy as np

from ingest.errors import IndexUnusableError
from vectorstore.encoder.base import Vectors


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
                "check FOTNOT_ENCODER, or unset it"
            ) from None
        self._most = self._model.max_seq_length
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

    def fits(self, text: str) -> bool:
        """Whether all of a text that is searched is read at once."""
        if self._most is None:
            return True
        ids = self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"]
        return bool(len(ids) <= self._most)
