"""The bytes of a saved page → its text: unpacked, and decoded as declared or as detected."""

import codecs
import re
import zlib

from ingest.errors import CaptureError

_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its charset
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_USED = ["utf_8", "cp1252", "utf_16_le", "utf_16_be"]  # of pages in our six languages


def unpacked(raw: bytes, most: int) -> bytes:
    """The page's bytes; those of a gzipped file up to one more than `most`.

    Raises:
        CaptureError: it begins like a gzipped file and is none.
    """
    if not raw.startswith(_GZIP):
        return raw
    try:
        return zlib.decompressobj(wbits=31).decompress(raw, most + 1)
    except zlib.error:
        raise CaptureError("is a damaged gzip file; save the page again") from None


def decoded(raw: bytes) -> str:
    """The page's text: UTF-8 where it is that, else as it declares, else as is detected.

    Raises:
        CaptureError: it is no text.
    """
    declared = [name for mark, name in _MARKS if raw.startswith(mark)]
    if not declared and b"\0" in raw[:_HEAD]:
        declared = [name for name in ("utf-16-le", "utf-16-be") if _is_wide(raw, name)]
    elif not declared:
        declared = ["utf-8-sig", *(m.decode("ascii") for m in _DECLARED.findall(raw[:_HEAD]))]
    for name in declared:
        try:
            return raw.decode(_as_browsers_read(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _detected(raw)


def _is_wide(raw: bytes, name: str) -> bool:
    """Whether every other byte is 0 at the page's beginning, as in letters of two bytes."""
    zeros = raw[:_HEAD][1 if name.endswith("le") else 0 :: 2]
    return zeros.count(0) > len(zeros) / 2


def _as_browsers_read(name: str) -> str:
    """Latin-1 and ASCII are read as Windows-1252, which holds them (WHATWG Encoding Standard)."""
    plain = name.lower().replace("_", "-")
    return "cp1252" if plain in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name


def _detected(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = None if b"\0" in raw else from_bytes(raw, cp_isolation=_USED).best()
    if best is None:
        raise CaptureError("is no text; save the page as text or HTML, in UTF-8")
    return str(best)
