"""A saved page → its blocks: headings, paragraphs and numbered items, furniture set aside."""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ingest.block import Block
from ingest.capture.charset import decoded, unpacked
from ingest.errors import CaptureError

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Capture:
    """The blocks of a page, its title where the page itself names one, the dropped lines, what can't be read."""

    sha256: str
    blocks: tuple[Block, ...]
    title: str | None
    furniture: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def read(path: Path) -> Capture:
    """Read a text or HTML capture, gzipped or not.

    Raises:
        CaptureError: the file is missing, empty, too large, no text, or nested too deep.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CaptureError(f"{path}: can't be read ({error.strerror}); give a saved page") from None
    digest = hashlib.sha256(raw).hexdigest()
    try:
        raw = unpacked(raw, MAX_BYTES)
        if len(raw) > MAX_BYTES:
            raise CaptureError(f"larger than {MAX_BYTES // 1_000_000} MB; save the page alone")
        text = decoded(raw)
    except CaptureError as error:
        raise CaptureError(f"{path}: {error}") from None
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise CaptureError(f"{path}: is empty; save the page again")
    from ingest.capture import html_capture
    from ingest.capture.text import capture as text_capture

    parse = html_capture.parse if looks_like_html(text) else text_capture.parse
    try:
        return Capture(digest, *parse(text))
    except CaptureError as error:
        raise CaptureError(f"{path}: {error}") from None


def looks_like_html(text: str) -> bool:
    """Whether a capture is markup, by its first tag or by how many it has."""
    head = text.lstrip()[:2000].lower()
    return (
        head.startswith(("<!doctype", "<html", "<?xml"))
        or sum(
            head.count(tag) for tag in ("<p", "<div", "<h1", "<h2", "<article", "<section", "<main")
        )
        >= 2
    )
