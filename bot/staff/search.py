"""Search in the article and its references: every place where the words stand, then what is near."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.article import Reference, Section, Sentence
from ingest.folder import Source
from vectorstore.retriever import Retriever

_DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found, where it stands, and how near the question it is, if known."""

    article: str
    section: Section
    sentence: Sentence
    score: float | None


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference that was found, and the article whose list it is in."""

    article: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Sentences that have all the words, in reading order; others by nearness; references."""

    worded: tuple[Hit, ...]
    near: tuple[Hit, ...]
    references: tuple[FoundReference, ...]


def search(retriever: Retriever, query: str, slug: str | None = None) -> SearchResults:
    """What an index has on a query; `slug` keeps to one article.

    A sentence or a reference in which every word of the query stands, whole or as a part, is
    always found. A number finds the reference of that number.
    """
    index = retriever.index
    sources = [index.source(each) for each in ([slug] if slug else index.slugs)]
    words = query_words(query)
    passages = retriever.search((query,), slug=slug).passages
    scores = {(p.slug, p.sentence.id): round(p.score, 4) for p in passages}
    worded = tuple(hit for source in sources for hit in _worded(source, words, scores))
    told = {(hit.article, hit.sentence.id) for hit in worded}
    near = tuple(
        Hit(p.slug, p.section, p.sentence, scores[p.slug, p.sentence.id])
        for p in passages
        if (p.slug, p.sentence.id) not in told
    )
    entries = (FoundReference(s.article.slug, r) for s in sources for r in _references(s, words))
    return SearchResults(worded, near, tuple(entries))


def query_words(query: str) -> tuple[str, ...]:
    """The words to look for, as they are compared."""
    parts = (_DOI_ADDRESS.sub("", part) for part in _folded(query).split())
    stripped = (part.strip(".,;:!?\"'”“»«()[]") for part in parts)
    return tuple(part for part in stripped if part)


def pieces(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A text cut where the words stand in it; each piece with whether it is one of them."""
    if not words:
        return [(text, False)]
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    cut = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return [(piece, at % 2 == 1) for at, piece in enumerate(cut) if piece]


def _worded(
    source: Source, words: Sequence[str], scores: dict[tuple[str, str], float]
) -> list[Hit]:
    slug = source.article.slug
    return [
        Hit(slug, section, sentence, scores.get((slug, sentence.id)))
        for section in source.article.sections
        for sentence in section.sentences
        if _has_all(sentence.text, words)
    ]


def _references(source: Source, words: Sequence[str]) -> list[Reference]:
    """Entries with all the words; where one number is asked for, the entry of that number first."""
    asked = int(words[0]) if len(words) == 1 and words[0].isdecimal() else None
    found = [
        entry
        for entry in source.article.references
        if entry.number == asked
        or _has_all(f"{entry.text} {entry.doi or ''} {entry.url or ''}", words)
    ]
    return sorted(found, key=lambda entry: entry.number != asked)


def _has_all(text: str, words: Sequence[str]) -> bool:
    folded = _folded(text)
    return bool(words) and all(word in folded for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
