"""Files of JSON lines that are written on, and mended when the writing broke off."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest import json_text


def lines_of(path: Path) -> list[str]:
    """The lines of a file; of one that is not there, none."""
    return path.read_text(encoding="utf-8").split("\n") if path.exists() else []


def append(path: Path, lines: Sequence[str]) -> None:
    """Write whole lines at once, and return when they are on the disk."""
    if not lines:
        return
    with path.open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def mend(path: Path) -> None:
    """Take away a last line that broke off, and end one that only lacks its end.

    A line that has its end is left as it is: a person may have written it.
    """
    data = path.read_bytes() if path.exists() else b""
    if not data or data.endswith(b"\n"):
        return
    before, newline, last = data.rpartition(b"\n")
    path.write_bytes(data + b"\n" if _readable(last) else before + newline)


def readable(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of the lines that hold one; what broke is passed over."""
    for line in lines:
        if _readable(line) and isinstance(found := json_text.loads(line), dict):
            yield found


def _readable(line: str | bytes) -> bool:
    try:
        json_text.loads(line)
    except ValueError:
        return False
    return True
