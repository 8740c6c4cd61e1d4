"""Fits the heads for part of speech and verb form to passages, on the finished encoder.

The treebanks are loose sentences, and a head trained on sentences alone reads a whole article badly: of the finite verbs in passages of
four to ten sentences it found 17 in 100, fitted anew on joined sentences 91. The encoder itself stays as it is, so nothing else changes.
"""

from __future__ import annotations

import random
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.labels import UNKNOWN, WORD_HEADS
from training.model import Encoder
from training.passages import Passage, join
from training.windows import Cutter

LONGEST = 250
ROUNDS = 15
RATE = 3e-3


def refit(model: Encoder, cutter: Cutter, sentences: list[Passage], seed: int = 1) -> None:
    """Sets the weights of the word heads; a few minutes on one processor core."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    inputs, labels = _read(model, cutter, join(sentences, chance))
    for name in WORD_HEADS:
        known = labels[name] != UNKNOWN
        head = cast(nn.Linear, model.heads[name])
        weight, bias = _fit(
            head.weight.detach().float(), head.bias.detach().float(), inputs[known], labels[name][known]
        )
        with torch.no_grad():
            head.weight.copy_(weight)
            head.bias.copy_(bias)


def _read(model: Encoder, cutter: Cutter, passages: list[Passage]) -> tuple[Tensor, dict[str, Tensor]]:
    """What the heads are given for the first piece of each word, [words, hidden], and the words' labels."""
    model.eval()
    seen: list[Tensor] = []
    labels: dict[str, list[int]] = {name: [] for name in WORD_HEADS}
    hook = model.dropout.register_forward_hook(lambda module, given, result: seen.append(result.detach()))
    inputs = []
    with torch.inference_mode():
        for passage in passages:
            for window in cutter.cut(passage, LONGEST):
                ids = torch.tensor([window.ids])
                seen.clear()
                model(ids, torch.ones_like(ids))
                inputs.append(seen[-1][0, window.firsts].float())
                for name in WORD_HEADS:
                    labels[name] += window.labels[name]
    hook.remove()
    return torch.cat(inputs).clone(), {name: torch.tensor(found) for name, found in labels.items()}


def _fit(weight: Tensor, bias: Tensor, inputs: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
    weight, bias = weight.clone().requires_grad_(), bias.clone().requires_grad_()
    optimiser = torch.optim.AdamW([weight, bias], lr=RATE, weight_decay=1e-3)
    for _ in range(ROUNDS):
        for some in torch.split(torch.randperm(len(inputs)), 512):
            loss = functional.cross_entropy(functional.linear(inputs[some], weight, bias), wanted[some])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    return weight.detach(), bias.detach()
