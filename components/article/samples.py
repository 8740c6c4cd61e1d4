"""The sample articles that come with Wortlaut: our own writing, people and firms invented."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from components.article.draft import Draft, compose
from components.article.model import Article

FOLDER = Path(__file__).resolve().parents[2] / "sample_articles"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article: `name` is its file's name without ending, `published` the date the reader would give (None: shown without)."""

    name: str
    title: str
    language: str
    kind: Literal["analysis", "report", "short"]
    published: date | None


@lru_cache(maxsize=1)
def samples() -> tuple[Sample, ...]:
    """The samples in the order of sample_articles/samples.toml."""
    listed = tomllib.loads((FOLDER / "samples.toml").read_text("utf-8"))
    return tuple(Sample(name, s["title"], s["language"], s["kind"], s.get("published")) for name, s in listed.items())


def read_sample(name: str) -> Article:
    """The article of a sample, read like a paste; raises KeyError for a name that is not listed."""
    sample = {s.name: s for s in samples()}[name]
    return compose(Draft((FOLDER / f"{name}.txt").read_text("utf-8")), sample.published)
