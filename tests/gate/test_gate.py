"""The quality gate: accuracy on the gold data may rise but never fall below tests/gate/floors.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gate.measure import SHARED, figures, parse

FLOORS: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))


@pytest.mark.gate
@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the gold data (../shared/data) is not on this machine")
@pytest.mark.parametrize("gold", FLOORS)
def test_accuracy_does_not_fall(gold: str, tmp_path: Path) -> None:
    measured = figures(gold, tmp_path)
    for name, floor in FLOORS[gold].items():
        print(f"{gold:<18} {name:<32} {measured[name]:5.1f}   floor {floor:5.1f}")
    below = {name: (measured[name], floor) for name, floor in FLOORS[gold].items() if measured[name] < floor}
    assert not below, f"{gold}: (measured, floor) {below}"


def test_the_scorers_report_is_read_right() -> None:
    report = "documents             40\ntimes.value          P  80.0  R  90.0  F1  84.7   (gold 10, system 9)\nevents.found          74.2   (of 299)"
    assert parse(report) == {
        "documents": 40.0, "times.value.P": 80.0, "times.value.R": 90.0, "times.value.F1": 84.7, "events.found": 74.2,
    }  # fmt: skip
