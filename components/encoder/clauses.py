"""Clauses."""

from __future__ import annotations

from spacy.tokens import Doc, Span


def mark_clauses(doc: Doc) -> None:
    """Sets the layer."""
    doc.spans["clauses"] = [Span(doc, s.start, s.end, label="main", span_id=str(k)) for k, s in enumerate(doc.sents)]
