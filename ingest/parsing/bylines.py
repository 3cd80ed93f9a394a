"""Who wrote an article and where they work, which raised numbers join: no text that cites."""

import re

from ingest.text.sentences import MARK_CLOSE, MARK_OPEN
from languages.expressions import joined

_MARK = re.compile(rf"[\s,]*{MARK_OPEN}[^{MARK_OPEN}{MARK_CLOSE}]*{MARK_CLOSE}[,*†‡§]*")
# A raised number that opens a line labels it, but for the isotopes: ¹³C, ¹³¹I.
_LABEL = re.compile(
    rf"\W*{MARK_OPEN}\W*(?:\d{{1,2}}|[a-z*†‡§¶#])\W*{MARK_CLOSE}\s*(?![A-Z][a-z]?[\s\d-])"
)
_JOINS = rf"(?:{joined('entries', 'joins')}|&)"
_BETWEEN = re.compile(rf"[,;]\s*(?:{_JOINS}\s+)?|\s+{_JOINS}\s+")
_NAME = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ][\w'’.-]*|(?:van|von|de|der|den|del|la|di|da|af|al)\b)")
_LONGEST = 5  # words of a name


def is_labelled(line: str) -> bool:
    """Whether a raised number or sign opens a line: an affiliation, or a note below a table."""
    return bool(_LABEL.match(line))


def names_authors(line: str) -> bool:
    """Whether a line is a list of names with raised numbers behind them."""
    if not _MARK.search(line):
        return False
    pieces = [piece.strip() for piece in _BETWEEN.split(_MARK.sub(", ", line))]
    names = [piece.split() for piece in pieces if piece]
    return bool(names) and all(
        1 < len(name) <= _LONGEST and all(map(_NAME.match, name)) for name in names
    )
