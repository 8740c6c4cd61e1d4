"""Text → spaCy Doc: words, sentences, clauses, and the encoder's spans with their confidences, from one pass over the text."""

from components.encoder.clauses import clause_pieces
from components.encoder.pipeline import HEAD_OF_LAYER, confidence, read
from components.encoder.verbs import part_of_speech, verb_form

__all__ = ["HEAD_OF_LAYER", "clause_pieces", "confidence", "part_of_speech", "read", "verb_form"]
