"""The tensors → an ONNX file with its weights beside it, so that they are mapped and not read.

The graph is BERT (Devlin et al., 2019) as `e5.c` computes it, from ids of one length to unit
vectors, and to what its eighth layer makes of each token. The embedding stays in its 4-bit blocks,
of which only the rows looked up are read. The matrices become 8-bit numbers with a scale a column,
held to ±63: with ±127 the sums of two products overflow 16 bits on processors without VNNI, which
then answer otherwise than those with it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.encoder.e5.unpacking import BLOCK, Floats, ModelShape, Packed

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

MODEL = "model.onnx"
WEIGHTS = "model.weights"
VECTORS = "vectors"
BELOW = 8  # layers below the states that are given, too
STATES = f"l{BELOW - 1}.oln.out"
MOST = 63  # of 127
_CONTRIB = "com.microsoft"  # operators that only onnxruntime has
_OPSET, _IR = 20, 10
_OUTSIDE = 1024  # bytes from which a tensor lies in the file of weights


class Layers(Protocol):
    """The tensors of layers: matrices of shape (to, from), and what is no matrix."""

    @property
    def shape(self) -> ModelShape:
        """How large they are."""
        ...

    @property
    def floats(self) -> Mapping[str, Floats]:
        """Biases and norms."""
        ...

    def matrix(self, name: str) -> Floats:
        """A matrix."""
        ...


def write(packed: Packed, folder: Path) -> None:
    """Write the two files into a folder."""
    import onnx
    from onnx import TensorProto, helper

    graph = Graph()
    vectors = _bert(graph, packed)
    taken = helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "length"])
    given = [
        helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["texts", "dimension"]),
        helper.make_tensor_value_info(STATES, TensorProto.FLOAT, ["texts", "length", "dimension"]),
    ]
    onnx.save_model(
        model(graph, [taken], given), str(folder / MODEL), save_as_external_data=True,
        location=WEIGHTS, size_threshold=_OUTSIDE,
    )  # fmt: skip


def model(
    graph: "Graph", taken: "Sequence[ValueInfoProto]", given: "Sequence[ValueInfoProto]"
) -> "ModelProto":
    """The graph as a model of what it takes and gives."""
    from onnx import helper

    made = helper.make_graph(graph.nodes, "encoder", list(taken), list(given), graph.tensors)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR)


def quantized(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix as numbers from -63 to 63, and a scale for each of its columns."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-12) / MOST
    levels = np.rint(weights / scales).clip(-MOST, MOST).astype(np.int8)
    return levels, scales.astype(np.float32)


def _bert(graph: "Graph", packed: Packed) -> str:
    hidden = _embedding(graph, packed)
    for number in range(packed.shape.layers):
        hidden = layer(graph, packed, f"l{number}", hidden)
    axis = graph.tensor("token axis", np.array([1], dtype=np.int64))
    mean = graph.node("ReduceMean", [hidden, axis], "mean", keepdims=0)
    return graph.node("LpNormalization", [mean], VECTORS, axis=-1, p=2)


def _embedding(graph: "Graph", packed: Packed) -> str:
    shape, floats, words = packed.shape, packed.floats, packed.blocks["emb.word"]
    levels = words.levels.reshape(shape.vocabulary, shape.hidden)
    halves = graph.tensor("words", levels[:, ::2] | (levels[:, 1::2] << 4))
    looked_up = graph.node(
        "GatherBlockQuantized", [halves, "ids", graph.tensor("word scales", words.scales)],
        "looked up", _CONTRIB, bits=4, block_size=BLOCK, gather_axis=0, quantize_axis=1,
    )  # fmt: skip
    kind = floats["emb.type"].reshape(shape.types, shape.hidden)[0]
    places = graph.tensor("places", floats["emb.pos"].reshape(shape.positions, -1) + kind)
    first = graph.tensor("first", np.array([0], dtype=np.int64))
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    placed = graph.node("Slice", [places, first, length], "placed")
    summed = graph.node("Add", [looked_up, placed], "embedded")
    weights = [graph.tensor(name, floats[name]) for name in ("emb.ln.w", "emb.ln.b")]
    return graph.node("LayerNormalization", [summed, *weights], "l_", epsilon=shape.epsilon)


def layer(graph: "Graph", layers: Layers, name: str, hidden: str, attention_bias: str = "") -> str:
    """The nodes of one layer, from states to states of shape (texts, length, hidden).

    `attention_bias` names what is added to the heads' scores, shape (1, heads, length, length).
    """
    projected = _linear(graph, layers, hidden, name, ("q", "k", "v"))
    parts = [*graph.split(projected, [f"{name}.{part}" for part in ("q", "k", "v")])]
    if attention_bias:
        parts += ["", "", attention_bias]
    seen = graph.node(
        "MultiHeadAttention", parts, f"{name}.seen", _CONTRIB, num_heads=layers.shape.heads
    )
    seen = _linear(graph, layers, seen, name, ("ao",))
    hidden = _added(graph, layers, hidden, seen, f"{name}.aln")
    inner = graph.node("Gelu", [_linear(graph, layers, hidden, name, ("fi",))], f"{name}.gelu")
    inner = _linear(graph, layers, inner, name, ("fo",))
    return _added(graph, layers, hidden, inner, f"{name}.oln")


def _linear(graph: "Graph", layers: Layers, taken: str, layer: str, names: Sequence[str]) -> str:
    """One or several linear maps of the same input, side by side."""
    matrices = [layers.matrix(f"{layer}.{name}.w") for name in names]
    biases = np.concatenate([layers.floats[f"{layer}.{name}.b"] for name in names])
    levels, scales = quantized(np.concatenate(matrices).T)
    name = f"{layer}.{'+'.join(names)}"
    weights = [
        graph.tensor(f"{name}.levels", levels), graph.tensor(f"{name}.scales", scales),
        graph.tensor(f"{name}.zeros", np.zeros(len(scales), dtype=np.int8)),
        graph.tensor(f"{name}.bias", biases),
    ]  # fmt: skip
    return graph.node("DynamicQuantizeMatMul", [taken, *weights], name, _CONTRIB)


def _added(graph: "Graph", layers: Layers, hidden: str, more: str, norm: str) -> str:
    weights = [graph.tensor(f"{norm}.{kind}", layers.floats[f"{norm}.{kind}"]) for kind in "wb"]
    return graph.node(
        "SkipLayerNormalization", [hidden, more, *weights], f"{norm}.out", _CONTRIB,
        epsilon=layers.shape.epsilon,
    )  # fmt: skip


class Graph:
    """Nodes and tensors as they come; each is known by the name that it is given."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def tensor(self, name: str, values: NDArray[Any]) -> str:
        """A tensor that does not change."""
        from onnx import numpy_helper

        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self, kind: str, taken: Sequence[str], given: str, domain: str = "", **how: Any
    ) -> str:
        """An operator on what is taken."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, taken, [given], domain=domain, **how))
        return given

    def split(self, taken: str, given: Sequence[str]) -> Sequence[str]:
        """What is taken in as many equal parts along its last axis."""
        from onnx import helper

        split = helper.make_node("Split", [taken], given, axis=2, num_outputs=len(given))
        self.nodes.append(split)
        return given
