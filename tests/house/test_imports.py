"""The rooms of the house: who may import what (docs/DESIGN.md), and how large a room may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# room → (own rooms it may import, foreign packages it must not import); a room may always import itself
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "components/languages": (set(), {"spacy", "pandas", "plotly", "streamlit", "numpy", "sqlalchemy", "onnxruntime"}),
    "components/article": ({"languages"}, {"spacy", "pandas", "plotly", "streamlit", "sqlalchemy", "onnxruntime"}),
    "components/encoder": ({"languages", "article"}, {"pandas", "plotly", "streamlit", "sqlalchemy"}),
    "components/analysis": (
        {"languages", "article", "encoder"},
        {"pandas", "plotly", "streamlit", "sqlalchemy", "onnxruntime"},
    ),
    "components/analyse.py": (
        {"languages", "article", "encoder", "analysis"},
        {"pandas", "plotly", "streamlit", "sqlalchemy"},
    ),
    "components/library": (
        {"languages", "article", "encoder", "analysis"},
        {"spacy", "pandas", "plotly", "streamlit", "onnxruntime"},
    ),
    "components/tables": (
        {"languages", "article", "analysis"},
        {"spacy", "plotly", "streamlit", "sqlalchemy", "onnxruntime"},
    ),
    "components/charts": (
        {"languages", "article", "analysis", "tables"},
        {"spacy", "streamlit", "sqlalchemy", "onnxruntime"},
    ),
    "components/exports": (
        {"languages", "article", "analysis", "tables"},
        {"spacy", "streamlit", "sqlalchemy", "onnxruntime"},
    ),
    "components/desk": (
        {"languages", "article", "analysis"},
        {"spacy", "pandas", "plotly", "streamlit", "sqlalchemy", "onnxruntime"},
    ),
    "components/views": (
        {"languages", "article", "analysis", "library", "desk", "tables", "charts", "exports"},
        {"spacy", "onnxruntime", "sqlalchemy"},
    ),
    "pages": ({"views", "tables", "charts", "article", "analysis"}, {"spacy", "onnxruntime", "sqlalchemy"}),
    "components/hosting": ({"article", "library", "desk", "views"}, {"spacy", "onnxruntime", "pandas"}),
    "components/server.py": ({"hosting"}, {"spacy", "onnxruntime", "sqlalchemy", "pandas", "plotly"}),
    "app.py": ({"views"}, {"spacy", "onnxruntime", "sqlalchemy", "pandas", "plotly"}),
}
# only the pipeline knows the stages of the analysis; the stages know the model and the pieces split off from themselves
STAGES = {"entities", "speakers", "quotes", "times", "events"}


def python_files() -> list[Path]:
    """Every Python file of the program, none of the tests or the training."""
    return sorted([ROOT / "app.py", *(ROOT / "components").rglob("*.py"), *(ROOT / "pages").glob("*.py")])


def room_of(file: Path) -> str | None:
    """The longest room name the file's path begins with; None for the bare package file."""
    path = file.relative_to(ROOT).as_posix()
    fits = [room for room in ROOMS if path == room or path.startswith((f"{room}/", f"{room}.", f"{room}_"))]
    return max(fits, key=len, default=None)


def imported(file: Path) -> Iterator[str]:
    """Dotted names of the modules a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("file", python_files(), ids=lambda f: f.relative_to(ROOT).as_posix())
def test_a_room_imports_only_what_it_may(file: Path) -> None:
    room = room_of(file)
    if file == ROOT / "components" / "__init__.py":
        assert not list(imported(file))
        return
    assert room is not None, f"{file} stands in no room of the design"
    own, forbidden = ROOMS[room]
    for name in imported(file):
        top, *rest = name.split(".")
        assert top not in forbidden, f"{room} imports {name}"
        assert top not in {"tests", "training", "pages", "app"}, f"{room} imports {name}"
        if top == "components" and rest:
            target = ROOT / "components" / rest[0]
            other = room_of(target / "__init__.py" if target.is_dir() else target.with_suffix(".py"))
            assert other == room or rest[0].split("_")[0] in own, f"{room} imports {name}"


def test_the_stages_of_the_analysis_meet_only_in_the_pipeline() -> None:
    for stage in STAGES:
        file = ROOT / "components" / "analysis" / f"{stage}.py"
        others = {f"components.analysis.{other}" for other in STAGES - {stage}} | {"components.analysis.pipeline"}
        met = others & set(imported(file))
        assert not met, f"{stage} imports {met}"


@pytest.mark.parametrize("file", python_files(), ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_room_outgrows_its_name(file: Path) -> None:
    source = file.read_text("utf-8")
    limit = 60 if file.parent.name == "pages" else 400
    assert source.count("\n") <= limit
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} passes 40 lines"


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [f for f in python_files() if f.stem in {"utils", "helpers", "common", "misc"}]
