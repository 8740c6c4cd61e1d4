"""The analysis of one article as frozen values; all offsets are Unicode code points into `article.text`, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from components.article.model import Article, Note

EntityType = Literal["PER", "ORG", "LOC", "MISC", "SOURCE"]
MentionKind = Literal["name", "role", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
EventStatus = Literal["happened", "planned", "possible", "denied"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, described or referred to."""

    start: int
    end: int
    kind: MentionKind
    confidence: float
    reason: str = ""  # why it belongs to this entity: "same_name", "surname", "acronym", "role", "pronoun", …


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with one identity in the article; SOURCE entities are unnamed voices and have no name mention."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()
    voice: str = (
        ""  # how a speaker counts in the sourcing profile: "person", "organisation", "state", "institution", "unnamed"
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation: the entity where known, and the words that name the speaker where there are any."""

    entity: str | None
    start: int | None = None
    end: int | None = None
    how: str = ""  # how it was resolved: "name", "surname", "pronoun", "role", "previous_sentence", "unnamed", …
    confidence: float = 0.0
    others: tuple[str, ...] = ()  # entities that say it together with this one: „Polizei und Feuerwehr teilten mit“


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation; `parts` in text order (two where a source phrase breaks it)."""

    id: str
    kind: QuoteKind
    parts: tuple[Passage, ...]
    speaker: Speaker | None
    cue: Passage | None
    confidence: float
    how: str = ""  # how it was found: "marks", "dass_clause", "v2_konjunktiv", "laut", "continuation", …
    carrier: str | None = None  # id of the quotation that carries this one: the paper that reports an official's words


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation before its speaker is resolved: content, cue and speaker words tied together, identity still open."""

    kind: QuoteKind
    parts: tuple[Passage, ...]
    cue: Passage | None
    speaker: Passage | None  # the words naming the speaker; None where the quotation has none of its own
    how: str
    confidence: float
    continues: int | None = None  # index of the earlier quotation whose speaker goes on speaking here
    carrier: int | None = None  # index of the quotation around this one (nested attribution)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value and, where it names a calendar span, the first and last day (ISO dates)."""

    start: int
    end: int
    type: TimeType
    value: str
    earliest: str | None
    latest: str | None
    confidence: float = 1.0
    rule: str = ""  # which rule gave the value, e.g. "weekday_past"; names a sentence in the interface's string table
    anchor: str = ""  # the value it was reckoned from, e.g. "2025-03-06"


@dataclass(frozen=True, slots=True)
class Event:
    """A happening for the timeline; `label` is words of the text, trimmed, never invented."""

    id: str
    trigger: Passage
    clause: Passage
    label: str
    value: str
    earliest: str | None
    latest: str | None
    status: EventStatus
    time: int | None
    claimed_in: str | None
    entities: tuple[str, ...]
    confidence: float
    how: str = ""  # where the date comes from: "own_clause", "sentence", "story" (another event's), "none", "by_hand"
    group: str = ""  # events of one group tell of one happening; "" for an event told once


@dataclass(frozen=True, slots=True)
class HandMark:
    """One thing a person corrected: what, where it now stands in the analysis, and what it was before."""

    item: str  # id of the entity, quotation or event, "t3" for a time; "article" where the thing is the article itself or is gone
    action: str  # "entity.rename", "quote.speaker", …; components/library/corrections.py lists them
    who: str = ""
    when: str = ""  # ISO 8601, UTC
    number: int = 0  # of the correction among those of its article
    note: str = ""  # before and after in plain values: "Berger → Anna Berger"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything Wortlaut found in one article; entities by first mention, quotes, times and events in text order."""

    id: str
    article: Article
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    times: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...] = ()
    sentences: tuple[Passage, ...] = ()  # where each sentence of the text lies, for showing a mention with its sentence
    by_hand: tuple[HandMark, ...] = ()  # what a person corrected, in order
    unapplied: tuple[HandMark, ...] = ()  # corrections that fit nothing in this analysis any more
