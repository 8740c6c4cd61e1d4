"""One correction: what a person changed in an analysis, as a value that outlives a new analysis of the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from components.analysis.model import Passage

Json = Any  # str, int, None, and lists of them: what a database column and a file can hold

ACTIONS: Final = (
    "entity.rename", "entity.retype", "entity.merge", "entity.split", "entity.delete", "entity.add",
    "quote.speaker", "quote.kind", "quote.parts", "quote.delete", "quote.add",
    "event.date", "event.status", "event.label", "event.delete", "event.add",
    "time.value",
    "article.published", "article.title",
)  # fmt: skip


class CorrectionError(ValueError):
    """A correction that cannot be made; `code` names the sentence in the interface's string table, `detail` fills its blank."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Correction:
    """One deed of a person.

    `anchor` says where the thing stands in the text: an entity's mentions, a quotation's parts, an event's trigger, a time
    expression's words; empty for the article. Ids change with every analysis, places in the text do not. `number`, `who` and `when`
    (ISO 8601, UTC) are given by the store. `values` depends on the action:

    entity.rename {name} · entity.retype {type} · entity.merge {into: [[start, end], …]} · entity.split {mentions: [[start, end], …],
    name} · entity.delete {} · entity.add {type, name} · quote.speaker {entity: [[start, end], …] | null, words: [start, end] | null,
    name} · quote.kind {kind} · quote.parts {parts: [[start, end], …]} · quote.delete {} · quote.add {kind, entity, words, name} ·
    event.date {value} · event.status {status} · event.label {label: [start, end]} · event.delete {} · event.add {clause: [start,
    end], value, status} · time.value {value} · article.published {published: ISO date | null} · article.title {title}

    An entity that stands nowhere in the text (a speaker named by hand) is meant by its name: `named`, `into_named`, `name`.
    """

    action: str
    anchor: tuple[Passage, ...]
    values: Mapping[str, Json]
    number: int = 0
    who: str = ""
    when: str = ""


def correction_form(correction: Correction) -> dict[str, Json]:
    """The correction as JSON-ready values."""
    return {
        "action": correction.action,
        "anchor": pairs(correction.anchor),
        "values": dict(correction.values),
        "number": correction.number,
        "who": correction.who,
        "when": correction.when,
    }


def correction_from_form(form: Mapping[str, Any]) -> Correction:
    """The correction that `correction_form` wrote; raises CorrectionError("unknown_value") where the form is none."""
    try:
        action, values, anchor = form["action"], dict(form["values"]), passages(form["anchor"])
        number, who, when = int(form.get("number", 0)), str(form.get("who", "")), str(form.get("when", ""))
    except (KeyError, TypeError, ValueError) as error:
        raise CorrectionError("unknown_value", type(error).__name__) from error
    if action not in ACTIONS:
        raise CorrectionError("unknown_action", str(action)[:40])
    return Correction(action, anchor, values, number, who, when)


def pairs(places: Iterable[Passage]) -> list[list[int]]:
    """Places in the text as JSON: [[start, end], …]."""
    return [[p.start, p.end] for p in places]


def passages(form: Any) -> tuple[Passage, ...]:
    """The places that `pairs` wrote; raises CorrectionError("unknown_value") where they are none."""
    try:
        return tuple(passage(pair) for pair in form or ())
    except TypeError as error:
        raise CorrectionError("unknown_value") from error


def passage(pair: Any) -> Passage:
    """One place in the text from [start, end]; raises CorrectionError("unknown_value") where it is none."""
    match pair:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            return Passage(start, end)
    raise CorrectionError("unknown_value", str(pair)[:40])


def touched(correction: Correction) -> frozenset[tuple[str, Passage | str]]:
    """What a correction changes, to see whether two people worked on the same thing; the article's facts by their name."""
    kind, _, what = correction.action.partition(".")
    if kind == "article":
        return frozenset({(kind, what)})
    places = {*correction.anchor, *passages(correction.values.get("into"))}
    return frozenset((kind, p) for p in places)


def needed(correction: Correction) -> frozenset[tuple[str, Passage | str]]:
    """What a correction relies on without changing it: the entity that becomes a quotation's speaker."""
    if correction.action in ("quote.speaker", "quote.add"):
        return frozenset(("entity", p) for p in passages(correction.values.get("entity")))
    return frozenset()


def meet(mine: Correction, theirs: Correction) -> bool:
    """Whether two corrections concern the same item, so that the second person should see the first one's before writing."""
    gone = theirs.action in ("entity.delete", "entity.merge", "entity.split")
    return bool(touched(mine) & touched(theirs)) or (gone and bool(needed(mine) & touched(theirs)))
