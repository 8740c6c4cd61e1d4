"""The spaCy pipeline: a blank language, our tokenizer with sentence borders, the encoder, and the clauses.

Doc contract (what the analysis may rely on):
- `doc.text` equals the text given (a lone surrogate becomes U+FFFD); tokens are the encoder's words, but „Dr.“, „2.“, „XIV.“, „20.30“, „U.S.“,
  „Kund:innen“ and „...“ are one token each; white space beyond single blanks is a token of its own (`is_space`);
- `doc.sents` are sentences: a line break ends one (a heading is a sentence of its own), so does the end of a dateline, and closing marks
  belong to the sentence they close;
- `doc.ents` are names (PER ORG LOC MISC); `doc.spans[layer]` are the other layers of HEAD_OF_LAYER, sorted, not overlapping within a layer,
  without white space at the edges, never across a line break (only "content" may go on over one);
- `doc.spans["clauses"]` cuts every sentence into clauses (see clauses.py): sorted, not overlapping, together they cover every token that is not
  white space; `label_` is "main", "dass", "ob", "w", "relative", "zu", "adverbial" or "other"; pieces of one interrupted clause share `id_`;
  `clause_pieces(token)` gives those of a token's clause;
- `verb_form(token)` gives "Fin-Ind-Pres", "Fin-Ind-Past", "Fin-Sub-Pres" (Konjunktiv I), "Fin-Sub-Past" (Konjunktiv II), "Inf", "Part", "Imp" or "";
- `doc.user_data["heads"]` is `{head: float32 [tokens, labels]}`, label probabilities per token (heads the model lacks are absent),
  `doc.user_data["labels"]` the labels of each head; `confidence(span, head)` is the mean probability of the span's own labels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from components.encoder.clauses import mark_clauses
from components.encoder.decoding import decode, decode_any
from components.encoder.onnx import HowFar, load, probabilities
from components.encoder.words import lay_out
from components.languages import FALLBACK, KNOWN

HEAD_OF_LAYER = {"names": "e", "times": "t", "content": "q", "speakers": "s", "cues": "c", "triggers": "v"}
BEGIN_COST = {"q": 2.0, "s": 1.5, "c": 0.5, "v": -1.0}  # of each span, see decoding.py; 1 for the other heads
SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str, language: str, how_far: HowFar = lambda share: None) -> Doc:
    """The text as a Doc, read with the facts of its language; with those of FALLBACK where we have none.

    `how_far` is told the share of the words read, 0 to 1, each time the encoder has read some more.
    """
    nlp = _pipeline(language if language in KNOWN else FALLBACK)
    doc = nlp.make_doc(SURROGATE.sub("\ufffd", text))
    doc.user_data["how_far"] = how_far
    return nlp(doc)


class _Article(Doc):
    """A Doc that keeps its text; spaCy's puts it together from all tokens each time it is asked."""

    @property
    def text(self) -> str:
        """The text as it was read."""
        kept: str = self.user_data["text"]
        return kept


class _Tokenizer:
    """Text → Doc with tokens, blanks and sentence openings, and in user_data what the encoder is to read."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self.vocab = vocab
        self.language = language

    def __call__(self, text: str) -> Doc:
        layout = lay_out(text, self.language)
        tokens: list[str] = []
        spaces: list[bool] = []
        openings: list[bool | int | None] = []

        def add(piece: str, opening: bool = False) -> None:
            tokens.append(piece)
            spaces.append(False)
            openings.append(opening or len(tokens) == 1)

        rows: list[int] = []
        pos = 0
        for k, (start, end) in enumerate([*layout.tokens, (len(text), len(text))]):
            gap = text[pos:start]
            if gap.startswith(" ") and tokens:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                add(gap)
            if end > start:
                rows.append(len(tokens))
                add(text[start:end], k in layout.openings and k > 0)
            pos = end
        doc = _Article(self.vocab, tokens, spaces, sent_starts=openings, user_data={"text": text})
        doc.user_data["words"] = (layout, rows)
        _know_sentences(doc, [i for i, opening in enumerate(openings) if opening])
        return doc


def _know_sentences(doc: Doc, starts: list[int]) -> None:
    """Lets `span.sent` and `token.sent` look their sentence up; spaCy reads the whole Doc each time, which long texts cannot afford."""
    ends = [*starts[1:], len(doc)]

    def sentence_of(span: Span) -> Span:
        k = bisect_right(starts, span.start) - 1
        return span.doc[starts[k] : ends[k]]

    doc.user_span_hooks["sent"] = sentence_of


@Language.component("wortlaut_encoder")
def _encode(doc: Doc) -> Doc:
    encoder = load()
    layout, rows = doc.user_data.pop("words")
    how_far = doc.user_data.pop("how_far")
    openings = sorted(layout.first_word[k] for k in layout.openings if k < len(layout.tokens))
    full = {}
    for head, values in probabilities(doc.text, layout.words, openings, encoder, how_far).items():
        full[head] = np.zeros((len(doc), values.shape[1]), np.float32)
        full[head][:, 0] = 1.0
        if rows:
            full[head][rows] = values[layout.first_word]
    doc.user_data["heads"], doc.user_data["labels"] = full, encoder.labels
    visible = np.array(rows, dtype=np.intp)
    breaks = _breaks(doc, visible)
    for layer, head in HEAD_OF_LAYER.items():
        if head in full:
            stops = np.zeros(len(visible), bool) if layer == "content" else breaks
            search = decode_any if layer == "triggers" else decode
            found = search(full[head][visible], encoder.labels[head], stops, BEGIN_COST.get(head, 1.0))
            spans_here = [Span(doc, int(visible[i]), int(visible[j - 1]) + 1, label=kind) for i, j, kind in found]
            if layer == "names":
                doc.set_ents(spans_here)
            else:
                doc.spans[layer] = spans_here
    return doc


def _breaks(doc: Doc, visible: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which visible tokens follow a line break."""
    marks = [i > 0 and doc[i - 1].is_space and "\n" in doc[i - 1].text for i in visible.tolist()]
    return np.array(marks, dtype=bool)


def confidence(span: Span, head: str) -> float:
    """Mean probability, 0 to 1, that the span's tokens carry its label (B or I) in `head`; 0 for a head the model lacks."""
    heads, labels = span.doc.user_data.get("heads", {}), span.doc.user_data.get("labels", {})
    if head not in heads:
        return 0.0
    columns = [k for k, name in enumerate(labels[head]) if name[2:] == span.label_]
    return float(heads[head][span.start : span.end][:, columns].sum(-1).mean()) if columns else 0.0


@Language.component("wortlaut_clauses")
def _clauses(doc: Doc) -> Doc:
    mark_clauses(doc)
    return doc


@lru_cache(maxsize=8)
def _pipeline(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.tokenizer = _Tokenizer(nlp.vocab, language)
    nlp.add_pipe("wortlaut_encoder")
    nlp.add_pipe("wortlaut_clauses")
    nlp.max_length = 10_000_000
    return nlp
