"""Speaker words that were cut off inside a noun phrase, made whole: „die Sprecherin der | Fraktion“, „ein mit | der Sache befasster Beamter“."""

from __future__ import annotations

from components.analysis.cast import Cast
from components.analysis.names import word_lists
from components.analysis.noun_phrases import determiner_of, phrase_at
from components.analysis.spelling import fold
from components.languages import traits

LONGEST_REST = 10  # tokens by which cut-off speaker words may go on


def whole_phrase(cast: Cast, quoted: frozenset[int], start: int, end: int) -> tuple[int, int]:
    """The speaker words at tokens [start, end) with what is missing of their noun phrase at either end; `quoted` is never part of it.

    „die Sprecherin der“ goes on to its Fraktion, „nach einem Bericht | der Behörde“ names whose report it is.
    """
    doc = cast.doc
    start = _whole_start(cast, start, end)
    last = fold(doc[end - 1].text)
    open_end = last in word_lists(doc.lang_)["prepositions"] or determiner_of(last, doc.lang_) != "none"
    if not open_end and not _is_paper_of(cast, quoted, start, end):
        return start, end
    phrase = phrase_at(doc, start, min(len(doc), end + LONGEST_REST), cast.ends)
    if phrase is None or any(t in quoted for t in range(end, phrase.end)):
        return start, end
    return start, max(end, phrase.end)


def _whole_start(cast: Cast, start: int, end: int) -> int:
    """Where a noun phrase begins whose article stands before an attribute of its own: „ein mit | der Angelegenheit befasster Beamter“."""
    doc = cast.doc
    if (
        start < 2
        or not traits(doc.lang_).case_endings
        or fold(doc[start - 1].text) not in word_lists(doc.lang_)["oblique"]
    ):
        return start
    if determiner_of(doc[start - 2].text, doc.lang_) not in ("indefinite", "number"):
        return start
    phrase = phrase_at(doc, start - 2, end, cast.ends)
    return start - 2 if phrase is not None and start < phrase.noun.start < phrase.noun.end <= end else start


def _is_paper_of(cast: Cast, quoted: frozenset[int], start: int, end: int) -> bool:
    """Whether the words are a paper or an act of saying and what follows tells whose."""
    doc = cast.doc
    if end >= len(doc) or end in quoted or not traits(doc.lang_).case_endings:
        return False
    phrase = phrase_at(doc, start, end, cast.ends)
    follows = fold(doc[end].text) in word_lists(doc.lang_)["owning"]
    return follows and phrase is not None and phrase.noun.end == end and phrase.noun.sense.kind == "report"
