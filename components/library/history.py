"""The corrections of an article in the database: only ever added; undoing marks one, and doing it again takes the mark away."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from components.library.correction import Correction, CorrectionError, pairs, passages
from components.library.schema import corrections


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One correction, and who undid it when (ISO 8601, UTC; both empty while it holds)."""

    correction: Correction
    undone_by: str = ""
    undone_when: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is applied."""
        return not self.undone_when


def history_of(connection: Connection, key: str) -> tuple[HistoryEntry, ...]:
    """All corrections of an article in their order, undone ones too."""
    rows = connection.execute(select(corrections).where(corrections.c.article == key).order_by(corrections.c.number))
    return tuple(_entry(row) for row in rows)


def active_corrections(connection: Connection, key: str) -> tuple[Correction, ...]:
    """The corrections that hold, in their order."""
    return tuple(entry.correction for entry in history_of(connection, key) if entry.holds)


def corrections_since(connection: Connection, key: str, revision: int) -> tuple[Correction, ...]:
    """The corrections made, undone or made again after a revision."""
    rows = connection.execute(
        select(corrections)
        .where(corrections.c.article == key, corrections.c.revision > revision)
        .order_by(corrections.c.number)
    )
    return tuple(_entry(row).correction for row in rows)


def next_number(connection: Connection, key: str) -> int:
    """The number of the article's next correction; numbers are never used again."""
    last = connection.scalar(select(func.max(corrections.c.number)).where(corrections.c.article == key))
    return (last or 0) + 1


def append(connection: Connection, key: str, correction: Correction, revision: int) -> None:
    """Adds a correction, which has its number, person and time."""
    connection.execute(
        insert(corrections).values(
            article=key,
            number=correction.number,
            action=correction.action,
            anchor=json.dumps(pairs(correction.anchor)),
            values=json.dumps(dict(correction.values)),
            who=correction.who,
            made=datetime.fromisoformat(correction.when),
            revision=revision,
        )
    )


def mark_undone(connection: Connection, key: str, number: int, who: str | None, revision: int) -> bool:
    """Marks a correction as undone by `who`, or (None) as holding again; False where that was so already.

    Raises CorrectionError("no_such_item") where the article has no correction of that number.
    """
    which = and_(corrections.c.article == key, corrections.c.number == number)
    row = connection.execute(select(corrections).where(which)).one_or_none()
    if row is None:
        raise CorrectionError("no_such_item", str(number))
    if (row.undone is None) == (who is None):
        return False
    undone = datetime.now(UTC) if who is not None else None
    connection.execute(update(corrections).where(which).values(undone=undone, undone_by=who, revision=revision))
    return True


def sign(connection: Connection, key: str, numbers: Collection[int], who: str) -> bool:
    """Puts a name beside those of the corrections that have none; False where all have one. A name that stands stays."""
    mine = and_(corrections.c.article == key, corrections.c.number.in_(numbers), corrections.c.who == "")
    return connection.execute(update(corrections).where(mine).values(who=who)).rowcount > 0


def copy_history(connection: Connection, key: str, to: str) -> None:
    """Gives another article the same corrections."""
    for row in connection.execute(select(corrections).where(corrections.c.article == key)).mappings().all():
        connection.execute(insert(corrections).values({**row, "article": to, "revision": 1}))


def _entry(row: Row[Any]) -> HistoryEntry:
    made: datetime = row.made
    correction = Correction(
        row.action,
        passages(json.loads(row.anchor)),
        json.loads(row.values if isinstance(row.values, str) else row._mapping["values"]),
        row.number,
        row.who,
        made.isoformat(timespec="seconds"),
    )
    return HistoryEntry(correction, row.undone_by or "", row.undone.isoformat(timespec="seconds") if row.undone else "")
