"""``python -m training.run``: trains the encoder, or goes on with a run that was stopped."""

from __future__ import annotations

import argparse

from training.settings import Settings
from training.train import train


def main() -> None:
    """Reads the few options and trains."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=Settings.threads)
    options = parser.parse_args()
    train(Settings(epochs=options.epochs, threads=options.threads))


if __name__ == "__main__":
    main()
