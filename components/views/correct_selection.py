"""What words selected in the text may become: a name, a quotation, an event, or the borders of what is chosen."""

from __future__ import annotations

from functools import partial

from components.analysis.model import Analysis, Passage
from components.library import Saved
from components.library.corrections import (
    Correction,
    add_entity,
    add_event,
    add_quote,
    corrected,
    merge_entities,
    set_event_label,
    set_parts,
)
from components.tables_marks import shown_name
from components.tables_quotes import CLOSERS, MARKS
from components.views.annotated_text import Deeds
from components.views.choice import chosen
from components.views.correct_panel import open_panels
from components.views.correcting import Controls, correct
from components.views.strings import t

NAMES = ("PER", "ORG", "LOC", "MISC", "SOURCE")


def from_selection(saved: Saved, *places: str) -> Deeds | None:
    """The buttons of the bar for who may correct; None for who may only read. `places` are those whose controls then open."""
    if not saved.may_edit:
        return None
    finding = chosen() or ""
    name = next((shown_name(e) for e in saved.analysis.entities if e.id == finding), "")
    about = {"e": ("mention",) if name else (), "q": ("borders", "part"), "v": ("label",)}.get(finding[:1], ())
    groups = (NAMES, ("quote", "event"), about)
    return Deeds(
        tuple(tuple((code, t(f"correct.text.{code}", name=name)) for code in group) for group in groups if group),
        lambda code, passage: _do(Controls(saved, finding, "text"), places, code, passage),
    )


def _do(at: Controls, places: tuple[str, ...], code: str, passage: Passage) -> None:
    """Makes the correction the button stands for, and opens the controls of what is new, so that it can be told who or when."""
    analysis = at.analysis
    if code in NAMES:
        made = correct(at.saved, lambda: add_entity(analysis, name_at(analysis, passage), code))
    elif code == "quote":
        made = correct(at.saved, lambda: _new_quote(analysis, passage))
    elif code == "event":
        made = correct(at.saved, lambda: _new_event(analysis, passage))
    elif code == "mention":
        add = partial(_added_for, analysis, at.finding, passage)
        correct(at.saved, add, lambda: _joined(analysis, at.finding, add()))
        return
    else:
        words = whole_words(analysis, passage)
        make = {"borders": _bordered, "part": _with_part, "label": set_event_label}[code]
        correct(at.saved, lambda: make(analysis, at.finding, words))
        return
    if made:
        open_panels(*places)


def _added_for(analysis: Analysis, entity: str, passage: Passage) -> Correction:
    """The words as a name of their own, of the entity's type."""
    kind = next((e.type for e in analysis.entities if e.id == entity), "")
    return add_entity(analysis, name_at(analysis, passage), kind)


def _joined(analysis: Analysis, entity: str, added: Correction) -> Correction:
    """What was just added is the chosen entity: one more of its mentions."""
    after = corrected(analysis, [added])
    own = next((e.id for e in after.entities if any((m.start, m.end) == _ends(added) for m in e.mentions)), "")
    return merge_entities(after, own, entity)


def _ends(correction: Correction) -> tuple[int, int]:
    return correction.anchor[0].start, correction.anchor[0].end


def whole_words(analysis: Analysis, passage: Passage) -> Passage:
    """The passage without blanks at its ends, and with the whole of every word it cuts."""
    text = analysis.article.text
    start, end = passage.start, passage.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return passage
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Passage(start, end)


def name_at(analysis: Analysis, passage: Passage) -> Passage:
    """A name alone: whole words without the marks and stops around them („(Berger),“ → „Berger“)."""
    words = whole_words(analysis, passage)
    text = analysis.article.text
    start, end = words.start, words.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or _abbreviates(text[start:end])):
        end -= 1
    return Passage(start, end) if start < end else words


def _abbreviates(words: str) -> bool:
    """Whether a full stop at the end belongs to the words: „U.S.“, „St.“, not „Berger.“."""
    last = words.split()[-1]
    return last.endswith(".") and (last.count(".") > 1 or len(last) < 3)


def quoted_at(analysis: Analysis, passage: Passage) -> tuple[Passage, str]:
    """The words of a quotation with the marks that stand around them, and its kind: direct between marks, else indirect."""
    text = analysis.article.text
    words = whole_words(analysis, passage)
    start, end = words.start, words.end
    if start and end < len(text) and text[end] in CLOSERS.get(text[start - 1], ""):
        return Passage(start - 1, end + 1), "direct"
    if text[start] in MARKS and text[end - 1] in CLOSERS[text[start]]:
        return words, "direct"
    return words, "mixed" if any(mark in MARKS and mark not in "'’‘" for mark in text[start:end]) else "indirect"


def _new_quote(analysis: Analysis, passage: Passage) -> Correction:
    words, kind = quoted_at(analysis, passage)
    return add_quote(analysis, words, kind)


def _new_event(analysis: Analysis, passage: Passage) -> Correction:
    """An event with the date that its own words give; without one it stays undated."""
    words = whole_words(analysis, passage)
    named = [t for t in analysis.times if words.start <= t.start and t.end <= words.end and t.earliest]
    value = named[0].value if len({t.value for t in named}) == 1 else ""
    return add_event(analysis, words, None, value)


def _bordered(analysis: Analysis, quote: str, words: Passage) -> Correction:
    """The words take the place of the parts they touch, of all parts where they touch none."""
    parts = _parts(analysis, quote)
    apart = [p for p in parts if p.end <= words.start or words.end <= p.start]
    return set_parts(analysis, quote, [words] if len(apart) == len(parts) else sorted([*apart, words]))


def _with_part(analysis: Analysis, quote: str, words: Passage) -> Correction:
    return set_parts(analysis, quote, sorted([*_parts(analysis, quote), words]))


def _parts(analysis: Analysis, quote: str) -> tuple[Passage, ...]:
    return next((q.parts for q in analysis.quotes if q.id == quote), ())
