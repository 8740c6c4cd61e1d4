"""What the order of words says about content in languages whose reported clauses need neither conjunction nor comma.

"Ministers failed to agree, three diplomats said.", ""They never called,' she recalled", "the base would not say how many were there",
"speaking on condition of anonymity", "called the outcome "a gift"".
"""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.cues import STOPS, Cue, Words, lexicon
from components.analysis.reported_clauses import CONTENT, HALF, SOURCE, Evidence
from components.analysis.sentence_reading import Sentence
from components.encoder import verb_form
from components.languages import traits

NEAR = 4  # tokens before a verb among which it is refused or denied: "declined to say", "neither would say"
INSERTED = 16  # tokens of a report inserted between commas
OPENING = 4  # tokens from a clause that is asked for to the verb before it: "would not say on Friday whether"
BEHIND = 6  # tokens behind words in marks among which their verb stands: "," the old man said
LATE = 7  # tokens that may follow the verb at the end: "said on Thursday", "told reporters in Rome"
OBJECT = 8  # tokens of what is called something: "called the outcome of the talks "a gift""


def order_evidence(doc: Doc, sentences: list[Sentence]) -> list[Evidence]:
    """What the order of words in each sentence says about its words; nothing in languages whose verbs end their clauses."""
    if not traits(doc.lang_).bare_clauses:
        return []
    found: list[Evidence] = []
    for sentence in sentences:
        found += _closing_report(doc, sentence)
        found += _inserted_report(doc, sentence)
        found += _behind_marks(doc, sentence)
        found += _refused(doc, sentence)
        found += _no_comment(doc, sentence)
        found += _when_asked(doc, sentence)
        found += _on_condition(doc, sentence)
        found += _accused_of(doc, sentence)
        found += [Evidence((cue.start, marked[0]), SOURCE) for cue, marked in named_in_marks(doc, sentence)]
    return found


