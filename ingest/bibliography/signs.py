"""What a line of a list of references looks like: a year, names at its start, pages, a number of a record."""

import re

_SHORTEST, LONGEST = 15, 3000  # characters of an entry; some name hundreds of authors
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚ"
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE if ignore else 0)
    for pattern, ignore in (
        (r"(?<![\d.,/])(?:1[6-9]|20)\d{2}(?![\d,/]*\d)", False),  # a year
        # "Berg A", "Berg, A.", "A. B. Berg", "Berg Anna,": names that open an entry
        (
            rf"^\W*(?:\d{{1,3}}\W+)?(?:(?:[\w'’]+\s){{0,3}}[{_UPPER}][\w'’-]+,?\s[{_UPPER}]{{1,3}}\b"
            rf"|(?:[{_UPPER}]\.[\s-]*){{1,3}}(?:\w+\s){{0,2}}[{_UPPER}][\w'’-]+|.{{0,80}}\bet al\b)",
            False,
        ),
        # volume and pages: "12(3): 4–9", "vol. 12", "pp. 4-9", "12, 4–9"
        (
            r"\b\d{1,4}\s?(?:\(\S{1,12}\)\s?)?[:,]\s?e?\d+|\b(?:vol|pp?|no|nr|bd|s)\.\s?\d"
            r"|\d\s?[-–]\s?\d",
            True,
        ),
        (
            r"\bdoi\b|\b10\.\d{4,9}/|\bpmid\b|\bPMC\d|\barxiv\b|\bISBN\b|\bpubmed\b|\bcrossref\b"
            r"|https?://|\bwww\.",
            True,
        ),
    )
)


def looks_like_reference(text: str) -> bool:
    """Whether a text of an entry's length shows at least two signs of one."""
    if not _SHORTEST <= len(text) <= LONGEST:
        return False
    return sum(bool(sign.search(text)) for sign in _SIGNS) >= 2
