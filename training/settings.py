"""Every number and path of the training run in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("WORTLAUT_DATA", ROOT.parent / "shared" / "data"))
WORK = Path(os.environ.get("WORTLAUT_WORK", ROOT / "training" / "rounds"))
MODEL = ROOT / "models" / "encoder"
OWN = ROOT / "training"
"""Articles and sentences written and annotated for this project alone: `articles/{de,en}/*.xml`, `sentences/*.txt`."""

HELD_BACK_ARTICLES = {
    "agency": frozenset({"syn04", "syn11", "x15"}),
    "agency_en": frozenset({"x03", "x08"}),
    "wikinews_en/train": frozenset({"asylum", "flag", "lanterns"}),
}
"""Articles that are measured and never trained on, beside all of wikinews/dev."""

HELD_BACK_EVERY = {"germeval2014": 7, "gsd": 12, "pud": 3}
"""Every n-th sentence of these sources is measured and never trained on."""


@dataclass(frozen=True)
class Settings:
    """How one training run goes; the defaults made the model in models/encoder."""

    start: Path | None = None
    """Weights to begin with instead of the base's: the end of an earlier round."""
    start_share: float = 0.3
    """A round that began with earlier weights ends as a mean in which they count so much."""
    epochs: int = 20
    minutes: float = 80.0
    """The run ends after `epochs`, or sooner when it has trained for so long; rates follow."""
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    dropout: float = 0.1
    weight_decay: float = 0.01
    window_pieces: tuple[int, ...] = (160, 250, 250, 480)
    """Longest window of an article, drawn anew for each article and epoch."""
    batch_pieces: int = 480
    """Articles: windows times their longest length in one step."""
    english_share: int = 2
    """How often an English article comes in an epoch: there are few."""
    names_share: int = 2
    """How often a names-only sentence comes in an epoch; from the second time on with other names of the same kind."""
    grammar_sentences: int = 500
    sentences_in_batch: int = 12
    marks_changed: float = 0.25
    """Share of articles whose quotation marks are set in another style."""
    names_changed: float = 0.3
    """Share of articles and names-only sentences in which other names of the same kind stand."""
    capitals: float = 0.03
    """Share of the names-only sentences set in capitals, as agencies set subheads."""
    frozen_layers: int = 4
    frozen_from: float = 0.7
    """After this share of the run the lowest layers stay as they are: a fifth less time a step."""
    averaged: int = 1
    """How many of the last epochs are averaged into the model; the rate ends near nothing, so it hardly matters."""
    seed: int = 1
    threads: int = 2
