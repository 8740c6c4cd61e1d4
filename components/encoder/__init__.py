"""Text → spaCy Doc: words, sentences, and the encoder's spans with their confidences, from one pass over the text."""

from components.encoder.pipeline import HEAD_OF_LAYER, confidence, read

__all__ = ["HEAD_OF_LAYER", "confidence", "read"]
