#!/bin/sh
# Makes models/encoder anew: installs what training needs into .venv-train and trains, or goes on with a stopped run.
# Options go to training.run, e.g. `training/train.sh --epochs 4 --minutes 30`.
set -eu
cd "$(dirname "$0")/.."
[ -d .venv-train ] || python3.11 -m venv .venv-train
.venv-train/bin/python -m pip install --quiet -r training/requirements.txt
# Waiting threads sleep instead of spinning, so that a busy machine stays usable.
export OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0
exec .venv-train/bin/python -m training.run "$@"
