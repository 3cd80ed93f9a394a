"""Running text → sentences, without tearing abbreviations, initials, decimals or quotations."""

import hashlib
import re
import unicodedata
from collections import Counter
from functools import partial

from languages.expressions import words

LONGEST = 2000  # characters of a sentence that are looked into
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"  # frame a printed marker until it is read

_MARK = f"\\s?{MARK_OPEN}[^{MARK_OPEN}{MARK_CLOSE}]*+{MARK_CLOSE}"
_BOUNDARY = re.compile(
    rf"(?<![.!?…])[.!?…]++[\"”“’'»)\]]*+(?:{_MARK})*+(?=\s+[\"”“‘'«(\[–—]*[A-ZÅÄÖÆØÜÉ0-9])"
    rf"|(?<=[a-zåäöæøüé]{{2}})[.!?](?:{_MARK})*+(?=[A-ZÅÄÖÆØÜ][a-zåäöæøü])"
)
_NEXT_WORD = re.compile(r"\W*(\w+)")
_words = partial(words, "sentences")
_FAR = 100  # characters: no abbreviation, and no word that decides, reaches further back


def split(text: str) -> list[str]:
    """Sentences of one paragraph in order; no character is changed but runs of plain spaces."""
    text = re.sub(r"[ \t\r\n\f]+", " ", text).strip()
    sentences, start = [], 0
    for match in _BOUNDARY.finditer(text):
        if _is_end(text, match):
            sentences.append(text[start : match.end()].strip())
            start = match.end()
    if tail := text[start:].strip():
        sentences.append(tail)
    return sentences


def identify(texts: list[str]) -> list[str]:
    """An id for each sentence: a hash of its text, with a count where the text occurs again."""
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        digest = hashlib.sha256(normalise(text).encode()).hexdigest()[:10]
        seen[digest] += 1
        ids.append(f"s{digest}" if seen[digest] == 1 else f"s{digest}-{seen[digest]}")
    return ids


def begin(text: str) -> str:
    """As much of a sentence as is looked into for what it tells: the whole of any that is one."""
    return text[:LONGEST]


def normalise(text: str) -> str:
    """The text as it is compared: single spaces, straight quotes and dashes, no marker frames."""
    text = re.sub(_MARK, "", unicodedata.normalize("NFC", text))
    for odd, plain in (("”", '"'), ("“", '"'), ("’", "'"), ("–", "-"), ("\u00a0", " ")):
        text = text.replace(odd, plain)
    return re.sub(r"\s+", " ", text).strip()


def _is_end(text: str, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return True
    before = text[max(0, match.start() - _FAR) : match.start()].rsplit(" ", 2)
    word = before[-1].lstrip("(\"”“['«").lower()
    following = _NEXT_WORD.match(text, match.end())
    opener = bool(following) and following.group(1).lower() in _words("openers")  # type: ignore[union-attr]
    if word in _words("abbreviations"):
        return False
    if word in _words("may_end"):
        return True
    if re.fullmatch(r"[a-zåäö]", word):
        return opener or (len(before) > 1 and before[-2].lower() in _words("lettered"))
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return opener
    return True
