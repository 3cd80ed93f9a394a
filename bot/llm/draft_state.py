"""What became of a reply's sentences, and whether they make an answer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot import telemetry
from bot.answer import Statement
from bot.fact_check.check import Checker
from bot.fact_check.written import Written
from bot.llm.failures import FailureReason
from bot.llm.prompts import MOST_SENTENCES, NOTHING

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

MOST_READ = 3 * MOST_SENTENCES  # sentences, good or not, after which nobody reads on
_CUT_OFF = frozenset({"length", "max_tokens"})


class Tally:
    """Takes a reply's sentences in order."""

    def __init__(
        self,
        checker: Checker,
        given: Mapping[str, Statement],
        repeats_example: Callable[[str], bool],
    ) -> None:
        """`given` are the passages' own sentences, by their ids."""
        self._repeats_example = repeats_example
        self._checker = checker
        self._given = given
        self._seen: set[str] = set()
        self._read = 0
        self._wrong: str | None = None
        self._ended: str | None = None
        self._nothing = False
        self._stood: list[tuple[Statement, bool]] = []  # with whether the model wrote it
        self.failed = 0
        self.replaced = 0

    def take(self, written: Written) -> bool:
        """Check a sentence; whether it stands. One that was said before is passed over."""
        self._read += 1
        if written.text in self._seen or self.enough:
            return False
        self._seen.add(written.text)
        if not written.ids and written.text.strip(" .*\"'") == NOTHING:
            self._nothing = True
            return False
        if self._repeats_example(written.text):
            telemetry.wrote("example")
            self.failed += 1
            return False
        checked = self._checker.check(written)
        telemetry.wrote(checked.reason or "stands")
        if checked.statement is None:
            return self._falls(written)
        self._take_back(checked.statement)
        self._stood.append((checked.statement, True))
        return True

    def _falls(self, written: Written) -> bool:
        """A sentence that fell gives way to its passage's own; whether that is new."""
        own = next((self._given[i] for i in written.ids if i in self._given), None)
        if own is None or not written.whole:
            self.failed += 1
            return False
        self.replaced += 1
        if own.source.sentence in self._told:
            return False
        self._stood.append((own, False))
        return True

    def _take_back(self, stands: Statement) -> None:
        """A passage's own sentence goes where one that was written of it stands after all."""
        places = {place.sentence for place in stands.places}
        self._stood = [
            (each, is_written)
            for each, is_written in self._stood
            if is_written or each.source.sentence not in places
        ]

    @property
    def statements(self) -> list[Statement]:
        """What stands, in the reply's order."""
        return [each for each, _ in self._stood]

    @property
    def _told(self) -> frozenset[str]:
        return frozenset(place.sentence for each in self.statements for place in each.places)

    @property
    def has_read(self) -> bool:
        """Whether a sentence has come, good or not."""
        return self._read > 0

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

    def broke(self, reason: FailureReason) -> None:
        """The model failed, before its reply or in it."""
        self._wrong = reason

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
        has_written = any(is_written for _, is_written in self._stood)
        if has_written and 3 * self.failed <= self.failed + len(self.statements):
            return None
        if self._wrong:
            return self._wrong
        if self._nothing and not self.failed:
            return "not_answered"
        return "unverified" if self._read else "empty"
