"""Times that date something other than the event: „der seit 1991 amtierende Chef“, „das Gesetz von 1961“, „die WM 2018“."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Span, Token

from components.analysis.event_clauses import Place
from components.analysis.model import TimeExpression
from components.analysis.time_verbs import tense_words
from components.encoder import part_of_speech, verb_form
from components.languages import facts, traits

BEFORE = 60  # characters before a time that are looked at for the noun it belongs to
NOUNS = ("NOUN", "PROPN")
BORDERS = frozenset(',;:()–—„“”"')


Belonging = Literal["event", "perhaps", "other"]


def belonging(doc: Doc, time: TimeExpression, trigger: Span, place: Place, *, is_range: bool) -> Belonging:
    """What a time in the event's clause dates: the event, certainly something else, or perhaps only a noun or name beside it.

    „Nach dem Gesetz von 1961 zahlte er“ – „In einem Schreiben vom 3. Mai drohte er“; `is_range`: the time is one end of „vom 6. bis zum 8. Juni“.
    """
    span = doc.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return "event"
    if (phrase := _noun_phrase_around(span)) is not None:
        return "event" if _overlap(phrase, trigger) else "other"
    before = doc.text[max(0, time.start - BEFORE) : time.start]
    patterns = _patterns(doc.lang_)
    own = any(piece.start <= span.start < piece.end for piece in place.pieces)
    if (own and patterns["compared"].search(before)) or _of_a_later_verb(span, trigger, place):
        return "other"  # but „die blutigsten seit [2009], als zwölf Menschen starben“
    if aside := _in_an_aside(span, trigger):
        return aside
    if _of_the_noun_behind(span, trigger):
        return "other"
    if noun := patterns["attribute"].search(before):
        at = time.start - len(before) + noun.start("noun")
        if not trigger.start_char <= at <= trigger.end_char + 1:
            if patterns["apart"].search(before[: noun.start("noun")]):
                return "other"  # „Nach dem Krieg von [1990] kaufte er die Mühle“
            if not is_range:
                return "perhaps" if patterns["loose"].search(before) else "other"
    return "perhaps" if _in_a_name(doc, span, trigger) else "event"


@lru_cache(maxsize=8)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words = facts(language, "events")["dates"]
    return {name: re.compile(words[name]) for name in ("attribute", "loose", "compared", "apart")}


def _in_a_name(doc: Doc, time: Span, trigger: Span) -> bool:
    """„Olympische Spiele 2008“: the year is part of the name."""
    first, last = time.start, time.end
    if not all(t.ent_type_ for t in time):
        return False
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return last - first > len(time) and not _overlap(doc[first:last], trigger)


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _noun_phrase_around(time: Span) -> Span | None:
    """The words after a time that stands between an article and its noun: „der seit [1991] amtierende Chef“, "the [2018] final"."""
    doc, first, last = time.doc, time.start - 1, time.end
    while first > time.sent.start and part_of_speech(doc[first]) in ("ADP", "ADV"):
        first -= 1
    if first < time.sent.start or part_of_speech(doc[first]) != "DET":
        return None
    while last < time.sent.end and (part_of_speech(doc[last]) in ("ADV", "ADJ") or _is_attribute(doc[last])):
        last += 1
    if last >= time.sent.end or part_of_speech(doc[last]) not in NOUNS:
        return None
    directly = first == time.start - 1
    adjective = any(part_of_speech(t) == "ADJ" or _is_attribute(t) for t in doc[time.end : last])
    kind = part_of_speech(time[0])
    bare = (
        kind in ("ADV", "NUM") or time[0].is_digit or (kind == "ADJ" and len(time) == 1)
    )  # „dem [gestern] gezeigten Film“
    if not (bare if directly else adjective):
        return None  # „in [der] [Nacht] junge Männer“, „[die] am [Montag] Männer festnahm“
    while last + 1 < time.sent.end and part_of_speech(doc[last + 1]) in NOUNS:
        last += 1
    return doc[time.end : last + 1]


def _is_attribute(token: Token) -> bool:
    """A participle before its noun: „des 1988 [gegründeten] Autohauses“, "the recently [published] report"."""
    if part_of_speech(token) != "VERB" or not token.text.islower() or verb_form(token) not in ("", "Part"):
        return False
    return part_of_speech(token.nbor(1)) in ("ADJ", *NOUNS) if token.i + 1 < len(token.doc) else False


def _of_a_later_verb(time: Span, trigger: Span, place: Place) -> bool:
    """„wurden entführt und dann im [Oktober 2006] verurteilt“: what follows „und“ dates the verb after it."""
    if time.start < trigger.end:
        return False
    between = [t for t in place.tokens if trigger.end <= t.i < time.start]
    joint = next((t.i for t in between if part_of_speech(t) == "CCONJ"), None)
    if joint is None or part_of_speech(trigger[0]) in {"ADJ", *NOUNS}:
        return False
    return any(_is_verb(t) for t in place.tokens if t.i > joint)


def _in_an_aside(time: Span, trigger: Span) -> Belonging | None:
    """What a time dates that stands between commas in words about somebody: „Petersen, seit [2019] Vorsitzender, soll sie leiten“.

    Where they have a participle, another time goes first: "The bill, introduced in [May 2024], passed in March".
    """
    doc, first, last = time.doc, time.start, time.end
    while first > time.sent.start and doc[first - 1].text not in BORDERS:
        first -= 1
    while last < time.sent.end and doc[last].text not in BORDERS:
        last += 1
    closed = first > time.sent.start and last < time.sent.end and doc[first - 1].text == doc[last].text == ","
    if not closed or trigger.start < last:
        return None
    around = [t for t in doc[first:last] if not time.start <= t.i < time.end]
    verbs = [t for t in around if _is_verb(t)]
    if len(verbs) == 1 and verbs[0] in (around[0], around[-1]) and _is_participle(verbs[0]):
        return "perhaps"
    since = facts(doc.lang_, "events")["dates"]["since"]
    about = any(t.lower_ in since for t in around) and any(part_of_speech(t) in NOUNS for t in around)
    return "other" if about and not verbs else None


def _of_the_noun_behind(time: Span, trigger: Span) -> bool:
    """Whether the time is that of a thing alone: "would receive a premium to [Wednesday's] price", not "spoke at [Monday's] meeting"."""
    words, doc = tense_words(time.doc.lang_), time.doc
    phrase = doc[time.end : time.end + 4]
    if not words["possessive"](time.text) or _overlap(phrase, trigger):
        return False
    return not any(words["gathering"](t.lower_) or words["mishap"](t.lower_) for t in phrase)


def _is_participle(token: Token) -> bool:
    """ "The bill, [introduced] in May,": an English participle has the form of the past."""
    form = verb_form(token)
    return form == "Part" or (form == "Fin-Ind-Past" and not traits(token.doc.lang_).verb_last)


def _is_verb(token: Token) -> bool:
    return bool(verb_form(token)) or part_of_speech(token) in ("VERB", "AUX")
