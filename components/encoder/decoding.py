"""From label probabilities to spans: the best sequence of B, I and O labels that keeps the rules of such sequences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)
FLOOR = np.float32(1e-6)
START_INSIDE = np.float32(-1.5)
"""What it costs to begin a span with I: a missed B should not lose the whole span („Mag · Anna Berger“)."""


def decode(probabilities: Floats, labels: list[str], breaks: NDArray[np.bool_]) -> list[tuple[int, int, str]]:
    """Spans (first row, row after the last, label) of the likeliest label sequence of one head.

    `probabilities` is [rows, labels], `breaks` [rows] marks rows before which no span may go on (a new paragraph).
    """
    best = _best(probabilities, labels, breaks)
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


def _best(probabilities: Floats, labels: list[str], breaks: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The best label of every row; only stretches that are not plainly O or already consistent are searched."""
    best: NDArray[np.intp] = probabilities.argmax(-1)
    allowed = _transitions(labels)
    wrong = np.zeros(len(best), bool)
    if len(best):
        inside = np.array([name.startswith("I-") for name in labels])
        wrong[1:] = allowed[best[:-1], best[1:]] < 0
        wrong[0] = inside[best[0]]
        wrong |= breaks & inside[best]
    if not wrong.any():
        return best
    sure = probabilities[:, 0] > 0.99
    edges = np.flatnonzero(np.diff(np.concatenate([[True], sure, [True]]).astype(np.int8)))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if wrong[start : end + 1].any():
            best[start:end] = _viterbi(probabilities[start:end], allowed, inside, breaks[start:end])
    return best


def _transitions(labels: list[str]) -> Floats:
    """Log score of going from one label to the next: I only after B or I of its own kind, or at a price."""
    scores = np.zeros((len(labels), len(labels)), np.float32)
    for j, after in enumerate(labels):
        if after.startswith("I-"):
            for i, before in enumerate(labels):
                if before[2:] != after[2:]:
                    scores[i, j] = START_INSIDE if before == "O" else FORBIDDEN
    return scores


def _viterbi(rows: Floats, allowed: Floats, inside: NDArray[np.bool_], breaks: NDArray[np.bool_]) -> NDArray[np.intp]:
    scores = np.log(np.maximum(rows, FLOOR))
    opening = np.where(inside, START_INSIDE, np.float32(0))
    back = np.zeros(rows.shape, np.intp)
    total = scores[0] + opening
    for i in range(1, len(rows)):
        step = total[:, None] + (opening[None, :] if breaks[i] else allowed)
        back[i] = step.argmax(0)
        total = step.max(0) + scores[i]
    path = np.zeros(len(rows), np.intp)
    path[-1] = total.argmax()
    for i in range(len(rows) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
