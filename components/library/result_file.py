"""The portable result file: one analysis with everything a person changed in it, made in one Wortlaut and opened in any other.

It is the published form (docs/FORMAT.md) with `wortlaut`, the version of the form, and, where anything was corrected, `corrections` and
`before`, the analysis without them: so they can be taken back where the file is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NoReturn

from components.analysis.form import to_json
from components.analysis.form_checks import (
    LONGEST_NAME,
    MOST_ITEMS,
    FormError,
    checked,
    day,
    items,
    offset,
    record,
    string,
    text,
)
from components.analysis.model import Analysis
from components.article.errors import BrokenResult, FileTooLarge, NewerResult
from components.library.articles import Saved
from components.library.correction import Correction, CorrectionError, correction_form, correction_from_form
from components.library.corrections import corrected

VERSION: Final = 1
MOST_BYTES: Final = 10 * 1024 * 1024
_OURS: Final = ('"article"', '"entities"', '"quotes"')
_DEEPEST: Final = 4  # lists within lists in what a correction says
_LONGEST_PLACE: Final = 60


@dataclass(frozen=True, slots=True)
class Brought:
    """What a result file holds: the machine's analysis with the article as it was read, and what was corrected, in order."""

    machine: Analysis
    corrections: tuple[Correction, ...] = ()
    reckoned_from: date | None = None  # as in Saved
    source: str = ""


def result_file(saved: Saved) -> str:
    """The file for a saved analysis."""
    form: dict[str, Any] = {"wortlaut": VERSION, "source": saved.source, **to_json(saved.analysis)}
    if saved.corrections:
        before = to_json(replace(saved.machine, by_hand=(), unapplied=()))
        del before["article"]["text"]  # the same: no correction changes the text
        form["before"] = {**before, "reckoned_from": saved.reckoned_from.isoformat() if saved.reckoned_from else None}
        form["corrections"] = [correction_form(correction) for correction in saved.corrections]
    return json.dumps(form, ensure_ascii=False, indent=1)


def is_result(words: str) -> bool:
    """Whether a paste is meant as a result file and not as an article."""
    start = words.lstrip("\ufeff \t\r\n")
    return start.startswith("{") and all(name in start for name in _OURS)


def read_result(data: bytes | str) -> Brought:
    """What the file holds, every value checked: anybody may have made it.

    Raises FileTooLarge, NewerResult for a version not known here, BrokenResult for everything else that is no result file.
    """
    size = len(data)
    if size > MOST_BYTES:
        raise FileTooLarge(f"{size / 1024 / 1024:.1f} MB")
    try:
        form = record(_loaded(data), "")
        version = form.get("wortlaut", VERSION)
        if isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise FormError("wortlaut")
        if version > VERSION:
            raise NewerResult(str(version)[:20])
        return _brought(form)
    except FormError as error:
        raise BrokenResult(error.place[:_LONGEST_PLACE]) from error


def _loaded(data: bytes | str) -> object:
    """The values of the JSON text; FormError where it is none, is nested without end or holds numbers that are none."""

    def no_number(name: str) -> NoReturn:
        raise FormError(name)

    try:
        words = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return json.loads(words, parse_constant=no_number)
    except FormError:
        raise
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, a number of thousands of figures
        raise FormError("JSON") from error


def _brought(form: Mapping[str, Any]) -> Brought:
    shown = checked(form)
    source = text(form, "source", "", default="")
    corrections = tuple(items(form, "corrections", lambda c, at: _correction(c, at, shown), optional=True))
    if not corrections:
        return Brought(shown, (), shown.article.published, source)
    before = record(form.get("before"), "before")
    article = {**record(before.get("article"), "before.article"), "text": shown.article.text}
    machine = replace(checked({**before, "article": article}), by_hand=(), unapplied=())
    reckoned = day(before.get("reckoned_from"), "before.reckoned_from")
    checked(to_json(corrected(machine, corrections)))  # what will be shown must hold as well
    return Brought(machine, corrections, date.fromisoformat(reckoned) if reckoned else None, source)


def _correction(value: object, at: str, shown: Analysis) -> Correction:
    form = record(value, at)
    length = len(shown.article.text)
    _harmless(form.get("values"), f"{at}.values", length, _DEEPEST)
    _harmless(form.get("anchor"), f"{at}.anchor", length, 2)
    who, when = text(form, "who", at, default=""), text(form, "when", at, most=40)
    offset(form.get("number", 0), f"{at}.number", MOST_ITEMS)
    try:
        if datetime.fromisoformat(when).tzinfo is None:
            raise FormError(f"{at}.when")
        return correction_from_form({**form, "who": who, "when": when})
    except FormError:
        raise
    except (CorrectionError, ValueError) as error:
        raise FormError(at) from error


def _harmless(value: object, at: str, length: int, deep: int) -> None:
    """A correction says words, places in the text, and lists of them; nothing else."""
    if isinstance(value, dict) and deep == _DEEPEST:
        for name, inner in value.items():
            string(name, at, 40)
            _harmless(inner, at, length, deep - 1)
    elif isinstance(value, list) and deep:
        if len(value) > MOST_ITEMS:
            raise FormError(at)
        for inner in value:
            _harmless(inner, at, length, deep - 1)
    elif isinstance(value, str):
        string(value, at, LONGEST_NAME)
    elif value is not None:
        offset(value, at, length)
