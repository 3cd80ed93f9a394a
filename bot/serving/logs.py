"""What a server writes to its log: never a reader's words, and of a flood a few lines."""

import logging
import sys
import traceback

from bot.serving.rates import MinuteLimit

MOST_ALIKE = 10  # lines of one kind within a minute


class WithoutWords(logging.Formatter):
    """Tracebacks by their places and kinds alone: an error's own text may quote what was asked."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's name
        """The traceback of an exception, and of those that led to it, without their texts."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_told(error)) if isinstance(error, BaseException) else ""


class FewAlike(logging.Filter):
    """Lets a few lines of a kind through within a minute, the last with how many may be missing."""

    def __init__(self, most: int = MOST_ALIKE) -> None:
        super().__init__()
        self._limit = MinuteLimit(most)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written. What is alike comes from the same place in the code."""
        kind = (record.name, record.pathname, record.lineno)
        if self._limit.spend(kind):
            return False
        if self._limit.wait_s(kind):
            record.msg = f"{record.msg} (more of these within the minute are not logged)"
        return True


def keep_clean() -> None:
    """Set up this process's log for serving: warnings and worse of all loggers, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutWords("%(levelname)s: %(name)s: %(message)s"))
    handler.addFilter(FewAlike())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("fotnot").setLevel(logging.INFO)


def _told(error: BaseException) -> list[str]:
    lines = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines = [*_told(cause), "led to:"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames
    ]
    return [*lines, type(error).__qualname__]
