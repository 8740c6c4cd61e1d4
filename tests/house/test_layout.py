"""The top level of the repository, and what must never be in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "app.py", "requirements.txt", "pages", "components", "tests", "sample_articles", "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
    "LICENSE", "Makefile", "pyproject.toml", ".streamlit", ".ci", ".gitignore", "docs", "models", "training", "static",
}  # fmt: skip


def tracked() -> list[str]:
    """Paths of the files under version control."""
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listing.stdout.splitlines()


def test_the_top_level_is_what_was_agreed() -> None:
    assert {path.split("/")[0] for path in tracked()} <= TOP


def test_the_program_needs_no_torch() -> None:
    assert "torch" not in (ROOT / "requirements.txt").read_text("utf-8")


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "tests/requirements.txt"):
        lines = [
            line for line in (ROOT / name).read_text("utf-8").splitlines() if line and not line.startswith(("#", "-r"))
        ]
        assert lines
        assert all("==" in line for line in lines)


def test_the_models_stay_small_enough_to_ship() -> None:
    files = [ROOT / path for path in tracked() if path.startswith("models/")]
    assert sum(f.stat().st_size for f in files) <= 90_000_000


def test_no_page_or_component_touches_the_network_or_silences_a_check() -> None:
    for path in tracked():
        if path.endswith(".py") and path.startswith(("components/", "pages/", "app.py")):
            source = (ROOT / path).read_text("utf-8")
            assert "except Exception" not in source, path
            assert "except:" not in source, path
            assert not any(f"import {name}" in source for name in ("requests", "urllib.request", "httpx")), path


def test_every_picture_is_shown_somewhere() -> None:
    pages = "".join((ROOT / path).read_text("utf-8") for path in tracked() if path.endswith(".md"))
    pictures = [path for path in tracked() if path.startswith("docs/images/")]
    assert pictures
    assert [path for path in pictures if path.removeprefix("docs/") not in pages] == []
