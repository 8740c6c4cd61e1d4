"""What is said: quotation content with its cue and the words naming its speaker."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from components.analysis.attribution import Tied, spans_of, tie
from components.analysis.content import Stretch, Words, read_content
from components.analysis.model import FoundQuote, Passage, QuoteKind


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence with what the encoder and the rules saw in it."""

    stretch: Stretch
    cues: list[Words]
    speakers: list[Words]
    number: int


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations in text order, their speakers not yet resolved; parts sorted, without overlap, inside the text."""
    found: list[FoundQuote] = []
    last = -9  # number of the sentence that held the latest quotation
    waiting: _Reading | None = None  # a sentence that ends in a colon and whose words follow
    for number, stretch in enumerate(read_content(doc)):
        here = _Reading(
            stretch,
            spans_of(doc, "cues", stretch.start, stretch.end),
            spans_of(doc, "speakers", stretch.start, stretch.end),
            number,
        )
        for tied in tie(doc, stretch, here.cues, here.speakers):
            if waiting and not tied.cue and not tied.speaker:
                tied = replace(tied, cue=_last(waiting.cues), speaker=_last(waiting.speakers))
            quote = _quote(doc, stretch, tied)
            if not quote.speaker and not quote.cue and found and number - last <= 2:
                quote = replace(quote, continues=len(found) - 1)
            found.append(quote)
            last = number
        if not stretch.content and found and number - last == 1 and here.cues and _points_back(doc, stretch):
            found[-1] = _said_afterwards(doc, found[-1], here)
        waiting = here if not stretch.content and _ends_in_colon(doc, stretch) else None
    return tuple(found)


def _quote(doc: Doc, stretch: Stretch, tied: Tied) -> FoundQuote:
    in_marks = [m for m in stretch.marked if any(a <= m[0] and m[1] <= b for a, b in tied.content)]
    words = sum(doc[i].is_alpha for a, b in tied.content for i in range(a, b))
    marked = sum(doc[i].is_alpha for a, b in in_marks for i in range(a, b))
    kind: QuoteKind = "direct" if marked and marked == words else "mixed" if marked else "indirect"
    return FoundQuote(
        kind,
        tuple(_passage(doc, part) for part in tied.content),
        _passage(doc, tied.cue) if tied.cue else None,
        _passage(doc, tied.speaker) if tied.speaker else None,
        "encoder",
        _confidence(doc, tied.content),
    )


def _said_afterwards(doc: Doc, quote: FoundQuote, here: _Reading) -> FoundQuote:
    """„Die Grenze bleibt zu. Das teilte das Ministerium mit.“: the speaker of the sentence before."""
    if quote.cue or quote.speaker:
        return quote
    speaker = _last(here.speakers)
    return replace(
        quote,
        cue=_passage(doc, here.cues[0]),
        speaker=_passage(doc, speaker) if speaker else None,
        continues=None,
    )


def _points_back(doc: Doc, stretch: Stretch) -> bool:
    return doc[stretch.start].text in {"Das", "Dies", "So", "This", "That"}


def _ends_in_colon(doc: Doc, stretch: Stretch) -> bool:
    words = [t.text for t in doc[stretch.start : stretch.end] if not t.is_space]
    return bool(words) and words[-1] == ":"


def _confidence(doc: Doc, content: tuple[Words, ...]) -> float:
    heads = doc.user_data.get("heads", {})
    if "q" not in heads:
        return 0.5
    rows = [i for a, b in content for i in range(a, b) if not doc[i].is_space]
    return float(heads["q"][rows, 1:].sum(-1).mean()) if rows else 0.0


def _passage(doc: Doc, words: Words) -> Passage:
    return Passage(doc[words[0]].idx, doc[words[1] - 1].idx + len(doc[words[1] - 1]))


def _last(items: list[Words]) -> Words | None:
    return items[-1] if items else None
