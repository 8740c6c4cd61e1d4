"""Several at once, and power cuts: nothing is lost, nothing is half written."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import create_engine, text

from components.library import Library
from components.library.corrections import rename_entity, set_kind
from tests.made import an_analysis

ROOT = Path(__file__).resolve().parents[2]
A = an_analysis()


def test_of_people_who_write_at_the_same_moment_nobody_loses_anything(library: Library) -> None:
    link = library.save(an_analysis())
    deeds = [rename_entity(A, "e1", f"N{k}") if k % 2 else set_kind(A, "q2", "mixed") for k in range(24)]
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda deed: library.correct(link, deed, seen=10**9), deeds))
    saved = library.load(link)
    assert saved is not None
    assert [c.number for c in saved.corrections] == list(range(1, 25))
    assert saved.revision == 25
    assert sorted(str(c.values) for c in saved.corrections) == sorted(str(c.values) for c in deeds)


def test_an_empty_database_opened_by_several_at_once_is_made_once(address: str) -> None:
    with ThreadPoolExecutor(4) as opening:
        libraries = list(opening.map(lambda _: Library(address), range(4)))
    links = [library.save(an_analysis()) for library in libraries]
    assert all(libraries[0].load(link) for link in links)
    for library in libraries:
        library.close()


def test_a_writer_killed_in_the_middle_leaves_the_earlier_state_or_the_new_one(address: str) -> None:
    times = (
        50 if address.startswith("sqlite") else 15
    )  # PostgreSQL keeps that promise itself; ours is one transaction a change
    killing = subprocess.run(
        [sys.executable, "-m", "tests.library.killed", address, str(times)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert killing.returncode == 0, killing.stderr
    assert int(killing.stdout) >= times
    if address.startswith("sqlite"):
        with create_engine(address).connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
