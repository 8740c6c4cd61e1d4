"""Clauses that a source phrase or the sentence after makes reported speech, however the encoder reads them.

„Laut Polizei wurden zwei Menschen verletzt“, „Die Lage ist, so der Minister, ernst“; „Die Brücke bleibt gesperrt. Das teilte die Stadt mit.“
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, takewhile

from spacy.tokens import Doc, Span

from components.analysis.cues import Cue, Words, lexicon
from components.analysis.marks import MARKS
from components.analysis.sentence_reading import Sentence
from components.analysis.speaker_words import completed, speaker_beside, speaks_of_itself
from components.encoder import verb_form
from components.languages import traits

CONTENT = 3.0  # log odds per word: more than the encoder may hold against it
SOURCE = -6.0
HALF = 4.0
CALLED_FOR = {"dass": {"dass", "that"}, "ob": {"ob", "whether"}, "zu": {"zu", "to"}}  # clause → what a verb may take
BREAKS = frozenset(",;:.!?–—")
INQUIT = 14  # tokens an inserted reporting clause, or what it breaks off, may have
REACH = 12  # tokens a source phrase may have after cue and name
APPOSITION = 20  # tokens an apposition or relative clause of the speaker may have
LONGEST_HANDING = 40  # tokens of „Das teilte … mit“
DASHES = frozenset("–—-(")
DEPENDENT = frozenset({"dass", "ob", "w", "zu", "adverbial", "relative"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Log odds to add for the words of a range."""

    words: Words
    odds: float


def clause_evidence(doc: Doc, sentences: list[Sentence]) -> list[Evidence]:
    """What the constructions of each sentence say about its words; ranges may overlap, their odds add up."""
    found: list[Evidence] = []
    for number, sentence in enumerate(sentences):
        for cue in _sources(sentence):
            if not any(a <= cue.start < b for a, b in sentence.marked) and names_a_voice(doc, cue, sentence):
                found += _source_clause(doc, cue, sentence)
        found += _broken_by_inquit(doc, sentence)
        found += _after_verb(doc, sentence)
        found += _in_subjunctive(doc, sentence) + _inserted(doc, sentence)
        if number and _reports_before(doc, sentence) and not _ends_paragraph(doc, sentences[number - 1].end):
            found.append(Evidence(sentences[number - 1].words, CONTENT))
    return found


def _sources(sentence: Sentence) -> list[Cue]:
    cues = [c for c in sentence.cues if c.kind in {"source", "so"}]
    listed = [c for c in sentence.listed if c.kind == "source"]
    return cues + [c for c in listed if not any(k.start <= c.end and c.start <= k.end for k in cues)]


def _source_clause(doc: Doc, cue: Cue, sentence: Sentence) -> list[Evidence]:
    """The clause around a source phrase, with what depends on it, is content; the source phrase itself is not."""
    clauses = sentence.clauses
    host = next((c for c in clauses if c.start <= cue.start < c.end), None)
    if host is None or (cue.start > sentence.start and doc[cue.start - 1].text in DASHES):
        return []
    phrase = _source_phrase(doc, cue, sentence)
    if phrase is None:
        return []
    own = [c for c in clauses if c.id_ == host.id_]
    if (said := _bare_clause(doc, phrase, own, sentence)) is not None:
        return [Evidence((phrase[0], said[0]), SOURCE), Evidence(said, CONTENT)]
    verbs = [k for k in sentence.cues if k.kind == "verb" and k.sure and k.lemma in lexicon(doc.lang_).takes]
    if (said := _passed_on(doc, phrase, sentence)) is not None:
        return [Evidence((phrase[0], said[0]), SOURCE), Evidence(said, CONTENT)]
    if doc[own[-1].end - 1].text == ":":  # „kommentierte das laut Zeitung mit den Worten: …“
        verbs += [k for k in sentence.listed if k.kind == "verb" and k.sure]
    if any(c.start <= k.start < c.end for k in verbs for c in own):
        # „…, gaben sie nach Darstellung der Polizei an“: the verb has its own content
        return [Evidence(phrase, SOURCE)]
    if doc[cue.start - 1].text == "," and not any(
        verb_form(doc[i]).startswith("Fin") for i in range(phrase[1], host.end)
    ):
        return []  # „acht, nach anderen Angaben neun Stunden“
    if (
        not any(verb_form(doc[i]).startswith("Fin") for c in own for i in range(c.start, c.end))
        and host.label_ != "other"
    ):
        return []
    evidence = [Evidence(r, CONTENT) for r in _with_dependents(host, own, clauses)]
    return [*evidence, Evidence(_to_its_end(doc, phrase, host), SOURCE)]


