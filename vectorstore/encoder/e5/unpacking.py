"""The package's one file → pieces of the tokenizer and tensors of the model.

The format, as `e5_parse` in the package's `e5.c` reads it; all numbers little-endian:

    "E5S1", version u32
    hidden, layers, heads, feed-forward, vocabulary, positions, token types: i32; epsilon f32;
    block size i32
    pieces i32; ids of <s>, </s>, <pad>, <unk> i32; length of their text u64; pieces + 1 offsets
    u32; a score f32 each; their text, UTF-8
    characters that are written otherwise before tokenizing: how many i32, bytes u32; for each the
    code point u32, how many stand for it u8, those u32
    tensors i32; for each the length of its name u16, name, kind u8 (0 floats, 1 blocks), numbers
    u32, offset in the file u64, bytes u64

A block holds 32 weights of one row (ggml's Q4_0, https://github.com/ggml-org/ggml): a scale f16
and 16 bytes; byte j has weight j in its low half and weight j + 16 in its high half, 8 too high.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BLOCK = 32
_BLOCKS = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
_MAGIC, _VERSION = b"E5S1", 1


@dataclass(frozen=True, slots=True)
class ModelShape:
    """How large the model is."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PieceVocabulary:
    """The tokenizer's pieces in the order of their ids, and what is written otherwise first."""

    pieces: tuple[str, ...]
    scores: Floats
    start: int
    end: int
    padding: int
    unknown: int
    rewritten: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in 4-bit blocks: `scales` of shape (rows, blocks), `levels` (rows, blocks, 32)."""

    packed: NDArray[np.void]

    @property
    def scales(self) -> Floats:
        """What a level is worth."""
        return np.asarray(self.packed["scale"], dtype=np.float32)

    @property
    def levels(self) -> NDArray[np.uint8]:
        """The weights as numbers from 0 to 15; 8 is zero."""
        halves = self.packed["halves"]
        return np.concatenate([halves & 15, halves >> 4], axis=-1)

    def weights(self) -> Floats:
        """The matrix, of shape (rows, columns)."""
        values = (self.levels.astype(np.float32) - 8) * self.scales[..., None]
        return np.asarray(values.reshape(len(values), -1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Packed:
    """All that the file holds; tensors are mapped from it, not read."""

    shape: ModelShape
    vocabulary: PieceVocabulary
    floats: Mapping[str, Floats]
    blocks: Mapping[str, Blocks]

    def matrix(self, name: str) -> Floats:
        """A matrix of the layers, of shape (to, from)."""
        return self.blocks[name].weights()


def unpack(path: Path) -> Packed:
    """Read the file.

    Raises:
        OSError: it can't be read.
        ValueError: it is no such file, or ends too early.
    """
    file = np.memmap(path, np.uint8, "r")
    reader = _Reader(file)
    if reader.take(4).tobytes() != _MAGIC or reader.number("I") != _VERSION:
        raise ValueError(f"{path} is no model of a known format")
    shape = ModelShape(*reader.numbers("7if"))
    if (block := reader.number("i")) != BLOCK:
        raise ValueError(f"{path} has blocks of {block}, not of {BLOCK}")
    vocabulary = _vocabulary(reader)
    floats: dict[str, Floats] = {}
    blocks: dict[str, Blocks] = {}
    for _ in range(reader.number("i")):
        name = reader.take(reader.number("H")).tobytes().decode()
        kind, count, offset, size = reader.numbers("BIQQ")
        data = _Reader(file, offset).take(size)
        if kind:
            columns = shape.inner if name.endswith(".fo.w") else shape.hidden
            packed = data.view(_BLOCKS).reshape(count // columns, columns // BLOCK)
            blocks[name] = Blocks(packed)
        else:
            floats[name] = data.view("<f4")
    return Packed(shape, vocabulary, floats, blocks)


def _vocabulary(reader: "_Reader") -> PieceVocabulary:
    count = reader.number("i")
    start, end, padding, unknown = reader.numbers("4i")
    length = reader.number("Q")
    offsets = reader.take(4 * (count + 1)).view("<u4")
    scores = reader.take(4 * count).view("<f4").copy()
    text = reader.take(length).tobytes()
    pieces = tuple(text[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    rewritten = {}
    characters, _bytes = reader.numbers("iI")
    for _ in range(characters):
        point, many = reader.numbers("IB")
        rewritten[chr(point)] = "".join(map(chr, reader.numbers(f"{many}I")))
    return PieceVocabulary(pieces, scores, start, end, padding, unknown, rewritten)


class _Reader:
    """A place in a file, moved on by what is read."""

    def __init__(self, file: NDArray[np.uint8], place: int = 0) -> None:
        self._file, self._place = file, place

    def take(self, size: int) -> NDArray[np.uint8]:
        taken = self._file[self._place : self._place + size]
        if len(taken) < size:
            raise ValueError("the model's file ends too early")
        self._place += size
        return taken

    def numbers(self, form: str) -> tuple[int, ...]:
        return struct.unpack(f"<{form}", self.take(struct.calcsize(f"<{form}")).tobytes())

    def number(self, form: str) -> int:
        return self.numbers(form)[0]
