"""When an event took place: which time expression of the text is its date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span

from components.analysis.event_attributes import belonging
from components.analysis.event_clauses import Place
from components.analysis.event_reckoned import Reckoned, reckoned
from components.analysis.model import Passage, TimeExpression
from components.encoder import verb_form
from components.languages import facts

BESIDE = 12  # characters between an event's word and a time of its own: „nach dem Putsch am Montag“
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class When:
    """The date of an event: its TIMEX3 value (a range as "a/b"), first and last day, index of the time expression, and where it stands."""

    value: str = ""
    earliest: str | None = None
    latest: str | None = None
    time: int | None = None
    how: str = "none"

    @property
    def to_the_day(self) -> bool:
        """Whether the date names one day or part of a day."""
        return bool(DAY.match(self.value)) and "/" not in self.value


class Calendar:
    """The time expressions of an article that name calendar spans, and how they stand in its sentences."""

    def __init__(self, doc: Doc, times: Sequence[TimeExpression], published: date | None) -> None:
        words = facts(doc.lang_, "events")["dates"]
        self._doc, self._text = doc, doc.text
        self._times = times
        self._starts = [t.start for t in times]
        self._published = published
        self._reckoned = reckoned(doc.text, doc.lang_, times, published)
        self._first_since = re.compile(words["first_since"])
        self._going_on_with = frozenset(words["going_on_with"])
        self._perfect = frozenset(words["perfect"])
        self._open_end = frozenset((*words["open_end"], *facts(doc.lang_, "events")["status"]["may"]))
        self._joins = [re.compile(pattern) for pattern in words["joins"]]
        before = "|".join(re.escape(w) for w in words["before_time"])
        self._around = frozenset(words["before_or_after"])
        self._until = re.compile(words["until"])
        self._since = re.compile(rf"\b(?:{'|'.join(words['since'])})\s+(?:(?:{before})\s+)*$", re.IGNORECASE)

    def within(self, passage: Passage) -> list[int]:
        """Indices of the times that begin inside the passage and name a calendar span."""
        return [
            k
            for k in self._beginning_in(passage)
            if k in self._reckoned or (self._times[k].earliest and self._times[k].latest)
        ]

    def leaves_open(self, passages: Sequence[Passage]) -> bool:
        """Whether the passages name a day that nobody can tell without the day of publication: „am Dienstag“, „im März“."""
        return any(self._times[k].rule == "unanchored" for p in passages for k in self._beginning_in(p))

    def _beginning_in(self, passage: Passage) -> range:
        return range(bisect_left(self._starts, passage.start), bisect_left(self._starts, passage.end))

    def nearest(self, candidates: Sequence[int], trigger: Passage) -> int:
        """The candidate with the fewest characters between it and the trigger."""
        return min(
            candidates, key=lambda k: max(self._times[k].start - trigger.end, trigger.start - self._times[k].end)
        )

    def dating(self, passages: Sequence[Passage], trigger: Span, place: Place) -> int | None:
        """The calendar time of these passages that dates the event: the nearest one that does not belong to something else."""
        word, kinds = Passage(trigger.start_char, trigger.end_char), dict[int, str]()
        apart = self._lies_apart(trigger)
        for k in (k for passage in passages for k in self.within(passage)):
            if apart and not 0 <= self._times[k].start - word.end <= BESIDE:
                continue
            kind: str = belonging(self._doc, self._times[k], trigger, place, is_range=self._ends(k) is not None)
            if k in self._reckoned and self._reckoned[k].kind != "some_day":
                kind = "reckoned" if kind == "event" and self._tells(self._reckoned[k], place) else "other"
            kinds[k] = kind
        for kind in ("event", "perhaps", "reckoned"):
            if fitting := [k for k, found in kinds.items() if found == kind]:
                return self._exact(self.nearest(fitting, word), fitting)
        return None

    def _lies_apart(self, trigger: Span) -> bool:
        """Whether a length of time parts the event from what the clause tells: „[Drei Tage] nach dem Putsch öffnete sie am Montag die Grenze“."""
        doc, first = trigger.doc, max(trigger.sent.start, trigger.start - 3)
        near = [t for t in doc[first : trigger.start] if t.lower_ in self._around]
        if not near or any(t.is_punct for t in doc[near[-1].i : trigger.start]) or verb_form(trigger[0]):
            return False
        bound = near[-1].idx
        k = bisect_left(self._starts, bound) - 1
        return k >= 0 and self._times[k].type == "DURATION" and not self._text[self._times[k].end : bound].strip()

    def _exact(self, k: int, fitting: Sequence[int]) -> int:
        """The time itself, or the one within it: „in diesem Jahr lag der Kurs am [10. August] am tiefsten“."""
        first, last = self._times[k].earliest, self._times[k].latest
        if first is None or last is None or first[:4] != last[:4]:
            return k
        inside = [
            n for n in fitting if first <= (self._times[n].earliest or "") <= (self._times[n].latest or "~") <= last
        ]
        exact = [n for n in inside if (self._times[n].earliest, self._times[n].latest) != (first, last)]
        return min(exact, key=lambda n: abs(n - k), default=k)

    def _tells(self, span: Reckoned, place: Place) -> bool:
        """Whether a clause says that a length of time is its date: „streiken seit drei Tagen“, not „zum ersten Mal seit drei Jahren“."""
        tokens = place.tokens
        forms, lower = {verb_form(t) for t in tokens}, {t.lower_ for t in tokens}
        if span.kind == "since":
            going_on = "Fin-Ind-Pres" in forms or "Fin-Sub-Pres" in forms
            with_it = not self._going_on_with or bool(self._going_on_with & lower)
            return going_on and with_it and not self._first_since.search(" ".join(t.text for t in tokens))
        if span.kind == "within":  # „entscheidet binnen 30 Tagen“, not „kann binnen 30 Tagen widersprechen“
            return "Fin-Ind-Pres" in forms and not self._open_end & lower
        over = "Fin-Ind-Past" in forms or ("Part" in forms and bool(self._perfect & lower))
        return span.kind == "past" or not over

    def _ends(self, k: int) -> tuple[TimeExpression, TimeExpression] | None:
        pairs = ((self._times[a], self._times[a + 1]) for a in (k, k - 1) if 0 <= a < len(self._times) - 1)
        return next((pair for pair in pairs if self._joined(*pair)), None)

    def when(self, k: int, how: str, *, lasting: bool, staying: bool = False) -> When:
        """The date that time expression `k` gives: with its neighbour a range, for something `lasting` „seit“ a day one up to the publication.

        „Seit 2019 verhandeln die Parteien“ goes on; „Das Rauchen ist seit 2019 verboten“ began then. What is `staying` „bis“ a day has begun
        („Die Grenze bleibt bis 1. Juli geschlossen“); anything else is to happen by then.
        """
        time = self._times[k]
        if span := self._reckoned.get(k):
            return When(span.value, span.earliest, span.latest, k, how)
        if ends := self._ends(k):
            return When(f"{ends[0].value}/{ends[1].value}", ends[0].earliest, ends[1].latest, k, how)
        before = self._text[max(0, time.start - 40) : time.start]
        today = self._published.isoformat() if self._published else ""
        until = _as_exact(today, time.value)
        if lasting and self._since.search(before) and until != time.value and (time.earliest or "") < today:
            return When(f"{time.value}/{until}", time.earliest, today, k, how)
        if staying and self._until.search(before) and until != time.value and (time.latest or "") > today:
            return When(f"{until}/{time.value}", today, time.latest, k, how)
        return When(time.value, time.earliest, time.latest, k, how)

    def _joined(self, a: TimeExpression, b: TimeExpression) -> bool:
        """„vom 6. bis zum 8. Juni“, „zwischen Juli und September“, „heute und morgen“."""
        if not (a.earliest and b.latest and b.earliest) or a.end > b.start or a.earliest >= b.earliest:
            return False
        between = self._text[a.end : b.start]
        return any(join.search(between) for join in self._joins)

    def is_day(self, k: int) -> bool:
        """Whether a time names one day or part of it."""
        return bool(DAY.match(self._times[k].value))

    def ahead(self, when: When) -> bool:
        """Whether the date lies wholly after the publication."""
        return self._published is not None and when.earliest is not None and when.earliest > self._published.isoformat()


def _as_exact(day: str, value: str) -> str:
    """The day written as exactly as the value: "2011-09-12" beside "2007" is "2011"."""
    plain = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?$", value)
    return day[: len(value)] if plain else day