def _with_dependents(host: Span, own: list[Span], clauses: tuple[Span, ...]) -> list[Words]:
    """The ranges of a clause's pieces and of the clauses that depend on it."""
    ranges = [(c.start, c.end) for c in own]
    if host.label_ in {"main", "other"}:
        before = [c for c in clauses if c.end <= own[0].start]
        if before and before[-1].label_ == "adverbial" and before[-1].end == own[0].start:
            ranges.append((before[-1].start, before[-1].end))  # „Weil Zahlen fehlen, ist es laut Bericht schwer“
        last = own[-1]
        for clause in clauses:
            if clause.start >= last.end and clause.label_ in DEPENDENT:
                ranges.append((clause.start, clause.end))
            elif clause.start >= last.end:
                break
    return ranges


def _bare_clause(doc: Doc, phrase: Words, own: list[Span], sentence: Sentence) -> Words | None:
    """ "According to the Herald, Professor Moss, who leads the panel, said | rates would fall": the clause right behind the verb is what is said."""
    if not traits(doc.lang_).bare_clauses:
        return None
    for cue in sentence.listed:
        if cue.kind == "verb" and cue.sure and cue.start > phrase[1] and any(c.start <= cue.start < c.end for c in own):
            said = next((c for c in sentence.clauses if c.start == cue.end and c.label_ == "main"), None)
            if said is not None:
                return said.start, said.end
    return None


def _passed_on(doc: Doc, phrase: Words, sentence: Sentence) -> Words | None:
    """What follows the comma in „Laut Agentur sagte der Minister, | er trete zurück“: the agency only passes it on."""
    verb = next((k for k in sentence.listed if k.kind == "verb" and k.sure and k.start == phrase[1]), None)
    if verb is None or not traits(doc.lang_).verb_last:
        return None
    comma = next(
        (i for i in range(verb.words[1], min(sentence.end, verb.words[1] + INQUIT)) if doc[i].text == ","), None
    )
    end = next((i for i in range(comma or sentence.end, sentence.end) if doc[i].text in ".!?;"), sentence.end)
    if comma is None or not any(verb_form(doc[i]).startswith("Fin") for i in range(comma + 1, end)):
        return None
    return (comma + 1, end) if any(doc[i].text[0].isupper() for i in range(verb.words[1], comma)) else None


