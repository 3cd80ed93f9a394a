"""What the commands share: the bot that the settings name, messages, output and progress."""

import io
import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ingest.errors import InputError
from languages.known import LANGUAGES

if TYPE_CHECKING:
    from bot.bot import Bot
    from bot.reloading import ReloadingBot
    from bot.settings import Settings
    from vectorstore.building.build import StepProgress


CODES = f"{', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}"
_SHOWN = "backslashreplace"


def bot() -> "Bot":
    """A bot on the index that the settings name.

    Raises:
        IndexUnusableError: there is no index, or it does not fit.
    """
    from bot.bot import Bot
    from bot.settings import settings
    from vectorstore.index import open_index

    chosen = settings()
    return Bot(open_index(chosen.index_root, chosen.model_cache), chosen)


def serving_bot() -> "ReloadingBot":
    """A bot that goes over to each new index while it serves, and says so in the log.

    Raises:
        IndexUnusableError: as `bot`.
    """
    from bot.reloading import ReloadingBot
    from bot.settings import settings

    chosen = settings()
    return ReloadingBot(chosen.index_root, chosen)


def tell_of_model(chosen: "Settings") -> threading.Thread:
    """Say beside the start of a server, which does not wait for it, whether the model answers.

    It is asked for a word, and where it fails the line says how to mend it; answers are the
    article's own words until then.
    """
    from bot.doctor.model import ask

    def look() -> None:
        try:
            say(f"language model: {ask(chosen)}")
        except InputError as error:
            say(f"language model: {error}; until then answers are the article's own words")

    thread = threading.Thread(target=look, name="fotnot-model-check", daemon=True)
    thread.start()
    return thread


def in_utf8() -> None:
    """Read and write UTF-8 whatever the locale is; what is no text is shown, never a fault."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=_SHOWN)


def a_path(written: str) -> Path:
    """A path as somebody gives it: `~` is their home, also in `--out=~/x`, which a shell leaves."""
    return Path(written).expanduser()


def say(message: str) -> None:
    """A message for the person, on standard error."""
    print(f"fotnot: {message}", file=sys.stderr)  # noqa: T201


def show(value: Any, indent: int | None = 1) -> None:
    """A result on standard output: a text as it is, anything else as JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=indent)
    print(text)  # noqa: T201


class progress_bar:  # noqa: N801 - used as a function
    """A progress bar on standard error, where that is a terminal."""

    def __enter__(self) -> "StepProgress":
        from rich.console import Console
        from rich.progress import Progress as Bar

        self._bar = Bar(
            console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
        )
        self._tasks: dict[str, Any] = {}
        self._bar.start()
        return self._show

    def _show(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(step, total=total)
        self._bar.update(self._tasks[step], completed=done, total=total)

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._bar.stop()


class json_lines:  # noqa: N801 - used as a function
    """A file of JSON lines, given as the function that writes one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Callable[[Any], None]:
        try:
            self._file = self._path.open("w", encoding="utf-8")
        except OSError as error:
            raise InputError(f"{self._path}: can't be written ({error.strerror})") from None
        return lambda value: print(json.dumps(value, ensure_ascii=False), file=self._file)

    def __exit__(self, *_: object) -> None:
        self._file.close()
