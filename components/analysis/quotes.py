"""What is said: quotation content with its cue and the words naming its speaker."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.model import FoundQuote, Passage
from components.encoder import confidence


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations in text order, their speakers not yet resolved."""
    found = []
    for span in doc.spans.get("content", []):
        part = Passage(span.start_char, span.end_char)
        kind = "direct" if span.text[:1] in "„“»«\"" else "indirect"
        found.append(FoundQuote(kind, (part,), None, None, "encoder", confidence(span, "q")))
    return tuple(found)
