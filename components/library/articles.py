"""An article's row: what is kept of an analysis, and how it comes back with its corrections applied."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, insert, select, update

from components.analysis.form import article_from_json, from_json, to_json
from components.analysis.model import Analysis
from components.article.model import Article
from components.library.access import Access
from components.library.correction import Correction
from components.library.corrections import corrected
from components.library.history import active_corrections
from components.library.schema import articles, tags

MOST_TAGS = 20
LONGEST_TAG = 60  # characters
LONGEST_SOURCE = 300


@dataclass(frozen=True)
class Saved:
    """One saved analysis as opened by a link; `revision` grows with every change."""

    id: str  # the link it was opened by
    analysis: Analysis  # with the corrections applied
    revision: int
    machine: Analysis  # without them
    corrections: tuple[Correction, ...] = ()  # those that hold, in their order
    may_edit: bool = True
    source: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    team: bool = False
    created: datetime = datetime.min
    changed: datetime = datetime.min
    article_key: str = ""
    reckoned_from: date | None = None  # the day of publication that the machine's dates were reckoned from

    @property
    def article(self) -> Article:
        """The article as read, with the corrections of its title and date."""
        return self.analysis.article

    @property
    def title(self) -> str:
        """The article's title."""
        return self.analysis.article.title

    @cached_property
    def stale(self) -> bool:
        """Whether the day of publication was changed since the analysis was made, so that its dates want reckoning anew."""
        return self.analysis.article.published != self.reckoned_from


def keep(
    connection: Connection,
    key: str,
    analysis: Analysis,
    *,
    source: str,
    labels: tuple[str, ...],
    owner: str,
    team: bool,
) -> None:
    """Adds an article with its analysis."""
    now = datetime.now(UTC)
    connection.execute(
        insert(articles).values(
            key=key,
            owner=owner,
            team=team,
            source=checked_source(source),
            article=json.dumps(to_json(analysis)["article"]),
            machine=json.dumps(to_json(analysis)),
            revision=1,
            created=now,
            changed=now,
            **_shown(analysis, source, labels),
        )
    )
    set_tags(connection, key, labels)


def opened(connection: Connection, found: Access, link: str) -> Saved:
    """The article with its corrections applied."""
    row = connection.execute(select(articles).where(articles.c.key == found.key)).one()
    made = from_json(json.loads(row.machine))
    # the article as it was read: its title and date are changed by corrections only
    machine = replace(made, article=article_from_json(json.loads(row.article)))
    active = active_corrections(connection, found.key)
    labels = connection.scalars(select(tags.c.tag).where(tags.c.article == found.key))
    return Saved(
        link,
        corrected(machine, active),
        row.revision,
        machine,
        active,
        found.may_edit,
        row.source,
        tuple(sorted(labels, key=str.casefold)),
        row.owner,
        row.team,
        row.created,
        row.changed,
        found.key,
        made.article.published,
    )


def note_change(connection: Connection, key: str, shown: Analysis, **columns: Any) -> int:
    """Counts the revision up and brings up to date what the list shows; returns the new revision."""
    row = connection.execute(select(articles.c.revision, articles.c.source).where(articles.c.key == key)).one()
    labels = tuple(connection.scalars(select(tags.c.tag).where(tags.c.article == key)))
    source = columns.get("source", row.source)
    connection.execute(
        update(articles)
        .where(articles.c.key == key)
        .values(revision=row.revision + 1, changed=datetime.now(UTC), **_shown(shown, source, labels), **columns)
    )
    revision: int = row.revision + 1
    return revision


def set_tags(connection: Connection, key: str, labels: tuple[str, ...]) -> None:
    """Replaces an article's tags."""
    connection.execute(tags.delete().where(tags.c.article == key))
    for label in checked_tags(labels):
        connection.execute(insert(tags).values(article=key, tag=label))


def checked_tags(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Tags without stray blanks, each once whatever its capitals, at most MOST_TAGS."""
    clean = {" ".join(label.split())[:LONGEST_TAG].strip(): None for label in map(storable, labels)}
    once = {label.casefold(): label for label in reversed(clean) if label}
    return tuple(sorted(once.values(), key=str.casefold))[:MOST_TAGS]


def checked_source(source: str) -> str:
    """A source as one line."""
    return " ".join(storable(source).split())[:LONGEST_SOURCE]


def storable(words: str) -> str:
    """Text that every database takes: no NUL, no half characters."""
    return words.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")


def _shown(analysis: Analysis, source: str, labels: tuple[str, ...]) -> dict[str, Any]:
    article = analysis.article
    words = "\n".join([article.title, source, *labels, article.text])
    return {
        "title": storable(article.title),
        "published": article.published.isoformat() if article.published else None,
        "words": storable(words).casefold(),
        "entities": len(analysis.entities),
        "quotes": len(analysis.quotes),
        "events": len(analysis.events),
    }
