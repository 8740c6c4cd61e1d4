"""The library: saved analyses, their corrections and links, in SQLite by default or in PostgreSQL by its URL."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from components.analysis.form import to_json
from components.analysis.model import Analysis
from components.library import listing
from components.library.access import (
    ANYBODY,
    Access,
    Right,
    SharedLink,
    Visitor,
    access,
    access_to_change,
    links_of,
    new_link,
    new_secret,
    revoke_link,
)
from components.library.articles import Saved, checked_source, keep, note_change, opened, set_tags
from components.library.correction import Correction, CorrectionError, meet
from components.library.corrections import apply, corrected, set_published, set_title
from components.library.database import empty_log, open_database, writing
from components.library.errors import Changed
from components.library.history import (
    HistoryEntry,
    append,
    copy_history,
    corrections_since,
    history_of,
    mark_undone,
    next_number,
    sign,
)
from components.library.result_file import Brought
from components.library.schema import articles

DEFAULT = Path(__file__).resolve().parents[2] / ".data" / "wortlaut.sqlite3"


class Library:
    """The saved analyses of one database, as one visitor may see them.

    Every `link` is a link somebody was given, or the key of an article in the visitor's own list; any string is allowed, links come from
    address bars. What changes an article raises KeyError where the link opens nothing and NotAllowed where it is for reading only.
    """

    def __init__(self, url: str, visitor: Visitor = ANYBODY, engine: Engine | None = None) -> None:
        self._url = url
        self._engine = engine or open_database(url)
        self._writing = writing(self._engine)
        self._visitor = visitor

    def seen_by(self, visitor: Visitor) -> Library:
        """The same library for another visitor."""
        return self if visitor == self._visitor else Library(self._url, visitor, self._engine)

    def save(
        self, analysis: Analysis, *, source: str = "", tags: tuple[str, ...] = (), owner: str = "", team: bool = False
    ) -> str:
        """Keeps the analysis and returns a link for editing it: 22 characters, 128 random bits, kept nowhere else."""
        key = new_secret()
        with self._writing.begin() as connection:
            keep(
                connection,
                key,
                analysis,
                source=source,
                labels=tags,
                owner=owner or self._visitor.name,
                team=team,
            )
            return new_link(connection, key, "edit", None)

    def take_over(self, brought: Brought, *, team: bool = False) -> str:
        """Keeps an analysis made elsewhere with what was corrected there, and returns a link for editing it."""
        key, as_read = new_secret(), brought.machine
        machine = replace(as_read, article=replace(as_read.article, published=brought.reckoned_from))
        with self._writing.begin() as connection:
            keep(connection, key, machine, source=brought.source, labels=(), owner=self._visitor.name, team=team)
            for number, correction in enumerate(brought.corrections, 1):
                append(connection, key, replace(correction, number=number), 1)
            article = json.dumps(to_json(as_read)["article"])
            note_change(connection, key, corrected(as_read, brought.corrections), article=article)
            return new_link(connection, key, "edit", None)

    def load(self, link: str) -> Saved | None:
        """What the link opens, corrections applied; None alike where it never was, has expired or was revoked."""
        with self._engine.begin() as connection:
            found = access(connection, link, self._visitor)
            return opened(connection, found, link) if found else None

    def revision(self, link: str) -> int | None:
        """The current revision under `link`, without loading the analysis; None where `load` gives None."""
        with self._engine.begin() as connection:
            found = access(connection, link, self._visitor)
            if found is None:
                return None
            return connection.scalar(select(articles.c.revision).where(articles.c.key == found.key))

    def replace(self, link: str, analysis: Analysis, *, who: str = "") -> Saved:
        """Puts a new analysis of the same text under the article; its corrections stay and are applied again.

        Where the new analysis was made with another day of publication than the article has, that counts as a correction by `who`.
        Raises ValueError where the text is another one.
        """

        def change(connection: Connection, found: Access) -> None:
            now = opened(connection, found, link)
            if analysis.article.text != now.article.text:
                raise ValueError("another text")
            machine = json.dumps(to_json(replace(analysis, by_hand=(), unapplied=())))
            if analysis.article.published != now.article.published:
                _add(connection, found, now, set_published(now.analysis, analysis.article.published), who)
            active = opened(connection, found, link).corrections
            shown = corrected(replace(analysis, article=now.machine.article, by_hand=(), unapplied=()), active)
            note_change(connection, found.key, shown, machine=machine)

        return self._changed(link, change)

    def correct(self, link: str, correction: Correction, *, seen: int, who: str = "", anyway: bool = False) -> Saved:
        """Adds a correction made by somebody who was shown revision `seen`.

        Raises Changed, and writes nothing, where others have since corrected the same item, unless `anyway`; what they did elsewhere
        stays. Raises CorrectionError where the correction fits nothing in the article.
        """

        def change(connection: Connection, found: Access) -> None:
            now = opened(connection, found, link)
            since = corrections_since(connection, found.key, seen)
            met = tuple(c for c in since if meet(correction, c))
            if met and not anyway:
                raise Changed(met)
            if apply(now.analysis, correction) is None:
                if since and not anyway:
                    raise Changed(since)
                raise CorrectionError("no_such_item")
            _add(connection, found, now, correction, who)

        return self._changed(link, change)

    def undo(self, link: str, number: int, *, who: str = "") -> Saved:
        """Takes a correction back; it stays in the history. Raises CorrectionError("no_such_item") for a number there is not."""
        return self._marked(link, number, who)

    def redo(self, link: str, number: int, *, who: str = "") -> Saved:
        """Makes an undone correction hold again, in its old place among the others."""
        return self._marked(link, number, None)

    def sign(self, link: str, numbers: Collection[int], *, who: str) -> Saved:
        """Puts the name of who made them beside corrections that were made without one; a name that stands is never changed."""

        def change(connection: Connection, found: Access) -> None:
            if who and sign(connection, found.key, numbers, who):
                note_change(connection, found.key, opened(connection, found, link).analysis)

        return self._changed(link, change)

    def history(self, link: str) -> tuple[HistoryEntry, ...]:
        """All corrections in their order, undone ones too; none where the link opens nothing."""
        with self._engine.begin() as connection:
            found = access(connection, link, self._visitor)
            return history_of(connection, found.key) if found else ()

    def share(self, link: str, right: Right, expires: datetime | None = None) -> str:
        """Makes another link to the article, for reading or editing, and returns it: it cannot be seen again."""
        with self._writing.begin() as connection:
            found = access_to_change(connection, link, self._visitor)
            return new_link(connection, found.key, right, expires)

    def links(self, link: str) -> tuple[SharedLink, ...]:
        """All links to the article, the newest first; none for somebody who may only read."""
        with self._engine.begin() as connection:
            found = access(connection, link, self._visitor)
            return links_of(connection, found) if found and found.may_edit else ()

    def revoke(self, link: str, link_id: str) -> None:
        """Ends a link to the article for good; raises KeyError where it has no such link."""
        with self._writing.begin() as connection:
            found = access_to_change(connection, link, self._visitor)
            revoke_link(connection, found.key, link_id)

    def delete(self, link: str) -> None:
        """Removes the article and everything that hangs on it for good; nothing happens where there is none."""
        with self._writing.begin() as connection:
            if access(connection, link, self._visitor) is None:
                return
            found = access_to_change(connection, link, self._visitor)
            connection.execute(articles.delete().where(articles.c.key == found.key))
        empty_log(self._engine)

    def duplicate(self, link: str) -> str:
        """A second article with the same analysis, corrections and details, owned by the visitor; returns a link for editing it."""
        with self._writing.begin() as connection:
            found = access_to_change(connection, link, self._visitor)
            now, key = opened(connection, found, link), new_secret()
            machine = replace(now.machine, article=replace(now.machine.article, published=now.reckoned_from))
            owner = self._visitor.name or now.owner
            keep(connection, key, machine, source=now.source, labels=now.tags, owner=owner, team=False)
            as_read = json.dumps(to_json(now.machine)["article"])
            copy_history(connection, found.key, key)
            note_change(connection, key, now.analysis, article=as_read)
            return new_link(connection, key, "edit", None)

    def set_details(
        self,
        link: str,
        *,
        title: str | None = None,
        source: str | None = None,
        tags: tuple[str, ...] | None = None,
        team: bool | None = None,
        who: str = "",
    ) -> Saved:
        """Sets what is given, the rest stays; another title is a correction of the article like any other."""

        def change(connection: Connection, found: Access) -> None:
            now = opened(connection, found, link)
            if title is not None and title != now.title:
                _add(connection, found, now, set_title(now.analysis, title), who)
                now = opened(connection, found, link)
            if tags is not None:
                set_tags(connection, found.key, tags)
            columns = {} if source is None else {"source": checked_source(source)}
            note_change(connection, found.key, now.analysis, **columns, **({} if team is None else {"team": team}))

        return self._changed(link, change)

    def listed(self, query: str = "", tag: str = "", most: int = 200) -> tuple[listing.Listing, ...]:
        """The articles in the visitor's list, the last saved first; every word of the query stands in title, source, tags or text."""
        with self._engine.begin() as connection:
            return listing.listed(connection, self._visitor, query, tag, most)

    def counted(self, query: str = "", tag: str = "") -> int:
        """How many articles the visitor's list has in all."""
        with self._engine.begin() as connection:
            return listing.counted(connection, self._visitor, query, tag)

    def tags(self) -> tuple[str, ...]:
        """The tags in the visitor's list."""
        with self._engine.begin() as connection:
            return listing.tags_in_use(connection, self._visitor)

    def close(self) -> None:
        """Gives the database connections back."""
        self._engine.dispose()

    def _changed(self, link: str, change: Callable[[Connection, Access], None]) -> Saved:
        with self._writing.begin() as connection:
            found = access_to_change(connection, link, self._visitor)
            change(connection, found)
            return opened(connection, found, link)

    def _marked(self, link: str, number: int, who: str | None) -> Saved:
        def change(connection: Connection, found: Access) -> None:
            revision = opened(connection, found, link).revision + 1
            if mark_undone(connection, found.key, number, who, revision):
                note_change(connection, found.key, opened(connection, found, link).analysis)

        return self._changed(link, change)


@lru_cache(maxsize=4)
def open_library(url: str | None = None) -> Library:
    """The library at `url`, else at $WORTLAUT_DATABASE, else in the folder .data; one per process and address."""
    return Library(url or os.environ.get("WORTLAUT_DATABASE") or f"sqlite:///{DEFAULT}")


def _add(connection: Connection, found: Access, now: Saved, correction: Correction, who: str) -> None:
    """Adds a correction to the article as it now is."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    numbered = replace(correction, number=next_number(connection, found.key), who=who, when=when)
    revision = note_change(connection, found.key, corrected(now.analysis, [numbered]))
    append(connection, found.key, numbered, revision)
