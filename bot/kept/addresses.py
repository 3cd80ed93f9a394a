"""E-mail addresses, links that carry a secret, cards and bank accounts in a text."""

import re
from collections.abc import Iterator

_AT = r"(?:@|\s*[(\[{<]\s*(?:at|a|ät|alfa|snabel-?a|krøllalfa|snabla|ät-merkki)\s*[)\]}>]\s*)"
_APART = r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"
_SPOKEN = (
    r"[\w.+-]+\s+(?:snabel-?a|krøll-?alfa|snabla|miukumauku|klammeraffe|at)\s+[\w-]+"
    r"(?:\s*(?:\.|\s(?:punkt|punktum|piste|dot|prikk)\s)\s*[a-z]{2,})+"
)
_EMAIL = re.compile(
    rf"(?:\"[^\"\n]+\"|[^\s@<>()\[\],;:\"]+){_AT}(?:[^\s@<>()\[\],;\"]*[^\s@<>()\[\],;\".!?:]|\[\S+\])"
    rf"|{_APART}|{_SPOKEN}",
    re.IGNORECASE,
)
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s<>\"]+|\bwww\.[^\s<>\"]+", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}", re.IGNORECASE)
_CARD = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?!\w)")
_ACCOUNT = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}", re.IGNORECASE)
_LEAST_ACCOUNT = 15


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Where an e-mail address stands, also one with (at) or a spoken sign, or without an ending."""
    for match in _EMAIL.finditer(text):
        yield match.span()


def secret_links(text: str) -> Iterator[tuple[int, int]]:
    """Where a link stands that has a query, a fragment, a user or a token in its path."""
    for match in _LINK.finditer(text):
        link = match.group().rstrip(".,;:!?)")
        path = link.partition("://")[2] or link
        if "doi.org/" not in link and (
            any(sign in path for sign in "?#@") or any(map(_TOKEN.fullmatch, path.split("/")[1:]))
        ):
            yield match.start(), match.start() + len(link)


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Where a payment card's number stands: 13 to 19 digits with a right check digit."""
    from stdnum import luhn

    for match in _CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", match.group())):
            yield match.span()


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where an IBAN stands, with right check digits."""
    from stdnum import iban

    for match in _ACCOUNT.finditer(text):
        for length in range(len(match.group()), _LEAST_ACCOUNT - 1, -1):
            end = match.start() + length
            if not text[end : end + 1].isalnum() and iban.is_valid(text[match.start() : end]):
                yield match.start(), end
                break
