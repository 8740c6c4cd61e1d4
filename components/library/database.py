"""The database behind the library: SQLite in one file by default, PostgreSQL by its URL; brought to the present form on opening."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text

from components.library.errors import NewerLibrary
from components.library.schema import FORMER, HEAD

MIGRATIONS: Final = Path(__file__).with_name("migrations")
LONGEST_WAIT: Final = 20.0  # seconds for another opener's change of the file
WRITES: Final = "wortlaut_writes"
_LOCK: Final = 0x574F5254  # any number of our own; PostgreSQL's advisory locks share one space


def open_database(url: str) -> Engine:
    """The engine for an SQLAlchemy URL ("sqlite:///…", "postgresql://…"), its tables made or brought to their present form."""
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername.startswith("sqlite") and address.database not in (None, "", ":memory:"):
        # a folder that is made here is nobody else's: articles may be unpublished
        Path(str(address.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(address, pool_pre_ping=not address.drivername.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _careful_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _bring_up_to_date(engine)
    except NewerLibrary:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """The same database for transactions that write: they take SQLite's write lock at their beginning, so that none fails half-way."""
    return engine.execution_options(**{WRITES: True})


def _careful_sqlite(connection: Any, record: object) -> None:
    """Readers never wait for a writer, a second writer waits instead of failing, and deleted text is overwritten."""
    connection.isolation_level = None  # transactions are begun below, also around changes of tables
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=20000")
    _to_wal(cursor)
    for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _to_wal(cursor: sqlite3.Cursor) -> None:
    """Changes the file to write-ahead logging; where another opener changes it at the same moment SQLite fails at once, whatever the timeout."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    """Runs what migrations are missing; of several processes that open the library at once, one does and the others wait.

    Raises NewerLibrary where a later release has opened the database before.
    """
    with engine.connect() as connection:
        version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise NewerLibrary(version, HEAD)
    with writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        version = _version(connection)
        if version != HEAD:
            _migrate(connection, version)
    empty_log(engine)


def empty_log(engine: Engine) -> None:
    """Writes SQLite's log into its file and empties it: what was deleted would else stand in it until it is used again."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()


def _version(connection: Connection) -> str | None:
    """The migration the database stands at; None for an empty one."""
    there = inspect(connection).get_table_names()
    if "alembic_version" in there:
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version
    return FORMER if "analyses" in there else None


def _migrate(connection: Connection, version: str | None) -> None:
    from alembic import command  # a fifth of a second that only a new or an old database need spend
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if version == FORMER:
        command.stamp(config, FORMER)
    command.upgrade(config, "head")
