"""Every test of the store runs on both databases: a SQLite file, and a PostgreSQL cluster of our own that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from components.library import AT_HOME, Library

_names = (f"library{n}" for n in count())


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder with the socket of a running PostgreSQL that nobody else uses; it listens on no port."""
    found = shutil.which("initdb") or next((str(p) for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), None)
    if found is None:
        pytest.skip("no PostgreSQL on this machine (.ci/postgres installs it)")
    programs = Path(found).resolve().parent
    folder = Path(tempfile.mkdtemp(prefix="wortlaut-pg-"))
    # PostgreSQL refuses to run as root; its package brings a user of its own
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    run = {"user": user, "cwd": folder, "stdout": subprocess.DEVNULL}
    data = folder / "data"
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "wortlaut", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=True,
            **run,  # type: ignore[call-overload]
        )
        quick = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*control, "-o", quick, "start"], check=True, **run)  # type: ignore[call-overload]
        yield str(folder)
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, **run)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/deep/er/library.sqlite3"
    folder, name = request.getfixturevalue("cluster"), next(_names)
    with psycopg.connect(f"host={folder} user=wortlaut dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"postgresql://wortlaut@/{name}?host={folder}"


@pytest.fixture
def library(address: str) -> Iterator[Library]:
    """An empty library as anybody on the network sees it: by links only."""
    library = Library(address)
    yield library
    library.close()


@pytest.fixture
def at_home(library: Library) -> Library:
    """The same library as the owner of the computer sees it."""
    return library.seen_by(AT_HOME)
