"""Articles, their tags, links and corrections; what the first library held is carried over, its links go on working.

Self-contained on purpose: it must do the same when the program has long moved on.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the new tables, moves every analysis, and drops the old table with its readable links."""
    articles = op.create_table(
        "articles",
        sa.Column("key", sa.String(22), primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("team", sa.Boolean, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("published", sa.String(10)),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("machine", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("entities", sa.Integer, nullable=False),
        sa.Column("quotes", sa.Integer, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
    )
    op.create_index("articles_by_owner", "articles", ["owner"])
    op.create_index("articles_by_changed", "articles", ["changed"])
    links = _tables_around()
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT id, title, analysis, revision, created, changed FROM analyses")):
        article, link = _carried_over(row._mapping)
        bind.execute(sa.insert(articles).values(**article))
        bind.execute(sa.insert(links).values(**link))
    op.drop_table("analyses")


def _tables_around() -> sa.Table:
    """The tables that hang on an article; gives that of the links."""
    parent = "articles.key"
    op.create_table(
        "tags",
        sa.Column("article", sa.String(22), sa.ForeignKey(parent, ondelete="CASCADE"), primary_key=True),
        sa.Column("tag", sa.String(60), primary_key=True),
    )
    op.create_table(
        "corrections",
        sa.Column("article", sa.String(22), sa.ForeignKey(parent, ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("anchor", sa.Text, nullable=False),
        sa.Column("values", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("undone_by", sa.Text),
        sa.Column("undone", MOMENT),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    links = op.create_table(
        "links",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("article", sa.String(22), sa.ForeignKey(parent, ondelete="CASCADE"), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False, unique=True),
        sa.Column("ends", sa.String(4), nullable=False),
        sa.Column("may", sa.String(4), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("expires", MOMENT),
        sa.Column("revoked", MOMENT),
    )
    op.create_index("links_by_article", "links", ["article"])
    return links


def _carried_over(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The article's row and its link's from a row of the first library."""
    form = json.loads(row["analysis"])
    key, secret = secrets.token_urlsafe(16), row["id"]
    created, changed = (_moment(row[name]) for name in ("created", "changed"))
    article = {
        "key": key,
        "owner": "",
        "team": False,
        "title": row["title"],
        "source": "",
        "published": form["article"]["published"],
        "article": json.dumps(form["article"]),
        "machine": row["analysis"],
        "words": f"{row['title']}\n{form['article']['text']}".casefold().replace("\x00", " "),
        "entities": len(form["entities"]),
        "quotes": len(form["quotes"]),
        "events": len(form["events"]),
        "revision": row["revision"],
        "created": created,
        "changed": changed,
    }
    link = {
        "id": secrets.token_urlsafe(16),
        "article": key,
        "secret": hashlib.sha256(secret.encode()).hexdigest(),
        "ends": secret[-4:],
        "may": "edit",
        "created": created,
    }
    return article, link


def _moment(stored: Any) -> Any:
    """SQLite gives text, PostgreSQL a datetime."""
    from datetime import datetime

    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored
