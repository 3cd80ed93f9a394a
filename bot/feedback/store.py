"""Feedback and declined questions, kept in a SQL database and read back in groups."""

import atexit
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.feedback import receipts
from bot.feedback.rows import MOST_COMMENT, KeptRow, OpenQuestion, Order, Verdict, masked, new_row
from bot.feedback.write_queue import BoundedQueue
from ingest.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from bot.settings import Settings

PAGE = 200
_HOUR, _MINUTE = 3600.0, 60.0
_REST = 10.0  # seconds without a try after a failure: a database that hangs must not slow answers
_MOST_WAITING = 1000
_PATIENCE = 2.0  # seconds that a rating waits to be written, for its receipt
_AT_MOST = 10.0  # seconds that a reader of the kept data, or the process's end, waits for the rest
_LOG = logging.getLogger("fotnot")
_T = TypeVar("_T")


class Kept:
    """One database of kept data. Safe to share between threads; several processes may have it.

    What is kept is masked and written by a thread of its own: a database that is slow or locked
    holds up no answer. Nothing is imported or opened before the first use. What is older than `retention_days` is
    deleted at the first use and, with later ones, at most once an hour.
    """

    def __init__(self, url: str, retention_days: int) -> None:
        self._url = url
        self._retention = timedelta(days=retention_days)
        self._opening, self._times = threading.Lock(), threading.Lock()
        self._opened: Engine | None = None
        self._waiting, self._ending = BoundedQueue(_MOST_WAITING), False
        self._tidied = self._warned = self._failed = float("-inf")

    def declined(self, question: str, language: str, article: str | None) -> None:
        """Keep a question that was declined. A database that fails costs a logged warning."""

        def write(connection: "Connection") -> None:
            _insert(connection, new_row("declined", question, language, article, "decline"))

        self._later(write)

    def feedback(
        self,
        verdict: Verdict,
        question: str,
        language: str,
        article: str | None,
        kind: str,
        sentences: Sequence[str] = (),
        comment: str = "",
    ) -> str:
        """Keep a thumb up or down on an answer. A database that fails costs a logged warning.

        Returns a receipt, with which `comment` can add what the reader writes next; "" when
        nothing was kept within two seconds.
        """

        def write(connection: "Connection") -> int:
            row = new_row(verdict, question, language, article, kind, sentences, comment)
            return _insert(connection, row)

        made = self._soon(write)
        return "" if made is None else receipts.receipt(made)

    def comment(self, receipt: str, comment: str) -> None:
        """Add a comment to feedback that has none. A database that fails costs a logged warning."""
        identity = receipts.row_of(receipt)
        if identity is not None:
            self._soon(lambda connection: _add_comment(connection, identity, comment))

    def unanswered(
        self,
        order: Order = "newest",
        article: str | None = None,
        language: str | None = None,
        limit: int = PAGE,
        offset: int = 0,
    ) -> tuple[OpenQuestion, ...]:
        """Questions that were declined or got a thumb down, grouped by their normalised wording.

        Raises:
            InputError: the database can't be used.
        """

        def read(connection: "Connection") -> tuple[OpenQuestion, ...]:
            from bot.feedback import reading

            return reading.unanswered(connection, order, article, language, limit, offset)

        self._waiting.settle(_AT_MOST)
        return self._use(read)

    def all_unanswered(
        self, order: Order = "newest", article: str | None = None, language: str | None = None
    ) -> Iterator[OpenQuestion]:
        """As `unanswered`, without a limit.

        Raises:
            InputError: as `unanswered`.
        """
        offset = 0
        while found := self.unanswered(order, article, language, PAGE, offset):
            yield from found
            offset += len(found)

    def forget(
        self,
        before: date | None = None,
        containing: str | None = None,
        article: str | None = None,
    ) -> int:
        """Delete what meets every condition that is given, everything when none is; how many rows.

        `before` is the first day, in UTC, that stays; `containing` a text in a question or a
        comment, whatever its case.

        Raises:
            InputError: the database can't be used.
        """
        from bot.feedback import retention

        self._waiting.settle(_AT_MOST)
        midnight = datetime.combine(before, datetime.min.time()) if before else None
        if containing is None:
            return self._use(lambda c: retention.delete(c, midnight, article))
        ids = self._use(lambda c: retention.ids_containing(c, containing, midnight, article))
        return self._use(lambda c: retention.delete_ids(c, ids))

    def check(self) -> None:
        """See whether it can be written to; a row is written and taken back.

        Raises:
            InputError: the database can't be used.
        """
        from bot.feedback import retention

        def write(connection: "Connection") -> None:
            made = _insert(connection, new_row("declined", "", "en", None, "decline"))
            retention.delete_ids(connection, [made])

        self._use(write)

    def keep_tidy(self) -> None:
        """Hold to the retention for as long as the process lives, also when nothing is written.

        Meant for a server's start: it does its work in a thread, and none while nothing is kept.
        """
        threading.Thread(target=self._tidy_hourly, name="fotnot-retention", daemon=True).start()

    def close(self) -> None:
        """Write what waits and let go of the database; the next use opens it again."""
        self._waiting.settle(_AT_MOST)
        with self._opening:
            if self._opened is not None:
                self._opened.dispose()
            self._opened = None

    def _tidy_hourly(self) -> None:
        while True:
            if self._has_file():
                try:
                    self._use(lambda _: None)
                except InputError as error:
                    self._warn(str(error))
            time.sleep(_HOUR)

    def _has_file(self) -> bool:
        """Whether there may be something kept: SQLite's file, or any other database."""
        path = self._url.partition("sqlite:///")[2]
        return not path or Path(path).exists()

    def _later(self, work: "Callable[[Connection], _T]") -> "Future[_T | None] | None":
        """What the work will come to, once it was its turn; None when too much waits."""
        if not self._ending:
            self._ending = True
            atexit.register(self._waiting.settle, _AT_MOST)
        coming = self._waiting.add(lambda: self._safely(work))
        if coming is None:
            self._warn(f"feedback is lost: {_MOST_WAITING} wait for the database already")
        return coming

    def _soon(self, work: "Callable[[Connection], _T]") -> _T | None:
        """What the work has come to, if it was done in time; else it is done later."""
        coming = self._later(work)
        try:
            return coming.result(_PATIENCE) if coming else None
        except TimeoutError:
            return None

    def _safely(self, work: "Callable[[Connection], _T]") -> _T | None:
        """The work's result; None, and a warning, when anything went wrong."""
        if time.monotonic() - self._failed < _REST:
            return None
        try:
            return self._use(work)
        except InputError as error:
            self._failed = time.monotonic()
            self._warn(str(error))
        except Exception as error:  # noqa: BLE001 - what is kept must never cost an answer
            self._warn(f"feedback could not be kept ({type(error).__name__})")
        return None

    def _use(self, work: "Callable[[Connection], _T]") -> _T:
        """The work's result, done in a transaction of its own after the retention was seen to."""
        engine = self._engine()
        from sqlalchemy.exc import SQLAlchemyError

        from bot.feedback.database import unusable

        try:
            self._tidy(engine)
            with engine.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            raise unusable(error, engine.url) from None

    def _engine(self) -> "Engine":
        with self._opening:
            if self._opened is None:
                from bot.feedback.database import connect

                self._opened = connect(self._url)
            return self._opened

    def _tidy(self, engine: "Engine") -> None:
        with self._times:
            if time.monotonic() - self._tidied < _HOUR:
                return
            self._tidied = time.monotonic()
        from bot.feedback import retention

        oldest = datetime.now(UTC).replace(tzinfo=None) - self._retention
        with engine.begin() as connection:
            retention.delete(connection, oldest, None)

    def _warn(self, message: str) -> None:
        with self._times:
            if time.monotonic() - self._warned < _MINUTE:
                return
            self._warned = time.monotonic()
        _LOG.warning("%s", message)


def _insert(connection: "Connection", row: KeptRow) -> int:
    """Insert a row; its id."""
    from sqlalchemy import insert

    from bot.feedback.tables import events

    made = connection.execute(insert(events).values(asdict(row)).returning(events.c.id))
    return int(made.scalar_one())


def _add_comment(connection: "Connection", identity: int, comment: str) -> None:
    from bot.feedback import queries

    connection.execute(queries.commented(identity, masked(comment, MOST_COMMENT)))


def open_kept(settings: "Settings") -> Kept | None:
    """The kept data that the settings name, not yet opened; None when nothing is to be kept."""
    if not settings.keep:
        return None
    url = settings.database_url or f"sqlite:///{settings.data_dir / 'kept.db'}"
    return Kept(url, settings.retention_days)
