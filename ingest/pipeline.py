"""A capture on disk → an article: the steps of ingest in order."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.article import Article, Link, Section, Sentence
from ingest.capture import saved_page
from ingest.errors import CaptureError
from ingest.parsing import markers, references
from ingest.parsing.outline import Outline, outline
from ingest.text import sentences
from ingest.text.language import foreign_to_us, language_of, spoken
from languages.known import LANGUAGES


def parse(path: Path, slug: str | None = None) -> Article:
    """Parse one capture.

    Raises:
        CaptureError: the file can't be read, holds no article, or one in a language not spoken.
    """
    page = saved_page.read(path)
    found = outline(page)
    highest = max((entry.number for entry in found.entries), default=0)
    sections, dangling = _sections(found, highest)
    if not any(section.sentences for section in sections):
        raise CaptureError(f"{path}: no article found; save the page with its whole text")
    language, doubts = _language(path, sections)
    return Article(
        slug=slug or slugify(found.title or path.stem),
        sha256=page.sha256,
        title=found.title or path.stem,
        language=language,
        sections=sections,
        references=references.parse(found.entries),
        disclaimer=found.disclaimer,
        furniture=found.furniture,
        warnings=(*page.warnings, *doubts, *_told(dangling, highest)),
    )


def _language(path: Path, sections: Sequence[Section]) -> tuple[str, tuple[str, ...]]:
    """A page's language, and what is to be said of it.

    Raises:
        CaptureError: it is in one that Fotnot does not speak, and its name says no other.
    """
    text = " ".join(sentence.text for section in sections for sentence in section.sentences)
    foreign = foreign_to_us(text)
    if foreign is None:
        return language_of(text), ()
    named = next((code for part in path.suffixes[:-1] if (code := spoken(part[1:]))), None)
    if named is None:
        raise CaptureError(
            f"{path}: the page is in {foreign}, and Fotnot reads {', '.join(LANGUAGES)}; if it is in "
            f"one of these, say so in its name, as {path.stem}.sv{path.suffix}"
        )
    return named, (f"the page looks {foreign}; it is taken for {named}, as its name says",)


def _told(dangling: Sequence[tuple[int, str]], highest: int) -> Iterator[str]:
    """What a reviewer must know of the list: that there is none, or that markers miss it."""
    if not highest:
        yield (
            "the page has no numbered list of references: it is answered from without numbers; "
            "save it to its end if it should have one"
        )
    for number, text in dangling:
        where = f"the list runs from 1 to {highest}" if highest else "there is no list"
        yield f"marker [{number}] points to no entry: {where} ({text[:60]}…)"


def slugify(title: str) -> str:
    """A short stable name for a folder or an address, from a title."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:6]) or "article"


def _sections(found: Outline, highest: int) -> tuple[tuple[Section, ...], list[tuple[int, str]]]:
    numbers = {entry.number for entry in found.entries}
    page = " ".join(p for part in found.parts for p in part.paragraphs)
    parentheses = markers.cites_in_parentheses(page, highest)
    dangling: list[tuple[int, str]] = []
    drafts: list[list[tuple[int, markers.Marked]]] = []
    for part in found.parts:
        draft = []
        for index, paragraph in enumerate(part.paragraphs):
            framed = markers.frame(paragraph, highest, parentheses)
            for piece in [s for line in framed.split("\n") for s in sentences.split(line)]:
                marked = markers.read(piece, highest)
                if re.search(r"\w", marked.text):
                    draft.append((index, marked))
                    dangling += [(number, marked.text) for number in marked.dangling]
        drafts.append(draft)
    ids = iter(sentences.identify([m.text for draft in drafts for _, m in draft]))
    sections = tuple(
        Section(part.heading, part.level, tuple(_sentence(next(ids), i, m, numbers) for i, m in d))
        for part, d in zip(found.parts, drafts, strict=True)
    )
    return sections, dangling


def _sentence(
    identity: str, paragraph: int, marked: markers.Marked, entries: Sequence[int] | set[int]
) -> Sentence:
    links = tuple(Link(number, "marker") for number in marked.numbers if number in entries)
    return Sentence(identity, marked.text, paragraph, links)
