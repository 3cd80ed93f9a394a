"""Rows of the database → questions with all who asked them. Importing this imports SQLAlchemy."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import Connection

from bot.feedback import queries
from bot.feedback.rows import OpenQuestion, Order

_REMARKS = 2000
Key = tuple[str, str, str]


def unanswered(
    connection: Connection,
    order: Order,
    article: str | None,
    language: str | None,
    limit: int,
    offset: int,
) -> tuple[OpenQuestion, ...]:
    """Questions that were declined or got a thumb down, in that order, a page of them."""
    found = connection.execute(queries.unanswered(order, article, language, limit, offset)).all()
    if not found:
        return ()
    newest = queries.wordings([group.last for group in found])
    wordings = {row.id: row.question for row in connection.execute(newest)}
    keys = [_key(group) for group in found]
    remarks = connection.execute(queries.remarks(keys, _REMARKS)).all()
    kinds, comments = _gathered(remarks, "kind"), _gathered(remarks, "comment")
    return tuple(
        OpenQuestion(
            wordings[group.last],
            group.language,
            group.article,
            group.declined,
            group.up,
            group.down,
            group.last_seen.replace(tzinfo=UTC),
            tuple(dict.fromkeys(kinds[key])),
            tuple(comments[key]),
        )
        for group, key in zip(found, keys, strict=True)
    )


def _gathered(remarks: Sequence[Any], name: str) -> defaultdict[Key, list[str]]:
    gathered: defaultdict[Key, list[str]] = defaultdict(list)
    for remark in remarks:
        if told := getattr(remark, name):
            gathered[_key(remark)].append(told)
    return gathered


def _key(row: Any) -> Key:
    return row.normal, row.language, row.article
