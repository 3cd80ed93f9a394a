"""A network that tells what messages mean: the encoder's upper layers, learnt anew for one question.

The lower layers stay as they are and are shared with the search (Lee, Tang and Lin, 2019, "What
Would Elsa Do? Freezing Layers During Transformer Fine-Tuning"): what they make of a message is read
once, and four layers more tell whether somebody is in danger, what is asked of the program, or which sentence
of an article answers. Learnt with torch, written as ONNX in 8 bits; the same messages give the same
network on one machine.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from rich.progress import track
from torch import nn
from transformers import AutoModel

from vectorstore.encoder.e5 import onnx_model, pretrained
from vectorstore.encoder.e5.torch_model import LAYER
from vectorstore.encoder.e5.unpacking import Floats, ModelShape

HIDDEN, DROPPED = 64, 0.1
BATCH, RATE, RATE_OF_END = 48, 1.5e-4, 1e-3
WARM, SMOOTHING, DECAY, LONGEST_STEP = 1 / 12, 0.02, 0.01, 1.0
Loss = Callable[[torch.Tensor, np.ndarray], torch.Tensor]  # of scores, of texts at these places
SORTED = 50  # batches whose texts are sorted by their length, so that little is padded


class Network(nn.Module):
    """States of tokens, shape (texts, tokens, 384) → scores, shape (texts, classes)."""

    def __init__(self, layers: nn.ModuleList, classes: int, hidden: int | None) -> None:
        """With a `hidden` layer of that width before the end, or none."""
        super().__init__()
        self.layers = layers
        width = layers[0].output.dense.out_features
        self.inner = nn.Linear(width, hidden) if hidden else None
        self.end = nn.Linear(hidden or width, classes)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, states: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """`there`, shape (texts, tokens), is where a text has a token."""
        mask = (~there)[:, None, None, :].float() * -1e4
        for layer in self.layers:
            given = layer(states, attention_mask=mask)
            states = given[0] if isinstance(given, tuple) else given
        mean = (states * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        if self.inner is not None:
            mean = torch.relu(self.inner(self.drop(mean)))
        return self.end(self.drop(mean))


def one_of(labels: np.ndarray, classes: int) -> Loss:
    """The loss where each text is of one class, a number; rare classes weigh more."""
    counts = np.bincount(labels, minlength=classes)
    weights = torch.tensor(np.sqrt(counts.max() / counts), dtype=torch.float32)

    def loss(scores: torch.Tensor, places: np.ndarray) -> torch.Tensor:
        right = torch.tensor(labels[places])
        return nn.functional.cross_entropy(scores, right, weight=weights, label_smoothing=SMOOTHING)

    return loss


def shared(shares: np.ndarray) -> Loss:
    """The loss where a text is of several classes: shares, shape (texts, classes), in all 1 each."""

    def loss(scores: torch.Tensor, places: np.ndarray) -> torch.Tensor:
        return nn.functional.cross_entropy(scores, torch.tensor(shares[places]))

    return loss


def learn(
    texts: Sequence[str],
    loss: Loss,
    classes: int,
    epochs: float,
    cache: Path | None,
    hidden: int | None = HIDDEN,
) -> Network:
    """Learn what `loss` says of the texts, from so many rounds over all."""
    torch.manual_seed(0)
    states = read(texts, cache)
    bert = AutoModel.from_pretrained(pretrained.torch_folder(cache), attn_implementation="sdpa")
    layers = nn.ModuleList(copy.deepcopy(bert.encoder.layer[onnx_model.BELOW :]))
    network = Network(layers, classes, hidden)
    ends = [p for part in (network.inner, network.end) if part for p in part.parameters()]
    groups = [
        {"params": network.layers.parameters(), "lr": RATE},
        {"params": ends, "lr": RATE_OF_END},
    ]
    batches = _batches([len(each) for each in states])

    def of_next() -> torch.Tensor:
        chosen = next(batches)
        return loss(network(*_padded([states[i] for i in chosen])), chosen)

    descend(network, groups, int(epochs * len(texts) / BATCH), of_next)
    return network.eval()


def descend(
    network: nn.Module, groups: list[dict[str, Any]], steps: int, loss: Callable[[], torch.Tensor]
) -> None:
    """Take so many steps down the loss of one batch after another.

    `groups` are the network's parameters with their rates, which warm up, then fall.
    """
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    warm = max(1, int(WARM * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    for _ in track(range(steps), "learning"):
        optimizer.zero_grad()
        loss().backward()
        nn.utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
        optimizer.step()
        schedule.step()


def read(texts: Sequence[str], cache: Path | None) -> list[np.ndarray]:
    """The states that the encoder's lower layers make of each text, in half precision."""
    encoder = pretrained.served(cache)
    with ThreadPoolExecutor() as threads:
        read = threads.map(lambda text: encoder.states(text).astype(np.float16), texts)
        return list(track(read, "reading messages", total=len(texts)))


