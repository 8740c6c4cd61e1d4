"""Windows hold every word once and end with sentences."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.passages import Passage
from training.windows import Cutter, batches

MODEL = Path(__file__).resolve().parents[2] / "models" / "encoder"
TEXT = "Der Minister trat zurück. Die Partei schwieg dazu.\nBERLIN REAGIERT\nAm Abend tagte der Vorstand."


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    return Cutter(Tokenizer.from_file(str(MODEL / "tokenizer.json")))


@pytest.mark.parametrize("longest", [12, 16, 20, 480])
def test_windows_cover_the_text_in_order_and_stay_short(cutter: Cutter, longest: int) -> None:
    windows = cutter.cut(Passage("a", TEXT, {}), longest, first=12)
    words = [i for window in windows for i in range(*window.words)]
    assert words == list(range(len(words)))
    assert all(len(window.ids) <= longest for window in windows)
    assert all(len(window.firsts) == window.words[1] - window.words[0] for window in windows)


def test_a_window_ends_with_a_sentence(cutter: Cutter) -> None:
    first = cutter.cut(Passage("a", TEXT, {}), 480, first=14)[0]
    assert first.words == (0, 5)


def test_batches_keep_their_limits_and_lose_nothing(cutter: Cutter) -> None:
    windows = [w for n in (12, 20, 480) for w in cutter.cut(Passage("a", TEXT, {}), n)]
    made = batches(windows, random.Random(1), pieces=60, most=3)
    assert sum(map(len, made)) == len(windows)
    assert all(len(batch) <= 3 for batch in made)
    assert all(len(batch) == 1 or len(batch) * max(len(w.ids) for w in batch) <= 60 for batch in made)
