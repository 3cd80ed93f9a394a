"""Links that carry a secret, in a text."""

import re
from collections.abc import Iterator

_LINK = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://[^\s<>\"]+|\bwww\.[^\s<>\"]+", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}", re.IGNORECASE)


def secret_links(text: str) -> Iterator[tuple[int, int]]:
    """Where a link stands that has a query, a fragment, a user or a token in its path."""
    for match in _LINK.finditer(text):
        link = match.group().rstrip(".,;:!?)")
        path = link.partition("://")[2] or link
        if "doi.org/" not in link and (
            any(sign in path for sign in "?#@") or any(map(_TOKEN.fullmatch, path.split("/")[1:]))
        ):
            yield match.start(), match.start() + len(link)
