"""A question as a caller asks it, checked and cleaned."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.errors import HALF_A_CHARACTER, InputError

MAX_QUESTION = 2000
MAX_EARLIER = 6000  # characters of the questions before it: some hundred as people ask them
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
VISIBLE = rf"[^\s{_UNSEEN}]"  # what a question must have one of, as a pattern for schemas


@dataclass(frozen=True, slots=True)
class Request:
    """A question with what the caller knows of it.

    `earlier` are the questions asked before it, oldest first. `language` overrides detection;
    `page` is the language of the page that it was asked on. `slug` keeps to one article.
    """

    question: str
    earlier: tuple[str, ...] = ()
    language: str | None = None
    page: str | None = None
    slug: str | None = None


def cleaned(request: Request) -> Request:
    """The request without invisible and control characters in its question, in NFC.

    Raises:
        InputError: nothing is left of the question, it is too long, or a character in it is half.
    """
    for turn in (request.question, *request.earlier):
        if _SURROGATE.search(turn):
            raise InputError(f"the question {HALF_A_CHARACTER}")
    question = _composed(request.question).strip()
    if not question:
        raise InputError("the question is empty; write one")
    if (length := len(unicodedata.normalize("NFC", request.question))) > MAX_QUESTION:
        raise InputError(f"the question has {length} characters; shorten it to {MAX_QUESTION}")
    return replace(request, question=question, earlier=_recent(request.earlier))


def _recent(earlier: Sequence[str]) -> tuple[str, ...]:
    """The newest of the earlier questions, up to MAX_EARLIER characters; an empty one is none."""
    found: list[str] = []
    room = MAX_EARLIER
    for turn in reversed([_composed(turn)[:MAX_QUESTION] for turn in earlier]):
        room -= len(turn)
        if room < 0:
            break
        if turn.strip():
            found.append(turn)
    return tuple(reversed(found))


def _composed(text: str) -> str:
    """In NFC: a letter typed as itself and its accent apart is the letter that the article has."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
