"""One happening told more than once: events that share their word, and do not differ in date, people and status."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from components.analysis.model import Event
from components.languages import facts

ENDING = re.compile(r"(?:ungen|ung|ens|en|ern|er|es|te|ten|tet|ing|ed|e|n|s|t)$")
PARTICIPLE = re.compile(
    r"^(an|auf|aus|ab|ein|fest|zurück|vor|zu|um|bei|nach|mit|weg|los|nieder|frei)?ge(?=[a-zäöüß]{4})"
)


def grouped(events: tuple[Event, ...], text: str, language: str) -> tuple[Event, ...]:
    """The events with `group` set where several tell of one happening („Der Anschlag …“ – „Die Bombe explodierte …“); "" elsewhere."""
    words = [families(text[e.trigger.start : e.trigger.end], language) for e in events]
    leaders: list[list[int]] = []
    sharing: dict[str, list[int]] = {}  # stem or family → groups that hold it
    for k, event in enumerate(events):
        near = sorted({n for word in words[k] for n in sharing.get(word, [])})
        home = next(
            (n for n in near if all(words[j] & words[k] and _agree(events[j], event) for j in leaders[n])), None
        )
        if home is None:
            home = len(leaders)
            leaders.append([])
        leaders[home].append(k)
        for word in words[k]:
            sharing.setdefault(word, []).append(home)
    names = {k: f"g{n}" for n, g in enumerate((g for g in leaders if len(g) > 1), 1) for k in g}
    return tuple(replace(event, group=names.get(k, "")) for k, event in enumerate(events))


def _agree(a: Event, b: Event) -> bool:
    """Whether nothing speaks against two events being one: status, dates, and the people and places named."""
    if "denied" in (a.status, b.status) and a.status != b.status:
        return False
    if a.earliest and b.earliest and a.latest and b.latest and (a.latest < b.earliest or b.latest < a.earliest):
        return False
    return not (a.entities and b.entities) or bool(set(a.entities) & set(b.entities))


@lru_cache(maxsize=512)
def families(word: str, language: str) -> frozenset[str]:
    """The stem of an event's word and the families it belongs to: „Festnahme“ and „festgenommen“ share one."""
    lower = word.lower()
    stem = ENDING.sub("", PARTICIPLE.sub(lambda m: m[1] or "", lower))
    same = facts(language, "events")["same"]
    return frozenset(
        {stem, *(f"#{n}" for n, family in enumerate(same) if any(_holds(lower, part) for part in family["parts"]))}
    )


def _holds(word: str, part: str) -> bool:
    """Whether a word begins or ends with a part; short parts must be the whole word („tot“, not „Totale“)."""
    return (
        word == part
        or (len(part) > 4 and (word.startswith(part) or word.endswith(part)))
        or (len(part) == 4 and word.endswith(part))
    )
