"""How fast and how large: `python -m tests.bench [--long]` prints each measure with its target and marks what misses it.

The text is our own sample articles, one after another, up to the number of words wanted. Times are the best of several runs, so that
another program's work counts as little as possible; `--long` adds 10,000 and 100,000 words.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path

from components.analysis import analyse
from components.article.model import Article
from components.encoder.onnx import load, probabilities
from components.encoder.words import lay_out

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_articles"
RUNS = 7


@dataclass(frozen=True)
class Measure:
    """One figure with its unit and the most (or least) it may be."""

    name: str
    value: float
    unit: str = ""
    at_most: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the figure misses its target."""
        return self.at_most is not None and self.value > self.at_most

    def __str__(self) -> str:
        target = "" if self.at_most is None else f"   (at most {self.at_most:g}{' MISSED' if self.missed else ''})"
        return f"{self.name:<58}{self.value:>10.3g} {self.unit:<8}{target}"


def text_of(words: int) -> str:
    """The sample articles' text, again and again, cut after `words` words."""
    texts = [p.read_text("utf-8") for p in sorted(SAMPLES.glob("*.txt"))]
    if not texts:
        sys.exit(f"no .txt files in {SAMPLES.name}")
    taken: list[str] = []
    left = words
    for text in cycle(texts):
        found = text.split(" ")
        taken.append(" ".join(found[:left]))
        left -= len(found)
        if left <= 0:
            return "\n\n".join(taken)
    return ""


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def encode(text: str) -> None:
    """The encoder's own work on a text."""
    layout = lay_out(text, "de")
    openings = sorted(layout.first_word[k] for k in layout.openings if k < len(layout.tokens))
    probabilities(text, layout.words, openings, load())


def stages(text: str, clock: Callable[[], float] = time.perf_counter) -> dict[str, float]:
    """Seconds of each stage of one analysis, and "whole"; by the processor's time with `time.process_time`."""
    marks: list[tuple[str, float]] = []
    begin = clock()

    def mark(stage: str, done: float) -> None:
        if not done:
            marks.append((stage, clock()))

    analyse(Article(text, published=date(2025, 3, 6)), mark)
    marks.append(("end", clock()))
    spent = {stage: after - at for (stage, at), (_, after) in pairwise(marks)}
    return {**spent, "whole": marks[-1][1] - begin}


def article() -> list[Measure]:
    """One article of 1,000 words."""
    text = text_of(1000)
    alone, runs = [], []
    for _ in range(RUNS):  # by turns, so that both meet the same load
        alone.append(best_of(1, lambda: encode(text)))
        runs.append(stages(text))
    encoder = min(alone)
    best = {stage: min(run[stage] for run in runs) for stage in runs[0]}
    found = [Measure("encoder, 1,000 words", encoder, "s")]
    found += [Measure(f"  stage {stage}", best[stage], "s") for stage in best if stage != "whole"]
    return [
        *found,
        Measure("whole analysis, 1,000 words", best["whole"], "s"),
        Measure("whole analysis / encoder", best["whole"] / encoder, "", 1.5),
        Measure("(times + events) / encoder", (best["times"] + best["events"]) / encoder, "", 0.15),
        Measure("bulk, encoder alone", len(text.split()) / encoder, "words/s"),
        Measure("bulk, whole analysis", len(text.split()) / best["whole"], "words/s"),
    ]


def growth(words: int, base: dict[str, float]) -> list[Measure]:
    """A long text: its cost per word against that of 1,000 words (`base`), in processor time, which other programs do not stretch."""
    spent = stages(text_of(words), time.process_time)
    times = words / 1000
    return [
        Measure(f"whole analysis, {words:,} words", spent["whole"], "s CPU"),
        *[
            Measure(f"  stage {stage}, per word against 1,000", spent[stage] / times / base[stage])
            for stage in spent
            if stage != "whole"
        ],
        Measure(f"cost per word at {words:,} against 1,000", spent["whole"] / times / base["whole"], "", 1.3),
    ]


def loading() -> Measure:
    """Seconds to load the model into a process that has its libraries."""

    def again() -> None:
        load.cache_clear()
        load()

    return Measure("model load", best_of(3, again), "s", 2.0)


def command_line(words: int, at_most: float | None) -> list[Measure]:
    """Seconds and peak memory of the command line, started afresh on a text."""
    line = json.dumps({"id": 1, "text": text_of(words), "published": "2025-03-06"}) + "\n"
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "components.analyse", "--jsonl"],
        input=line.encode(),
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=ROOT,
    )
    spent = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Measure(f"command line, {words:,} words, start to end", spent, "s"),
        Measure(f"command line, {words:,} words, peak memory", peak, "MB", at_most),
    ]


def main() -> int:
    """Prints the measures; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help="also 10,000 and 100,000 words")
    options = parser.parse_args()
    missed = 0

    def show(measures: list[Measure]) -> None:
        nonlocal missed
        for measure in measures:
            print(measure, flush=True)
            missed += measure.missed

    show(command_line(1000, 600))
    show([loading()])
    show(article())
    if options.long:
        text = text_of(1000)
        again = [stages(text, time.process_time) for _ in range(RUNS)]
        base = {stage: min(run[stage] for run in again) for stage in again[0]}
        for words in (10_000, 100_000):
            show(growth(words, base))
        show(command_line(100_000, None))
    print("all targets met" if not missed else f"{missed} targets missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
