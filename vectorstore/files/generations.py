"""Whole indexes side by side on disk, so that a killed ingest leaves the old one answering.

    <root>/current      the name of the generation that answers, replaced in one step
    <root>/<name>/      one generation: its manifest, encoder/, sources/, chroma/

A generation is never changed once `current` names it. Whoever reads one holds a shared lock on its
folder: it is removed when it neither answers nor did just before, and nobody holds it.
"""

import errno
import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ingest.errors import IndexUnusableError
from vectorstore.files import integrity, no_room
from vectorstore.files.manifest import COPY, NAME, Manifest, read_manifest, to_text

_GENERATION = re.compile(r"g[0-9a-f]{12}")
_TRIES, _PAUSE_S = 50, 0.02


def current(root: Path) -> Path | None:
    """The folder of the generation that answers, or None where `current` names none."""
    try:
        name = (root / "current").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    folder = root / name
    return folder if _GENERATION.fullmatch(name) and folder.is_dir() else None


def others(root: Path) -> list[Path]:
    """All generations on disk, the newest first, whole or not."""
    found = [path for path in root.glob("g*") if _GENERATION.fullmatch(path.name)]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def held(root: Path) -> tuple[Path, int]:
    """The generation that answers and the open file that holds it until it is closed.

    Raises:
        IndexUnusableError: there is none.
    """
    for _ in range(_TRIES):
        folder = current(root)
        if folder is None:
            break
        try:
            return folder, _hold(folder)
        except PermissionError:
            raise IndexUnusableError(
                f"the index in {folder} can't be read (permission denied); ask its owner"
            ) from None
        except OSError:  # swept just now: `current` names another
            time.sleep(_PAUSE_S)
    raise _nothing(root)


def answering(root: Path) -> Path:
    """The generation that answers.

    Raises:
        IndexUnusableError: there is none.
    """
    folder = current(root)
    if folder is None:
        raise _nothing(root)
    return folder


def _nothing(root: Path) -> IndexUnusableError:
    named = root / "current"
    if not others(root):
        return IndexUnusableError(f"there is no index in {root}; run `fotnot ingest` first")
    wrong = "names no index" if named.exists() else "is missing"
    return IndexUnusableError(f"the index can't be used: {named} {wrong}; run `fotnot ingest`")


def _hold(folder: Path, kind: int = fcntl.LOCK_SH) -> int:
    """A lock on a folder, as an open file; OSError when it is not to be had or the folder gone."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(file, kind)
        if os.fstat(file).st_ino != folder.stat().st_ino:
            raise FileNotFoundError(folder)
    except OSError:
        os.close(file)
        raise
    return file


def _lock(file: int, kind: int) -> None:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except (
        OSError
    ) as error:  # some network file systems have no locks; there, the one before is kept
        if error.errno == errno.EWOULDBLOCK or kind == fcntl.LOCK_EX:
            raise


@contextmanager
def writing(root: Path, kept: Collection[str] = ()) -> Iterator[Path]:
    """A new generation's empty folder, under a lock that one process holds at a time.

    What earlier, killed writers left behind is removed first, but for the generations `kept`; when
    the block fails, its own folder goes, too.

    Raises:
        IndexUnusableError: another process is writing, or nothing can be written there.
    """
    from filelock import FileLock, Timeout

    with no_room.told(root):
        root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(root / "lock", timeout=0.2):
                sweep(root, kept)
                folder = root / f"g{secrets.token_hex(6)}"
                folder.mkdir()
                try:
                    with no_room.told(root):  # before the folder goes and the disk has room again
                        yield folder
                except BaseException:
                    if current(root) != folder:
                        shutil.rmtree(folder, ignore_errors=True)
                    raise
        except Timeout:
            raise IndexUnusableError(
                f"another ingest is writing {root}; wait until it is done"
            ) from None


def publish(root: Path, folder: Path, manifest: Manifest) -> None:
    """Write the manifest and let `current` name the folder, in one step that can't half happen."""
    for path in folder.rglob("*"):  # some libraries write for the owner alone
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444) & ~_umask())
    text = to_text(replace(manifest, files=integrity.sums(folder)))
    _write(folder / COPY, text)
    _write(folder / NAME, text)
    name(root, folder)


def name(root: Path, folder: Path) -> None:
    """Let `current` name a generation."""
    _write(root / "current", folder.name)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def sweep(root: Path, kept: Collection[str] = ()) -> None:
    """Remove generations that neither answer now nor did just before, and that nobody reads."""
    now = current(root)
    names = {*kept, now.name if now else ""}
    for name in tuple(names):
        for written in (NAME, COPY):
            with suppress(IndexUnusableError):
                names.add(read_manifest(root / name, written).before or "")
    for folder in others(root):
        if folder.name in names:
            continue
        with suppress(OSError):
            file = _hold(folder, fcntl.LOCK_EX)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(file)
