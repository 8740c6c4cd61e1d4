"""Reporting sentences whose subject is not the one who says it.

„In dem Gutachten wird gewarnt, …“, „Die Zeitung zitiert einen Zeugen mit den Worten: …“, „Der Minister wies Berichte der Zeitung zurück, er …“
"""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.cues import Cue, Words, lexicon
from components.analysis.nouns import noun_at
from components.analysis.sentence_reading import Sentence
from components.analysis.speaker_words import STOPS, phrase_after, speaker_beside
from components.languages import traits

LONGEST_PAPER = 8  # tokens of „dem gestern veröffentlichten Gutachten der Behörde“


def passive_source(doc: Doc, cue: Cue, sentence: Sentence) -> Words | None:
    """Who speaks in a passive clause: „von den Behörden wird gewarnt“, „in dem Gutachten wird gewarnt“; None where nobody is told."""
    words = lexicon(doc.lang_)
    start, end = _clause(doc, cue, sentence)
    for i in range(start, end - 1):
        if doc[i].lower_ in words.lists["agents"] and (found := phrase_after(doc, i + 1, end, words, skip=0)):
            return found
    for i in (
        *range(start, end - 1),
        *range(start - 1, sentence.start - 1, -1),
    ):  # „In einem Vermerk, der uns vorliegt, …“
        found = phrase_after(doc, i + 1, end, words, skip=0) if doc[i].lower_ in words.lists["places"] else None
        if found is not None and _is_paper(doc, found):
            return found
    return None


def cited(doc: Doc, cue: Cue, sentence: Sentence) -> Words | None:
    """Whose words a paper repeats: „die Zeitung zitiert einen Zeugen mit den Worten“, „zitierte die Agentur den Minister“."""
    words = lexicon(doc.lang_)
    if cue.kind != "verb" or cue.lemma not in words.lists["cites"]:
        return None
    _, end = _clause(doc, cue, sentence)
    first = phrase_after(doc, cue.words[1], end, words, skip=0)
    inverted = cue.start == sentence.start or doc[cue.start - 1].text in STOPS
    return phrase_after(doc, first[1], end, words, skip=0) if first and inverted else first


def follows_relay(doc: Doc, i: int, start: int) -> bool:
    """Whether the words before token `i` say that its own are the source of somebody else's report: „unter Berufung auf | einen Beamten“."""
    text = " ".join(doc[k].lower_ for k in range(max(start, i - 4), i))
    return any(text == phrase or text.endswith(f" {phrase}") for phrase in lexicon(doc.lang_).lists["relay"])


def rejected(doc: Doc, sentence: Sentence, cue: Cue | None, content: Words) -> tuple[Cue, Words] | None:
    """The noun whose clause a denial rejects, and who said it: „wies Vorwürfe der Opposition zurück, er …“ tells what the Opposition says.

    None where nobody is told to have said it; then it is what the denial denies.
    """
    words = lexicon(doc.lang_)
    if cue is None or cue.kind not in ("verb", "noun") or cue.start > content[0]:
        return None
    start, end = _clause(doc, cue, sentence)
    end = min(end, content[0])
    opening = doc[content[0]].lower_ in words.lists["dass_openers"] and traits(doc.lang_).bare_clauses
    if doc[content[0] - 1].text != "," and not opening:
        return None  # „wies den Vorwurf zurück: Man habe …“ goes on with the reasons of who rejects it
    rejecting = any(c.lemma in words.lists["rejects"] and start <= c.start < end for c in sentence.listed)
    if not rejecting or any(t.lower_ in words.lists["negations"] for t in doc[start:end]):
        return None
    indirect = words.lists["against"] | words.lists["places"]  # „wies in einer Erklärung zurück, …“
    nouns = [
        i
        for i in range(start, end)
        if doc[i].lower_ in words.lists["rejected"]
        and not any(t.lower_ in indirect for t in doc[max(start, i - 2) : i])
    ]
    if not nouns:
        return None
    after = nouns[-1] + 1
    opens = after < end and doc[after].lower_ in words.lists["articles"] | words.lists["agents"]
    owner = phrase_after(doc, after, end, words, skip=1) if opens else None
    return (Cue("noun", ((nouns[-1], after),), doc[nouns[-1]].lower_), owner) if owner else None


def borne(doc: Doc, sentence: Sentence, cue: Cue | None, content: Words) -> tuple[Cue, Words | None] | None:
    """Whose report it is that „wonach“ goes on with: „Er teilt den Verdacht [der Kritiker], wonach …“; nobody's where a rumour is denied.

    None where the noun before tells neither: „Sie legte Zahlen vor, wonach …“.
    """
    if cue is None or cue.kind != "relative" or cue.end != content[0]:
        return None
    if cue.start - 1 <= sentence.start or doc[cue.start - 1].text != ",":
        return None
    lists = lexicon(doc.lang_).lists
    reach = range(cue.start - 2, max(sentence.start, cue.start - 1 - LONGEST_PAPER) - 1, -1)
    at = next((i for i in reach if doc[i].lower_ in lists["nouns"] | lists["source_nouns"]), None)
    if at is None:
        return None
    noun = Cue("noun", ((at, at + 1),), doc[at].lower_)
    found = speaker_beside(doc, noun, sentence.start, cue.start)
    if found is not None and at < found[0] <= at + 2:
        return cue, found
    denied = any(c.lemma in lists["rejects"] and c.start < cue.start for c in sentence.listed)
    return (noun, None) if denied and doc[at].lower_ in lists["rejected"] else None


def _clause(doc: Doc, cue: Cue, sentence: Sentence) -> Words:
    """From the mark before the cue to the mark behind it, marks around names not counted."""
    start, end = cue.start, cue.end
    while start > sentence.start and doc[start - 1].text not in ",;:":
        start -= 1
    while end < sentence.end and doc[end].text not in ",;:":
        end += 1
    return start, end


def _is_paper(doc: Doc, words: Words) -> bool:
    """Whether a noun phrase is a paper or an act of saying: „dem Gutachten der Behörde“."""
    for i in range(words[0], min(words[1], words[0] + LONGEST_PAPER)):
        noun = noun_at(doc, i)
        if noun is not None and noun.sense.kind != "other":
            return noun.sense.kind == "report"
    return False
