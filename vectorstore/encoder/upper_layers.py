"""A network that tells what a message means: the encoder's upper layers, learnt anew for one question.

It stands on the states of the pretrained encoder's lower layers (training/upper_layers.py), and is
served by onnxruntime on one thread.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from ingest.errors import InputError
from vectorstore.encoder.base import Vectors

Class = TypeVar("Class", bound=str)


class UpperLayers(Generic[Class]):
    """One network, opened when it is first asked. Safe to share between threads."""

    def __init__(self, path: Path, classes: Sequence[Class]) -> None:
        """`path` is its file, `classes` what it tells apart."""
        self.path = path
        self._classes = classes

    def likely(self, states: Vectors) -> Mapping[Class, float]:
        """How likely a message of these states, shape (tokens, 384), is of each class; in all 1.

        Raises:
            InputError: the network was learnt for another number of classes.
        """
        (found,) = self._session.run(None, {"states": states[None]})
        if len(found[0]) != len(self._classes):
            raise InputError(
                f"{self.path.name} tells {len(found[0])} classes apart, and {len(self._classes)} are "
                "named; learn it anew (CONTRIBUTING.md: what is learnt and kept with the code)"
            )
        return dict(zip(self._classes, map(float, found[0]), strict=True))

    def reload(self) -> None:
        """Read the network anew; for whoever has trained it."""
        self.__dict__.pop("_session", None)

    @cached_property
    def _session(self) -> Any:
        return opened(self.path)


def opened(path: Path) -> Any:
    """An ONNX model for onnxruntime, on one thread a call."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
