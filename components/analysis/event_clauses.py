"""The clause an event stands in, and the words of it that label the event on the timeline."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from components.analysis.model import Passage
from components.analysis.noun_phrases import determiner_of
from components.encoder import clause_pieces, part_of_speech, verb_form
from components.languages import facts

MARKS = frozenset("„“”\"»«‚‘’'‹›()[]–—-,;:.!?…*•·▪")
GLUE = frozenset("'’-")
FARTHEST = 160  # characters an interrupted clause may span and still be read as one


@dataclass(frozen=True)
class Place:
    """Where an event's word stands: the pieces of its clause, and the clause that governs it in the same sentence."""

    pieces: tuple[Span, ...]
    own: int  # index into pieces of the one with the event's word
    governing: tuple[Span, ...]

    @property
    def kind(self) -> str:
        """The label of the clause: "main", "relative", …"""
        return self.pieces[self.own].label_

    @property
    def tokens(self) -> list[Token]:
        """The words of the whole clause, without what interrupts it."""
        return [t for piece in self.pieces for t in piece]

    @property
    def governing_tokens(self) -> list[Token]:
        """The words of the governing clause."""
        return [t for piece in self.governing for t in piece]


def place_of(trigger: Span) -> Place:
    """The place of an event's word."""
    pieces = _whole(clause_pieces(trigger[0]), trigger.sent)
    own = next((k for k, piece in enumerate(pieces) if piece.start <= trigger.start < piece.end), 0)
    before = pieces[own].start - 1
    governed = before >= trigger.sent.start and not trigger.doc[before].is_space
    return Place(pieces, own, clause_pieces(trigger.doc[before]) if governed else ())


def _whole(pieces: tuple[Span, ...], sentence: Span) -> tuple[Span, ...]:
    """The clause with the piece behind it that has no verb, or the only one: "She came | to power in 2016", "A hearing | before the court is due".

    Words that open a clause of their own as a conjunction or before an infinitive only stand before a noun here.
    """
    last = pieces[-1]
    doc, end = last.doc, last.end
    if end >= sentence.end or last[-1].is_punct or last[-1].is_space:
        return pieces
    behind = clause_pieces(doc[end])[0]
    return (*pieces, behind) if behind.start == end and not (_tells(last) and _tells(behind)) else pieces


def _tells(piece: Span) -> bool:
    """Whether a piece has a verb or another event: "[to surrender by evening]", but not "[to power in 2016]"."""
    triggers = piece.doc.spans.get("triggers", [])
    first = bisect_left(triggers, piece.start, key=lambda span: span.start)
    if piece.label_ == "zu" and first < len(triggers) and triggers[first].start < piece.end:
        return True
    return any(verb_form(t) and part_of_speech(t) in ("VERB", "AUX") for t in piece)


def clause_of(place: Place) -> Passage:
    """The whole clause where it is short, else the piece with the event's word, without marks at its edges.

    A relative clause takes the noun before it along: „der Sänger, der am Montag starb“.
    """
    first, last = place.pieces[0], place.pieces[-1]
    if last.end_char - first.start_char > FARTHEST and len(place.pieces) > 1:
        first = last = place.pieces[place.own]
    start, end = first.start, last.end
    if place.kind == "relative" and place.governing and place.governing[-1].end <= start:
        start = _antecedent(place.governing[-1])
    return _trimmed(first.doc, start, end)


def label_of(doc: Doc, clause: Passage, trigger: Passage, claim: Passage | None) -> Passage:
    """The clause cut to what was said (`claim` is the part of a quotation around the event), without opening conjunctions."""
    start, end = clause.start, clause.end
    if claim is not None:
        start, end = max(start, claim.start), min(end, claim.end)
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None or not (start <= trigger.start and trigger.end <= end):
        return clause
    span = _main_clause_of(span, trigger)
    first, leading = span.start, _listed(doc.lang_, "leading")
    while (
        first < span.end - 1
        and doc[first].idx < trigger.start
        and (doc[first].lower_ in leading or doc[first].text in MARKS)
    ):
        first += 1
    return _trimmed(doc, first, _with_infinitive(span, claim))