def write(network: Network, path: Path) -> None:
    """Write the network as an ONNX model from `states` to `likely`, of one text."""
    layers, graph = Tuned.of(network.layers), onnx_model.Graph()
    hidden = "states"
    for number in range(len(network.layers)):
        hidden = onnx_model.layer(graph, layers, f"l{number}", hidden)
    axis = graph.tensor("token axis", np.array([1], dtype=np.int64))
    given = graph.node("ReduceMean", [hidden, axis], "mean", keepdims=0)
    for name, part in (("inner", network.inner), ("end", network.end)):
        if part is None:
            continue
        weights = graph.tensor(f"{name}.weights", part.weight.detach().numpy().T)
        bias = graph.tensor(f"{name}.bias", part.bias.detach().numpy())
        given = graph.node("Gemm", [given, weights, bias], name)
        given = graph.node("Relu", [given], "bent") if name == "inner" else given
    graph.node("Softmax", [given], "likely", axis=-1)
    taken = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "tokens", "dimension"])
    given = helper.make_tensor_value_info(
        "likely", TensorProto.FLOAT, [1, network.end.out_features]
    )
    onnx.save_model(onnx_model.model(graph, [taken], [given]), str(path))


@dataclass(frozen=True, slots=True)
class Tuned:
    """The network's layers by the names that the encoder's have in ONNX."""

    shape: ModelShape
    floats: Mapping[str, Floats]
    matrices: Mapping[str, Floats]

    @classmethod
    def of(cls, tuned: nn.ModuleList) -> "Tuned":
        """The layers of a network."""
        floats, matrices = {}, {}
        for number, layer in enumerate(tuned):
            tensors = layer.state_dict()
            for name, short in LAYER.items():
                bias, weight = (tensors[f"{name}.{kind}"].numpy() for kind in ("bias", "weight"))
                floats[f"l{number}.{short}.b"] = bias
                kind = matrices if weight.ndim > 1 else floats
                kind[f"l{number}.{short}.w"] = weight
        first = tuned[0]
        heads = first.attention.self.num_attention_heads
        width, epsilon = first.output.dense.out_features, first.output.LayerNorm.eps
        shape = ModelShape(width, len(tuned), heads, 0, 0, 0, 0, epsilon)
        return cls(shape, floats, matrices)

    def matrix(self, name: str) -> Floats:
        """A matrix by its name in ONNX."""
        return self.matrices[name]


def _batches(lengths: Sequence[int]) -> Iterator[np.ndarray]:
    """Places of texts, without end: each once a round, by chance, those of like length together."""
    chance = np.random.default_rng(0)
    while True:
        order, found = chance.permutation(len(lengths)), []
        for start in range(0, len(order), BATCH * SORTED):
            part = order[start : start + BATCH * SORTED]
            part = part[np.argsort(np.asarray(lengths)[part], kind="stable")]
            found += [part[a:b] for a, b in pairwise([*range(0, len(part), BATCH), len(part)])]
        for place in chance.permutation(len(found)):
            yield found[place]


def _padded(states: Sequence[np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    longest, width = max(map(len, states)), states[0].shape[1]
    padded = torch.zeros(len(states), longest, width)
    there = torch.zeros(len(states), longest, dtype=torch.bool)
    for place, each in enumerate(states):
        padded[place, : len(each)] = torch.from_numpy(each.astype(np.float32))
        there[place, : len(each)] = True
    return padded, there
