"""Half-precision tensors of a safetensors file, mapped from disk: only rows looked up are read."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def memory_map(path: Path) -> dict[str, NDArray[np.float16]]:
    """Name → tensor.

    The format: eight bytes with the header's length, a JSON header with offsets, the data.

    Raises:
        OSError: the file can't be read.
        ValueError: it is no such file, or its numbers are not of half precision.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    for name, entry in header.items():
        if entry["dtype"] != "F16":
            raise ValueError(f"{name} is {entry['dtype']}, not F16")
    return {
        name: np.memmap(
            path, np.float16, "r", 8 + length + entry["data_offsets"][0], tuple(entry["shape"])
        )
        for name, entry in header.items()
    }
