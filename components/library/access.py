"""Who may open what: by a link, whose secret is kept nowhere, or from the list, by who asks."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, false, insert, or_, select, true, update

from components.library.errors import NotAllowed
from components.library.schema import articles, links

Right = Literal["read", "edit"]
LINK: Final = re.compile(r"[A-Za-z0-9_-]{22}")  # 128 random bits, base64url


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: somebody who has signed in (`name`), the owner of this computer (`everything`), or anybody at all."""

    name: str = ""
    everything: bool = False


ANYBODY: Final = Visitor()
AT_HOME: Final = Visitor(everything=True)


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link as its maker may see it again: never the link itself, only its last four characters."""

    id: str
    right: Right
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    ends: str
    this: bool = False  # whether it is the link that was asked with

    def works(self, now: datetime | None = None) -> bool:
        """Whether it still opens the article."""
        return self.revoked is None and (self.expires is None or (now or datetime.now(UTC)) < self.expires)


@dataclass(frozen=True, slots=True)
class Access:
    """An article that may be opened: its key, whether it may be changed, and the link it was opened by (None: from the list)."""

    key: str
    may_edit: bool
    link: str | None


def new_secret() -> str:
    """22 characters, 128 random bits."""
    return secrets.token_urlsafe(16)


def hashed(link: str) -> str:
    """What is kept of a link. It holds 128 random bits, so a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(link.encode()).hexdigest()


def access(connection: Connection, link: str, visitor: Visitor) -> Access | None:
    """What `link` opens for the visitor: a link that works, or the key of an article in the visitor's list. None for all else alike."""
    if not LINK.fullmatch(link):
        return None
    found = connection.execute(select(links).where(links.c.secret == hashed(link))).one_or_none()
    if found is not None:
        shared = _shared(found)
        return Access(found.article, shared.right == "edit", shared.id) if shared.works() else None
    seen = select(articles.c.key).where(articles.c.key == link, visible_to(visitor))
    key = connection.scalar(seen)
    return Access(key, True, None) if key else None


def access_to_change(connection: Connection, link: str, visitor: Visitor) -> Access:
    """As `access`, for changing the article; raises KeyError for no access and NotAllowed where it is for reading only."""
    found = access(connection, link, visitor)
    if found is None:
        raise KeyError(link)
    if not found.may_edit:
        raise NotAllowed(link)
    # two people who write at once do so one after the other
    connection.execute(select(articles.c.key).where(articles.c.key == found.key).with_for_update())
    return found


def visible_to(visitor: Visitor) -> ColumnElement[bool]:
    """Which articles stand in the visitor's list."""
    if visitor.everything:
        return true()
    if not visitor.name:
        return false()
    return or_(articles.c.owner == visitor.name, articles.c.team)


def new_link(connection: Connection, key: str, right: Right, expires: datetime | None) -> str:
    """Makes a link to an article and returns it: this is the only time it can be seen."""
    link = new_secret()
    connection.execute(
        insert(links).values(
            id=new_secret(),
            article=key,
            secret=hashed(link),
            ends=link[-4:],
            may=right,
            created=datetime.now(UTC),
            expires=expires,
        )
    )
    return link


def links_of(connection: Connection, found: Access) -> tuple[SharedLink, ...]:
    """All links to an article, the newest first."""
    rows = connection.execute(select(links).where(links.c.article == found.key).order_by(links.c.created.desc()))
    return tuple(_shared(row, found.link) for row in rows)


def revoke_link(connection: Connection, key: str, link_id: str) -> None:
    """Ends a link for good; raises KeyError where the article has no such link."""
    which = and_(links.c.article == key, links.c.id == link_id)
    if connection.scalar(select(links.c.id).where(which)) is None:
        raise KeyError(link_id)
    connection.execute(update(links).where(which, links.c.revoked.is_(None)).values(revoked=datetime.now(UTC)))


def _shared(row: Row[Any], asked_with: str | None = None) -> SharedLink:
    return SharedLink(row.id, row.may, row.created, row.expires, row.revoked, row.ends, row.id == asked_with)
