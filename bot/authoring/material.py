"""What is drafted for: an article's sentences, each with what surrounds it, and the index on it."""

from dataclasses import dataclass
from pathlib import Path

from bot.fact_check.evidence import orders
from bot.intent.asked_about import Looking, looking
from ingest import folder as folders
from ingest.article import Section, Sentence
from ingest.errors import InputError
from ingest.folder import Source
from ingest.text.sentences import normalise
from vectorstore.encoder.e5.serving import PretrainedEncoder
from vectorstore.index import Index, open_index


@dataclass(frozen=True, slots=True)
class SentenceInPlace:
    """A sentence, its section's heading, and the sentences beside it there."""

    sentence: Sentence
    heading: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """The sentence with plain spaces, as files name it."""
        return " ".join(self.sentence.text.split())

    @property
    def commands(self) -> bool:
        """Whether any of it speaks to a language model; such a piece is not sent."""
        return any(map(orders, (self.text, self.heading, self.before, self.after)))


@dataclass(frozen=True, slots=True)
class Material:
    """An article as its folder has it now, the index that knows the same text, and what tells names."""

    folder: Path
    source: Source
    index: Index
    looking: Looking

    @property
    def slug(self) -> str:
        """The article's slug."""
        return self.source.article.slug

    @property
    def pieces(self) -> tuple[SentenceInPlace, ...]:
        """All sentences in reading order; one that is printed twice, once."""
        first: dict[str, SentenceInPlace] = {}
        for section in self.source.article.sections:
            for piece in _pieces(section):
                first.setdefault(normalise(piece.text), piece)  # the one that a bank's line names
        return tuple(first.values())

    def knows(self, language: str) -> bool:
        """Whether closeness in a language can be judged: the encoder knows it, or the index has learnt it."""
        if isinstance(self.index.encoder.base, PretrainedEncoder):
            return True
        bank = self.index.source(self.slug).bank
        learnt = {question.language for question in bank.questions}
        return language in learnt | {wording.language for wording in bank.translations}


def gather(folder: Path, index_root: Path, model_cache: Path | None = None) -> Material:
    """Read the folder and open the index, with a pretrained encoder from `model_cache`.

    Raises:
        InputError: it is no article's folder, it can't be read, or the index has not its article.
        IndexUnusableError: there is no index.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: is no folder; give an article's folder")
    source = folders.load(folder)
    index = open_index(index_root, model_cache)
    slug = source.article.slug
    known = index.source(slug).article if slug in index.slugs else None
    if known is None or known.sha256 != source.article.sha256:
        raise InputError(
            f"{folder}: the index does not have this article as it is now; run `fotnot ingest` first"
        )
    return Material(folder, source, index, looking(model_cache))


def _pieces(section: Section) -> list[SentenceInPlace]:
    texts = ["", *(" ".join(sentence.text.split()) for sentence in section.sentences), ""]
    return [
        SentenceInPlace(sentence, section.heading, texts[i], texts[i + 2])
        for i, sentence in enumerate(section.sentences)
    ]
