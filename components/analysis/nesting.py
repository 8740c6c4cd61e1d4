"""Voices within voices: „Mein Großvater sagte: ‚Geh!‘“ inside a quotation, and „berichtet unter Berufung auf einen Beamten“."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.attribution import Tied, Voices
from components.analysis.cues import Cue, Words, lexicon
from components.analysis.other_voices import cited, follows_relay
from components.analysis.reported_clauses import names_a_voice
from components.analysis.sentence_reading import Sentence
from components.analysis.speaker_words import phrase_after, speaker_beside, speaks_of_itself
from components.languages import traits

NEAR = 14  # tokens between an inner cue and its speaker
SHORTEST = 3  # words of inner content
QUOTES = frozenset("‚‘’'›‹\"“„»«")


def inner_quotations(doc: Doc, sentence: Sentence, tied: Tied, heard: Voices) -> list[Tied]:
    """Quotations inside the content of another one, each with its own cue and speaker words."""
    found: list[Tied] = []
    marked = [c for c in heard.cues if c.kind in {"verb", "noun"}]
    listed = [
        c
        for c in sentence.listed
        if c.kind == "verb" and c.sure and not any(c.start < m.end and m.start < c.end for m in marked)
    ]
    for start, end in tied.content:
        for cue in sorted((*marked, *listed), key=lambda c: c.start):
            if not (start <= cue.start and cue.end <= end):
                continue
            content = _content_after(doc, cue, start, end)
            if content is None:
                continue
            in_marks = doc[content[0]].text in QUOTES
            if cue in listed and not in_marks:
                continue
            opened = in_marks or doc[content[0]].lower_ in lexicon(doc.lang_).lists["openers"]
            speaker = _speaker(doc, cue, heard, start, end, by_rule=opened and cue.sure)
            if speaker is None or _overlap(speaker, content):
                continue
            if found and content[0] < found[-1].content[0][1]:
                continue
            found.append(Tied((content,), cue, speaker))
    return found


def relayed(doc: Doc, sentence: Sentence, tied: Tied, heard: Voices) -> Tied | None:
    """The voice a report rests on: „Die Agentur berichtete unter Berufung auf einen Beamten, …“; None where none is named."""
    if tied.cue is None or tied.speaker is None:
        return None
    if (words := cited(doc, tied.cue, sentence)) is not None and not any(
        _overlap(words, part) for part in tied.content
    ):
        return Tied(tied.content, tied.cue, words) if words != tied.speaker else None
    at = next((i for i in range(sentence.start, sentence.end) if follows_relay(doc, i + 1, sentence.start)), None)
    if at is None or any(a <= at < b for a, b in tied.content):
        return None
    known = next((s for s in heard.speakers if at <= s[0] <= at + 2), None)
    speaker = known or phrase_after(doc, at + 1, sentence.end, lexicon(doc.lang_), skip=0)
    if speaker is None or speaker == tied.speaker or any(_overlap(speaker, part) for part in tied.content):
        return None
    return Tied(tied.content, tied.cue, speaker)


def carrying(doc: Doc, sentence: Sentence, tied: Tied, heard: Voices) -> Tied | None:
    """Who passes on what somebody said: the agency in „Laut Agentur X sagte der Minister, …“; None where nobody does."""
    if tied.cue is None or tied.cue.kind != "verb" or tied.speaker is None or not traits(doc.lang_).verb_last:
        return None
    sources = [c for c in (*heard.cues, *sentence.listed) if c.kind == "source" and c.start < tied.cue.start]
    for cue in sources:
        if speaks_of_itself(doc, cue) or not names_a_voice(doc, cue, sentence) or cue.start > tied.content[0][0]:
            continue
        near = (s for s in heard.speakers if -1 <= s[0] - cue.end <= 1 or -1 <= cue.start - s[1] <= 0)
        speaker = next(near, None) or speaker_beside(doc, cue, sentence.start, tied.cue.start)
        apart = speaker is not None and not _overlap(speaker, tied.speaker) and speaker[1] <= tied.cue.start
        if speaker is not None and apart and not any(_overlap(speaker, part) for part in tied.content):
            return Tied(tied.content, cue, speaker)
    return None


def _content_after(doc: Doc, cue: Cue, start: int, end: int) -> Words | None:
    """What follows an inner cue after a comma or colon, up to the end of its sentence or of its marks."""
    words = lexicon(doc.lang_)
    begin = cue.words[1]
    while begin < min(end, cue.words[1] + NEAR) and doc[begin].text not in ",:":
        begin += 1
    opens = begin < end and doc[begin].text in ",:"
    if opens:
        begin = max(begin, cue.end - 1) + 1 if doc[begin].text == "," and cue.end <= begin + 1 else begin + 1
    elif traits(doc.lang_).bare_clauses and cue.end < end and doc[cue.end].lower_ in words.lists["openers"]:
        begin = cue.end
    else:
        return None
    stop = begin
    while stop < end and doc[stop].text not in ".!?;":
        stop += 1
    if begin < end and doc[begin].text in QUOTES:
        close = next((i for i in range(begin + 1, end) if doc[i].text in QUOTES), None)
        return (begin, close + 1) if close else None
    while stop > begin and (doc[stop - 1].text in QUOTES or doc[stop - 1].text in ",.;" or doc[stop - 1].is_space):
        stop -= 1
    size = sum(doc[i].is_alpha for i in range(begin, stop))
    return (begin, stop) if size >= SHORTEST and _is_clause(doc, begin, cue, words.lists["openers"]) else None


def _is_clause(doc: Doc, begin: int, cue: Cue, openers: frozenset[str]) -> bool:
    """A comma may also open a relative clause of the speaker: „der Mann, der das sagte, der …“ opens no speech."""
    return doc[begin].lower_ in openers or cue.kind == "verb"


def _speaker(doc: Doc, cue: Cue, heard: Voices, start: int, end: int, by_rule: bool) -> Words | None:
    def far(s: Words) -> int:
        return max(cue.start - s[1], s[0] - cue.words[1], 0)

    inside = [s for s in heard.speakers if start <= s[0] and s[1] <= end and far(s) <= NEAR]
    if inside:
        return min(inside, key=far)
    found = speaker_beside(doc, cue, start, end) if by_rule else None
    return found if found and start <= found[0] and found[1] <= end else None


def _overlap(a: Words, b: Words) -> bool:
    return a[0] < b[1] and b[0] < a[1]
