"""Running text → sentences, without tearing abbreviations, initials, decimals or quotations."""

import hashlib
import re
import unicodedata
from collections import Counter

LONGEST = 2000  # characters of a sentence that are looked into
MARK_OPEN, MARK_CLOSE = "\ue000", "\ue001"  # frame a printed marker until it is read

_MARK = f"\\s?{MARK_OPEN}[^{MARK_OPEN}{MARK_CLOSE}]*+{MARK_CLOSE}"
_BOUNDARY = re.compile(
    rf"(?<![.!?…])[.!?…]++[\"”“’'»)\]]*+(?:{_MARK})*+(?=\s+[\"”“‘'«(\[–—]*[A-ZÅÄÖÆØÜÉ0-9])"
    rf"|(?<=[a-zåäöæøüé]{{2}})[.!?](?:{_MARK})*+(?=[A-ZÅÄÖÆØÜ][a-zåäöæøü])"
)
_NEXT_WORD = re.compile(r"\W*(\w+)")
_FAR = 100  # characters: no abbreviation, and no word that decides, reaches further back
_ABBREVIATIONS = frozenset(
    # never end a sentence
    """t.ex bl.a d.v.s dvs s.k sk fr.o.m t.o.m p.g.a pga m.a.o f.n resp ca cirka kl nr st jfr ev
    inkl exkl avd dr prof doc leg fig tab mg. e.g i.e vs approx ca. cf no. dept mr mrs ms st. al
    f.d s.a.s o.dyl ref refs eds ed vol f.eks bl.a. z.b d.h bzw""".split()
)
_MAY_END = frozenset("osv etc m.m m.fl mm mfl o.s.v a.m p.m inc jr sr".split())
_LETTERED = frozenset(
    "vitamin vitaminer vitamins hepatit hepatitis typ type grupp group plan klass class".split()
)
_OPENERS = frozenset(
    """det den de detta dessa denna en ett i på under för vid med men och när om som även efter
    samtidigt därför dessutom the this these it in a an but and when if as while after however
    for with on at by""".split()
)


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
    opener = bool(following) and following.group(1).lower() in _OPENERS  # type: ignore[union-attr]
    if word in _ABBREVIATIONS:
        return False
    if word in _MAY_END:
        return True
    if re.fullmatch(r"[a-zåäö]", word):
        return opener or (len(before) > 1 and before[-2].lower() in _LETTERED)
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return opener
    return True
