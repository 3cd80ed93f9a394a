"""Deletes kept data by age, article or text. Importing this imports SQLAlchemy."""

from datetime import datetime

from sqlalchemy import Connection

from bot.feedback import queries
from bot.feedback.tables import events

_MANY = 500  # ids in one statement


def delete(connection: Connection, before: datetime | None, article: str | None) -> int:
    """Delete the rows that meet every condition that is given; how many there were."""
    conditions = queries.matching(before, article)
    return int(connection.execute(queries.deleted(conditions)).rowcount)


def ids_containing(
    connection: Connection, text: str, before: datetime | None, article: str | None
) -> list[int]:
    """Ids of rows with that text in the question or the comment, whatever its case.

    Compared here and not by the database: SQLite's lower() knows no letter beyond ASCII.
    """
    wanted = text.casefold()
    rows = connection.execute(queries.texts(queries.matching(before, article)))
    return [row.id for row in rows if wanted in f"{row.question}\n{row.comment}".casefold()]


def delete_ids(connection: Connection, ids: list[int]) -> int:
    """Delete these rows; how many were still there."""
    groups = [ids[at : at + _MANY] for at in range(0, len(ids), _MANY)]
    return sum(
        connection.execute(queries.deleted([events.c.id.in_(group)])).rowcount for group in groups
    )
