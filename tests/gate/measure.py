"""Analyses a gold set with the command line and reads the figures that ../shared/tools/score.py prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from training.settings import HELD_BACK_EVERY

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LINE = re.compile(r"^(\S+)\s+(.*)$")
PRF = re.compile(r"P\s+([\d.]+)\s+R\s+([\d.]+)\s+F1\s+([\d.]+)")


def figures(gold: str, folder: Path) -> dict[str, float]:
    """Every figure of the scorer for the gold set `gold`, e.g. {"times.value.F1": 84.1, "events.found": 76.0}.

    `gold` is a path under ../shared/data, or a folder of our own articles beside this file ("fr"); behind a blank may stand the convention
    that the gold's times keep to ("krauts_dev timeml"), or that only the sentences are taken that no model was trained on.
    """
    gold, _, how = gold.partition(" ")
    own = Path(__file__).parent / gold
    where, out = own if own.is_dir() else SHARED / "data" / gold, folder / "out.jsonl"
    if how == "held-back":
        where = held_back(where, folder)
    convention = how if how == "timeml" else "own"
    given = run([sys.executable, str(SHARED / "tools" / "make_input.py"), str(where)], None)
    out.write_text(run([sys.executable, "-m", "components.analyse", "--jsonl", "--times", convention], given), "utf-8")
    return parse(run([sys.executable, str(SHARED / "tools" / "score.py"), str(where), str(out)], None))


def held_back(sentences: Path, folder: Path) -> Path:
    """A file with the sentences of GermEval that no training reads."""
    (file,) = sentences.glob("*.tsv")
    blocks = file.read_text("utf-8").strip().split("\n\n")
    kept = folder / file.name
    kept.write_text("\n\n".join(blocks[:: HELD_BACK_EVERY["germeval2014"]]) + "\n", "utf-8")
    return kept


def parse(report: str) -> dict[str, float]:
    """The scorer's lines as figures by name; a line of precision, recall and F1 gives three."""
    found: dict[str, float] = {}
    for line in report.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        name, rest = match.groups()
        if three := PRF.search(rest):
            found |= {f"{name}.{k}": float(v) for k, v in zip(("P", "R", "F1"), three.groups(), strict=True)}
        else:
            found[name] = float(rest.split()[0])
    return found


def run(command: list[str], given: str | None) -> str:
    """What the command prints; raises CalledProcessError with its own words where it fails."""
    done = subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, encoding="utf-8")
    if done.returncode:
        sys.stderr.write(done.stderr)
    done.check_returncode()
    return done.stdout
