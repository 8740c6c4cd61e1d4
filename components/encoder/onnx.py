"""The encoder itself: an ONNX model with one output per head, read word by word over overlapping windows."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

MODEL = Path(__file__).resolve().parents[2] / "models" / "encoder"
MAX_PIECES = 250  # pieces of text in one window, as in training; the model takes 512
OVERLAP = 60  # pieces shared by neighbouring windows
LONGEST_WORD = 16  # pieces of one word that are read
BEGIN, END, UNKNOWN = 0, 2, 3

Probabilities = dict[str, NDArray[np.float32]]
HowFar = Callable[[float], None]  # told the share of the words read so far, 0 to 1


@dataclass(frozen=True)
class Encoder:
    """The loaded model: session, tokenizer, the labels of each head, and the temperature that makes its probabilities honest."""

    session: ort.InferenceSession
    tokenizer: Tokenizer
    labels: dict[str, list[str]]
    temperatures: dict[str, float]


@lru_cache(maxsize=1)
def load(folder: Path = MODEL) -> Encoder:
    """The encoder in `folder` (model.onnx, tokenizer.json, labels.json, calibration.json), loaded once per process."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    # idle threads leave the processor to others
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    labels = json.loads((folder / "labels.json").read_text("utf-8"))
    calibration = folder / "calibration.json"
    heads = json.loads(calibration.read_text("utf-8")) if calibration.exists() else {}
    temperatures = {head: float(facts["temperature"]) for head, facts in heads.items()}
    return Encoder(session, Tokenizer.from_file(str(folder / "tokenizer.json")), labels, temperatures)


def probabilities(
    text: str,
    spans: list[tuple[int, int]],
    openings: list[int],
    encoder: Encoder,
    how_far: HowFar = lambda share: None,
) -> Probabilities:
    """Label probabilities per head, float32 [words, labels], for the words at `spans`, from one pass over the text.

    `openings` are the indices, ascending, of words that open a sentence: windows begin and end with sentences, as in training.
    `how_far` is called after each window.
    """
    pieces = _pieces(text, spans, encoder.tokenizer)
    names = list(encoder.labels)
    out: Probabilities = {n: np.zeros((len(spans), len(encoder.labels[n])), np.float32) for n in names}
    # one window at a time: as fast on two cores as several, and no padding
    for window in windows([len(p) for p in pieces], openings):
        ids, firsts = _row(pieces[window.begin : window.end])
        logits = encoder.session.run(names, {"ids": ids, "mask": np.ones_like(ids)})
        here = firsts[window.read_from - window.begin : window.read_to - window.begin]
        for name, values in zip(names, logits, strict=True):
            out[name][window.read_from : window.read_to] = _softmax(
                values[0, here] / encoder.temperatures.get(name, 1.0)
            )
        how_far(window.read_to / len(spans))
    return out


def _pieces(text: str, spans: list[tuple[int, int]], tokenizer: Tokenizer) -> list[list[int]]:
    """The piece ids of each word; every different word is looked up once."""
    found = [text[a:b] for a, b in spans]
    known: dict[str, list[int]] = {}
    different = list(dict.fromkeys(found))
    for k in range(0, len(different), 1000):
        some = different[k : k + 1000]
        for word, encoding in zip(some, tokenizer.encode_batch(some, add_special_tokens=False), strict=True):
            known[word] = encoding.ids[:LONGEST_WORD] or [UNKNOWN]
    return [known[word] for word in found]


@dataclass(frozen=True)
class Window:
    """Words `begin` to `end` go through the encoder together; the labels of `read_from` to `read_to` are taken from it."""

    begin: int
    end: int
    read_from: int
    read_to: int


def windows(lengths: list[int], openings: list[int], size: int = MAX_PIECES, overlap: int = OVERLAP) -> list[Window]:
    """Windows of whole sentences over words of `lengths` pieces: at most `size` pieces, neighbours sharing up to `overlap`.

    Every word is read in exactly one window, together with the rest of its sentence where the sentence fits.
    """
    total = [0, *accumulate(lengths)]
    found: list[Window] = []
    begin = read_from = 0
    while read_from < len(lengths):
        end = bisect_right(total, total[begin] + size) - 1
        if end < len(lengths):
            # past `read_from`, or a sentence longer than a window, after short ones, would leave nothing to read in this one
            end = _last_opening(openings, read_from, end) or max(end, read_from + 1)
        # the overlap is whole sentences, and each window reads its half of them
        first = bisect_left(openings, bisect_left(total, total[end] - overlap))
        shared = (
            [o for o in openings[first : bisect_right(openings, end)] if begin < o < end] if end < len(lengths) else []
        )
        read_to = shared[len(shared) // 2] if shared else end
        read_to = max(read_to, read_from + 1)
        found.append(Window(begin, end, read_from, read_to))
        begin, read_from = (shared[0] if shared else end), read_to
    return found


def _last_opening(openings: list[int], begin: int, end: int) -> int | None:
    k = bisect_right(openings, end) - 1
    return openings[k] if k >= 0 and openings[k] > begin else None


def _row(pieces: list[list[int]]) -> tuple[NDArray[np.int64], list[int]]:
    """The ids of one window, int64 [1, pieces], and where each word's first piece stands in it."""
    row, firsts = [BEGIN], []
    for word in pieces:
        firsts.append(len(row))
        row += word
    return np.array([[*row, END]], np.int64), firsts


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(values - values.max(-1, keepdims=True))
    result: NDArray[np.float32] = (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
    return result
