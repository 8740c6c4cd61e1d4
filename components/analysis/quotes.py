"""What is said: quotation content with its cue and the words naming its speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from components.analysis.attribution import Tied, Voices, tie, voices
from components.analysis.content import Stretch, read_content
from components.analysis.cues import Cue, Words, lexicon
from components.analysis.model import FoundQuote, Passage, QuoteKind

NEAR = 2  # sentences back within which a quotation without a speaker goes on


@dataclass(eq=False, slots=True)
class _Draft:
    """A quotation on its way: its words, and the drafts whose speaker goes on or who carries it."""

    stretch: Stretch
    sentence: int
    content: tuple[Words, ...]
    cue: Cue | None
    speaker: Words | None
    continues: _Draft | None = None
    carrier: _Draft | None = None
    inner: list[_Draft] = field(default_factory=list)


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations in text order, their speakers not yet resolved; parts sorted, without overlap, inside the text."""
    drafts: list[_Draft] = []
    colon: Voices | None = None  # of a sentence that ends in a colon and whose words follow
    for number, stretch in enumerate(read_content(doc)):
        heard = voices(doc, stretch)
        for tied in tie(doc, stretch, heard):
            drafts.append(_draft(tied, stretch, number, drafts, colon))
        last = drafts[-1] if drafts else None
        if not stretch.content and last and number - last.sentence == 1 and heard.cues and _points_back(doc, stretch):
            _said_afterwards(last, heard)
        colon = heard if not stretch.content and _ends_in_colon(doc, stretch) else None
    index = {draft: k for k, draft in enumerate(drafts)}
    return tuple(_found(doc, draft, index) for draft in drafts)


def _draft(tied: Tied, stretch: Stretch, number: int, drafts: list[_Draft], colon: Voices | None) -> _Draft:
    draft = _Draft(stretch, number, tied.content, tied.cue, tied.speaker)
    if colon and not draft.cue and not draft.speaker:
        draft.cue = colon.cues[-1] if colon.cues else None
        draft.speaker = colon.speakers[-1] if colon.speakers else None
    last = drafts[-1] if drafts else None
    if last and not draft.speaker and not draft.cue and number - last.sentence <= NEAR:
        draft.continues = last
    return draft


def _said_afterwards(draft: _Draft, heard: Voices) -> None:
    """„Die Grenze bleibt zu. Das teilte das Ministerium mit.“: the speaker of the sentence before."""
    if draft.cue or draft.speaker:
        return
    draft.cue, draft.continues = heard.cues[0], None
    draft.speaker = heard.speakers[-1] if heard.speakers else None


def _found(doc: Doc, draft: _Draft, index: dict[_Draft, int]) -> FoundQuote:
    return FoundQuote(
        _kind(doc, draft),
        tuple(_passage(doc, part) for part in draft.content),
        _passage(doc, draft.cue.words) if draft.cue else None,
        _passage(doc, draft.speaker) if draft.speaker else None,
        "encoder",
        _confidence(doc, draft.content),
        index[draft.continues] if draft.continues else None,
        index[draft.carrier] if draft.carrier else None,
    )


def _kind(doc: Doc, draft: _Draft) -> QuoteKind:
    in_marks = [m for m in draft.stretch.marked if any(a <= m[0] and m[1] <= b for a, b in draft.content)]
    words = sum(doc[i].is_alpha for a, b in draft.content for i in range(a, b))
    marked = sum(doc[i].is_alpha for a, b in in_marks for i in range(a, b))
    return "direct" if marked and marked == words else "mixed" if marked else "indirect"


def _points_back(doc: Doc, stretch: Stretch) -> bool:
    return doc[stretch.start].lower_ in lexicon(doc.lang_).lists["points_back"]


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