def _with_infinitive(span: Span, claim: Passage | None) -> int:
    """Where a label ends that an infinitive goes on: "fined for failing [to run checks]"; the words of a claim end with it."""
    doc, end = span.doc, span.end
    if claim is not None or end >= len(doc) or doc[end].is_sent_start or doc[end - 1].text in MARKS:
        return end
    following = clause_pieces(doc[end])[0]
    goes_on = doc[end].lower_ in _listed(doc.lang_, "infinitive_with") and following.start == end
    return following.end if goes_on and following.end_char - span.start_char <= FARTHEST else end


def _main_clause_of(span: Span, trigger: Passage) -> Span:
    """The one of two main clauses with only a comma between them, or a semicolon, that holds the event: „1994 scheiterte er, [1971 begann …]“."""
    doc, start, end = span.doc, span.start, span.end
    word = next(t for t in span if t.idx + len(t) > trigger.start)
    if len(clause_pieces(word)) > 1:
        return span  # „Der Lauf, der am Abend hätte stattfinden sollen, wurde abgesagt“
    for comma in (t.i for t in span if t.text in ",;"):
        before = any(verb_form(t).startswith("Fin-") for t in doc[start:comma])
        after = any(verb_form(t).startswith("Fin-") for t in doc[comma + 1 : end])
        if (before and after) or doc[comma].text == ";":
            if doc[comma].idx < trigger.start:
                start = comma + 1
            else:
                end = comma
                break
    return doc[start:end]


@lru_cache(maxsize=4)
def _listed(language: str, name: str) -> frozenset[str]:
    return frozenset(facts(language, "events")["labels"][name])


def _antecedent(piece: Span) -> int:
    """Where the noun phrase begins that closes a piece: „… besuchte [der frühere Sänger],“"""
    start = piece.end
    for token in reversed(list(piece)):
        apostrophe = token.text in "'’" and not token.whitespace_
        if token.text in MARKS and start == piece.end and not apostrophe:
            continue
        if (token.text in MARKS and not apostrophe) or verb_form(token) or piece.end - token.i > 9:
            break
        start = token.i
        known = token.text.islower() and determiner_of(token.text, token.doc.lang_) not in ("none", "number")
        if known or (part_of_speech(token) == "DET" and not _glued(token)):
            break
    return min(start, piece.end)


def _glued(token: Token) -> bool:
    """Whether a word goes on where another one ends: "year’[s] championships", „Berger-[Kolb]“."""
    return (
        token.i > 1 and token.nbor(-1).text in GLUE and not (token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_)
    )


def _trimmed(doc: Doc, start: int, end: int) -> Passage:
    """Tokens `start` to `end` without marks and blanks at the edges; a closing mark stays where its opening one is inside."""
    full = doc[start:end]
    trailing = _listed(doc.lang_, "trailing")
    while end - start > 1 and (
        doc[end - 1].is_space
        or doc[end - 1].lower_ in trailing
        or (doc[end - 1].text in MARKS and not _pairs(doc, start, end - 1))
    ):
        end -= 1
    while end - start > 1 and (doc[start].is_space or (doc[start].text in MARKS and not _pairs_ahead(doc, start, end))):
        start += 1
    while _glued(doc[start]) and doc[start - 2].is_alpha:
        start -= 2
    span = doc[start:end] if end > start else full
    return Passage(span.start_char, span.end_char)


def _pairs(doc: Doc, start: int, i: int) -> bool:
    """Whether the closing mark at `i` has its partner after `start`: „nannte es „gut““, „(30)“."""
    text = doc[i].text
    opening = {
        ")": "(",
        "]": "[",
        "“": "„“",
        "”": "“”",
        '"': '"',
        "«": "»«",
        "»": "«»",
        "‘": "‚‘",
        "’": "‘’",
        "'": "'",
    }.get(text, "")
    return bool(opening) and any(t.text in opening for t in doc[start:i])


def _pairs_ahead(doc: Doc, i: int, end: int) -> bool:
    text = doc[i].text
    closing = {"(": ")", "[": "]", "„": '“”"', "“": "”“", '"': '"', "»": "«", "«": "»", "‚": "‘'", "'": "'"}.get(
        text, ""
    )
    return bool(closing) and any(t.text in closing for t in doc[i + 1 : end])
