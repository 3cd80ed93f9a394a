"""A model's reply as it comes → whole sentences with the ids that it put behind them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bot.fact_check.written import Written
from ingest.text.sentences import split

_ID = r"s(?:[0-9a-f]{8,12}(?:-\d+)?|\d{1,3})"
_ITEM = rf"(?>{_ID}|\d{{1,3}})"  # read in one way: a run of digits has 3ⁿ
_WORDS = r"(?:(?:ids?|passages?|source|källa)\s*[:=]?\s*)?"
_MARK = re.compile(
    rf"\s*[\[(【⟦]\s*{_WORDS}\"?({_ITEM}\"?(?:\s*+[,;/&|]?\s*+\"?{_ITEM}\"?)*+)\s*[\])】⟧]",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"(?:{_MARK.pattern})+", re.IGNORECASE)
_END = re.compile(r"[.!?…][\"”’»)]*$")
_CLOSING = re.compile(r"\s*[.!?…]+")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`|^#+\s+")
_THINK = ("<think>", "</think>")
_BLANK = re.compile(r"\s{2,}")
LONGEST = 4000  # characters without an end of a sentence: no answer


class Reply:
    """Takes a reply piece by piece and gives each sentence once it is complete."""

    def __init__(self) -> None:
        self._text = ""
        self._since = 0  # characters since a sentence was complete
        self._thinking: bool | None = None

    def feed(self, piece: str) -> Iterator[Written]:
        """The sentences that a piece completes."""
        self._since += len(piece)
        self._text = _BLANK.sub(_one_blank, self._text + piece)
        if self._thought():
            return
        while cut := self._complete():
            self._since = 0
            part, self._text = self._text[:cut], self._text[cut:]
            yield from sentences(part)

    def close(self, finished: bool) -> Iterator[Written]:
        """What is left: the last sentence, whole when it has its end, or ids in a reply that did."""
        rest, self._text = self._text, ""
        if self._thinking or not rest.strip():
            return
        *before, last = list(sentences(rest)) or [Written("", whole=False)]
        yield from before
        ended = bool(last.ids or _END.search(last.text)) if finished else bool(last.ids)
        yield last if ended else replace(last, whole=False)

    @property
    def endless(self) -> bool:
        """Whether a sentence goes on for longer than any sentence does."""
        return self._since > LONGEST and not self._thinking

    def _thought(self) -> bool:
        """Whether the model still thinks aloud, as some do before they answer."""
        if self._thinking is False:
            return False
        start = self._text.lstrip()
        self._thinking = start.startswith(_THINK[0]) or _THINK[0].startswith(start)
        if start.startswith(_THINK[0]) and (end := self._text.find(_THINK[1])) >= 0:
            self._text, self._thinking = self._text[end + len(_THINK[1]) :], False
            self._since = len(self._text)
        return bool(self._thinking)

    def _complete(self) -> int | None:
        """Where the first complete part of the text ends: after its ids, or at a line's end."""
        line = self._text.find("\n")
        for marks in _MARKS.finditer(self._text):
            if 0 <= line < marks.start():
                break
            after = self._text[marks.end() :]
            closing = _CLOSING.match(after)
            end = marks.end() + (closing.end() if closing else 0)
            rest = self._text[end:].lstrip(" ")
            if not rest or rest[0] in "[(【⟦.!?…":
                return None  # more may belong to it
            if closing or _END.search(self._text[: marks.start()].rstrip()) or rest[0] == "\n":
                return end
        if line < 0:
            return None
        before = self._text[:line]
        following = self._text[line:].lstrip()
        if (
            before.strip()
            and not _MARKS.search(before)
            and (not following or following[0] in "[(【⟦")
        ):
            return None  # its ids may stand on the next line
        return line + 1


def sentences(part: str) -> Iterator[Written]:
    """The sentences of a part; the ids at its end belong to its last."""
    ids: list[str] = []
    numbers: list[int] = []
    torn = False
    for marks in _MARKS.finditer(part):
        for item in re.findall(_ITEM, marks.group(), re.IGNORECASE):
            if item.isdigit():
                numbers.append(int(item))
            else:
                ids.append(item.lower())
        before, after = part[: marks.start()].rstrip(), part[marks.end() :].lstrip()
        torn |= not before or (bool(after) and after[0].isupper() and not _END.search(before))
    part = "".join(c for c in part if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))
    text = _EMPHASIS.sub("", _BULLET.sub("", _MARKS.sub("", part).strip())).strip()
    text = re.sub(r"\s+([.,!?])", r"\1", " ".join(text.split()))
    pieces = split(text)
    if not pieces:
        if ids:
            yield Written("", tuple(ids), tuple(numbers), whole=False)
        return
    for piece in pieces[:-1]:
        yield Written(piece)
    end = "." if ids and not torn and pieces[-1][-1].isalnum() else ""
    yield Written(pieces[-1] + end, tuple(ids), tuple(numbers), not torn)


def _one_blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "
