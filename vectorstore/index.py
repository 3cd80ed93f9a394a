"""One generation opened for questions: its articles, encoder, vectors and words."""

from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from ingest.article import Section, Sentence
from ingest.errors import IndexUnusableError
from ingest.folder import Source
from vectorstore import encoder, generations, ngrams
from vectorstore.lexicon import Lexicon
from vectorstore.store import Store
from vectorstore.wording import Wording

KNOWN_BY = 5  # a word is known when another begins with the same letters
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
        self.vocabulary = lru_cache(maxsize=64)(self._vocabulary)
        self.wording = lru_cache(maxsize=16)(self._wording)
        self.source = lru_cache(maxsize=64)(self._source)
        self._places = lru_cache(maxsize=64)(self._places_of)
        self.slugs = tuple(entry.slug for entry in self.manifest.sources)
        self.banked = frozenset(e.slug for e in self.manifest.sources if e.has_bank)
        self.languages = tuple(sorted({entry.language for entry in self.manifest.sources}))

    def place(self, slug: str, identity: str) -> tuple[Section, Sentence]:
        """The sentence of that id and its section."""
        return self._places(slug)[identity]

    def _vocabulary(self, slug: str) -> frozenset[str]:
        return frozenset(_words_file(self.folder, slug).read_text(encoding="utf-8").split())

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
    words_file = _words_file(folder, source.article.slug)
    words_file.write_text(" ".join(sorted(vocabulary(source))), encoding="utf-8")


def read_source(folder: Path, slug: str) -> Source:
    """A source that `write_source` kept."""
    return _SOURCE.validate_json((folder / "sources" / f"{slug}.json").read_bytes())


def vocabulary(source: Source) -> frozenset[str]:
    """The beginnings of all words that a source uses: article, wordings, answerable questions."""
    article, bank = source.article, source.bank
    texts = [*(s.text for s in article.sentences), *(s.heading for s in article.sections)]
    texts += [wording.text for wording in (*bank.translations, *bank.paraphrases)]
    texts += [question.text for question in bank.questions]
    return frozenset(word[:KNOWN_BY] for text in texts for word in ngrams.words(text))


def _words_file(folder: Path, slug: str) -> Path:
    return folder / "sources" / f"{slug}.words"
