"""Kept questions as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable

from bot.kept.rows import Asked

COLUMNS = (
    "question",
    "language",
    "article",
    "count",
    "declined",
    "thumbs_down",
    "thumbs_up",
    "last_seen_utc",
    "kinds",
    "comments",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # how a formula begins
_BOM = "\ufeff"  # a spreadsheet takes the file for UTF-8 only with it


def to_csv(found: Iterable[Asked]) -> bytes:
    """A CSV file (RFC 4180, UTF-8 with a byte order mark), a line a question.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP
    advises on CSV injection.
    """
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for asked in found:
        writer.writerow(
            (
                _text(asked.question),
                asked.language,
                _text(asked.article),
                asked.count,
                asked.declined,
                asked.down,
                asked.up,
                f"{asked.last_seen:%Y-%m-%d %H:%M}",
                _text(" ".join(asked.kinds)),
                _text(" | ".join(asked.comments)),
            )
        )
    return out.getvalue().encode("utf-8")


def _text(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
