"""The analysis as JSON-ready dictionaries (docs/FORMAT.md) and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from components.analysis.model import (
    Analysis,
    Entity,
    Event,
    HandMark,
    Mention,
    Passage,
    Quote,
    Speaker,
    TimeExpression,
)
from components.article.model import Article, Note

Json = dict[str, Any]


def to_json(analysis: Analysis) -> Json:
    """The analysis in the one published form: plain dicts, lists, strings and numbers."""
    form = asdict(analysis)
    form["article"]["published"] = analysis.article.published.isoformat() if analysis.article.published else None
    for quote in form["quotes"]:
        quote["parts"] = [[p["start"], p["end"]] for p in quote["parts"]]
    form["sentences"] = [[s["start"], s["end"]] for s in form["sentences"]]
    for marks in ("by_hand", "unapplied"):
        if not form[marks]:
            del form[marks]
    return form


def from_json(form: Mapping[str, Any]) -> Analysis:
    """The analysis that `to_json` wrote; raises KeyError, TypeError or ValueError where the form is not one."""
    return Analysis(
        form["id"],
        article_from_json(form["article"]),
        tuple(
            Entity(**{**e, "roles": tuple(e["roles"]), "mentions": tuple(Mention(**m) for m in e["mentions"])})
            for e in form["entities"]
        ),
        tuple(_quote(q) for q in form["quotes"]),
        tuple(TimeExpression(**t) for t in form["times"]),
        tuple(
            Event(
                **{
                    **e,
                    "trigger": Passage(**e["trigger"]),
                    "clause": Passage(**e["clause"]),
                    "entities": tuple(e["entities"]),
                }
            )
            for e in form["events"]
        ),
        _notes(form.get("notes", [])),
        tuple(Passage(*p) for p in form.get("sentences", [])),
        tuple(HandMark(**m) for m in form.get("by_hand", [])),
        tuple(HandMark(**m) for m in form.get("unapplied", [])),
    )


def article_from_json(form: Mapping[str, Any]) -> Article:
    """The article in an analysis as `to_json` wrote it; raises as `from_json` does."""
    return Article(
        **{
            **form,
            "authors": tuple(form["authors"]),
            "dateline": tuple(form["dateline"]),
            "published": date.fromisoformat(form["published"]) if form["published"] else None,
            "notes": _notes(form["notes"]),
        }
    )


def _quote(form: Mapping[str, Any]) -> Quote:
    return Quote(
        **{
            **form,
            "parts": tuple(Passage(*p) for p in form["parts"]),
            "speaker": _speaker(form["speaker"]) if form["speaker"] else None,
            "cue": Passage(**form["cue"]) if form["cue"] else None,
        }
    )


def _speaker(form: Mapping[str, Any]) -> Speaker:
    return Speaker(**{**form, "others": tuple(form.get("others", ()))})


def _notes(forms: list[Mapping[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note(**n) for n in forms)
