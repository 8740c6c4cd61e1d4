"""Docs without the model, for tests of rules that only need words, sentences and clauses."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.encoder.clauses import mark_clauses


def plain_doc(text: str, language: str) -> Doc:
    """The text as a Doc with sentences and clauses and without any reading by the encoder."""
    doc = _blank(language)(text)
    mark_clauses(doc)
    return doc


@lru_cache(maxsize=2)
def _blank(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp
