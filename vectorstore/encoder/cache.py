"""A folder of files a machine, made once and kept whole: what indexes and tests share.

    <cache>/<name>/           the files, and `files.json` with size and SHA-256 of each
    <cache>/<name>.checked    which files were found whole, so that a start need not read them again
    <cache>/<name>.lock       held by the one process that makes it

It is made beside its place and moved there in one step: who looks finds all of it or nothing. Who
has files of a damaged one open keeps them.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import filelock
import platformdirs

from ingest.errors import FotnotError, IndexUnusableError
from vectorstore.files import integrity, no_room

FILES = "files.json"
WAITS_S = 600  # for another process that is making the same


def place(chosen: Path | None) -> Path:
    """The cache's folder: the chosen one, or Fotnot's in the user's own cache folder."""
    return chosen or platformdirs.user_cache_path("fotnot", appauthor=False)


def kept(cache: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name`, whole; where it is missing or damaged, `make` writes it into an empty one.

    Raises:
        IndexUnusableError: it can't be written, or another process has been making it for long.
    """
    folder = cache / name
    if _is_whole(folder):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(cache / f"{name}.lock", timeout=WAITS_S):
            if not _is_whole(folder):
                _make(folder, make)
    except FotnotError:
        raise
    except filelock.Timeout:
        raise IndexUnusableError(
            f"another process has been making {folder} for {WAITS_S} seconds; end it, try again"
        ) from None
    except Exception as error:
        why = no_room.reason(error) or (error.strerror if isinstance(error, OSError) else None)
        if why is None:
            raise
        raise IndexUnusableError(
            f"can't write to {cache} ({why}); make room, or name another folder in "
            "FOTNOT_MODEL_CACHE"
        ) from None
    return folder


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    for left in folder.parent.glob(f".{folder.name}.*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    part = folder.parent / f".{folder.name}.{os.getpid()}.part"
    old = part.with_suffix(".old")
    try:
        part.mkdir()
        make(part)
        for path in part.rglob("*"):  # some libraries write for their user alone
            path.chmod(0o755 if path.is_dir() else 0o644)
        sums = {name: asdict(each) for name, each in integrity.sums(part).items()}
        (part / FILES).write_text(json.dumps(sums, indent=1), encoding="utf-8")
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    try:
        written = json.loads((folder / FILES).read_bytes())
        listed = {name: integrity.Sum(**each) for name, each in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return False
    checked = folder.with_name(f"{folder.name}.checked")
    return bool(listed) and not integrity.damages(folder, listed, checked)
