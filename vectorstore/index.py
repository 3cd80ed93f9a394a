"""One generation opened for questions: its articles, encoder, vectors and words."""

import os
import weakref
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from ingest.article import Section, Sentence
from ingest.errors import IndexEmptyError, IndexUnusableError
from ingest.folder import Source
from vectorstore import encoder, generations, integrity, ngrams
from vectorstore.lexicon import Lexicon
from vectorstore.manifest import Manifest, whole_manifest
from vectorstore.private_copy import PrivateCopy
from vectorstore.store import Store
from vectorstore.wording import Wording

KNOWN_BY = 5  # a word is known when another begins with the same letters
_SOURCE = TypeAdapter(Source)


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
        self.encoder = encoder.load(self.manifest.encoder, folder / "encoder", model_cache)
        self.store = _store(folder, self.manifest)
        weakref.finalize(self, self.store.close)
        self.store.check(self.encoder.dimension)
        self.lexicon = Lexicon(folder / "lexicon.sqlite")
        self.vocabulary = lru_cache(maxsize=64)(self._vocabulary)
        self.wording = lru_cache(maxsize=16)(self._wording)
        self.source = lru_cache(maxsize=64)(self._source)
        self._places = lru_cache(maxsize=64)(self._places_of)
        self.banked = frozenset(e.slug for e in self.manifest.sources if e.has_bank)
        self.languages = tuple(sorted({entry.language for entry in self.manifest.sources}))

    def place(self, slug: str, identity: str) -> tuple[Section, Sentence]:
        """The sentence of that id and its section."""
        return self._places(slug)[identity]

    def _vocabulary(self, slug: str) -> frozenset[str]:
        return frozenset(source_files(self.folder, slug)[1].read_text(encoding="utf-8").split())

    def _source(self, slug: str) -> Source:
        return read_source(self.folder, slug)

    def _wording(self, slug: str) -> Wording:
        return Wording(self.source(slug))

    def _places_of(self, slug: str) -> dict[str, tuple[Section, Sentence]]:
        return {
            sentence.id: (section, sentence)
            for section in self.source(slug).article.sections
            for sentence in section.sentences
        }


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


def _store(folder: Path, manifest: Manifest) -> Store:
    if manifest.url:
        return Store(folder / "chroma", folder.name, manifest.url)
    names = [name for name in manifest.files if name.startswith("chroma/")]
    copy = PrivateCopy(folder, names)
    try:
        return Store(copy.folder / "chroma", folder.name, owned=copy)
    except BaseException:
        copy.remove()
        raise


def write_source(folder: Path, source: Source) -> None:
    """Keep a parsed source in a generation."""
    parsed, words = source_files(folder, source.article.slug)
    parsed.parent.mkdir(exist_ok=True)
    parsed.write_bytes(_SOURCE.dump_json(source))
    words.write_text(" ".join(sorted(vocabulary(source))), encoding="utf-8")


def read_source(folder: Path, slug: str) -> Source:
    """A source that `write_source` kept."""
    return _SOURCE.validate_json(source_files(folder, slug)[0].read_bytes())


def source_files(folder: Path, slug: str) -> tuple[Path, Path]:
    """Where a generation keeps a parsed source, and its vocabulary."""
    return folder / "sources" / f"{slug}.json", folder / "sources" / f"{slug}.words"


def vocabulary(source: Source) -> frozenset[str]:
    """The beginnings of all words that a source uses: article, wordings, answerable questions."""
    article, bank = source.article, source.bank
    texts = [*(s.text for s in article.sentences), *(s.heading for s in article.sections)]
    texts += [wording.text for wording in (*bank.translations, *bank.paraphrases)]
    texts += [question.text for question in bank.questions]
    return frozenset(word[:KNOWN_BY] for text in texts for word in ngrams.words(text))
