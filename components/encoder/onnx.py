"""The encoder itself: an ONNX model with one output per head, read word by word over overlapping windows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

MODEL = Path(__file__).resolve().parents[2] / "models" / "encoder"
MAX_PIECES = 320  # pieces of text in one window; the model takes 512
OVERLAP = 48  # pieces shared by neighbouring windows
BATCH = 8
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3

Probabilities = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Encoder:
    """The loaded model: session, tokenizer, and the labels of each head."""

    session: ort.InferenceSession
    tokenizer: Tokenizer
    labels: dict[str, list[str]]


@lru_cache(maxsize=1)
def load(folder: Path = MODEL) -> Encoder:
    """The encoder in `folder` (model.onnx, tokenizer.json, labels.json), loaded once per process."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    session = ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    return Encoder(session, Tokenizer.from_file(str(folder / "tokenizer.json")), labels)


def probabilities(text: str, spans: list[tuple[int, int]], encoder: Encoder) -> Probabilities:
    """Label probabilities per head, float32 [words, labels], for the words at `spans`, from one pass over overlapping windows."""
    pieces = [encoding.ids or [UNKNOWN] for encoding in encoder.tokenizer.encode_batch([text[a:b] for a, b in spans])]
    pieces = [p[:16] for p in pieces]
    names = list(encoder.labels)
    out: Probabilities = {n: np.zeros((len(spans), len(encoder.labels[n])), np.float32) for n in names}
    best = np.full(len(spans), -1.0)
    cuts = windows([len(p) for p in pieces])
    for k in range(0, len(cuts), BATCH):
        batch = cuts[k : k + BATCH]
        ids, firsts = _pad(pieces, batch)
        logits = encoder.session.run(names, {"ids": ids, "mask": (ids != PAD).astype(np.int64)})
        for row, (i, j) in enumerate(batch):
            # a word is read in the window where it stands farthest from the edge
            depth = np.minimum(np.arange(j - i), np.arange(j - i)[::-1]).astype(float)
            take = depth > best[i:j]
            best[i:j][take] = depth[take]
            for name, values in zip(names, logits, strict=True):
                out[name][i:j][take] = _softmax(values[row, firsts[row]])[take]
    return out


def windows(lengths: list[int], size: int = MAX_PIECES, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Word ranges [i, j) that cover all words, each at most `size` pieces, neighbours sharing about `overlap` pieces."""
    cuts: list[tuple[int, int]] = []
    i = 0
    while i < len(lengths):
        j, total = i, 0
        while j < len(lengths) and total + lengths[j] <= size:
            total += lengths[j]
            j += 1
        cuts.append((i, j))
        if j >= len(lengths):
            break
        back, k = 0, j
        while k > i + 1 and back < overlap:
            k -= 1
            back += lengths[k]
        i = k
    return cuts


def _pad(pieces: list[list[int]], batch: list[tuple[int, int]]) -> tuple[NDArray[np.int64], list[list[int]]]:
    rows, firsts = [], []
    for i, j in batch:
        row, first = [BEGIN], []
        for word in pieces[i:j]:
            first.append(len(row))
            row += word
        rows.append([*row, END])
        firsts.append(first)
    ids = np.full((len(rows), max(map(len, rows))), PAD, np.int64)
    for k, row in enumerate(rows):
        ids[k, : len(row)] = row
    return ids, firsts


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(values - values.max(-1, keepdims=True))
    result: NDArray[np.float32] = (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
    return result
