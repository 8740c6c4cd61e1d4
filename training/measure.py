"""Measures an encoder, in PyTorch or as the shipped ONNX file, on everything held back.

``python -m training.measure [FOLDER]`` prints the scores of the model in FOLDER (models/encoder).
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from training.labels import LABELS, SPAN_HEADS, UNKNOWN, spans_of
from training.passages import Passage, measuring_data
from training.settings import MODEL
from training.windows import Cutter, Window, padded

Scores = dict[str, npt.NDArray[np.float32]]
Run = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64]], Scores]
WINDOW_PIECES = 480


@dataclass
class Counts:
    """Right, found and annotated spans (or words) of one kind."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def f1(self) -> float:
        return 200 * self.right / max(1, self.found + self.gold)

    def precision(self) -> float:
        return 100 * self.right / max(1, self.found)

    def recall(self) -> float:
        return 100 * self.right / max(1, self.gold)


@dataclass
class Report:
    """Counts by head and kind ("" = all kinds together), and words a second of the run."""

    counts: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))
    pieces: int = 0
    seconds: float = 0.0

    def f1(self, head: str, kind: str = "") -> float:
        return round(self.counts[head, kind].f1(), 1)

    def heads(self) -> dict[str, float]:
        """F1 of each head in percent; for word heads that is the share of right words."""
        return {h: self.f1(h) for h in LABELS if (h, "") in self.counts}


def onnx_run(path: Path, threads: int = 2) -> Run:
    """Loads an exported model; two threads, as on the smallest machine the program is for."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]

    def run(ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Scores:
        return dict(zip(names, session.run(None, {"ids": ids, "mask": mask}), strict=True))

    return run


def load_cutter(folder: Path) -> Cutter:
    """A cutter with the tokenizer of an exported model; SystemExit if its labels are not ours."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    if any(tuple(labels[head]) != LABELS[head] for head in labels):
        raise SystemExit(f"{folder}: labels.json differs from training/labels.py")
    return Cutter(Tokenizer.from_file(str(folder / "tokenizer.json")))


def word_scores(run: Run, window: Window) -> Scores:
    """Label scores of the window's words: head to float32 [words, labels]."""
    ids, mask = padded([window])
    return {head: scores[0, window.firsts] for head, scores in run(ids, mask).items()}


def gold_and_found(
    run: Run, cutter: Cutter, passages: list[Passage], report: Report
) -> Iterator[tuple[str, list[int], list[int]]]:
    """For each passage and annotated head: gold and found label indices of its words."""
    for passage in passages:
        gold: dict[str, list[int]] = {head: [] for head in passage.spans}
        found: dict[str, list[int]] = {head: [] for head in passage.spans}
        for window in cutter.cut(passage, WINDOW_PIECES):
            start = time.perf_counter()
            scores = word_scores(run, window)
            report.seconds += time.perf_counter() - start
            report.pieces += len(window.ids)
            for head in [h for h in gold if h in scores]:
                gold[head] += window.labels[head]
                found[head] += scores[head].argmax(axis=-1).tolist()
        for head in [h for h in gold if found[h]]:
            yield head, gold[head], found[head]


def measure(run: Run, cutter: Cutter, passages: list[Passage]) -> Report:
    """Exact spans (same words, same kind) for span heads, right words for word heads."""
    report = Report()
    for head, gold, found in gold_and_found(run, cutter, passages, report):
        names = LABELS[head]
        if head in SPAN_HEADS:
            want = spans_of(names[i] for i in gold)
            have = spans_of(names[i] for i in found)
            _count(report, head, [k for *_, k in want], [k for *_, k in have], want & have)
        else:
            pairs = [(names[g], names[f]) for g, f in zip(gold, found, strict=True) if g != UNKNOWN]
            right = {(i, i, g) for i, (g, f) in enumerate(pairs) if g == f}
            _count(report, head, [g for g, _ in pairs], [f for _, f in pairs], right)
    return report


def _count(report: Report, head: str, gold: list[str], found: list[str], right: set[tuple[int, int, str]]) -> None:
    tallies = (Counter(k for *_, k in right), Counter(found), Counter(gold))
    for kind in {k for tally in tallies for k in tally} | {""}:
        values = [tally[kind] if kind else tally.total() for tally in tallies]
        counts = report.counts[head, kind]
        counts.right += values[0]
        counts.found += values[1]
        counts.gold += values[2]


def table(reports: dict[str, Report]) -> str:
    """One line a source: F1 of its heads, then of the kinds that matter singly."""
    lines = []
    for name, report in reports.items():
        if not report.counts:
            continue
        cells = []
        for head in report.heads():
            kinds = sorted(k for h, k in report.counts if h == head and k)
            single = " ".join(f"{k} {report.f1(head, k)}" for k in kinds if len(kinds) > 1)
            counts = report.counts[head, ""]
            cells.append(f"  {head} {counts.f1():.1f} (P {counts.precision():.1f} R {counts.recall():.1f})  {single}")
        speed = report.pieces / max(report.seconds, 1e-9)
        lines += [f"{name}: {speed:.0f} pieces/s", *cells]
    return "\n".join(lines)


def main() -> None:
    """Prints the scores of an exported model."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    cutter = load_cutter(folder)
    run = onnx_run(folder / "model.onnx")
    print(table({n: measure(run, cutter, p) for n, p in measuring_data().items()}))


if __name__ == "__main__":
    main()
