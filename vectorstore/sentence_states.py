"""What the encoder's lower layers make of each sentence of an article, kept for `Reranker`."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoder.base import Vectors
from vectorstore.files import tensors

States = NDArray[np.float16]


def write(path: Path, texts: Mapping[str, str], states_of: Callable[[str], Vectors]) -> None:
    """Keep the states of sentences, given as texts by their ids."""
    from safetensors.numpy import save_file

    save_file({name: states_of(text).astype(np.float16) for name, text in texts.items()}, path)


def read(path: Path) -> Mapping[str, States]:
    """Sentence id → states, shape (tokens, 384), mapped from disk; none where none were kept.

    Raises:
        ValueError: the file is damaged.
    """
    return tensors.memory_map(path) if path.exists() else {}
