"""``python -m training.run``: trains the encoder, or goes on with a run that was stopped, then exports and measures it."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.export import export
from training.grammar_heads import refit
from training.measure import measure, onnx_run, table
from training.model import small_state
from training.passages import measuring_data, training_data
from training.settings import MODEL, WORK, Settings
from training.train import averaged, kept_epochs, load_tokenizer, mix_in, torch_run, train
from training.windows import Cutter


def finish(settings: Settings, folder: Path) -> None:
    """Averages the last epochs, writes the model into a folder and measures it before and after compression."""
    epochs = kept_epochs()[-settings.averaged :]
    print(f"averaging epochs {epochs}", flush=True)
    model = averaged(epochs)
    if settings.start:
        mix_in(model, settings.start, settings.start_share)
    tokenizer = load_tokenizer()
    cutter, data = Cutter(tokenizer), measuring_data()
    refit(model, cutter, training_data().grammar)
    torch.save(small_state(model), WORK / "finished.pt")
    export(model, tokenizer, folder)
    for name, run in {
        "float32": torch_run(model, torch.device("cpu")),
        "shipped": onnx_run(folder / "model.onnx", settings.threads),
    }.items():
        report = table({source: measure(run, cutter, passages) for source, passages in data.items()})
        (WORK / f"report-{name}.txt").write_text(report + "\n", "utf-8")
        print(f"== {name}\n{report}", flush=True)


def main() -> None:
    """Reads the few options, trains, exports and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--minutes", type=float, default=Settings.minutes)
    parser.add_argument("--averaged", type=int, default=Settings.averaged, help="epochs averaged at the end")
    parser.add_argument("--start", type=Path, help="weights of an earlier round to begin with")
    parser.add_argument(
        "--start-share", type=float, default=Settings.start_share, help="their share in the finished model"
    )
    parser.add_argument("--rate", type=float, default=Settings.encoder_rate, help="highest rate of the encoder")
    parser.add_argument("--seed", type=int, default=Settings.seed, help="another one for another round")
    parser.add_argument("--threads", type=int, default=Settings.threads)
    parser.add_argument("--out", type=Path, default=MODEL, help="folder of the finished model")
    parser.add_argument("--export-only", action="store_true", help="export what the epochs so far have made")
    options = parser.parse_args()
    settings = Settings(
        start=options.start,
        start_share=options.start_share,
        epochs=options.epochs,
        minutes=options.minutes,
        encoder_rate=options.rate,
        averaged=options.averaged,
        seed=options.seed,
        threads=options.threads,
    )
    torch.set_num_threads(settings.threads)
    if not options.export_only:
        train(settings)
    finish(settings, options.out)


if __name__ == "__main__":
    main()
