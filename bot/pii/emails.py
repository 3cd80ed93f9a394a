"""E-mail addresses in a text, also those spelt out: `anna punkt ek snabel-a gmail punkt com`.

The sign is found first, what is before and after it is read within bounds: the time grows with
the text's length, not with its square.
"""

import re
from collections.abc import Iterator

from bot.pii.words import finding

_OPEN, _CLOSE = r"[ ]{0,2}[(\[{<*][ ]{0,2}", r"[ ]{0,2}[)\]}>*][ ]{0,2}"
_SIGN = (
    rf"(?P<sign>[ ]?@[ ]?)|{_OPEN}(?:(?P<enclosed>@|at|ät|<sign>)|(?P<letter>a|alfa)){_CLOSE}"
    rf"|[ ,]{{1,2}}(?P<named><sign>)[ ,]{{1,2}}|[ _-](?P<bare>at|ät)[ _-]"
)
_SPOKEN_DOT = rf"(?:{_OPEN}(?:\.|<dot>){_CLOSE}|[ ,_-]{{1,2}}<dot>[ ,_-]{{1,2}}|[ ]\.[ ])"
_LABEL = r"[^\W_]{1,63}(?:-[^\W_]{1,63}){0,4}"
_DOMAIN = rf"(?:{_LABEL}(?:\.|{_SPOKEN_DOT})){{1,4}}[^\W\d_]{{2,24}}(?![^\W_])"
_WORD = re.compile(rf"{_LABEL}")
_ANYTHING = rf"(?:[^\s@<>()\[\],;\"]*[^\s@<>()\[\],;\".!?:]|\[[^\s\]]{{0,64}}\])(?:{_SPOKEN_DOT}{_LABEL}){{0,3}}"
_ENDING = (
    r"(?:com|net|org|eu|info|biz|io|me|nu|se|no|dk|de|fi|uk|ie|nl|at|ch|is|fr|es|it|pl|ee|ax|us)"
)
_MAIL_HOUSE = (
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|mac|me|proton|protonmail"
    r"|telia|comhem|bredband|bahnhof|spray|tele2|online|frisurf|jubii|mail|email|ofir|gmx|web"
    r"|t-online|freenet|posteo|luukku|kolumbus|elisa|elisanet|suomi24|pp|saunalahti|aol)"
)
_AT_HOUSE = re.compile(
    rf"(?:{_MAIL_HOUSE}[ .]{_ENDING}|(?:gmail|googlemail|hotmail|outlook|icloud|protonmail))(?!\w)",
    re.IGNORECASE,
)
_AT_NAMED_HOUSE = re.compile(rf"{_MAIL_HOUSE}(?:[ ]{_ENDING})?(?!\w)", re.IGNORECASE)
_KNOWN_ENDING = re.compile(rf".*[ .)\]}}>*_,-]{_ENDING}", re.IGNORECASE)
_NO_WORD = re.compile(r"[^\W\d].*[._+].*\w|[^\W\d]{3,}\d{2,}")  # `anna.ek`, `anna85`
_MAIL_BEFORE = r"\b<mail>\w*\b[^.!?\n]{0,30}\Z"
_JOIN_BEFORE = rf"(?:{_SPOKEN_DOT}|[ ]<joiner>[ ])\Z"
_MOST_JOINS, _LONGEST_JOIN, _LONGEST_QUOTE, _LONGEST_NAME = 4, 16, 64, 64
_NOT_IN_LOCAL = frozenset('@<>()[],;:"')


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Where an e-mail address stands, also one with (at) or a spoken sign, or without an ending."""
    for sign in finding(_SIGN).finditer(text):
        start = _local(text, sign.start(), loose=sign["sign"] == "@")
        if start < sign.start() and (end := _domain(text, sign, start)) is not None:
            yield start, end


def _domain(text: str, sign: re.Match[str], start: int) -> int | None:
    """Where the address ends, None where there is none."""
    at = sign.end()
    domain = finding(_DOMAIN).match(text, at)
    if sign["sign"] == "@":
        domain = finding(_ANYTHING).match(text, at)
    elif sign["enclosed"]:
        domain = domain or _WORD.match(text, at)
    elif sign["named"]:
        domain = domain or _AT_NAMED_HOUSE.match(text, at)
    elif sign["bare"] and not (domain and _is_meant(text, start, sign.start(), domain.group())):
        domain = _AT_HOUSE.match(text, at)
    return domain.end() if domain else None


def _is_meant(text: str, start: int, end: int, domain: str) -> bool:
    """Whether "at" stands for the sign: it is a word in English, Danish and Norwegian, "ät" in Swedish."""
    if domain.lower().startswith("www.") or not _KNOWN_ENDING.fullmatch(domain):
        return False
    before = text[max(0, start - 60) : start]
    return bool(
        finding(_SPOKEN_DOT).search(domain)
        or _NO_WORD.fullmatch(text[start:end])
        or finding(_MAIL_BEFORE).search(before)
    )


def _local(text: str, end: int, *, loose: bool) -> int:
    """Where the part before the sign begins; `end` where there is none."""
    if loose and text[end - 1 : end] == '"':
        quote = text.rfind('"', max(0, end - _LONGEST_QUOTE), end - 1)
        if 0 <= quote < end - 2 and "\n" not in text[quote:end]:
            return quote
    start = _name(text, end, loose=loose)
    for _ in range(_MOST_JOINS if start < end else 0):
        join = finding(_JOIN_BEFORE).search(text, max(0, start - _LONGEST_JOIN), start)
        if join is None or (earlier := _name(text, join.start(), loose=False)) == join.start():
            break
        start = earlier
    return start


def _name(text: str, end: int, *, loose: bool) -> int:
    at = end
    least = 0 if loose else max(0, end - _LONGEST_NAME)
    while at > least and (
        _is_loose(text[at - 1]) if loose else text[at - 1].isalnum() or text[at - 1] in "._+-"
    ):
        at -= 1
    return at


def _is_loose(char: str) -> bool:
    return not char.isspace() and char not in _NOT_IN_LOCAL
