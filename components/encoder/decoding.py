"""From label probabilities to spans: the best sequence of B, I and O labels that keeps the rules of such sequences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)
FLOOR = np.float32(1e-6)
SURE = 0.99
START_INSIDE = np.float32(-4)
"""What it costs to begin a span with I: a missed B should not lose the whole span („Mag · Anna Berger“)."""


def decode(
    probabilities: Floats, labels: list[str], breaks: NDArray[np.bool_], begin_cost: float = 0.0
) -> list[tuple[int, int, str]]:
    """Spans (first row, row after the last, label) of the likeliest label sequence of one head.

    `probabilities` is [rows, labels], `breaks` [rows] marks rows before which no span may go on (a new line). `begin_cost`, a log
    probability, is what each span must be worth: it keeps one long quotation from falling into fragments.
    """
    best = _best(probabilities, labels, breaks, begin_cost)
    return _read(best, labels, breaks)


def decode_any(
    probabilities: Floats, labels: list[str], breaks: NDArray[np.bool_], begin_cost: float = 0.0
) -> list[tuple[int, int, str]]:
    """Like `decode`, but finds the spans of all kinds together and then takes the likeliest kind of each.

    For heads whose kinds are easily confused: a word that is surely an event should not be lost between "planned" and "possible".
    """
    kinds = sorted({name[2:] for name in labels if name != "O"})
    columns = {(p, kind): labels.index(f"{p}-{kind}") for kind in kinds for p in "BI"}
    begins, goes_on = (probabilities[:, [columns[p, kind] for kind in kinds]] for p in "BI")
    together = np.stack([probabilities[:, labels.index("O")], begins.sum(-1), goes_on.sum(-1)], axis=-1)
    spans = decode(together, ["O", "B-any", "I-any"], breaks, begin_cost)
    mass = begins + goes_on
    return [(i, j, kinds[int(mass[i:j].sum(0).argmax())]) for i, j, _ in spans]


def _read(best: NDArray[np.intp], labels: list[str], breaks: NDArray[np.bool_]) -> list[tuple[int, int, str]]:
    """The spans of a label sequence."""
    names = [labels[k] for k in best] + ["O"]
    spans: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for i, name in enumerate(names):
        goes_on = start >= 0 and name.startswith("I-") and name[2:] == kind and not (i < len(breaks) and breaks[i])
        if start >= 0 and not goes_on:
            spans.append((start, i, kind))
            start = -1
        if start < 0 and name != "O":
            start, kind = i, name[2:]
    return spans


def _best(probabilities: Floats, labels: list[str], breaks: NDArray[np.bool_], begin_cost: float) -> NDArray[np.intp]:
    """The best label of every row; stretches that are surely O are not searched."""
    best: NDArray[np.intp] = probabilities.argmax(-1)
    if not len(best):
        return best
    allowed, opening = _transitions(labels, begin_cost)
    sure = probabilities[:, 0] > SURE
    edges = np.flatnonzero(np.diff(np.concatenate([[True], sure, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        best[start:end] = _viterbi(probabilities[start:end], allowed, opening, breaks[start:end])
    return best


def _transitions(labels: list[str], begin_cost: float) -> tuple[Floats, Floats]:
    """Log scores [before, after] of going from one label to the next, and [label] of standing first."""
    scores = np.zeros((len(labels), len(labels)), np.float32)
    opening = np.zeros(len(labels), np.float32)
    for j, after in enumerate(labels):
        if after.startswith("B-"):
            scores[:, j] = opening[j] = -begin_cost
        elif after.startswith("I-"):
            opening[j] = START_INSIDE - begin_cost
            for i, before in enumerate(labels):
                if before[2:] != after[2:]:
                    scores[i, j] = START_INSIDE - begin_cost if before == "O" else FORBIDDEN
    return scores, opening


def _viterbi(rows: Floats, allowed: Floats, opening: Floats, breaks: NDArray[np.bool_]) -> NDArray[np.intp]:
    scores = np.log(np.maximum(rows, FLOOR))
    back = np.zeros(rows.shape, np.intp)
    total = scores[0] + opening
    for i in range(1, len(rows)):
        step = total[:, None] + (opening if breaks[i] else allowed)
        back[i] = step.argmax(0)
        total = step.max(0) + scores[i]
    path = np.zeros(len(rows), np.intp)
    path[-1] = total.argmax()
    for i in range(len(rows) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
