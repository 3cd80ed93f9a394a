"""`fotnot links`: an article's links as a table to review, and the check of its reviewed file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest import pipeline
from ingest.article import Article, Link
from ingest.errors import InputError
from ingest.folder import capture_of, load
from ingest.linking import links
from ingest.linking.linker import suggest


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """For each sentence of an article's folder or a capture, its links and the suggestions."""
    article = load(path).article
    suggested = suggest(_bare(path))
    for section in article.sections:
        for sentence in section.sentences:
            yield {
                "section": section.heading,
                "sentence": sentence.id,
                "text": sentence.text,
                "links": [_link(link) for link in sentence.links if link.status != "suggested"],
                "suggested": [_link(link) for link in suggested.get(sentence.id, ())],
            }


def check(path: Path) -> int:
    """How many sentences a folder's links.yaml reviews: all of them.

    Raises:
        InputError: the file names what the article does not have, or leaves a sentence out.
    """
    if not path.is_dir():
        raise InputError(f"{path}: --check reads the links.yaml of an article's folder; give one")
    article = _bare(path)
    reviewed = links.read_reviewed(path / "links.yaml", article)
    left = [s for s in article.sentences if s.id not in reviewed and not s.links]
    if left:
        raise InputError(
            f"{path / 'links.yaml'}: {len(left)} sentence(s) not yet reviewed, the first is "
            f"“{left[0].text[:80]}”; add them under “reviewed” or “none”"
        )
    return len(reviewed)


def _bare(path: Path) -> Article:
    return pipeline.parse(capture_of(path) if path.is_dir() else path)


def _link(link: Link) -> dict[str, Any]:
    return {"number": link.number, "status": link.status, "score": link.score, "why": link.why}
