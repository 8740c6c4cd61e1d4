"""Facts of a language as data: one folder a language, one TOML file a subject; docs/languages.md says how to write them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
KNOWN = tuple(sorted(p.name for p in FOLDER.iterdir() if p.is_dir() and any(p.glob("*.toml"))))
FALLBACK = "en"  # whose facts read a text in a language that has no folder


@dataclass(frozen=True, slots=True)
class Traits:
    """What kind of language it is (`language.toml`); rules ask for these and never for a language by name."""

    rough: bool  # read with word lists alone: the encoder was not trained on it
    capital_nouns: bool  # every noun begins with a capital
    case_endings: bool  # nouns, names and adjectives change their endings with the case
    compounds: bool  # nouns are joined to one word, whose last part says what it is
    verb_last: bool  # a subordinate clause stands behind a comma and ends with its verb
    bare_clauses: bool  # reported speech may follow its verb without comma or conjunction
    gendered_nouns: bool  # a pronoun's gender may be that of a thing


@lru_cache(maxsize=64)
def facts(language: str, subject: str) -> dict[str, Any]:
    """The facts of `components/languages/<language>/<subject>.toml`; those of FALLBACK for a language without a folder. Read only."""
    folder = FOLDER / (language if language in KNOWN else FALLBACK)
    return tomllib.loads((folder / f"{subject}.toml").read_text("utf-8"))


@lru_cache(maxsize=16)
def traits(language: str) -> Traits:
    """The traits of a language; those of FALLBACK, and rough, for a language without a folder."""
    table = facts(language, "language")["traits"]
    return Traits(**{**table, "rough": table["rough"] or language not in KNOWN})
