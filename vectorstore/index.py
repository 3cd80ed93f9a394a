"""One generation opened for questions: its articles, encoder, vectors and words."""

import threading
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from ingest.errors import IndexUnusableError
from ingest.folder import Source
from vectorstore import encoder, generations
from vectorstore.lexicon import Lexicon
from vectorstore.store import Store

_SOURCE = TypeAdapter(Source)


class Index:
    """All that retrieval reads. Opened once a process, safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = generations.read_manifest(folder)
        self.encoder = encoder.load(self.manifest.encoder, folder / "encoder")
        self.store = Store(folder / "chroma", folder.name, self.manifest.url)
        self.store.check(self.encoder.dimension)
        self.lexicon = Lexicon(folder / "lexicon.sqlite")
        self.lock = threading.Lock()
        self.source = lru_cache(maxsize=64)(self._source)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The articles in the index, in the order in which they were added."""
        return tuple(entry.slug for entry in self.manifest.sources)

    def _source(self, slug: str) -> Source:
        return read_source(self.folder, slug)


def open_index(root: Path) -> Index:
    """Open the generation that answers.

    Raises:
        IndexUnusableError: there is none, or it does not fit.
    """
    folder = generations.current(root)
    if folder is None:
        raise IndexUnusableError(f"there is no index in {root}; run `fotnot ingest` first")
    return Index(folder)


def write_source(folder: Path, source: Source) -> None:
    """Keep a parsed source in a generation."""
    (folder / "sources").mkdir(exist_ok=True)
    path = folder / "sources" / f"{source.article.slug}.json"
    path.write_bytes(_SOURCE.dump_json(source))


def read_source(folder: Path, slug: str) -> Source:
    """A source that `write_source` kept."""
    return _SOURCE.validate_json((folder / "sources" / f"{slug}.json").read_bytes())
