"""Kept questions as a CSV file that a spreadsheet opens without running anything in it."""

import csv
import io
import re
from collections.abc import Iterable

from bot.feedback.rows import OpenQuestion
from languages.known import has_decimal_comma

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
# Where a formula would begin a cell to a spreadsheet that separates cells in another way.
_FORMULA_WITHIN = re.compile(r"(?<=[,;\t\r\n])(?=[ \"]*[=+\-@＝＋－＠])")
_BOM = "\ufeff"  # a spreadsheet takes the file for UTF-8 only with it


def to_csv(found: Iterable[OpenQuestion], language: str = "en") -> bytes:
    """A CSV file (RFC 4180, UTF-8 with a byte order mark), a line a question.

    Cells are separated as Excel does where `language` is spoken: by semicolons where commas are
    for decimals. A text that a spreadsheet would take for a formula, or for a cell with one, gets
    an apostrophe before that, as OWASP advises on CSV injection.
    """
    out = io.StringIO()
    out.write(_BOM)
    writer = csv.writer(out, delimiter=";" if has_decimal_comma(language) else ",")
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
    safe = _FORMULA_WITHIN.sub("'", text)
    return f"'{safe}" if text.lstrip(" ").startswith(_FORMULA) else safe
