"""Databases of earlier releases: carried over without loss, and brought to exactly the tables the program expects."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from components.analysis.form import to_json
from components.library import AT_HOME, Library
from components.library.database import MIGRATIONS, open_database
from components.library.errors import NewerLibrary
from components.library.schema import HEAD, metadata
from tests.made import an_analysis

LINK = "AbCdEfGhIjKlMnOpQrStUv"
CREATED, CHANGED = datetime(2026, 1, 2, 3, 4, 5, 600, UTC), datetime(2026, 2, 3, tzinfo=UTC)


def first_library(address: str, rows: int) -> None:
    """A database as the first release left it: one table, links readable, no migrations."""
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    old = sa.Table(
        "analyses",
        sa.MetaData(),
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("analysis", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )
    old.create(engine)
    with engine.begin() as connection:
        for k in range(rows):
            values = {
                "id": LINK[:-2] + f"{k:02d}",
                "title": an_analysis().article.title,
                "analysis": json.dumps(to_json(an_analysis()), ensure_ascii=False),
                "revision": k + 1,
                "created": CREATED,
                "changed": CHANGED,
            }
            connection.execute(old.insert().values(values))
    engine.dispose()


def test_a_library_of_the_first_release_is_carried_over(address: str) -> None:
    if address.startswith("sqlite"):
        Path(address.removeprefix("sqlite:///")).parent.mkdir(parents=True)
    first_library(address, 3)
    library = Library(address)
    for k in range(3):
        saved = library.load(LINK[:-2] + f"{k:02d}")
        assert saved is not None
        assert saved.analysis == an_analysis()
        assert (saved.revision, saved.created, saved.changed, saved.may_edit) == (k + 1, CREATED, CHANGED, True)
    (line, *_) = library.seen_by(AT_HOME).listed("verfrüht")
    assert (line.title, line.entities, line.quotes, line.events) == ("Der Tag", 3, 2, 1)
    library.close()
    again = Library(address)
    assert again.seen_by(AT_HOME).counted() == 3
    again.close()
    if address.startswith("sqlite"):
        file = Path(address.removeprefix("sqlite:///"))
        assert not any(LINK[:-2].encode() in f.read_bytes() for f in file.parent.iterdir()), (
            "old links stand in the file"
        )


def test_the_migrations_make_the_tables_the_program_expects(address: str) -> None:
    engine = open_database(address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert "analyses" not in sa.inspect(connection).get_table_names()
    engine.dispose()


def test_a_library_of_a_later_release_is_left_alone(address: str) -> None:
    library = Library(address)
    library.save(an_analysis())
    library.close()
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    with pytest.raises(NewerLibrary, match="0099"):
        Library(address)


def test_the_folder_of_the_library_is_nobody_elses(tmp_path: Path) -> None:
    Library(f"sqlite:///{tmp_path}/.data/library.sqlite3").close()
    assert stat.S_IMODE((tmp_path / ".data").stat().st_mode) == 0o700


def test_the_last_migration_is_the_one_the_program_asks_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD
