"""How likely a message is of someone in danger, by what it means: a network on the encoder's states.

It is the pretrained encoder's upper layers, learnt anew for this alone (training/alarm_network.py),
kept with the code and served by onnxruntime on one thread.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.intent.classifier import ALARMS, Alarm
from vectorstore.encoder import Vectors

NETWORK = Path(__file__).with_name("alarm_network.onnx")


def likely(states: Vectors) -> Mapping[Alarm, float]:
    """How likely a message of these states, shape (tokens, 384), is of someone in danger; in all 1."""
    (found,) = _session().run(None, {"states": states[None]})
    return dict(zip(ALARMS, map(float, found[0]), strict=True))


def reload() -> None:
    """Read the network anew; for whoever has trained it."""
    _session.cache_clear()


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    return onnxruntime.InferenceSession(str(NETWORK), options, providers=["CPUExecutionProvider"])
