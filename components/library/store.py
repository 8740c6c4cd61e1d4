"""The store: one row an analysis, SQLite by default, any other database by its SQLAlchemy URL."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Engine, Integer, String, Text, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from components.analysis.form import from_json, to_json
from components.analysis.model import Analysis
from components.article.model import Article

DEFAULT = Path(__file__).resolve().parents[2] / ".data" / "wortlaut.sqlite3"
LINK = re.compile(r"[A-Za-z0-9_-]{22}")  # 128 random bits, base64url


class _Base(DeclarativeBase):
    pass


class _Row(_Base):
    __tablename__ = "analyses"

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    analysis: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    created: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    changed: Mapped[datetime] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved analysis; `id` is the secret part of its link, `revision` grows with every change."""

    id: str
    analysis: Analysis
    revision: int

    @property
    def article(self) -> Article:
        """The article as analysed."""
        return self.analysis.article


class Library:
    """The saved analyses of one database."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        _Base.metadata.create_all(self._engine)

    def save(self, analysis: Analysis) -> str:
        """Keeps the analysis under a new link and returns it: 22 characters, 128 random bits."""
        link, now = secrets.token_urlsafe(16), datetime.now(UTC)
        with Session(self._engine) as session, session.begin():
            session.add(_Row(id=link, created=now, changed=now, revision=1, **_columns(analysis)))
        return link

    def load(self, link: str) -> Saved | None:
        """The analysis under `link`, or None where there is none (any string is allowed: links come from address bars)."""
        if not LINK.fullmatch(link):
            return None
        with Session(self._engine) as session:
            row = session.get(_Row, link)
            return Saved(row.id, from_json(json.loads(row.analysis)), row.revision) if row else None

    def revision(self, link: str) -> int | None:
        """The current revision under `link`, without loading the analysis."""
        if not LINK.fullmatch(link):
            return None
        with Session(self._engine) as session:
            return session.scalar(select(_Row.revision).where(_Row.id == link))

    def replace(self, link: str, analysis: Analysis) -> None:
        """Puts a new analysis under an existing link; raises KeyError where there is none."""
        with Session(self._engine) as session, session.begin():
            row = session.get(_Row, link)
            if row is None:
                raise KeyError(link)
            row.revision += 1
            row.changed = datetime.now(UTC)
            for name, value in _columns(analysis).items():
                setattr(row, name, value)

    def delete(self, link: str) -> None:
        """Removes the analysis under `link` for good; nothing happens where there is none."""
        with Session(self._engine) as session, session.begin():
            row = session.get(_Row, link)
            if row is not None:
                session.delete(row)

    def close(self) -> None:
        """Gives the database connections back."""
        self._engine.dispose()


@lru_cache(maxsize=4)
def open_library(url: str | None = None) -> Library:
    """The library at `url`, else at $WORTLAUT_DATABASE, else in the folder .data; one per process and address."""
    return Library(url or os.environ.get("WORTLAUT_DATABASE") or f"sqlite:///{DEFAULT}")


def _columns(analysis: Analysis) -> dict[str, Any]:
    return {"title": analysis.article.title, "analysis": json.dumps(to_json(analysis), ensure_ascii=False)}


def _engine(url: str) -> Engine:
    if url.startswith("sqlite:///") and not url.endswith(":memory:"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful_sqlite)
    return engine


def _careful_sqlite(connection: Any, record: object) -> None:
    """Readers never wait for a writer, a second writer waits instead of failing, and deleted text is overwritten."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
