"""The authors of an article among its names: persons, whatever the encoder takes a byline of two words for."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Span

from components.analysis.name_lists import Name
from components.analysis.spelling import fold
from components.article.dateline import agency_named_in
from components.article.signing import authors_named_in, place_named_in

SIGNED = 0.95  # confidence of a name that stands in a byline


def signed(doc: Doc) -> frozenset[int]:
    """The tokens of the authors' names in the byline: who writes is nobody's „die Ministerin“."""
    return frozenset(token.i for span in _signatures(doc) for token in span)


def _signatures(doc: Doc) -> list[Span]:
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in authors_named_in(doc.text))
    return [span for span in spans if span is not None]


def with_authors(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with those of the byline as persons, the agency of the dateline, and no other name that overlaps them: „Von Mira Tolden“."""
    authors = [Name(span.start, span.end, span.text, "PER", SIGNED) for span in _signatures(doc)]
    if (at := place_named_in(doc.text)) and (place := doc.char_span(*at, alignment_mode="expand")):
        authors.append(Name(place.start, place.end, place.text, "LOC", SIGNED))  # the line below: „Santiago“
    agency = doc.char_span(*found, alignment_mode="expand") if (found := agency_named_in(doc.text)) else None
    if agency and any(n.start < agency.end and agency.start < n.end for n in names):
        authors.append(
            Name(agency.start, agency.end, agency.text, "ORG", SIGNED)
        )  # „WIEN (Kontor) –“, but not „(Agentur)“
        alike = fold(agency.text)
        names = [replace(n, kind="ORG") if n.kind == "LOC" and fold(n.text) == alike else n for n in names]
    others = [n for n in names if all(n.end <= a.start or a.end <= n.start for a in authors)]
    return sorted([*others, *authors], key=lambda name: name.start)
