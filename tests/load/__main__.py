"""How many readers a server bears: `python -m tests.load [--readers 50,100] [--minutes 1] [--servers 1]`.

Starts the server for many with a library of its own, saves the sample articles in it, and sends readers who open an article and then
click every two seconds or so: another page, another name, another quotation. Meanwhile a visitor has a long article analysed. Prints the
time from a click to the finished page; 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from components.analysis import analyse
from components.analysis.model import Analysis
from components.article import read_sample, samples
from components.article.model import Article
from components.desk import Desk, Turn
from components.library import Library
from tests.bench.__main__ import text_of
from tests.load.serving import Server, serving
from tests.load.viewer import Run, Viewer

THINK = 2.0  # seconds between two clicks, half as much to half as much again
TARGET = 0.6  # seconds, of nineteen clicks in twenty
PAGES = ("", "entities", "quotes", "timeline")
LONG = 20_000  # words of the article that is analysed meanwhile


@dataclass
class Tally:
    """What all readers met."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    received: int = 0

    def note(self, run: Run, *, first: bool = False) -> None:
        """Counts one run."""
        (self.first if first else self.clicks).append(run.seconds)
        self.errors.extend(run.errors)
        self.received += run.received


def share(values: list[float], part: float) -> float:
    """The value that `part` of the values do not pass; 0 where there are none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


async def reader(address: str, link: str, findings: list[str], seconds: float, tally: Tally, number: int) -> None:
    """One reader: a third of the clicks lead to another page, the others choose something on the page."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINK))
    until = time.monotonic() + seconds
    try:
        async with Viewer(address) as viewer:
            tally.note(await viewer.visit(chance.choice(PAGES), article=link), first=True)
            while time.monotonic() < until:
                await asyncio.sleep(chance.uniform(0.5, 1.5) * THINK)
                show = {"show": chance.choice(findings)} if findings else {}
                if chance.random() < 1 / 3:
                    tally.note(await viewer.visit(chance.choice(PAGES), article=link, **show))
                else:
                    tally.note(await viewer.again(article=link, **show))
    except (OSError, EOFError, ConnectionError) as error:
        tally.errors.append(type(error).__name__)


async def crowd(servers: list[Server], links: dict[str, list[str]], readers: int, seconds: float) -> Tally:
    """So many readers at once, on the saved articles in turn, spread over the servers as a proxy would."""
    tally = Tally()
    chosen = zip(range(readers), cycle(links.items()), strict=False)
    await asyncio.gather(
        *(reader(servers[n % len(servers)].address, link, found, seconds, tally, n) for n, (link, found) in chosen)
    )
    return tally


def findings_of(analysis: Analysis) -> list[str]:
    """Ids a reader may choose."""
    return [*(e.id for e in analysis.entities), *(q.id for q in analysis.quotes), *(v.id for v in analysis.events)]


def fill(database: str) -> dict[str, list[str]]:
    """Saves the samples; their links with what can be chosen in each."""
    library = Library(database)
    found = [analyse(read_sample(sample.name)) for sample in samples()]
    links = {library.save(analysis): findings_of(analysis) for analysis in found}
    library.close()
    return links


def told(readers: int, tally: Tally, servers: list[Server], seconds: float, processor: float) -> bool:
    """Prints one line of figures; whether the targets are met."""
    ninetyfive = share(tally.clicks, 0.95)
    good = ninetyfive <= TARGET and not tally.errors
    print(
        f"{readers:>4} readers: {len(tally.clicks)} clicks, {len(tally.clicks) / seconds:.1f}/s; "
        f"p50 {1000 * share(tally.clicks, 0.5):.0f} ms, p95 {1000 * ninetyfive:.0f} ms, most {1000 * share(tally.clicks, 1):.0f} ms; "
        f"first page p50 {1000 * share(tally.first, 0.5):.0f} ms, p95 {1000 * share(tally.first, 0.95):.0f} ms; "
        f"{len(tally.errors)} errors {sorted(set(tally.errors))}; {tally.received / 1024 / max(1, len(tally.clicks)):.0f} kB a click; "
        f"processor {1000 * processor / max(1, len(tally.clicks) + len(tally.first)):.0f} ms a page, {100 * processor / seconds:.0f} % in all, "
        f"memory {[server.megabytes() for server in servers]} MB{'' if good else '   MISSED'}",
        flush=True,
    )
    return good


@contextmanager
def analysing() -> Iterator[Turn]:
    """A long article at a desk like the server's, in a process as polite as the server's."""
    os.environ["WORTLAUT_HOSTED"] = "1"
    desk = Desk()
    try:
        desk.ready(120)
        yield desk.hand_in(Article(text_of(LONG)))
    finally:
        desk.close()


def main() -> int:
    """Runs the crowds; 1 where a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--readers", default="50,100")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--servers", type=int, default=1)
    options = parser.parse_args()
    met = True
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ.get("WORTLAUT_DATABASE") or f"sqlite:///{Path(folder) / 'library.sqlite3'}"
        links = fill(database)
        with ExitStack() as stack:
            servers = [stack.enter_context(serving(database)) for _ in range(options.servers)]
            for readers in map(int, options.readers.split(",")):
                with analysing() as turn:
                    began, before = time.monotonic(), sum(server.processor() for server in servers)
                    tally = asyncio.run(crowd(servers, links, readers, 60 * options.minutes))
                    spent = sum(server.processor() for server in servers) - before
                    met &= told(readers, tally, servers, time.monotonic() - began, spent)
                    print(f"     the analysis of {LONG:,} words meanwhile: {turn.outcome}", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
