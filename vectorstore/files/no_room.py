"""Where nothing can be written: one line that says so, whichever library met it."""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import FotnotError, IndexUnusableError

_CODES = {
    errno.ENOSPC: "no space left on device",
    errno.EDQUOT: "disk quota exceeded",
    errno.EFBIG: "file too large",
    errno.EROFS: "read-only file system",
    errno.EACCES: "permission denied",
    errno.EPERM: "operation not permitted",
}
_FULL = ("no space left", "disk is full", "os error 28")
_LITTLE = 1_000_000
# Chroma, SQLite and safetensors raise kinds of their own, with the system's or SQLite's words.
_WORDS = re.compile(
    r"no space left|disk is full|quota exceeded|file too large|read-?only|permission denied"
    r"|os error (?:1|13|27|28|30|122)\b|disk i/o error",
    re.IGNORECASE,
)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn whatever says that `place` can't be written into one line; all else goes its way.

    Raises:
        IndexUnusableError: it can't be written.
    """
    try:
        yield
    except FotnotError:
        raise
    except Exception as error:
        why = reason(error) or _full(place)
        if why is None:
            raise
        raise IndexUnusableError(
            f"can't write to {place} ({why}); make room or name another place in FOTNOT_DATA_DIR. "
            "An index that was there is as before"
        ) from None


def _full(place: Path) -> str | None:
    """Chroma does not tell why its compaction failed; a disk without a megabyte left does."""
    try:
        return _CODES[errno.ENOSPC] if shutil.disk_usage(place).free < _LITTLE else None
    except OSError:
        return None


def reason(error: BaseException) -> str | None:
    """Why nothing could be written, or None when something else is wrong."""
    if isinstance(error, OSError) and error.errno in _CODES:
        return _CODES[error.errno]
    found = _WORDS.search(str(error))
    if found is None:
        return None
    words = found[0].lower()
    return _CODES[errno.ENOSPC] if words in _FULL else words
