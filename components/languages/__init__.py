"""Facts of a language as data: one folder a language, one TOML file a subject."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KNOWN = tuple(sorted(p.name for p in FOLDER.iterdir() if p.is_dir() and any(p.glob("*.toml"))))


@lru_cache(maxsize=64)
def facts(language: str, subject: str) -> dict[str, Any]:
    """The facts of `components/languages/<language>/<subject>.toml`; English for a language we have no folder for. Read only."""
    folder = FOLDER / (language if language in KNOWN else "en")
    return tomllib.loads((folder / f"{subject}.toml").read_text("utf-8"))
