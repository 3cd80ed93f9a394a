"""Sentence → reference numbers: printed markers, reviewed links, and the linker's suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from ingest.article import Article, Link, Section, Sentence
from ingest.errors import InputError
from ingest.linking import linker
from ingest.text.sentences import normalise

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one sentence: its references, why, and whether it tells a study.

    No references: reviewed to have none.
    """

    references: tuple[int, ...]
    why: str
    clear: bool = False
    study: bool = False


def link(article: Article, reviewed: Mapping[str, Review] | None = None) -> Article:
    """The article with its links, by sentence: its markers; else the review; else suggestions.

    The linker is asked only where the page prints no markers at all: a page that cites leaves a
    sentence uncited for a reason.
    """
    reviewed = reviewed or {}
    settled = any(s.links for s in article.sentences) or all(
        s.id in reviewed for s in article.sentences
    )
    suggested = {} if settled else linker.suggest(article)
    unasked = "" if settled else linker.too_much(article)

    def linked(sentence: Sentence) -> Sentence:
        review = reviewed.get(sentence.id)
        if review is None and not sentence.links:
            return replace(sentence, links=suggested.get(sentence.id, ()))
        return _reviewed(sentence, review)

    sections = tuple(
        Section(s.heading, s.level, tuple(linked(x) for x in s.sentences)) for s in article.sections
    )
    warnings = (*article.warnings, unasked) if unasked else article.warnings
    return replace(article, sections=sections, warnings=warnings)


def _reviewed(sentence: Sentence, review: Review | None) -> Sentence:
    if sentence.links or review is None:
        return sentence
    found = tuple(Link(number, "reviewed", 1.0, review.why) for number in review.references)
    return replace(sentence, links=found, unsourced=review.study and not found)


def read_reviewed(path: Path, article: Article) -> dict[str, Review]:
    """Read `links.yaml`: sentence id → review. A missing file gives no reviews.

    Raises:
        InputError: no YAML, an entry for no sentence or no reference of the article, or the same
            sentence twice; the message names the file and the line.
    """
    if not path.exists():
        return {}
    ids = {normalise(sentence.text): sentence.id for sentence in article.sentences}
    numbers = {reference.number for reference in article.references}
    found: dict[str, Review] = {}
    for line, entry, none in _entries(path):
        where = f"{path}, line {line}"
        text = entry.get("sentence")
        identity = ids.get(normalise(text)) if isinstance(text, str) else None
        if identity is None:
            raise InputError(
                f"{where}: no such sentence in {article.slug}: “{str(text)[:80]}”; "
                "copy it exactly from the article, and review it again if it has changed"
            )
        if identity in found:
            raise InputError(f"{where}: this sentence is reviewed twice; keep one entry")
        cited = () if none else _cited(where, entry, numbers)
        found[identity] = Review(
            cited,
            _given(where, entry, "why", str, ""),
            _given(where, entry, "clear", bool, False),
            _given(where, entry, "study", bool, False),
        )
    return found


def _cited(where: str, entry: dict[str, Any], numbers: set[int]) -> tuple[int, ...]:
    cited = entry.get("references") or []
    if not isinstance(cited, list) or not all(type(number) is int for number in cited):
        raise InputError(f"{where}: “references” must be a list of whole numbers, as [3, 7]")
    for number in cited:
        if number not in numbers:
            raise InputError(f"{where}: no reference {number}; the list has {len(numbers)}")
    return tuple(cited)


def _given(where: str, entry: dict[str, Any], name: str, kind: type[_T], default: _T) -> _T:
    value = entry.get(name)
    if value is not None and not isinstance(value, kind):
        what = "a text" if kind is str else "true or false"
        raise InputError(f"{where}: “{name}” must be {what}")
    return default if value is None else value


def _entries(path: Path) -> list[tuple[int, dict[str, Any], bool]]:
    import yaml

    from ingest import yaml_file

    root, loader = yaml_file.compose(path)
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise InputError(f"{path}, line 1: must have the keys “reviewed” and “none”")
    entries = []
    for key, value in root.value:
        if key.value not in ("reviewed", "none") or not isinstance(value, yaml.SequenceNode):
            name = key.value if isinstance(key, yaml.ScalarNode) else "that is no word"
            raise InputError(
                f"{path}, line {key.start_mark.line + 1}: unknown key {name[:40]!r}; "
                "“reviewed” and “none” hold lists"
            )
        for node in value.value:
            built = loader.value(node)
            if not isinstance(built, dict):
                raise InputError(f"{path}, line {node.start_mark.line + 1}: must be a mapping")
            entries.append((node.start_mark.line + 1, built, key.value == "none"))
    return entries
