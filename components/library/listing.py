"""The list of saved articles: who sees which, found by any words of title, source, tags and text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from components.library.access import Visitor, visible_to
from components.library.articles import storable
from components.library.schema import articles, corrections, tags

MOST_WORDS = 12  # of a query; what follows narrows nothing down


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the list; `key` opens the article for whoever sees it here."""

    key: str
    title: str
    source: str
    published: date | None
    created: datetime
    changed: datetime
    tags: tuple[str, ...]
    entities: int
    quotes: int
    events: int
    corrections: int
    revision: int
    owner: str
    team: bool


def listed(
    connection: Connection, visitor: Visitor, query: str = "", tag: str = "", most: int = 200
) -> tuple[Listing, ...]:
    """The articles the visitor sees, the last saved first, at most `most`."""
    held = (
        select(func.count())
        .where(corrections.c.article == articles.c.key, corrections.c.undone.is_(None))
        .scalar_subquery()
    )
    columns = [c for c in articles.c if c.name not in ("article", "machine", "words")]
    rows = connection.execute(
        select(*columns, held.label("corrections"))
        .where(_wanted(visitor, query, tag))
        .order_by(articles.c.created.desc(), articles.c.key)
        .limit(most)
    ).all()
    labels = _tags_of(connection, [row.key for row in rows])
    return tuple(
        Listing(
            row.key,
            row.title,
            row.source,
            date.fromisoformat(row.published) if row.published else None,
            row.created,
            row.changed,
            tuple(sorted(labels.get(row.key, ()), key=str.casefold)),
            row.entities,
            row.quotes,
            row.events,
            row.corrections,
            row.revision,
            row.owner,
            row.team,
        )
        for row in rows
    )


def counted(connection: Connection, visitor: Visitor, query: str = "", tag: str = "") -> int:
    """How many articles `listed` would give without its limit."""
    return connection.scalar(select(func.count()).select_from(articles).where(_wanted(visitor, query, tag))) or 0


def tags_in_use(connection: Connection, visitor: Visitor) -> tuple[str, ...]:
    """The tags of the articles the visitor sees."""
    seen = select(tags.c.tag).join(articles, articles.c.key == tags.c.article).where(visible_to(visitor)).distinct()
    return tuple(sorted(connection.scalars(seen), key=str.casefold))


def _wanted(visitor: Visitor, query: str, tag: str) -> ColumnElement[bool]:
    words = [articles.c.words.contains(w, autoescape=True) for w in storable(query).casefold().split()[:MOST_WORDS]]
    tagged = [articles.c.key.in_(select(tags.c.article).where(tags.c.tag == tag))] if tag else []
    return and_(visible_to(visitor), *words, *tagged)


def _tags_of(connection: Connection, keys: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = connection.execute(select(tags.c.article, tags.c.tag).where(tags.c.article.in_(keys)))
    for key, tag in rows:
        found.setdefault(key, []).append(tag)
    return found
