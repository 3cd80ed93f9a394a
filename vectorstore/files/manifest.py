"""What a generation was made from, and the sum of each of its files; guarded by a sum of its own.

It is written twice, so that one damaged file does not lose which articles were given by hand.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import IndexUnusableError
from vectorstore.files.integrity import Sum

FORMAT = 6
NAME, COPY = "manifest.json", "manifest.copy.json"
_OWN_SUM = "sha256"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in an index: its place (see `places`), its article, and what it was made from.

    `has_bank` when it has a question bank that retrieval and decision can rest on.
    """

    place: str
    slug: str
    language: str
    sha256: str
    fingerprint: str
    has_bank: bool


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A source that a person removed: it comes back when it is named, and not before."""

    place: str
    slug: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from; `trained_on` is the hash of the encoder's lessons.

    `before` is the name of the generation that it took the place of.
    """

    encoder: str
    dimension: int
    trained_on: str
    url: str | None
    token_encoding: str | None
    chunk_tokens: int
    sources: tuple[SourceEntry, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()
    files: Mapping[str, Sum] = field(default_factory=dict)
    before: str | None = None
    format: int = FORMAT


def to_text(manifest: Manifest) -> str:
    """The manifest as it is written."""
    told = asdict(manifest)
    return json.dumps({_OWN_SUM: _sum_of(told), **told}, ensure_ascii=False, indent=1)


def read_manifest(folder: Path, name: str = NAME) -> Manifest:
    """The manifest of a generation.

    Raises:
        IndexUnusableError: it is missing, damaged, or of another format.
    """
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        made = found["format"]
        if made == FORMAT:
            return _read(found, text)
    except FileNotFoundError:
        raise _unusable(path, "is missing") from None
    except OSError as error:
        raise _unusable(path, f"can't be read: {error.strerror}") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _unusable(path, "is damaged") from None
    raise _unusable(folder, f"has format {made}, this version reads {FORMAT}")


def _read(found: dict[str, Any], text: str) -> Manifest:
    del found[_OWN_SUM]
    manifest = Manifest(
        **found
        | {
            "sources": tuple(SourceEntry(**entry) for entry in found["sources"]),
            "taken_out": tuple(TakenOut(**entry) for entry in found["taken_out"]),
            "files": {name: Sum(**entry) for name, entry in found["files"].items()},
        }
    )
    if to_text(manifest) != text:
        raise ValueError(_OWN_SUM)
    return manifest


def whole_manifest(folder: Path) -> Manifest:
    """The manifest of a generation whose copy says the same.

    Raises:
        IndexUnusableError: as `read_manifest`, of the one or the other.
    """
    manifest = read_manifest(folder)
    if read_manifest(folder, COPY) != manifest:
        raise _unusable(folder / COPY, "is damaged")
    return manifest


def _sum_of(told: Mapping[str, Any]) -> str:
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _unusable(path: Path, wrong: str) -> IndexUnusableError:
    return IndexUnusableError(f"the index can't be used: {path} {wrong}; run `fotnot ingest`")
