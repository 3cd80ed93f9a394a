"""What became of a reply's sentences, and whether they make an answer."""

from typing import TYPE_CHECKING

from bot import telemetry
from bot.answer import Statement
from bot.fact_check.check import Checker
from bot.fact_check.written import Written
from bot.llm.prompts import MOST_SENTENCES, NOTHING

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

MOST_READ = 3 * MOST_SENTENCES  # sentences, good or not, after which nobody reads on
_CUT_OFF = frozenset({"length", "max_tokens"})


class Tally:
    """Takes a reply's sentences in order."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._seen: set[str] = set()
        self._read = 0
        self._wrong: str | None = None
        self._ended: str | None = None
        self._nothing = False
        self.statements: list[Statement] = []
        self.failed = 0

    def take(self, written: Written) -> bool:
        """Check a sentence; whether it stands. One that was said before is passed over."""
        self._read += 1
        if written.text in self._seen or self.enough:
            return False
        self._seen.add(written.text)
        if not written.ids and written.text.strip(" .*\"'") == NOTHING:
            self._nothing = True
            return False
        checked = self._checker.check(written)
        telemetry.wrote(checked.reason or "stands")
        if checked.statement is None:
            self.failed += 1
            return False
        self.statements.append(checked.statement)
        return True

    def saw(self, chunk: "AIMessageChunk") -> None:
        """Note how a reply ends, where its pieces tell."""
        told = chunk.response_metadata
        ended = told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason")
        self._ended = str(ended) if ended else self._ended

    def stop(self, endless: bool) -> None:
        """Nothing more is read; a sentence that does not end is one that failed."""
        self.failed += endless
        if endless:
            self._wrong = "endless"

    def broke(self, error: Exception) -> None:
        """The model failed, before its reply or in it."""
        if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
            self._wrong = "timeout"
        elif getattr(error, "status_code", None) == 429:
            self._wrong = "rate_limited"
        else:
            self._wrong = "unreachable"

    @property
    def enough(self) -> bool:
        """Whether there are as many sentences as an answer has, or too many to be one."""
        return len(self.statements) >= MOST_SENTENCES or self._read >= MOST_READ

    @property
    def finished(self) -> bool:
        """Whether the reply came to its own end."""
        return self._wrong is None and self._ended not in _CUT_OFF

    @property
    def reason(self) -> str | None:
        """Why the sentences that stand are no answer; None when they are."""
        if self.statements and 3 * self.failed <= self.failed + len(self.statements):
            return None
        if self._wrong:
            return self._wrong
        if self._nothing and not self.failed:
            return "not_answered"
        return "unverified" if self._read else "empty"