def _broken_by_inquit(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """„Der Mandant, ließ sein Anwalt wissen, werde sich äußern“: what stands around the inserted reporting clause is one statement."""
    found: list[Evidence] = []
    for cue in sentence.cues:
        if not traits(doc.lang_).verb_last or cue.kind != "verb" or any(a <= cue.start < b for a, b in sentence.marked):
            continue
        first = next((i for i in range(cue.start - 1, sentence.start, -1) if doc[i].text in BREAKS), None)
        last = next((i for i in range(cue.words[1], sentence.end) if doc[i].text in BREAKS), None)
        if first is None or last is None or last - first > INQUIT or doc[first].text != "," or doc[last].text != ",":
            continue
        left = (sentence.start, first)
        if not any(first < s[0] < last for s in sentence.speakers) or any(s[0] < first for s in sentence.speakers):
            continue
        right = (last + 1, next((i for i in range(last + 1, sentence.end) if doc[i].text in BREAKS), sentence.end))
        if left[1] - left[0] <= INQUIT and right[0] < right[1] and _halves(doc, left, right):
            found += [Evidence(left, HALF), Evidence(right, HALF)]
    return found


def _after_verb(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """The clause a reporting verb calls for: „teilte mit, dass …“, „fragte, ob …“, „forderte, … zurückzunehmen“, "said that …"."""
    words = lexicon(doc.lang_)
    found: list[Evidence] = []
    for number, clause in enumerate(sentence.clauses):
        calls = CALLED_FOR.get(clause.label_)
        then = sentence.clauses[number + 1].label_ if number + 1 < len(sentence.clauses) else ""
        if number and doc[clause.start].lower_ in words.lists["purpose"] and then in ("dass", "ob"):
            found.append(Evidence((clause.start, clause.end), SOURCE))  # „sagte, ohne Namen zu nennen, dass …“
        before = {doc[i].lower_ for i in range(max(sentence.start, clause.start - 2), clause.start)}
        if calls is None or doc[clause.start].lower_ in words.lists["purpose"] or before & words.lists["so_that"]:
            continue  # „sprach so leise, dass …“
        if any(a <= clause.start < b for a, b in sentence.marked):
            continue
        other = (
            sentence.clauses[number - 1] if number else next(iter(sentence.clauses[1:2]), None)
        )  # „Dass …, bezweifelte sie“
        cues = [
            c for c in sentence.listed if c.kind == "verb" and c.sure and other and other.start <= c.start < other.end
        ]
        if not number:
            cues = [c for c in cues if other and c.start == other.start]
        called = [c for c in cues if calls & words.takes[c.lemma]]
        if called:
            end = _next_subject(doc, sentence, number)
            found.append(Evidence((clause.start, end), CONTENT))
            found += [Evidence((end, clause.end), SOURCE)] if end < clause.end else []
        # "said the coffers were empty, adding that …", "and announced that …": the second verb is no content of the first
        joined = {",", *words.lists["coordinators"]}
        found += [
            Evidence(c.words, SOURCE)
            for c in called
            if traits(doc.lang_).rough or (c.end == clause.start and doc[c.start - 1].lower_ in joined)
        ]
    return found


def _next_subject(doc: Doc, sentence: Sentence, number: int) -> int:
    """Where the clause ends: "warned that it was late, and | an official at the office, speaking on background, | said that …"."""
    clause = sentence.clauses[number]
    verb = next((c for c in sentence.listed if c.kind == "verb" and c.sure and c.start == clause.end), None)
    if verb is None or traits(doc.lang_).verb_last:
        return clause.end
    inside = [s for s in sentence.speakers if clause.start < s[0] and s[1] <= clause.end]
    return inside[-1][0] if inside else clause.end


def _inserted(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """„Er habe Berichte, | sagt er, | und wolle …“: verb and pronoun between commas are the reporting clause, however all is read."""
    words = lexicon(doc.lang_)
    found = []
    for cue in sentence.listed:
        end = cue.end + 1
        if cue.kind != "verb" or not cue.sure or end >= sentence.end or not traits(doc.lang_).verb_last:
            continue
        commas = cue.start > sentence.start and doc[cue.start - 1].text == "," and doc[end].text == ","
        if commas and doc[cue.end].lower_ in words.lists["pronouns"] and len(cue.pieces) == 1:
            found.append(Evidence((cue.start, end), SOURCE))
    return found


def _in_subjunctive(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """„Die Bauern klagen, | die Mine pumpe ihnen die Brunnen leer“: a main clause in Konjunktiv I right behind a verb that may take one.

    Behind a colon it needs no such verb: „Der Diplomat wurde deutlicher: | Warschau spiele mit dem Feuer“.
    """
    words = lexicon(doc.lang_)
    if not traits(doc.lang_).verb_last:
        return []
    found = _told_on(doc, sentence)
    for before, clause in pairwise(sentence.clauses):
        if clause.label_ == "main" and doc[clause.start - 1].text == ":" and not _is_marked(clause, sentence):
            if _is_reported(clause):
                found.append(Evidence((clause.start, clause.end), CONTENT))
            continue
        verbs = [c for c in sentence.listed if c.kind == "verb" and c.sure and before.start <= c.start < before.end]
        takes = any("v2" in words.takes[c.lemma] for c in verbs)
        if not takes or clause.label_ != "main" or clause.start != before.end or doc[clause.start - 1].text != ",":
            continue
        if _is_marked(clause, sentence):
            continue
        if _is_reported(clause):
            found.append(Evidence((clause.start, clause.end), CONTENT))
    return found


def _told_on(doc: Doc, sentence: Sentence) -> list[Evidence]:
    """„Italien mache das seit 1990 so.“: a main clause in Konjunktiv I that opens its sentence; not „Man nehme …“, „Sei es …“."""
    clause = next(iter(sentence.clauses), None)
    if clause is None or clause.label_ != "main" or sentence.heading or _is_marked(clause, sentence):
        return []
    marked = {i for a, b in sentence.marked for i in range(a, b)}
    words = [t for t in clause if not t.is_space and not t.is_punct and t.i not in marked]
    verb = next((k for k, t in enumerate(words) if verb_form(t).startswith("Fin")), 0)
    reporting = [c for c in (*sentence.cues, *sentence.listed) if c.sure or c in sentence.cues]
    if not verb or sentence.speakers or any(c.start != words[verb].i for c in reporting):
        return []  # its own verb reports nothing: „Das widerspreche dem Vertrag.“
    subjunctive = verb_form(words[verb]) == "Fin-Sub-Pres" and words[verb].text.endswith(("e", "sei", "seien"))
    if not subjunctive or {t.lower_ for t in words} & {"ich", "man", "es"}:
        return []
    return [Evidence((clause.start, clause.end), CONTENT)]


def _is_reported(clause: Span) -> bool:
    """Whether the clause's verb stands in Konjunktiv I."""
    finite = next((t for t in clause if verb_form(t).startswith("Fin")), None)
    return finite is not None and verb_form(finite) == "Fin-Sub-Pres"


def _is_marked(clause: Span, sentence: Sentence) -> bool:
    return any(a <= clause.start < b for a, b in sentence.marked)


def _halves(doc: Doc, left: Words, right: Words) -> bool:
    """Whether one verb serves both: it ends the left part („Er werde, …“) or begins the right one („…, werde er“)."""
    verbs = [i for i in range(*left) if verb_form(doc[i]).startswith("Fin")]
    return verbs == [left[1] - 1] or (not verbs and verb_form(doc[right[0]]).startswith("Fin"))


def names_a_voice(doc: Doc, cue: Cue, sentence: Sentence) -> bool:
    """Not „laut Gesetz“, „dem Ergebnis zufolge“, nor „Kritik wird laut“."""
    words = lexicon(doc.lang_).lists
    if doc[cue.words[1] - 1].lower_.endswith(tuple(words["source_nouns"])):
        return True  # „nach Angaben“, „nach Behördenangaben“
    around = range(cue.start - 3, cue.start) if cue.follows_source else range(cue.end, cue.end + 3)
    near = [doc[i] for i in around if sentence.start <= i < sentence.end]
    if (
        cue.start > sentence.start
        and doc[cue.start - 1].lower_ in words.get("degrees", ())
        and cue.end - cue.start == 1
    ):
        return False  # „weniger laut als die anderen“
    if not near or (not cue.follows_source and near[0].is_punct and near[0].text not in MARKS):
        return False
    if not cue.follows_source:
        near = list(takewhile(lambda t: not verb_form(t).startswith("Fin"), near))
    return bool(near) and not any(t.lower_ in words["no_voice"] for t in near)


def _source_phrase(doc: Doc, cue: Cue, sentence: Sentence) -> Words | None:
    """Cue and speaker words: „nach Angaben der Polizei“, „der Polizei zufolge“; None where no speaker can be made out."""
    reach = 8
    if speaks_of_itself(doc, cue):
        own_word = doc[cue.start - 1].lower_ in lexicon(doc.lang_).lists["own"] if cue.start else False
        return cue.start - own_word, cue.end
    near = [
        s
        for s in sentence.speakers
        if s[1] - s[0] <= reach and (s[1] == cue.start if cue.follows_source else cue.start <= s[0] <= cue.end + 1)
    ]
    speaker = completed(doc, near[0], sentence.end) if near else speaker_beside(doc, cue, sentence.start, sentence.end)
    own = {doc[i].lower_ for i in range(cue.start, cue.end)} & lexicon(doc.lang_).lists["source_nouns"]
    if speaker is None and not own:
        return None
    start, end = min(cue.start, speaker[0] if speaker else cue.start), max(cue.end, speaker[1] if speaker else 0)
    return start, _after_apposition(doc, end, sentence.end)


def _after_apposition(doc: Doc, end: int, stop: int) -> int:
    """„laut Berger, der Chefin der Bank, wird …“, „laut der Stimme, die ihm gehören soll, wird …“: up to the second comma."""
    if end >= stop or doc[end].text != ",":
        return end
    second = next((i for i in range(end + 1, min(stop, end + APPOSITION)) if doc[i].text == ","), None)
    if second is None:
        return end
    finite = [i for i in range(end + 1, second) if verb_form(doc[i]).startswith("Fin")]
    return second if not finite or finite[0] == second - 1 else end


def _to_its_end(doc: Doc, phrase: Words, host: Span) -> Words:
    """A source phrase that opens its clause reaches up to the finite verb, in English up to the comma.

    „Laut Tanabe vom Institut Sakura dürfte …“, "According to two officials briefed on the plan, the Treasury …"
    """
    if phrase[0] - host.start > 1:
        return phrase
    reach = range(phrase[1], min(host.end, phrase[1] + REACH))
    if traits(doc.lang_).verb_last:
        border = next((i for i in reach if verb_form(doc[i]).startswith("Fin")), phrase[1])
    else:
        border = next((i for i in reach if doc[i].text == ","), phrase[1])
    return phrase[0], border


def _reports_before(doc: Doc, sentence: Sentence) -> bool:
    """„Das teilte das Ministerium am Dienstag mit.“: a short sentence that hands the one before to a speaker."""
    words = lexicon(doc.lang_)
    start, end = sentence.words
    if doc[start].lower_ not in words.lists["points_back"] or end - start > LONGEST_HANDING:
        return False
    openers = words.lists["openers"]
    return any(
        c.kind == "verb" and c.lemma in words.lists["reports_before"] and c.start - start <= 2 for c in sentence.listed
    ) and not any(doc[i].lower_ in openers and doc[i - 1].text == "," for i in range(start + 1, end))


def _ends_paragraph(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].is_space and "\n" in doc[i - 1].text
