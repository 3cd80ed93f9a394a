"""The statements that read and delete kept data. Importing this imports SQLAlchemy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Select,
    Update,
    case,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)

from bot.feedback.rows import Order
from bot.feedback.tables import events

KEY = (events.c.normal, events.c.language, events.c.article)


def _times(event: str) -> ColumnElement[int]:
    return func.sum(case((events.c.event == event, 1), else_=0))


def _latest(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The newest of what went unanswered or was answered badly; praise does not count."""
    return func.max(case((events.c.event != "up", column)))


def unanswered(
    order: Order, article: str | None, language: str | None, limit: int, offset: int = 0
) -> Select[Any]:
    """Questions that were declined or got a thumb down, a row for each wording, counted."""
    declined, up, down = _times("declined"), _times("up"), _times("down")
    times, last = declined + down, _latest(events.c.id)
    statement = select(
        *KEY,
        declined.label("declined"),
        up.label("up"),
        down.label("down"),
        _latest(events.c.at).label("last_seen"),
        last.label("last"),
    )
    if article is not None:
        statement = statement.where(events.c.article == article)
    if language is not None:
        statement = statement.where(events.c.language == language)
    newest = (_latest(events.c.at).desc(), last.desc())
    ordered = newest if order == "newest" else (times.desc(), *newest)
    counted = statement.group_by(*KEY).having(times > 0)
    return counted.order_by(*ordered).limit(limit).offset(offset)


def wordings(ids: Sequence[int]) -> Select[Any]:
    """The questions of these rows as they were written."""
    return select(events.c.id, events.c.question).where(events.c.id.in_(ids))


def remarks(keys: Sequence[tuple[str, str, str]], most: int) -> Select[Any]:
    """What was commented on these questions, and as what they were answered, newest first."""
    mine = select(*KEY, events.c.kind, events.c.comment).where(tuple_(*KEY).in_(keys))
    told = mine.where(or_(events.c.comment != "", events.c.event != "up"))
    return told.order_by(events.c.id.desc()).limit(most)


def matching(before: datetime | None, article: str | None) -> list[ColumnElement[bool]]:
    """The conditions of what is to be deleted."""
    found: list[ColumnElement[bool]] = []
    if before is not None:
        found.append(events.c.at < before)
    if article is not None:
        found.append(events.c.article == article)
    return found


def texts(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Ids with the texts that people wrote."""
    return select(events.c.id, events.c.question, events.c.comment).where(*conditions)


def deleted(conditions: Sequence[ColumnElement[bool]]) -> Delete:
    """Deletes the rows that meet all conditions; all rows when there are none."""
    return delete(events).where(*conditions)


def commented(identity: int, comment: str) -> Update:
    """Puts a comment on a row that has none."""
    mine = update(events).where(events.c.id == identity, events.c.comment == "")
    return mine.values(comment=comment)
