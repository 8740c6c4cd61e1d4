"""The published form read from a stranger's file: every value is checked before any of it is used (docs/FORMAT.md)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, TypeVar, get_args

from components.analysis.form import from_json
from components.analysis.model import Analysis, EntityType, EventStatus, MentionKind, QuoteKind, TimeType
from components.article.model import PublishedFrom

Json = dict[str, Any]
T = TypeVar("T")

LONGEST_TEXT: Final = 2_000_000  # characters, as for every article
MOST_ITEMS: Final = 100_000  # in any one list
LONGEST_NAME: Final = 2_000
LONGEST_CODE: Final = 80
_ID: Final = re.compile(
    r"[a-su-z][a-z]?\d{1,5}"
)  # a single t is kept for the times, which are known by their place in the list
_CODE: Final = re.compile(r"[A-Za-z0-9_.-]{0,80}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_DAY_LIKE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NO_LETTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FormError(ValueError):
    """The form is none of ours; `place` says where: "quotes[3].parts[0]"."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def checked(form: object) -> Analysis:
    """The analysis in a form that anybody may have made; raises FormError at the first value that cannot be.

    Fields nobody knows are left out, fields that newer versions added get their defaults. Ids are unique, none dangles, every offset
    lies within the text, every date is one.
    """
    whole = record(form, "")
    article = _article(whole.get("article"))
    length = len(article["text"])
    entities = items(whole, "entities", lambda e, at: _entity(e, at, length))
    quotes = items(whole, "quotes", lambda q, at: _quote(q, at, length))
    times = items(whole, "times", lambda x, at: _time(x, at, length))
    events = items(whole, "events", lambda e, at: _event(e, at, length))
    sentences = items(whole, "sentences", lambda s, at: list(pair(s, at, length)), optional=True)
    ids = [item["id"] for item in (*entities, *quotes, *events)]
    if len(ids) != len(set(ids)):
        raise FormError("id")
    _linked(entities, quotes, times, events)
    known_times = [f"t{k}" for k in range(len(times))]
    hand = {
        name: items(whole, name, lambda m, at: _hand_mark(m, at, {*ids, *known_times, "article"}), optional=True)
        for name in ("by_hand", "unapplied")
    }
    return from_json(
        {
            "id": text(whole, "id", "", most=LONGEST_CODE),
            "article": article,
            "entities": entities,
            "quotes": quotes,
            "times": times,
            "events": events,
            "notes": items(whole, "notes", lambda n, at: _note(n, at, length), optional=True),
            "sentences": sentences,
            **hand,
        }
    )


# ------------------------------------------------------------------------------------------------------------------ single values


