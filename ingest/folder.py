"""An article's folder, or a lone capture → the article with its bank and reviewed links."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.article import Article
from ingest.errors import CaptureError, InputError
from ingest.linking.health_claims import HealthClaims, read_claims
from ingest.question_bank import Bank, read_bank

_CAPTURE_ENDINGS = (".txt", ".html", ".htm", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """All that is known of one article: itself, linked, its question bank, its marked health claims."""

    article: Article
    bank: Bank
    claims: HealthClaims | None = None

    def heading(self, text: str, language: str) -> str:
        """A heading, or the title, in that language; as it is where it has no translation."""
        told = (n.text for n in self.bank.headings if (n.heading, n.language) == (text, language))
        return next(told, text)

    def translations(self, language: str) -> dict[str, str]:
        """The sentences that are translated into that language: id → text."""
        return {t.sentence: t.text for t in self.bank.translations if t.language == language}


def load(path: Path) -> Source:
    """Read an article's folder, or a capture that stands alone (it has no bank, no review).

    Raises:
        InputError: what can't be read, is no article, or does not fit it, with file and line.
    """
    from ingest import pipeline  # with all that reads captures, which serving does without
    from ingest.linking import links

    if not path.is_dir():
        article = pipeline.parse(path)
        return Source(links.link(article), Bank())
    parsed = pipeline.parse(capture_of(path), slug=pipeline.slugify(path.name))
    reviewed = links.read_reviewed(path / "links.yaml", parsed)
    claims = read_claims(path / "claims.yaml", parsed)
    return Source(links.link(parsed, reviewed), read_bank(path, parsed), claims)


def discover(root: Path) -> list[Path]:
    """The article folders below a folder of articles; the folder itself if it is one."""
    if not root.is_dir():
        return []
    if _captures(root):
        return [root]
    return sorted(child for child in root.iterdir() if child.is_dir() and _captures(child))


def sources_below(path: Path) -> list[Path]:
    """What a path stands for: itself, or, for a folder that is no article, the articles and captures in it.

    A README tells of a folder and is none of them. A folder without any stands for itself, and is
    refused when it is read.
    """
    if not path.is_dir() or is_there(path):
        return [path]
    lone = (child for child in path.iterdir() if _is_capture(child) and child.is_file())
    captures = (child for child in lone if child.stem.lower() != "readme")
    return sorted([*discover(path), *captures]) or [path]


def capture_of(folder: Path) -> Path:
    """The one capture in an article's folder, `page.<language>.<txt or html>`.

    Raises:
        CaptureError: there is none, or more than one.
    """
    found = _captures(folder)
    if len(found) != 1:
        names = ", ".join(path.name for path in found) or "none"
        raise CaptureError(
            f"{folder}: needs one capture named page.<language>.txt or .html; found {names}"
        )
    return found[0]


def is_there(path: Path) -> bool:
    """Whether a path is a file, or a folder with a capture in it."""
    return path.is_file() or (path.is_dir() and bool(_captures(path)))


def fingerprint(path: Path) -> str:
    """A hash of every file that `load` would read: equal when nothing but its name has changed.

    Raises:
        InputError: the path does not exist, or can't be read.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; give a capture or an article's folder")
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else _read_files(path):
        if path.is_dir():
            digest.update(f"{file.relative_to(path)}\n".encode())
        digest.update(hashlib.sha256(_bytes(file)).digest())
    return digest.hexdigest()


def page_sha256(path: Path) -> str:
    """The SHA-256 of the capture alone, as its article has it.

    Raises:
        InputError: there is not exactly one, or it can't be read.
    """
    return hashlib.sha256(_bytes(capture_of(path) if path.is_dir() else path)).hexdigest()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror})") from None


def _read_files(folder: Path) -> list[Path]:
    names = ("links.yaml", "paraphrases.jsonl", "headings.yaml", "claims.yaml")
    single = [*_captures(folder), *(folder / name for name in names)]
    banks = [*folder.glob("questions/*.jsonl"), *folder.glob("translations/*.jsonl")]
    return sorted(path for path in (*single, *banks) if path.is_file())


def _captures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("page.*") if _is_capture(path))


def _is_capture(path: Path) -> bool:
    return path.suffix.lower() in _CAPTURE_ENDINGS
