"""The kept data's tables. Importing this imports SQLAlchemy."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table, Text

SCHEMA = 1

metadata = MetaData()

version = Table(
    "fotnot_schema",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
)

events = Table(
    "fotnot_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("event", String(10), nullable=False),
    Column("question", Text, nullable=False),
    Column("normal", Text, nullable=False),
    Column("language", String(100), nullable=False),
    Column("article", String(100), nullable=False),
    Column("kind", String(100), nullable=False),
    Column("sentences", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Index("fotnot_events_at", "at"),
    sqlite_autoincrement=True,  # an id is never used again, so a receipt is of one row for good
)
