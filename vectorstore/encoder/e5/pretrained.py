"""multilingual-e5-small (Wang et al., 2024, arXiv 2402.05672), of the pinned package's weights.

Two folders are made of them in the cache, each when it is first needed: one to serve from, and one
that sentence-transformers loads, to train on and to compare with.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from vectorstore.encoder import cache
from vectorstore.encoder.e5 import onnx_model, package, tokenizer, unpacking
from vectorstore.encoder.e5.serving import PretrainedEncoder

NAME = "multilingual-e5-small"
FORMAT = 1  # of vectors; another number makes them anew
FILES = {"onnx": 2, "torch": 1}  # what is made, and its format
MADE_BY = f"{NAME} {package.SHA256} {FORMAT}"
Progress = Callable[[int, int], None]


def served(model_cache: Path | None, progress: Progress | None = None) -> PretrainedEncoder:
    """The encoder, made first where it is missing or damaged; `progress` is told of that.

    Raises:
        IndexUnusableError: it can't be made: the package is missing, or nothing can be written.
    """
    return _opened(served_folder(model_cache, progress))


@lru_cache(maxsize=1)
def _opened(folder: Path) -> PretrainedEncoder:
    """One for all indexes of a process: it does not change, and threads may share it."""
    return PretrainedEncoder(NAME, folder)


def served_folder(model_cache: Path | None, progress: Progress | None = None) -> Path:
    """The folder that it is served from.

    Raises:
        IndexUnusableError: as `served`.
    """

    def make(folder: Path) -> None:
        told = progress or _unheard
        told(0, 3)
        packed = unpacking.unpack(package.model_file())
        told(1, 3)
        tokenizer.write(packed.vocabulary, folder)
        told(2, 3)
        onnx_model.write(packed, folder)
        told(3, 3)

    return cache.kept(cache.place(model_cache), _folder("onnx"), make)


def torch_folder(model_cache: Path | None) -> Path:
    """The folder of the same model for `SentenceTransformer(folder)`; needs torch to be made.

    Raises:
        IndexUnusableError: as `served`.
    """

    def make(folder: Path) -> None:
        from vectorstore.encoder.e5 import torch_model

        torch_model.write(unpacking.unpack(package.model_file()), folder)

    return cache.kept(cache.place(model_cache), _folder("torch"), make)


def _folder(kind: str) -> str:
    return f"{NAME}-{package.SHA256[:8]}-{kind}-{FILES[kind]}"


def _unheard(_done: int, _total: int) -> None:
    pass
