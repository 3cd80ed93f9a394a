"""Whole indexes side by side on disk, so that a killed ingest leaves the old one answering.

    <root>/current      the name of the generation that answers, replaced in one step
    <root>/<name>/      one generation: manifest.json, encoder/, sources/, chroma/, lexicon.sqlite

A generation is never changed once `current` names it. The one before it is kept until the next
ingest, for processes that still read it.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import IndexUnusableError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in an index: where it was read, its article, and what it was made from.

    `has_bank` when it has a question bank that retrieval and decision can rest on.
    """

    path: str
    slug: str
    language: str
    sha256: str
    fingerprint: str
    has_bank: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from; `trained_on` is the hash of the encoder's lessons."""

    encoder: str
    dimension: int
    trained_on: str
    url: str | None
    token_encoding: str | None
    chunk_tokens: int
    sources: tuple[SourceEntry, ...] = field(default=())
    format: int = FORMAT


def current(root: Path) -> Path | None:
    """The folder of the generation that answers, or None where there is none."""
    try:
        name = (root / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    folder = root / name
    return folder if name and (folder / "manifest.json").exists() else None


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        IndexUnusableError: it is unreadable, or of another format.
    """
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        sources = tuple(SourceEntry(**entry) for entry in found.pop("sources"))
        manifest = Manifest(**found, sources=sources)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexUnusableError(
            f"the index in {folder} can't be read ({type(error).__name__}); run `fotnot ingest --rebuild`"
        ) from None
    if manifest.format != FORMAT:
        raise IndexUnusableError(
            f"the index in {folder} has format {manifest.format}, this version reads {FORMAT}; "
            "run `fotnot ingest --rebuild`"
        )
    return manifest


@contextmanager
def writing(root: Path) -> Iterator[Path]:
    """A new generation's empty folder, under a lock that one process holds at a time.

    What earlier, killed writers left behind is removed first.
    """
    from filelock import FileLock, Timeout

    root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root / "lock", timeout=0.2):
            _sweep(root)
            folder = root / f"g{secrets.token_hex(6)}"
            folder.mkdir()
            yield folder
    except Timeout:
        raise IndexUnusableError(
            f"another ingest is writing {root}; wait until it is done"
        ) from None


def publish(root: Path, folder: Path, manifest: Manifest) -> None:
    """Write the manifest and let `current` name the folder, in one step that can't half happen."""
    _write(folder / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    old = current(root)
    if old is not None:
        _write(root / "previous", old.name)
    _write(root / "current", folder.name)


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _sweep(root: Path) -> None:
    """Remove generations that neither answer now nor did just before."""
    now = current(root)
    try:
        previous = (root / "previous").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        previous = ""
    for folder in root.glob("g*"):
        if folder.is_dir() and folder != now and folder.name != previous:
            shutil.rmtree(folder, ignore_errors=True)
