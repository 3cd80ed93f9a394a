"""A process's own copy of files that a library writes to, however little it is asked to.

Chroma writes a row to its database at every opening and opens its vectors for writing: on the
index itself that would change what has been checked, and fail where nothing may be written.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ingest.errors import IndexUnusableError
from vectorstore.files import no_room

_PREFIX = "fotnot-copy-"
_YOUNG_S = 60  # its maker may not have locked it yet


class PrivateCopy:
    """Some files of a folder, in a temporary one that goes when it is removed or left behind."""

    def __init__(self, source: Path, names: Sequence[str]) -> None:
        """Copy the named files, each under the same name.

        Raises:
            IndexUnusableError: there is no room for them, or no temporary folder.
        """
        _sweep()
        try:
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        except OSError as error:
            raise _unusable(os.environ.get("TMPDIR", "the temporary folder"), error) from None
        self._process = os.getpid()
        self._lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        try:
            for name in names:
                target = self.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source / name, target)
        except OSError as error:
            self.remove()
            raise _unusable(str(self.folder), error) from None

    def remove(self) -> None:
        """Delete the copy; a forked child leaves its parent's alone."""
        if self._process == os.getpid() and self._lock >= 0:
            shutil.rmtree(self.folder, ignore_errors=True)
            os.close(self._lock)
            self._lock = -1


def _sweep() -> None:
    """Delete the copies that killed processes of this user have left behind."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                told = folder.stat()
                if told.st_uid == os.getuid() and time.time() - told.st_mtime > _YOUNG_S:
                    _delete(folder)


def _delete(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _unusable(place: str, error: OSError) -> IndexUnusableError:
    why = no_room.reason(error) or error.strerror
    return IndexUnusableError(
        f"no copy of the index's vectors can be made in {place} ({why}); make room, or name "
        "another temporary folder in TMPDIR"
    )
