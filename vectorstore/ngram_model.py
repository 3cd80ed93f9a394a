"""The n-gram table as a sentence-transformers module; imported only to train or compare."""

# ruff: noqa: ARG002, ARG003 - the signatures are the library's

from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sentence_transformers.base.modules.input_module import InputModule

from vectorstore import ngrams

WEIGHTS_FILE = "model.safetensors"


class NgramEmbedding(InputModule):
    """The mean of a text's n-gram rows: `StaticEmbedding` with tokens that overlap."""

    config_keys: ClassVar[list[str]] = ["dimension"]

    def __init__(self, dimension: int, weights: torch.Tensor | None = None) -> None:
        super().__init__()
        self.dimension = dimension
        self.embedding = torch.nn.EmbeddingBag(
            ngrams.ROWS, dimension, mode="mean", sparse=True, _weight=weights
        )
        if weights is None:
            torch.nn.init.normal_(self.embedding.weight, std=0.1)

    def preprocess(
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Texts → the flat rows of them all and where each text's rows begin."""
        return batch([np.array(ngrams.rows(text), dtype=np.int64) for text in inputs])

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding`, shape (texts, dimension)."""
        features["sentence_embedding"] = self.embedding(features["input_ids"], features["offsets"])
        return features

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return self.dimension

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write the table in half precision, and the configuration."""
        self.save_config(output_path)
        weights = self.embedding.weight.detach().to(torch.float16).contiguous()
        save_file({"embedding.weight": weights}, str(Path(output_path) / WEIGHTS_FILE))

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **kwargs: Any) -> Self:
        """Read what `save` wrote."""
        weights = load_file(str(Path(model_name_or_path) / subfolder / WEIGHTS_FILE))
        table = weights["embedding.weight"].to(torch.float32)
        return cls(table.shape[1], table)


def batch(texts: list[np.ndarray]) -> dict[str, torch.Tensor]:
    """Rows of several texts → the module's features."""
    lengths = np.array([0, *(len(rows) for rows in texts[:-1])], dtype=np.int64)
    flat = np.concatenate(texts) if texts else np.zeros(0, dtype=np.int64)
    return {"input_ids": torch.from_numpy(flat), "offsets": torch.from_numpy(lengths.cumsum())}
