"""Cuts passages into windows of pieces and puts windows into batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from training.labels import label_words, words_of
from training.passages import Passage
from training.vocabulary import SPECIAL


@dataclass(frozen=True)
class Window:
    """Some consecutive words of a passage: piece ids, the first piece of each word, its labels."""

    ids: list[int]
    firsts: list[int]
    labels: dict[str, list[int]]
    words: tuple[int, int]


class Cutter:
    """Cuts passages into windows with one tokenizer; each word is encoded alone."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        def encode(word: str) -> list[int]:
            return list(tokenizer.encode(word, add_special_tokens=False).ids) or [SPECIAL["<unk>"]]

        self._encode = cache(encode)

    def cut(self, passage: Passage, longest: int, first: int | None = None) -> list[Window]:
        """Windows of at most `longest` pieces that end with a sentence or line where they can.

        `first` is the length of the first window, so that borders may differ between epochs.
        """
        words = words_of(passage.text)
        coded = [self._encode(passage.text[a:b]) for a, b in words]
        labels = {head: label_words(head, words, s) for head, s in passage.spans.items()}
        ends = _sentence_ends(passage.text, words)
        windows: list[Window] = []
        start = 0
        while start < len(words):
            limit = (longest if windows else first or longest) - 2
            stop = _stop(coded, ends, start, limit)
            windows.append(_window(coded, labels, start, stop))
            start = stop
        return windows


def _sentence_ends(text: str, words: Sequence[tuple[int, int]]) -> list[bool]:
    following = [a for a, _ in words[1:]] + [len(text)]
    return [text[a:b] in ".!?" or "\n" in text[b:after] for (a, b), after in zip(words, following, strict=True)]


def _stop(coded: list[list[int]], ends: list[bool], start: int, limit: int) -> int:
    size, stop, sentence = 0, start, start
    while stop < len(coded) and size + len(coded[stop]) <= limit:
        size += len(coded[stop])
        stop += 1
        if ends[stop - 1]:
            sentence = stop
    if stop < len(coded) and sentence > start:
        return sentence
    return max(stop, start + 1)


def _window(coded: list[list[int]], labels: dict[str, list[int]], start: int, stop: int) -> Window:
    ids, firsts = [SPECIAL["<s>"]], []
    for word in coded[start:stop]:
        firsts.append(len(ids))
        ids += word
    ids = [*ids[:511], SPECIAL["</s>"]]
    return Window(ids, firsts, {h: x[start:stop] for h, x in labels.items()}, (start, stop))


def batches(
    windows: Iterable[Window], chance: random.Random, *, pieces: int = 10**6, most: int = 10**6
) -> list[list[Window]]:
    """Batches of windows of like length: at most `most`, and `pieces` counted with padding."""
    result: list[list[Window]] = []
    for window in sorted(windows, key=lambda w: (len(w.ids) // 16, chance.random())):
        batch = result[-1] if result else []
        longest = max(len(w.ids) for w in [*batch, window])
        if batch and len(batch) < most and longest * (len(batch) + 1) <= pieces:
            batch.append(window)
        else:
            result.append([window])
    return result


def padded(batch: list[Window]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Piece ids and mask, each int64 [windows, pieces of the longest]."""
    shape = (len(batch), max(len(w.ids) for w in batch))
    ids = np.full(shape, SPECIAL["<pad>"], np.int64)
    mask = np.zeros(shape, np.int64)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
    return ids, mask
