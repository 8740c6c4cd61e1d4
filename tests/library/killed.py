"""Run by test_together.py in a process of its own: writers are killed in the middle, again and again, and the library is looked at.

python -m tests.library.killed URL TIMES
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time

from components.library import Library
from components.library.corrections import rename_entity
from tests.made import an_analysis


def main(url: str, times: int) -> None:
    """Writes out how many corrections were made in all; an AssertionError where one was half made."""
    library = Library(url)
    link = library.save(an_analysis())
    library.close()
    chance = random.Random(1)
    for _ in range(times):
        ready, started = os.pipe()
        child = os.fork()
        if child == 0:
            write_for_ever(url, link, started)
        os.read(ready, 1)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
        os.close(started)
        look(url, link)
    sys.stdout.write(str(look(url, link)))


def write_for_ever(url: str, link: str, started: int) -> None:
    """Corrects the same name over and over."""
    library, n = Library(url), 0
    while True:
        library.correct(link, rename_entity(an_analysis(), "e1", f"Name {n} " + "x" * 200), seen=10**9)
        if n == 0:
            os.write(started, b".")
        n += 1


def look(url: str, link: str) -> int:
    """How many corrections there are; each is there altogether or not at all."""
    library = Library(url)
    saved = library.load(link)
    library.close()
    assert saved is not None
    numbers = [c.number for c in saved.corrections]
    assert numbers == list(range(1, len(numbers) + 1)), numbers
    assert saved.revision == len(numbers) + 1, (saved.revision, len(numbers))
    assert not saved.analysis.unapplied
    return len(numbers)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