def _closing_report(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "Ministers failed to agree after two states blocked the plan, three diplomats said.": all before the last comma is said."""
    cue = next((c for c in reversed(sentence.listed) if c.kind == "verb" and c.sure), None)
    speakers = [s for s in sentence.speakers if cue is not None and cue.start in (s[0] - 1, s[1])]
    if cue is None or sentence.marked or not speakers:
        return []
    comma = min(speakers[0][0], cue.start) - 1
    rest = doc[cue.end : sentence.end] if speakers[0][1] == cue.start else doc[speakers[0][1] : sentence.end]
    if comma <= sentence.start or doc[comma].text != "," or len(rest) > LATE + 1:
        return []
    if any(t.text in ",;:" or verb_form(t).startswith("Fin") for t in rest):
        return []
    others = [c for c in sentence.listed if c.start < comma and c.kind in ("verb", "source") and c.sure]
    said = range(sentence.start, comma)
    finite = any(verb_form(doc[i]).startswith("Fin") for i in said)
    if others or not finite or any(doc[i].text in ";:" for i in said):
        return []
    return [Evidence((sentence.start, comma), CONTENT)]


def _inserted_report(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "The savings looked ambitious, he wrote in a note, and the risk was not reflected.": what goes on behind it is said too."""
    links = lexicon(doc.lang_).lists["coordinators"]
    verbs = [c for c in sentence.listed if c.kind == "verb" and c.sure]
    if len(verbs) != 1 or sentence.marked or len(sentence.speakers) != 1:
        return []
    cue, speaker = verbs[0], sentence.speakers[0]
    first = min(cue.start, speaker[0]) - 1
    last = next((i for i in range(max(cue.end, speaker[1]), sentence.end) if doc[i].text in STOPS), sentence.end)
    beside = cue.start in (speaker[0] - 1, speaker[1])
    if not beside or first <= sentence.start or doc[first].text != "," or last + 1 >= sentence.end:
        return []
    if doc[last].text != "," or doc[last + 1].lower_ not in links or last - first > INSERTED:
        return []
    halves = (range(sentence.start, first), range(last + 1, sentence.end))
    whole = all(any(verb_form(doc[i]).startswith("Fin") for i in half) for half in halves)
    return [Evidence((last + 1, sentence.end), HALF)] if whole else []


def _behind_marks(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ ""They said, 'We'll call,'" she recalled": behind a comma inside the marks stands who says it, and no content."""
    found = []
    for _, end in sentence.marked:
        last = end - 1
        while last > sentence.start and not doc[last].is_alpha and doc[last].text != ",":
            last -= 1
        cue = next((c for c in sentence.listed if c.kind == "verb" and c.sure and 0 <= c.start - end <= BEHIND), None)
        if doc[last].text == "," and cue is not None and not any(doc[i].text in STOPS for i in range(end, cue.start)):
            found.append(Evidence((end, cue.end), SOURCE))
    return found


def _refused(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "Neither the ministry nor the base would say how many soldiers were there": nobody said anything."""
    words = lexicon(doc.lang_)
    refusing = words.lists.get("refusing", frozenset())
    for number, clause in enumerate(sentence.clauses):
        if clause.label_ not in ("w", "ob") or not number or any(a <= clause.start < b for a, b in sentence.marked):
            continue
        cue = next(
            (
                c
                for c in sentence.listed
                if c.lemma in words.lists.get("refused", frozenset()) and 0 <= clause.start - c.end <= OPENING
            ),
            None,
        )
        if cue is None or any(doc[i].text in STOPS for i in range(cue.end, clause.start)):
            continue
        start = next((i + 1 for i in range(cue.start - 1, sentence.start, -1) if doc[i].text in STOPS), sentence.start)
        if any(c.kind == "verb" and c.sure and c.start < start for c in sentence.listed):
            continue  # "said they could not say where it came from"
        near = {doc[i].lower_ for i in range(max(start, cue.start - NEAR), cue.start)} | {doc[start].lower_}
        if near & refusing:
            return [Evidence((start, clause.end), 2 * SOURCE)]
    return []


def _no_comment(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "A spokeswoman would not comment on the memo.": the sentence says nothing else."""
    words = lexicon(doc.lang_)
    verbs = [c for c in sentence.listed if c.kind in ("verb", "source")]
    if sentence.marked or len(verbs) != 1 or verbs[0].lemma not in words.lists.get("refused", frozenset()):
        return []
    near = {doc[i].lower_ for i in range(max(sentence.start, verbs[0].start - NEAR), verbs[0].start)}
    return [Evidence(sentence.words, SOURCE)] if near & words.lists["refusing"] else []


def _when_asked(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "Pressed on whether the firm had broken the law, he said …": the question is nobody's answer."""
    if doc[sentence.start].lower_ not in lexicon(doc.lang_).lists.get("asked", frozenset()):
        return []
    heard = [s[0] for s in sentence.speakers if s[0] > sentence.start + 1 and doc[s[0] - 1].text == ","]
    return [Evidence((sentence.start, heard[0]), SOURCE)] if heard else []


def is_addressed(doc: Doc, speaker: Words, cue: Cue, content: tuple[Words, ...]) -> bool:
    """Whether the words are whom the verb speaks to: "asked | Ammann | whether he would come"."""
    if not traits(doc.lang_).bare_clauses or cue.kind != "verb" or not content:
        return False
    return speaker[0] == cue.end and speaker[1] == content[0][0] and doc[speaker[1]].is_alpha


def _accused_of(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "accused the firm of treating people like scrap": the deed is said, whom it is laid to is not."""
    found = []
    for cue, at in accusations(doc, sentence):
        clause = next((c for c in sentence.clauses if c.start <= at < c.end), None)
        if clause is not None:
            found += [Evidence((cue.start, at), SOURCE), Evidence((at, clause.end), CONTENT)]
    return found


def accusations(doc: Doc, sentence: Sentence) -> list[tuple[Cue, int]]:
    """The verbs that lay a deed to somebody, and where the deed begins: "accused the firm | of treating people like scrap"."""
    words = lexicon(doc.lang_)
    found = []
    for cue in sentence.listed:
        if cue.kind != "verb" or "ing" not in words.takes.get(cue.lemma, ()):
            continue
        reach = range(cue.end + 1, min(sentence.end - 1, cue.end + OBJECT))
        at = next((i for i in reach if doc[i].lower_ in words.lists["deeds"] and doc[i + 1].text.endswith("ing")), None)
        if at is not None and not any(verb_form(t) or t.text in STOPS for t in doc[cue.end : at]):
            found.append((cue, at))
    return found


def _on_condition(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """ "…, speaking on condition of anonymity.": how somebody spoke, between commas or after the last one."""
    phrases = lexicon(doc.lang_).lists.get("anonymity", frozenset())
    for i in range(sentence.start, sentence.end):
        text = doc[i : min(sentence.end, i + 5)].text.lower()
        if any(text.startswith(p) for p in phrases):
            start = next((k + 1 for k in range(i, sentence.start, -1) if doc[k].text in STOPS), sentence.start)
            end = next((k for k in range(i, sentence.end) if doc[k].text in STOPS), sentence.end)
            outside = not any(a <= i < b for a, b in sentence.marked)
            return [Evidence((start, end), SOURCE)] if outside and start > sentence.start else []
    return []


def named_in_marks(doc: Doc, sentence: Sentence) -> list[tuple[Cue, Words]]:
    """ "called the outcome “a gift”", "calling it “pure invention”": the verbs before words in marks that name their object so."""
    takes = lexicon(doc.lang_).takes
    found = []
    for cue in sentence.listed:
        joined = cue.start > sentence.start and doc[cue.start - 1].lower_ in lexicon(doc.lang_).lists["coordinators"]
        if cue.kind != "verb" or not traits(doc.lang_).bare_clauses:
            continue
        if "object" not in takes.get(cue.lemma, ()) and not (joined and any(m[0] == cue.end for m in sentence.marked)):
            continue  # nor "said it was full and blamed “a freak wave”"
        marked = next((m for m in sentence.marked if cue.end < m[0] <= cue.end + OBJECT), None)
        inside = any(a <= cue.start < b for a, b in sentence.marked)
        if marked is None or inside:
            continue
        between = doc[cue.end : marked[0]]
        if not any(verb_form(t).startswith("Fin") or t.text in STOPS for t in between):
            found.append((cue, marked))
    return found


def is_of_another(doc: Doc, speaker: Words, cue: Cue, cues: tuple[Cue, ...]) -> bool:
    """Whether the speaker words belong to another verb than `cue`.

    "Paris urged both to stop; in Rome, the ministry | said …" (beyond the semicolon), "warned of delays after the firm | said …".
    """
    if not traits(doc.lang_).bare_clauses:
        return False
    first, last = (speaker[1], cue.start) if speaker[1] <= cue.start else (cue.end, speaker[0])
    if any(doc[i].text == ";" for i in range(first, last)):
        return True
    others = [c for c in cues if c.kind == "verb" and c != cue and speaker[0] >= cue.end]
    return any(0 <= c.start - speaker[1] <= 1 for c in others)


def leaves_to(doc: Doc, speaker: Words, cue: Cue, found: Words | None) -> bool:
    """Whether the noun phrase `found` is the subject of a clause of its own: "The head resigned after | an audit found that …"."""
    if not traits(doc.lang_).bare_clauses or found is None or found[1] != cue.start or speaker[1] >= found[0]:
        return False
    when = lexicon(doc.lang_).lists.get("when", frozenset())
    between = [doc[i] for i in range(speaker[1], found[0])]
    return between[-1].lower_ in when and any(verb_form(t).startswith("Fin") for t in between)
