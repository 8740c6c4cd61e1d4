"""The spaCy pipeline: a blank language, our tokenizer and sentence borders, and the encoder as a component.

Doc contract (what the analysis may rely on):
- `doc.text` equals the text given; `doc.sents` are sentences (a heading is a sentence of its own);
- `doc.ents` are names (PER ORG LOC MISC); `doc.spans[layer]` are the other layers of HEAD_OF_LAYER, sorted, not overlapping within a layer;
- `doc.user_data["heads"]` is `{head: float32 [tokens, labels]}`, label probabilities per token (heads the model lacks are absent),
  `doc.user_data["labels"]` the labels of each head; `confidence(span, head)` is the mean probability of the span's own labels.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from components.encoder.onnx import load, probabilities
from components.encoder.words import words

HEAD_OF_LAYER = {"names": "e", "times": "t", "content": "q", "speakers": "s", "cues": "c", "triggers": "v"}


def read(text: str, language: str) -> Doc:
    """The text as a Doc; German rules for "de", English for everything else."""
    return _pipeline("de" if language == "de" else "en")(text)


class _Tokenizer:
    """Tokens are the encoder's words."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        spans = words(text)
        tokens, spaces = [], []
        pos = 0
        for start, end in spans:
            if start > pos:
                gap = text[pos:start]
                if spaces and gap.startswith(" "):
                    spaces[-1] = True
                    gap = gap[1:]
                if gap:
                    tokens.append(gap)
                    spaces.append(False)
            tokens.append(text[start:end])
            spaces.append(False)
            pos = end
        if pos < len(text):
            tokens.append(text[pos:])
            spaces.append(False)
        return Doc(self.vocab, tokens, spaces)


@Language.component("wortlaut_encoder")
def _encode(doc: Doc) -> Doc:
    encoder = load()
    tokens = [t for t in doc if not t.is_space]
    probs = probabilities(doc.text, [(t.idx, t.idx + len(t)) for t in tokens], encoder)
    index = np.array([t.i for t in tokens], dtype=int)
    full = {}
    for head, values in probs.items():
        matrix = np.zeros((len(doc), values.shape[1]), np.float32)
        matrix[:, 0] = 1.0
        if len(index):
            matrix[index] = values
        full[head] = matrix
    doc.user_data["heads"], doc.user_data["labels"] = full, encoder.labels
    for layer, head in HEAD_OF_LAYER.items():
        if head not in full:
            continue
        spans = _spans(doc, full[head], encoder.labels[head])
        if layer == "names":
            doc.set_ents(filter_spans(spans))
        else:
            doc.spans[layer] = spans
    return doc


def _spans(doc: Doc, probs: np.ndarray, labels: list[str]) -> list[Span]:
    best = [labels[k] for k in probs.argmax(-1)] + ["O"]
    spans: list[Span] = []
    start: int | None = None
    kind = ""
    for i, label in enumerate(best):
        if start is not None and i < len(doc) and doc[i].is_space and "\n" not in doc[i].text:
            continue
        if start is not None and not (label.startswith("I-") and label[2:] == kind):
            spans.append(Span(doc, start, i, label=kind))
            start = None
        if label != "O" and start is None:
            start, kind = i, label[2:]
    return spans


def confidence(span: Span, head: str) -> float:
    """Mean probability, 0 to 1, that the span's tokens carry its label (B or I) in `head`; 0 for a head the model lacks."""
    heads, labels = span.doc.user_data.get("heads", {}), span.doc.user_data.get("labels", {})
    if head not in heads:
        return 0.0
    columns = [k for k, name in enumerate(labels[head]) if name[2:] == span.label_]
    return float(heads[head][span.start : span.end][:, columns].sum(-1).mean()) if columns else 0.0


@Language.component("wortlaut_sentences")
def _sentences(doc: Doc) -> Doc:
    for i, token in enumerate(doc):
        previous = doc[i - 1] if i else None
        token.is_sent_start = previous is None or previous.text in ".!?" or (previous.is_space and "\n" in previous.text)
    return doc


@lru_cache(maxsize=2)
def _pipeline(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    nlp.add_pipe("wortlaut_sentences")
    nlp.add_pipe("wortlaut_encoder")
    nlp.max_length = 10_000_000
    return nlp
