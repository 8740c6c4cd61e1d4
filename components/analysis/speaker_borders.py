"""Speaker words that were cut off inside a noun phrase, made whole: „die Sprecherin der | Fraktion“, „ein mit | der Sache befasster Beamter“."""

from __future__ import annotations

from components.analysis.cast import Cast
from components.analysis.names import word_lists
from components.analysis.noun_phrases import determiner_of, phrase_at
from components.analysis.nouns import noun_at
from components.analysis.spelling import fold
from components.languages import traits

LONGEST_REST = 10  # tokens by which cut-off speaker words may go on


def whole_phrase(cast: Cast, quoted: frozenset[int], start: int, end: int) -> tuple[int, int]:
    """The speaker words at tokens [start, end) with what is missing of their noun phrase at either end; `quoted` is never part of it.

    „die Sprecherin der“ goes on to its Fraktion, „nach einem Bericht | der Behörde“ names whose report it is.
    """
    doc = cast.doc
    start = _whole_start(cast, start, end)
    end = _with_name(cast, quoted, start, end)
    last = fold(doc[end - 1].text)
    open_end = last in word_lists(doc.lang_)["prepositions"] or determiner_of(last, doc.lang_) != "none"
    open_end = open_end or _is_cut_at_possessive(cast, end)
    if not open_end and not _is_paper_of(cast, quoted, start, end):
        return start, end
    phrase = phrase_at(doc, start, min(len(doc), end + LONGEST_REST), cast.ends)
    if phrase is None or any(t in quoted for t in range(end, phrase.end)):
        return start, end
    return start, max(end, phrase.end)


def _whole_start(cast: Cast, start: int, end: int) -> int:
    """Where a noun phrase begins whose article stands before an attribute of its own: „ein mit | der Angelegenheit befasster Beamter“."""
    doc = cast.doc
    if not traits(doc.lang_).case_endings and start and fold(doc[start].text) in word_lists(doc.lang_)["prepositions"]:
        # "Sources | close to the talks"
        noun = noun_at(doc, start - 1)
        plural = noun is not None and noun.sense.kind in ("crowd", "person") and bool(noun.sense.plural)
        return start - 1 if plural and doc[start - 1].is_sent_start else start
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


def _with_name(cast: Cast, quoted: frozenset[int], start: int, end: int) -> int:
    """The end with the name right behind the noun that the words end with: "the Dutch group | Tarsis said"."""
    doc = cast.doc
    if traits(doc.lang_).case_endings or end in quoted:
        return end
    if (cut := cast.at.get(end - 1)) is not None and cut.end > end:
        return cut.end
    phrase = phrase_at(doc, start, end, cast.ends)
    whole = phrase is not None and phrase.noun.end == end and phrase.noun.sense.kind in ("person", "body")
    return cast.ends[end] if whole and end in cast.ends else end


def _is_cut_at_possessive(cast: Cast, end: int) -> bool:
    """ "the head of Colorado | 's largest hospital"."""
    doc = cast.doc
    at = end - 1 if doc[end - 1].text in "'’" else end
    return (
        not traits(doc.lang_).case_endings
        and at + 1 < len(doc)
        and doc[at].text in "'’"
        and doc[at + 1].text == "s"
        and at - 1 in cast.inside
    )


def _is_paper_of(cast: Cast, quoted: frozenset[int], start: int, end: int) -> bool:
    """Whether the words are a paper or an act of saying and what follows tells whose."""
    doc = cast.doc
    if end >= len(doc) or end in quoted or not traits(doc.lang_).case_endings:
        return False
    phrase = phrase_at(doc, start, end, cast.ends)
    follows = fold(doc[end].text) in word_lists(doc.lang_)["owning"]
    return follows and phrase is not None and phrase.noun.end == end and phrase.noun.sense.kind == "report"
