"""Fits one temperature a head on wikinews/dev, so that a confidence of 0.8 is right in 8 of 10 cases.

``python -m training.calibrate [FOLDER]`` writes FOLDER/calibration.json: for each head the number by which its scores
are divided before the softmax, and the expected calibration error (ECE) before and after.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.labels import LABELS, UNKNOWN
from training.measure import WINDOW_PIECES, Run, load_cutter, onnx_run, word_scores
from training.passages import Passage, measuring_data
from training.settings import MODEL
from training.windows import Cutter

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
BINS = 15
TEMPERATURES = np.geomspace(0.5, 4.0, 61)


def scores_of_words(run: Run, cutter: Cutter, passages: list[Passage]) -> dict[str, tuple[Floats, Labels]]:
    """For each annotated head the scores [words, labels] and gold labels [words] of all annotated words."""
    scores: dict[str, list[npt.NDArray[np.float32]]] = {}
    gold: dict[str, list[int]] = {}
    for passage in passages:
        for window in cutter.cut(passage, WINDOW_PIECES):
            found = word_scores(run, window)
            for head in [h for h in window.labels if h in found]:
                scores.setdefault(head, []).append(found[head])
                gold.setdefault(head, []).extend(window.labels[head])
    result = {}
    for head, parts in scores.items():
        labels = np.array(gold[head], np.int64)
        known = labels != UNKNOWN
        result[head] = (np.concatenate(parts).astype(np.float64)[known], labels[known])
    return result


def probabilities(scores: Floats, temperature: float) -> Floats:
    """Softmax of the scores divided by the temperature."""
    scaled = scores / temperature
    powers: Floats = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def calibration_error(shares: Floats, gold: Labels, outside: int) -> float:
    """ECE over words that are labelled or found: mean gap between confidence and rightness, in BINS bins.

    Words that both leave `outside` (the index of O, -1 if there is none) are so many and so easy that they would hide
    every error.
    """
    best = shares.argmax(axis=-1)
    counted = (best != outside) | (gold != outside)
    sure, right = shares.max(axis=-1)[counted], (best == gold)[counted]
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())]
    return float(sum(gaps))


def best_temperature(scores: Floats, gold: Labels) -> float:
    """The temperature under which the gold labels are likeliest."""

    def loss(temperature: float) -> float:
        shares = probabilities(scores, temperature)[np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(shares, 1e-12)).mean())

    return float(min(TEMPERATURES, key=loss))


def calibrate(run: Run, cutter: Cutter) -> dict[str, dict[str, float]]:
    """Temperature and ECE before and after for every head; joined UD sentences serve the two word heads."""
    data = measuring_data()
    passages = data["wikinews/dev"] + data["ud gsd held back, joined"] + data["ud pud held back, joined"]
    result = {}
    for head, (scores, gold) in scores_of_words(run, cutter, passages).items():
        temperature = best_temperature(scores, gold)
        outside = LABELS[head].index("O") if "O" in LABELS[head] else -1
        before, after = (calibration_error(probabilities(scores, t), gold, outside) for t in (1.0, temperature))
        result[head] = {
            "temperature": round(temperature, 3),
            "ece_before": round(before, 4),
            "ece_after": round(after, 4),
        }
    return {head: result[head] for head in LABELS if head in result}


def main() -> None:
    """Calibrates an exported model and writes calibration.json beside it."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    values = calibrate(onnx_run(folder / "model.onnx"), load_cutter(folder))
    text = json.dumps(values, indent=1) + "\n"
    (folder / "calibration.json").write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
