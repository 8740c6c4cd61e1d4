"""The tables of the library. A change here is a migration in migrations/versions/ too, and `HEAD` names the last one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD: Final = "0002"
FORMER: Final = "0001"  # what a database has that was made before there were migrations


class Moment(TypeDecorator[datetime]):
    """A point in time, kept in UTC; SQLite forgets the time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """With its time zone."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData()

articles = Table(
    "articles",
    metadata,
    Column("key", String(22), primary_key=True),
    Column("owner", Text, nullable=False),
    Column("team", Boolean, nullable=False),  # whether everybody who is signed in sees it in the list
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("published", String(10)),
    Column("article", Text, nullable=False),  # as it was read, JSON
    Column("machine", Text, nullable=False),  # the analysis without corrections, JSON
    Column("words", Text, nullable=False),  # title, source, tags and text folded for searching
    Column("entities", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Index("articles_by_owner", "owner"),
    Index("articles_by_changed", "changed"),
)

tags = Table(
    "tags",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(60), primary_key=True),
)

links = Table(
    "links",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False),
    Column("secret", String(64), nullable=False, unique=True),  # SHA-256 of the link; the link itself is kept nowhere
    Column("ends", String(4), nullable=False),  # its last four characters, so that its maker can tell it from others
    Column("may", String(4), nullable=False),  # "read" or "edit"
    Column("created", Moment, nullable=False),
    Column("expires", Moment),
    Column("revoked", Moment),
    Index("links_by_article", "article"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("action", String(20), nullable=False),
    Column("anchor", Text, nullable=False),  # JSON
    Column("values", Text, nullable=False),  # JSON
    Column("who", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("undone_by", Text),
    Column("undone", Moment),
    Column("revision", Integer, nullable=False),  # of the article when it was last made, undone or made again
)
