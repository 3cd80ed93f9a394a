"""The database of the kept data: reached, its tables made, its version checked."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.exc import SQLAlchemyError

_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
}
_WAIT = 5  # seconds for a lock or a connection
_ATTEMPTS = 3  # several processes may make the tables at once
_LOG = logging.getLogger("fotnot")


def connect(written: str) -> "Engine":
    """An engine on that database, with the tables in it.

    Raises:
        InputError: it can't be reached, is of another kind, or was made by a newer Fotnot.
    """
    from sqlalchemy.exc import SQLAlchemyError

    url = _url(written)
    engine = _engine(url)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with engine.begin() as connection:
                _prepare(connection, url)
            return engine
        except SQLAlchemyError as error:
            if attempt == _ATTEMPTS:
                engine.dispose()
                raise unusable(error, url) from None
            _LOG.debug("kept data: attempt %d failed: %s", attempt, why(error))
    raise AssertionError


def unusable(error: "SQLAlchemyError", url: "URL") -> InputError:
    """What went wrong in one line, with where and how to mend it; never with a password."""
    return InputError(
        f"the database of kept data at {_place(url)} can't be used ({why(error)}); "
        "mend it, name another in FOTNOT_DATABASE_URL, or set FOTNOT_KEEP=false"
    )


def _place(url: "URL") -> str:
    return url.set(query={}).render_as_string(hide_password=True)


def why(error: "SQLAlchemyError") -> str:
    """The driver's own reason, on one line, without the statement or what it held."""
    lines = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _url(written: str) -> "URL":
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise InputError(
            "FOTNOT_DATABASE_URL is no database's address; write it as "
            "postgresql://user:password@host/name or sqlite:///path/kept.db"
        ) from None
    if url.drivername not in _DRIVERS:
        raise InputError(
            f"FOTNOT_DATABASE_URL: {url.drivername} is not known; use postgresql:// or sqlite:///"
        )
    if url.drivername.startswith("sqlite") and (url.database or "").startswith("~"):
        url = url.set(database=str(Path(str(url.database)).expanduser()))
    return url.set(drivername=_DRIVERS[url.drivername])


def _engine(url: "URL") -> "Engine":
    from sqlalchemy import create_engine, event

    sqlite = url.drivername == "sqlite"
    arguments = {"timeout": _WAIT} if sqlite else {"connect_timeout": _WAIT}
    if sqlite:
        _make_file(url)
    try:
        # hide_parameters: what people asked must not reach a log by way of an error.
        engine = create_engine(
            url, hide_parameters=True, pool_pre_ping=not sqlite, connect_args=arguments
        )
    except ImportError:
        raise InputError(
            "FOTNOT_DATABASE_URL needs PostgreSQL's driver: pip install 'fotnot[postgres]'"
        ) from None
    if sqlite:
        event.listen(engine, "connect", _for_many_processes)
    return engine


def _make_file(url: "URL") -> None:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    path = Path(url.database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise InputError(
            f"the database of kept data {path} can't be made ({error.strerror}); "
            "name another place in FOTNOT_DATABASE_URL or FOTNOT_DATA_DIR"
        ) from None


def _for_many_processes(connection: Any, _record: Any) -> None:
    """SQLite's settings: readers beside a writer, and nothing left on disk of what is deleted."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _prepare(connection: "Connection", url: "URL") -> None:
    from sqlalchemy import insert, select
    from sqlalchemy.schema import CreateIndex, CreateTable

    from bot.feedback import tables

    for table in tables.metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in table.indexes:
            connection.execute(CreateIndex(index, if_not_exists=True))
    found = connection.execute(select(tables.version.c.version)).scalar()
    if found is None:
        connection.execute(insert(tables.version).values(id=1, version=tables.SCHEMA))
    elif found > tables.SCHEMA:
        raise InputError(
            f"the kept data at {_place(url)} was made by a newer "
            f"Fotnot (format {found}, this one knows {tables.SCHEMA}); upgrade, or name another "
            "database in FOTNOT_DATABASE_URL"
        )
