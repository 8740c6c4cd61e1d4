"""The encoder: BERT with one linear head a task, in plain PyTorch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.base import FEED_FORWARD, HIDDEN, LAYERS, POSITIONS
from training.labels import LABELS

ATTENTION_HEADS = 12
EPSILON = 1e-12


class Dropout(nn.Module):
    """Dropout that draws one random byte a value: a tenth of a CPU step faster than PyTorch's."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        """x unchanged, or in training with values set to 0 and the others scaled up."""
        if not self.training or not self.limit:
            return x
        words = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device)
        chances = words.random_(-(2**63), None).view(torch.uint8)[: x.numel()].view(x.shape)
        return x * (chances >= self.limit) * (256 / (256 - self.limit))


class Layer(nn.Module):
    """One transformer layer with the norm after each part, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.up = nn.Linear(HIDDEN, FEED_FORWARD)
        self.down = nn.Linear(FEED_FORWARD, HIDDEN)
        self.output_norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.dropout = Dropout(dropout)

    def _split(self, x: Tensor) -> Tensor:
        size = HIDDEN // ATTENTION_HEADS
        return x.view(x.shape[0], x.shape[1], ATTENTION_HEADS, size).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, pieces, hidden]; bias: [batch, 1, 1, pieces], added to attention scores."""
        query, key = self._split(self.query(x)), self._split(self.key(x))
        value = self._split(self.value(x))
        # Written out because it is a third faster on a CPU in bfloat16 than the fused function.
        scores = (query * (HIDDEN // ATTENTION_HEADS) ** -0.5) @ key.transpose(2, 3)
        scores = scores + bias.to(scores.dtype)
        mixed = scores.softmax(dim=-1, dtype=scores.dtype) @ value
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        inner = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.output_norm(x + self.dropout(inner))
        return normed


class Encoder(nn.Module):
    """Piece ids to label scores for every head of LABELS."""

    def __init__(self, pieces: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.ModuleDict({h: nn.Linear(HIDDEN, len(x)) for h, x in LABELS.items()})
        self.dropout = Dropout(dropout)
        # Too few texts to move 20 million embedding weights usefully, and half of the time saved.
        self.pieces.weight.requires_grad = False

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """ids, mask: int64 [batch, pieces], at most 512 pieces; scores [batch, pieces, labels]."""
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.pieces(ids) + self.positions(places)))
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        return {name: head(x) for name, head in self.heads.items()}

    def freeze(self, layers: int) -> None:
        """Keeps the places, their norm and the lowest layers as they are from now on."""
        for part in (self.positions, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)

    def load_base(self, path: Path) -> None:
        """Takes the base's weights from a file of numpy arrays; the heads keep their start."""
        with np.load(path) as arrays:
            tensors = {name: torch.from_numpy(arrays[name]) for name in arrays.files}
        missing, unexpected = self.load_state_dict(tensors, strict=False)
        if unexpected or any(not name.startswith("heads.") for name in missing):
            raise ValueError(f"{path.name} does not fit: {unexpected or missing}")


def small_state(model: Encoder) -> dict[str, Tensor]:
    """The trained weights: everything but the frozen piece embeddings."""
    return {k: v.detach().clone() for k, v in model.state_dict().items() if k != "pieces.weight"}
