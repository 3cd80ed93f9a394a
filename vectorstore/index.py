"""One generation opened for questions: its articles, encoder and vectors."""

import os
import weakref
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from ingest.article import Section, Sentence
from ingest.chunks import Chunk
from ingest.errors import IndexEmptyError, IndexUnusableError
from ingest.folder import Source
from languages import files
from vectorstore import answer_network, encoder, opening, reranker, sentence_states
from vectorstore.encoder import head
from vectorstore.encoder.by_name import HEAD, NETWORKS
from vectorstore.files import generations, integrity
from vectorstore.files.manifest import Manifest, whole_manifest
from vectorstore.files.private_copy import PrivateCopy
from vectorstore.letters import Letters
from vectorstore.sentence_states import States
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary, vocabulary
from vectorstore.word_lists import word_lists

_SOURCE = TypeAdapter(Source)
_CHUNKS = TypeAdapter(tuple[Chunk, ...])
_VOCABULARY = TypeAdapter(Vocabulary)


class Index:
    """All that retrieval reads. Opened once a process, safe to share between threads.

    Nothing is written to its folder: Chroma, which writes on mere opening, gets a copy of its own.
    """

    def __init__(
        self, folder: Path, hold: int | None = None, model_cache: Path | None = None
    ) -> None:
        """Open a generation; `hold` is the open file that keeps it on disk.

        A pretrained encoder is looked for in `model_cache`, else in the user's cache folder.

        Raises:
            IndexUnusableError: it is damaged or does not fit; its file is named.
        """
        if hold is not None:
            weakref.finalize(self, os.close, hold)
        self.folder = folder
        self.opened = datetime.now(UTC)
        self.manifest = _undamaged(folder)
        self.slugs = tuple(entry.slug for entry in self.manifest.sources)
        if not self.slugs:
            raise IndexEmptyError(
                f"the index in {folder} has no article left; run `fotnot ingest` with one"
            )
        base = encoder.model(self.manifest.encoder, model_cache)
        self.encoder = encoder.headed(base, folder / "encoder")
        self.learnt = head.learnt(folder / "encoder" / HEAD)
        self.networks = answer_network.read(folder / "encoder" / NETWORKS, base)
        self.reranker = reranker.of_encoder(base)
        self.store = _store(folder, self.manifest)
        weakref.finalize(self, self.store.close)
        self.store.check(self.encoder.dimension)
        self.letters = _letters(folder)
        self._model_cache = model_cache
        self.vocabulary = lru_cache(maxsize=64)(self._vocabulary)
        self.chunks = lru_cache(maxsize=64)(self._chunks)
        self.source = lru_cache(maxsize=64)(self._source)
        self.states = lru_cache(maxsize=64)(self._states)
        self._chunk_of = lru_cache(maxsize=64)(self._chunks_of)
        self.banked = frozenset(e.slug for e in self.manifest.sources if e.has_bank)
        self.languages = tuple(sorted({entry.language for entry in self.manifest.sources}))

    def place(self, slug: str, identity: str) -> tuple[Section, Sentence]:
        """The sentence of that id and its section."""
        return self.source(slug).article.places[identity]

    def chunk_of(self, slug: str, identity: str) -> str:
        """The id of the first chunk that a sentence stands in."""
        return self._chunk_of(slug)[identity]

    def _chunks_of(self, slug: str) -> dict[str, str]:
        return {
            identity: chunk.id
            for chunk in reversed(self.chunks(slug).values())
            for identity in chunk.sentences
        }

    def _source(self, slug: str) -> Source:
        return read_source(self.folder, slug)

    def _chunks(self, slug: str) -> dict[str, Chunk]:
        kept = source_files(self.folder, slug).chunks.read_bytes()
        return {chunk.id: chunk for chunk in _CHUNKS.validate_json(kept)}

    def _states(self, slug: str) -> Mapping[str, States]:
        """Sentence id → states; none for an article that a bank carries."""
        return sentence_states.read(source_files(self.folder, slug).states)

    def _vocabulary(self, slug: str) -> Vocabulary:
        """What an article speaks of; made anew where the lists of names have changed since."""
        kept = _VOCABULARY.validate_json(source_files(self.folder, slug).vocabulary.read_bytes())
        if kept.lists == files.version():
            return kept
        return vocabulary(self.source(slug), word_lists(self._model_cache).names)


def open_index(root: Path, model_cache: Path | None = None) -> Index:
    """Open the generation that answers, with a pretrained encoder from `model_cache`.

    Raises:
        IndexUnusableError: there is none, it is damaged, or it does not fit.
    """
    return Index(*generations.held(root), model_cache)


def _undamaged(folder: Path) -> Manifest:
    manifest = whole_manifest(folder)
    found = integrity.damages(folder, manifest.files, folder.parent / "checked.json")
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise IndexUnusableError(
            f"the index is damaged: {folder / found[0].name} {found[0].wrong}{more}; "
            "run `fotnot ingest`"
        )
    return manifest


def _letters(folder: Path) -> Letters:
    try:
        return Letters(folder)
    except ValueError as error:
        raise IndexUnusableError(f"the index is damaged: {error}; run `fotnot ingest`") from None


def _store(folder: Path, manifest: Manifest) -> Store:
    if manifest.url:
        return opening.opened(folder, manifest.url)
    names = [name for name in manifest.files if name.startswith("chroma/")]
    copy = PrivateCopy(folder, names)
    try:
        return opening.opened(folder, owned=copy)
    except BaseException:
        copy.remove()
        raise


def write_source(
    folder: Path, source: Source, chunks: Sequence[Chunk], speaks_of: Vocabulary
) -> None:
    """Keep a parsed source in a generation, the chunks that it was cut into, what it speaks of."""
    kept = source_files(folder, source.article.slug)
    kept.parsed.parent.mkdir(exist_ok=True)
    kept.parsed.write_bytes(_SOURCE.dump_json(source))
    kept.chunks.write_bytes(_CHUNKS.dump_json(tuple(chunks)))
    kept.vocabulary.write_bytes(_VOCABULARY.dump_json(speaks_of))


def read_source(folder: Path, slug: str) -> Source:
    """A source that `write_source` kept."""
    return _SOURCE.validate_json(source_files(folder, slug).parsed.read_bytes())


class SourceFiles(NamedTuple):
    """Where a generation keeps a parsed source and what was made of it."""

    parsed: Path
    chunks: Path
    vocabulary: Path
    states: Path


def source_files(folder: Path, slug: str) -> SourceFiles:
    """The files of one source; states of its sentences are there only where they are needed."""
    place = folder / "sources"
    return SourceFiles(
        *(place / f"{slug}.{kind}" for kind in ("json", "chunks", "words", "states"))
    )
