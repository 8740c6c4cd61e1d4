"""What is said: quotation content with its cue and the words naming its speaker."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from components.analysis.attribution import Tied, Voices, said_in, tie, voices
from components.analysis.content import read_content
from components.analysis.cues import Cue, Words, lexicon
from components.analysis.grading import SUBJUNCTIVE, confidence_of, how_found, is_no_speech, kind_of, signs_of
from components.analysis.marks import MARKS
from components.analysis.model import FoundQuote, Passage
from components.analysis.nesting import carrying, inner_quotations, relayed
from components.analysis.nouns import sense
from components.analysis.reported_clauses import names_a_voice
from components.analysis.sentence_reading import Sentence, read_sentences
from components.analysis.speaker_words import phrase_after
from components.encoder import verb_form

LEAST = 0.5  # confidence below which a quotation is not shown
LEAST_FREE = 0.7  # the same where neither a reporting word nor a speaker nor an earlier quotation speaks for it
LEAST_TOLD = 0.92  # the same beside a speaker but in the indicative: „Die Firma meldete Insolvenz an, 340 Arbeiter verloren ihre Stelle“
SHORTEST_INQUIT = 6  # tokens of a reporting sentence without content before words in marks
SPEAKING = frozenset({"PER", "ORG", "LOC"})
NEAR = 2  # sentences back within which a quotation without a speaker goes on


@dataclass(eq=False, slots=True)
class _Draft:
    """A quotation on its way: its words, and the drafts whose speaker goes on or who carries it."""

    sentence: Sentence
    number: int  # of the sentence
    content: tuple[Words, ...]
    cue: Cue | None
    speaker: Words | None
    continues: _Draft | None = None
    carrier: _Draft | None = None
    confidence: float = 0.0


def find_quotes(doc: Doc) -> tuple[FoundQuote, ...]:
    """The quotations in text order, their speakers not yet resolved; parts sorted, without overlap, inside the text."""
    drafts: list[_Draft] = []
    outer: list[_Draft] = []  # those that stand in no other one
    colon: Tied | None = None  # cue and speaker of a sentence that ends in a colon and whose words follow
    sentences = read_sentences(doc)
    for number, (sentence, content) in enumerate(zip(sentences, read_content(doc, sentences), strict=True)):
        heard = voices(doc, sentence, content)
        for tied in tie(doc, sentence, content, heard):
            draft = _draft(doc, tied, sentence, number, outer, colon)
            if (source := carrying(doc, sentence, tied, heard)) is not None:
                draft.carrier = _Draft(sentence, number, source.content, source.cue, source.speaker)
                drafts.append(draft.carrier)
            outer.append(draft)
            drafts += [draft, *_within(doc, draft, tied, heard)]
        last = outer[-1] if outer else None
        if not content and last and number - last.number == 1 and _points_back(doc, sentence):
            _said_afterwards(doc, last, said_in(doc, sentence, heard))
        colon = said_in(doc, sentence, heard) if not content and _announces(doc, sentence) else None
    kept = _kept(doc, drafts)
    index = {draft: k for k, draft in enumerate(kept)}
    return tuple(_found(doc, draft, index) for draft in kept)


def _draft(doc: Doc, tied: Tied, sentence: Sentence, number: int, before: list[_Draft], colon: Tied | None) -> _Draft:
    draft = _Draft(sentence, number, tied.content, tied.cue, tied.speaker)
    if colon and not draft.cue and not draft.speaker:
        draft.cue, draft.speaker = colon.cue, colon.speaker
    last = before[-1] if before else None
    if last and last.sentence.goes_on and number - last.number == 1 and not (last.speaker or last.continues):
        last.cue, last.speaker = draft.cue, draft.speaker  # the speaker is named in the last paragraph of the speech
    if draft.speaker or draft.cue:
        return draft
    if sentence.start < (colon_at := draft.content[0][0] - 1) and doc[colon_at].text == ":":
        draft.speaker = _announcing(doc, sentence, colon_at)
    elif last and number - last.number <= NEAR:
        draft.continues = last
    return draft


def _announcing(doc: Doc, sentence: Sentence, colon: int) -> Words | None:
    """The subject that opens a sentence before a colon, if it can speak: „[Ein Diplomat] wurde deutlicher: Warschau spiele mit dem Feuer“."""
    start = next((i for i in range(sentence.start, colon) if not doc[i].is_space), colon)
    found = phrase_after(doc, start, colon, lexicon(doc.lang_), skip=0)
    if found is None or not verb_form(doc[found[1]]).startswith("Fin"):
        return None
    head = doc[found[1] - 1]
    return found if head.ent_type_ in SPEAKING or sense(head.text, doc.lang_).kind != "other" else None


def _within(doc: Doc, draft: _Draft, tied: Tied, heard: Voices) -> list[_Draft]:
    """The quotations that `draft` carries: its speaker reports what another one said."""
    inner = inner_quotations(doc, draft.sentence, tied, heard)
    source = relayed(doc, draft.sentence, tied, heard)
    if source:
        inner.insert(0, source)
    return [_Draft(draft.sentence, draft.number, t.content, t.cue, t.speaker, carrier=draft) for t in inner]


def _said_afterwards(doc: Doc, draft: _Draft, said: Tied) -> None:
    """„Die Grenze bleibt zu. Das teilte das Ministerium mit.“: the speaker of the sentence before; not „Dies begründe …“."""
    if said.cue is None or said.speaker is None or draft.speaker or verb_form(doc[said.cue.start]) in SUBJUNCTIVE:
        return
    draft.cue, draft.speaker, draft.continues = said.cue, said.speaker, None


def _kept(doc: Doc, drafts: list[_Draft]) -> list[_Draft]:
    """The drafts likely enough to be shown; one that went on from a dropped one goes on from the one before that."""
    kept: list[_Draft] = []
    for draft in drafts:
        if draft.continues and draft.continues.confidence < LEAST:
            draft.continues = draft.continues.continues
        draft.confidence = _confidence(doc, draft)
        if draft.confidence >= LEAST and not (draft.carrier and draft.carrier.confidence < LEAST):
            kept.append(draft)
    return kept


def _confidence(doc: Doc, draft: _Draft) -> float:
    sentence = draft.sentence
    kind = kind_of(doc, draft.content, (*sentence.marked, *sentence.inner_marked))
    if is_no_speech(doc, draft.content, kind, draft.cue, sentence.end):
        return 0.0
    if draft.cue and draft.cue.kind == "source" and not names_a_voice(doc, draft.cue, sentence):
        return 0.0
    if kind == "indirect" and _is_supposed(doc, draft):
        return 0.0
    attributed = draft.speaker is not None, draft.continues is not None
    sure = confidence_of(signs_of(doc, draft.content, kind, draft.cue, *attributed, sentence.clauses))
    if kind == "indirect" and draft.cue is None and draft.continues is None:
        told = not any(verb_form(doc[t]) in SUBJUNCTIVE for a, b in draft.content for t in range(a, b))
        least = LEAST_TOLD if told and draft.speaker else 0.0 if draft.speaker else LEAST_FREE
        return sure if sure >= least else 0.0
    return sure


def _is_supposed(doc: Doc, draft: _Draft) -> bool:
    """„Wäre sie angenommen worden, hätte die Regierung …“ behind no quotation: the author supposes it."""
    if draft.cue or draft.speaker or doc[draft.content[0][0]].lower_ not in lexicon(doc.lang_).lists.get("unreal", ()):
        return False
    goes_on = draft.continues is not None and draft.number - draft.continues.number <= 1
    return not goes_on and not any(verb_form(doc[t]) in SUBJUNCTIVE for a, b in draft.content for t in range(a, b))


def _found(doc: Doc, draft: _Draft, index: dict[_Draft, int]) -> FoundQuote:
    sentence = draft.sentence
    kind = kind_of(doc, draft.content, (*sentence.marked, *sentence.inner_marked))
    continues = draft.continues is not None
    return FoundQuote(
        kind,
        tuple(_passage(doc, part) for part in draft.content),
        _passage(doc, draft.cue.words) if draft.cue else None,
        _passage(doc, draft.speaker) if draft.speaker else None,
        how_found(doc, draft.content, kind, draft.cue, continues, sentence.clauses),
        draft.confidence,
        index[draft.continues] if draft.continues else None,
        index[draft.carrier] if draft.carrier else None,
    )


def _points_back(doc: Doc, sentence: Sentence) -> bool:
    return doc[sentence.start].lower_ in lexicon(doc.lang_).lists["points_back"]


def _announces(doc: Doc, sentence: Sentence) -> bool:
    """„In dem Brief heißt es:“, and the few words of „Er fügte hinzu.“ before words in marks."""
    words = [t for t in doc[sentence.start : sentence.end] if not t.is_space]
    if not words or words[-1].text == ":":
        return bool(words)
    after = doc[sentence.end].text if sentence.end < len(doc) and not doc[sentence.end - 1].is_space else ""
    return len(words) <= SHORTEST_INQUIT and after in MARKS and any(c.sure for c in sentence.listed)


def _passage(doc: Doc, words: Words) -> Passage:
    return Passage(doc[words[0]].idx, doc[words[1] - 1].idx + len(doc[words[1] - 1]))
