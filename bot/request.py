"""A question as a caller asks it, checked and cleaned."""

import re
import unicodedata
from dataclasses import dataclass, replace

from ingest.errors import HALF_A_CHARACTER, InputError

MAX_QUESTION = 2000
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
    earlier = tuple(_composed(turn)[:MAX_QUESTION] for turn in request.earlier)
    return replace(request, question=question, earlier=tuple(t for t in earlier if t.strip()))


def _composed(text: str) -> str:
    """In NFC: a letter typed as itself and its accent apart is the letter that the article has."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
