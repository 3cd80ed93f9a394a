"""What a reader sees while a language model writes: that it does, and soon what the article says."""

import time
from collections.abc import Callable, Sequence

from bot.answer import Answer
from bot.page import conversation as talk
from bot.page import message
from prompts import NAMES, texts

PATIENCE_S = 3.0  # after which the article's own answer is shown, until another is written


class Waiting:
    """One reader's wait. Each thing is said once."""

    def __init__(self, language: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`language` is the page's."""
        self._language = language
        self._clock = clock
        self._since = clock()
        self._told: set[str] = set()

    def told(self, own: Answer, shown: Callable[[Answer], str]) -> str:
        """What is to be shown now in place of the answer, as Markdown; "" where nothing new is.

        `own` is what there is so far, `shown` renders it.
        """
        if own.generated:
            return ""
        # A helpline's number waits for nothing.
        late = bool(own.helpline) or self._clock() - self._since >= PATIENCE_S
        key = "page.writing_on" if late else "page.writing"
        if key in self._told:
            return ""
        self._told.add(key)
        return _late(self._language) + shown(own) if late else _notice(self._language)


def given_up(chat: Sequence[talk.Message]) -> list[talk.Message]:
    """The chat when its reader has stopped the model: nothing in it says any more that it writes.

    In whatever language that was said; the page's may have been changed meanwhile.
    """
    if not chat:
        return []
    *before, last = chat
    told = talk.text_of(last)
    if told in map(_notice, NAMES):
        return before
    for opening in map(_late, NAMES):
        told = told.removeprefix(opening)
    return [*before, last | {"content": told}]


def _notice(language: str) -> str:
    return message.notice(language, f"*{texts(language)('page.writing')}*")


def _late(language: str) -> str:
    return f"*{texts(language)('page.writing_on')}*\n\n"