def record(value: object, at: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise FormError(at or "{")
    return value


def items(of: Mapping[str, Any], name: str, read: Callable[[object, str], T], *, optional: bool = False) -> list[T]:
    """A list whose every item `read` accepts; it is given the item and its place."""
    value = of.get(name, [] if optional else None)
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise FormError(name)
    return [read(item, f"{name}[{k}]") for k, item in enumerate(value)]


def text(of: Mapping[str, Any], name: str, at: str, *, most: int = LONGEST_NAME, default: str | None = None) -> str:
    """A string without control letters and halves of letters."""
    return string(of.get(name, default), f"{at}.{name}", most)


def string(value: object, at: str, most: int = LONGEST_NAME) -> str:
    """A string of at most `most` characters without control letters and halves of letters."""
    if not isinstance(value, str) or len(value) > most or _NO_LETTER.search(value):
        raise FormError(at.lstrip("."))
    return value


def _code(of: Mapping[str, Any], name: str, at: str) -> str:
    code = text(of, name, at, most=LONGEST_CODE, default="")
    if not _CODE.fullmatch(code):
        raise FormError(f"{at}.{name}")
    return code


def _one_of(of: Mapping[str, Any], name: str, at: str, options: Collection[Any]) -> Any:
    value = of.get(name)
    if not (value is None or isinstance(value, str)) or value not in options:
        raise FormError(f"{at}.{name}")
    return value


def _sure(of: Mapping[str, Any], name: str, at: str, default: float | None = None) -> float:
    value = of.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 1:
        raise FormError(f"{at}.{name}")
    return float(value)


def offset(value: object, at: str, most: int) -> int:
    """A whole number from 0 to `most`."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise FormError(at)
    return value


def pair(value: object, at: str, length: int) -> tuple[int, int]:
    """A passage [start, end] that lies within a text of `length` and holds at least one character."""
    if not isinstance(value, list) or len(value) != 2:
        raise FormError(at)
    start, end = (offset(v, at, length) for v in value)
    if start >= end:
        raise FormError(at)
    return start, end


def _span(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    start, end = pair([form.get("start"), form.get("end")], at, length)
    return {"start": start, "end": end}


def day(value: object, at: str) -> str | None:
    """An ISO date or null."""
    if value is None:
        return None
    if not isinstance(value, str) or not value.isascii() or not _DAY_LIKE.fullmatch(value):
        raise FormError(at)
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise FormError(at) from error
    return value


def _id(of: Mapping[str, Any], at: str) -> str:
    name = text(of, "id", at, most=LONGEST_CODE)
    if not name.isascii() or not _ID.fullmatch(name):
        raise FormError(f"{at}.id")
    return name


def _id_or_none(of: Mapping[str, Any], name: str, at: str) -> str | None:
    return None if of.get(name) is None else text(of, name, at, most=LONGEST_CODE)


# ------------------------------------------------------------------------------------------------------------------ whole records


def _article(value: object) -> Json:
    at = "article"
    form = record(value, at)
    words = text(form, "text", at, most=LONGEST_TEXT)
    language = text(form, "language", at, most=3)
    if not words.strip() or not _LANGUAGE.fullmatch(language):
        raise FormError(f"{at}.text")
    published = day(form.get("published"), f"{at}.published")
    return {
        "text": words,
        "title": text(form, "title", at, default=""),
        "authors": items(form, "authors", string, optional=True),
        "agency": text(form, "agency", at, default=""),
        "dateline": items(form, "dateline", string, optional=True),
        "language": language,
        "published": published,
        "published_from": _one_of(form, "published_from", at, (*get_args(PublishedFrom), None)) if published else None,
        "notes": items(form, "notes", lambda n, place: _note(n, place, len(words)), optional=True),
    }


def _note(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    detail = text(form, "detail", at, most=300, default="")
    if _DAY_LIKE.fullmatch(detail):
        day(detail, f"{at}.detail")
    where = {name: None if form.get(name) is None else offset(form[name], at, length) for name in ("start", "end")}
    return {"code": _code(form, "code", at), "detail": detail, **where}


def _entity(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    name = text(form, "name", at)
    if not name.strip():
        raise FormError(f"{at}.name")
    return {
        "id": _id(form, at),
        "type": _one_of(form, "type", at, get_args(EntityType)),
        "name": name,
        "roles": items(form, "roles", string, optional=True),
        "voice": _code(form, "voice", at),
        "mentions": items(form, "mentions", lambda m, place: _mention(m, f"{at}.{place}", length)),
    }


def _mention(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    return {
        **_span(form, at, length),
        "kind": _one_of(form, "kind", at, get_args(MentionKind)),
        "confidence": _sure(form, "confidence", at),
        "reason": _code(form, "reason", at),
    }


def _quote(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    parts = items(form, "parts", lambda p, place: list(pair(p, f"{at}.{place}", length)))
    if not parts or any(one[1] > other[0] for one, other in pairwise(parts)):
        raise FormError(f"{at}.parts")
    return {
        "id": _id(form, at),
        "kind": _one_of(form, "kind", at, get_args(QuoteKind)),
        "parts": parts,
        "speaker": None if form.get("speaker") is None else _speaker(form["speaker"], f"{at}.speaker", length),
        "cue": None if form.get("cue") is None else _span(form["cue"], f"{at}.cue", length),
        "confidence": _sure(form, "confidence", at),
        "how": _code(form, "how", at),
        "carrier": _id_or_none(form, "carrier", at),
    }


def _speaker(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    nowhere = form.get("start") is None and form.get("end") is None
    return {
        "entity": _id_or_none(form, "entity", at),
        **({"start": None, "end": None} if nowhere else _span(form, at, length)),
        "how": _code(form, "how", at),
        "confidence": _sure(form, "confidence", at, 0.0),
        "others": items(form, "others", string, optional=True),
    }


def _time(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    return {
        **_span(form, at, length),
        "type": _one_of(form, "type", at, get_args(TimeType)),
        "value": text(form, "value", at, most=LONGEST_CODE),
        **_days(form, at),
        "confidence": _sure(form, "confidence", at, 1.0),
        "rule": _code(form, "rule", at),
        "anchor": text(form, "anchor", at, most=LONGEST_CODE, default=""),
    }


def _days(form: Mapping[str, Any], at: str) -> Json:
    first, last = (day(form.get(name), f"{at}.{name}") for name in ("earliest", "latest"))
    if (first is None) != (last is None) or (first and last and first > last):
        raise FormError(f"{at}.earliest")
    return {"earliest": first, "latest": last}


def _event(value: object, at: str, length: int) -> Json:
    form = record(value, at)
    return {
        "id": _id(form, at),
        "trigger": _span(form.get("trigger"), f"{at}.trigger", length),
        "clause": _span(form.get("clause"), f"{at}.clause", length),
        "label": text(form, "label", at, most=LONGEST_TEXT),
        "value": text(form, "value", at, most=LONGEST_CODE),
        **_days(form, at),
        "status": _one_of(form, "status", at, get_args(EventStatus)),
        "time": None if form.get("time") is None else offset(form["time"], f"{at}.time", MOST_ITEMS),
        "claimed_in": _id_or_none(form, "claimed_in", at),
        "entities": items(form, "entities", string, optional=True),
        "confidence": _sure(form, "confidence", at),
        "how": _code(form, "how", at),
        "group": _code(form, "group", at),
    }


def _hand_mark(value: object, at: str, known: set[str]) -> Json:
    form = record(value, at)
    return {
        "item": _one_of(form, "item", at, known),
        "action": _code(form, "action", at),
        "who": text(form, "who", at, default=""),
        "when": text(form, "when", at, most=LONGEST_CODE, default=""),
        "number": offset(form.get("number", 0), f"{at}.number", 1_000_000),
        "note": text(form, "note", at, default="", most=LONGEST_TEXT),
    }


def _linked(entities: list[Json], quotes: list[Json], times: list[Json], events: list[Json]) -> None:
    """No id that is nobody's, no quotation that carries itself, be it by way of others."""
    people, carriers = {e["id"] for e in entities}, {q["id"]: q["carrier"] for q in quotes}
    for k, quote in enumerate(quotes):
        speaker = quote["speaker"] or {"entity": None, "others": []}
        if not people.issuperset({*speaker["others"], *([speaker["entity"]] if speaker["entity"] is not None else [])}):
            raise FormError(f"quotes[{k}].speaker")
        seen, around = {quote["id"]}, quote["carrier"]
        while around is not None:
            if around not in carriers or around in seen or len(seen) > 100:
                raise FormError(f"quotes[{k}].carrier")
            seen.add(around)
            around = carriers[around]
    for k, event in enumerate(events):
        if event["time"] is not None and event["time"] >= len(times):
            raise FormError(f"events[{k}].time")
        if event["claimed_in"] is not None and event["claimed_in"] not in carriers:
            raise FormError(f"events[{k}].claimed_in")
        if not people.issuperset(event["entities"]):
            raise FormError(f"events[{k}].entities")
