"""Whether files are as they were written: their sizes and SHA-256 sums, whatever is in them.

To hash what a start reads every time would cost more than the start. A file that was found whole is
known again by its size, inode and times of change (as git's index does it), and hashed anew as soon
as one of them differs. What changes without them, as a failing disk does, `fotnot doctor` and
`fotnot ingest` find: they hash everything.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SETTLED_NS = 2_000_000_000  # a younger file could change again within one tick of its times


@dataclass(frozen=True, slots=True)
class Sum:
    """A file's size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A file, by its path within the folder, and what is wrong with it."""

    name: str
    wrong: str


def sums(folder: Path) -> dict[str, Sum]:
    """Path within the folder → size and sum, for every file below it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): Sum(path.stat().st_size, _sha256(path))
        for path in files
    }


def damages(
    folder: Path, listed: Mapping[str, Sum], remembered: Path | None = None
) -> tuple[Damage, ...]:
    """What is wrong with the listed files of a folder; files that are not listed are nobody's.

    With `remembered`, a file that keeps what was found whole before, those files are not read.
    It is brought up to date where it can be written.
    """
    if remembered is None:
        return tuple(_checked(folder, listed, {}))
    before = _recall(remembered, folder)
    found = tuple(_checked(folder, listed, before))
    if not found:
        now = {name: sign for name in listed if (sign := _signature(folder / name))}
        if now != before:
            _remember(remembered, folder, now)
    return found


def _checked(
    folder: Path, listed: Mapping[str, Sum], known: Mapping[str, list[int]]
) -> Iterator[Damage]:
    for name, written in listed.items():
        path = folder / name
        try:
            size = path.stat().st_size
            if size != written.size:
                wrong = f"has {size} bytes, should have {written.size}"
            elif _is_known(path, known.get(name)) or _sha256(path) == written.sha256:
                continue
            else:
                wrong = "its checksum is wrong"
        except FileNotFoundError:
            wrong = "is missing"
        except OSError as error:
            wrong = f"can't be read: {error.strerror}"
        yield Damage(name, wrong)


def _is_known(path: Path, before: list[int] | None) -> bool:
    return before is not None and before == _signature(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _signature(path: Path) -> list[int] | None:
    """What changes with the file; None while it is too young to tell."""
    told = path.stat()
    if time.time_ns() - max(told.st_mtime_ns, told.st_ctime_ns) < _SETTLED_NS:
        return None
    return [told.st_size, told.st_ino, told.st_mtime_ns, told.st_ctime_ns]


def _recall(remembered: Path, folder: Path) -> dict[str, list[int]]:
    try:
        kept = json.loads(remembered.read_bytes())
        return dict(kept["files"]) if kept["folder"] == folder.name else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _remember(remembered: Path, folder: Path, signs: Mapping[str, list[int]]) -> None:
    part = remembered.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):  # where nothing may be written, all is read again next time
        part.write_text(json.dumps({"folder": folder.name, "files": signs}), encoding="utf-8")
        part.replace(remembered)
    with suppress(OSError):
        part.unlink(missing_ok=True)
