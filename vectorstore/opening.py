"""Which store an index has: Chroma."""

from pathlib import Path

from vectorstore.chroma import ChromaStore
from vectorstore.files.private_copy import PrivateCopy
from vectorstore.store import Store


def opened(generation: Path, url: str | None = None, owned: PrivateCopy | None = None) -> Store:
    """The store of a generation, in its folder or on the server at `url`.

    `owned` is the copy of the folder's files that it lies in and that goes with it.

    Raises:
        IndexUnusableError: the server does not answer.
    """
    folder = owned.folder if owned else generation
    return ChromaStore(folder / "chroma", generation.name, url, owned)
