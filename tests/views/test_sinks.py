"""Places where the words of an article could become HTML or a script: there are none."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "components").rglob("*.py")]
BANNED = ("unsafe_allow_html", "unsafe_allow_javascript", "st.iframe", "components.v1", "components.html")
SHEETS = ("Path(__file__).with_suffix('.css')", "Path(__file__).with_suffix('.de.css')")
BANNED_IN_SCRIPTS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_file_opens_a_way_for_markup(file: Path) -> None:
    source = file.read_text("utf-8")
    for banned in BANNED:
        assert banned not in source
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.html":
            (argument,) = map(ast.unparse, node.args)
            ours = argument.isupper() or argument in SHEETS
            assert ours, f"st.html({argument}): only a style sheet of our own"


@pytest.mark.parametrize("file", [*(ROOT / "components").rglob("*.js")], ids=lambda f: f.name)
def test_no_script_makes_markup_of_text(file: Path) -> None:
    source = file.read_text("utf-8")
    for banned in BANNED_IN_SCRIPTS:
        assert banned not in source
