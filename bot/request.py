"""A question as a caller asks it, checked and cleaned."""

import re
from dataclasses import dataclass, replace

from ingest.errors import InputError

MAX_QUESTION = 2000
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
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
    """The request without invisible and control characters in its question.

    Raises:
        InputError: nothing is left of the question, or it is too long.
    """
    question = _INVISIBLE.sub("", request.question).strip()
    if not question:
        raise InputError("the question is empty; write one")
    if len(request.question) > MAX_QUESTION:
        raise InputError(
            f"the question has {len(request.question)} characters; shorten it to {MAX_QUESTION}"
        )
    earlier = tuple(_INVISIBLE.sub("", turn)[:MAX_QUESTION] for turn in request.earlier)
    return replace(request, question=question, earlier=tuple(t for t in earlier if t.strip()))
