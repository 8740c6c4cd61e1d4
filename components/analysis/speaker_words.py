"""The words that name a speaker, found by rule where the encoder marked none: the noun phrase beside a cue."""

from __future__ import annotations

from spacy.tokens import Doc

from components.analysis.cues import Cue, Lexicon, Words, lexicon
from components.analysis.marks import MARKS
from components.encoder import part_of_speech, verb_form
from components.languages import traits

STOPS = frozenset(',;:.!?–—()[]…"„“”»«‚‘›‹')
PASSIVE = 20  # tokens between auxiliary and participle
LONGEST_NAME = 8  # tokens of a name in marks: „Süddeutsche Zeitung“
NO_NOUN = frozenset({"ADV", "VERB", "AUX", "ADP", "SCONJ", "CCONJ"})
ADJECTIVES = 5  # small words that may stand between an article and its noun


def speaker_beside(doc: Doc, cue: Cue, start: int, end: int) -> Words | None:
    """The noun phrase that the construction of the cue makes its speaker, within [start, end); None where there is none to see."""
    words = lexicon(doc.lang_)
    if cue.kind == "source":
        if speaks_of_itself(doc, cue):
            return _subject_of_clause(doc, cue, start, end, words)
        if cue.follows_source:
            return _possessive(doc, cue.start - 1, words) or phrase_before(doc, cue.start, start, words)
        own = _within_source(doc, cue, words)
        return own or phrase_after(doc, cue.end, end, words, skip=1)
    if cue.kind == "so":
        return phrase_after(doc, cue.end, end, words, skip=0)
    if cue.kind == "noun":
        return phrase_after(doc, cue.end, end, words, skip=1)
    if cue.kind == "relative":
        before = cue.start - 1
        return phrase_before(doc, before, start, words) if before > start and doc[before].text == "," else None
    if cue.lemma in words.lists["stands_in"]:
        return _document(doc, cue, start, end, words)
    return _subject(doc, cue, start, end, words)


def is_passive(doc: Doc, cue: Cue) -> bool:
    """„wurde mitgeteilt“, "it was announced": the subject is not the one who speaks."""
    words = lexicon(doc.lang_).lists["passives"]
    i = cue.pieces[-1][1] - 1
    if cue.kind != "verb" or not _may_be_participle(doc, i, cue):
        return False
    if i + 1 < len(doc) and traits(doc.lang_).verb_last and doc[i + 1].lower_ in words:
        return True  # „…, weil er aufgefordert wurde“
    for k in range(i - 1, max(-1, i - PASSIVE), -1):
        if doc[k].text in STOPS or doc[k].lower_ in lexicon(doc.lang_).lists.get("perfects", ()):
            return False  # "was cancelled after the court had ruled"
        if doc[k].lower_ in words:
            return True
    return False


def _may_be_participle(doc: Doc, i: int, cue: Cue) -> bool:
    """Whether the encoder or, where it sees none, the shape of the word tells a participle: „vorgeworfen“, „aufgefordert“."""
    word = doc[i].lower_
    shape = word[-2:] in ("en", "et", "rt", "gt", "ht") and "ge" in word[:6] and word != cue.lemma
    return verb_form(doc[i]) == "Part" or (shape and traits(doc.lang_).verb_last and verb_form(doc[i]) != "Inf")


def subject_pronoun(doc: Doc, cue: Cue) -> Words | None:
    """„er“ in „Bergers Vorwürfe nannte er „Getöse““: right behind a finite verb only the subject has this form."""
    at = cue.words[1]
    if cue.kind != "verb" or at >= len(doc) or not verb_form(doc[cue.start]).startswith("Fin"):
        return None
    return (at, at + 1) if doc[at].lower_ in lexicon(doc.lang_).lists["subject_pronouns"] else None


def is_spoken_to(doc: Doc, speaker: Words, cue: Cue) -> bool:
    """„Dem Minister warf Berger vor, …“: a noun phrase in the dative or accusative is no subject of a verb.

    Not behind a preposition („aus dem Ministerium hieß es“), nor with verbs that cite somebody.
    """
    lists = lexicon(doc.lang_).lists
    before = doc[speaker[0] - 1].lower_ if speaker[0] else ""
    told = (
        doc[speaker[0]].lower_ in lists["no_subjects"]
        and before not in lists["places"] | lists["agents"] | lists["links"]
    )
    return told and cue.lemma not in lists["cites"] | lists["stands_in"]


def is_agent(doc: Doc, speaker: Words) -> bool:
    """„von der Polizei“ beside a passive."""
    return speaker[0] > 0 and doc[speaker[0] - 1].lower_ in lexicon(doc.lang_).lists["agents"]


def _document(doc: Doc, cue: Cue, start: int, end: int, words: Lexicon) -> Words | None:
    """Where it is said: „In dem Brief heißt es“, „heißt es aus Regierungskreisen“; the phrase behind the nearest such preposition."""
    places = [i for i in range(start, end - 1) if doc[i].lower_ in words.lists["places"]]
    for i in sorted(places, key=lambda i: abs(i - cue.start)):
        if (found := phrase_after(doc, i + 1, end, words, skip=0)) is not None:
            return found
    return None


def speaks_of_itself(doc: Doc, cue: Cue) -> bool:
    """„nach eigenen Angaben“, „eigener Aussage zufolge“: the subject of the clause is the source."""
    return any(doc[i].lower_ in lexicon(doc.lang_).lists["own"] for a, b in cue.pieces for i in range(a, b)) or (
        doc[cue.start - 1].lower_ in lexicon(doc.lang_).lists["own"] if cue.start else False
    )


def without_cue(doc: Doc, speaker: Words) -> Words | None:
    """Speaker words without the cue that was taken for a part of them: « selon | son avocat », « affirme-t- | il »; None where it is all."""
    words, (start, end) = lexicon(doc.lang_), speaker
    if end - start > 1 and doc[end - 2].text == "-" and doc[end - 1].lower_ in words.lists["pronouns"]:
        return end - 1, end
    while start < end and doc[start].lower_ in words.sources:
        start += 1
    return (start, end) if start < end else None


def completed(doc: Doc, speaker: Words, end: int) -> Words:
    """Speaker words that were cut off before their noun („einem | Bericht der Agentur“) up to its end."""
    words = lexicon(doc.lang_)
    speaker = _whole_word_start(doc, speaker[0]), _whole_word_end(doc, speaker[1], end)
    if (
        speaker[0]
        and doc[speaker[0] - 1].lower_ in words.lists["articles"]
        and doc[speaker[0]].lower_ not in words.lists["articles"]
    ):
        speaker = speaker[0] - 1, speaker[1]  # „der | Opposition“
    last = doc[speaker[1] - 1].lower_
    if last not in words.lists["determiners"] or not _leads_to_noun(doc, speaker[1], min(end, speaker[1] + ADJECTIVES)):
        return speaker
    stop = _read_phrase(doc, speaker[1] - 1, end, words)
    if stop is None or doc[stop - 1].lower_ in words.lists["source_nouns"]:
        return speaker  # „seiner“ in „seiner Ansicht nach“ is all there is
    return speaker[0], stop


def _whole_word_end(doc: Doc, stop: int, end: int) -> int:
    """The token after the hyphenated word that has been cut in two before `stop`: „der US- | Partner“."""
    cut = doc[stop - 1].text == "-" and not doc[stop - 1].whitespace_ and stop < end and doc[stop].is_alpha
    return stop + 1 if cut else stop


def _whole_word_start(doc: Doc, i: int) -> int:
    """The first token of the word that has been cut in two at `i`: « L' | opposition », « porte- | parole »; not « a-t- | il »."""
    while doc[i].lower_ not in lexicon(doc.lang_).lists["pronouns"] and (
        i > 1
        and doc[i - 1].text in "-'’"
        and not doc[i - 1].whitespace_
        and not doc[i - 2].whitespace_
        and doc[i - 2].is_alpha
    ):
        i -= 2
    return i


def _subject_of_clause(doc: Doc, cue: Cue, start: int, end: int, words: Lexicon) -> Words | None:
    """The noun phrase before the finite verb in front of the cue, or right behind that verb."""
    verb = next((i for i in range(cue.start - 1, start - 1, -1) if verb_form(doc[i]).startswith("Fin")), None)
    if verb is None:
        return None
    before = phrase_before(doc, verb, start, words)
    if before and before[0] > start and doc[before[0] - 1].lower_ in words.lists["links"] | words.lists["places"]:
        before = None  # „Im Jahr 2004 war die Gruppe …“
    return before or phrase_after(doc, verb + 1, end, words, skip=0)


def phrase_after(doc: Doc, i: int, end: int, words: Lexicon, skip: int) -> Words | None:
    """The noun phrase that begins at most `skip` words after `i`."""
    for begin in range(i, min(i + skip + 1, end)):
        if (name := _name_in_marks(doc, begin, end)) is not None:
            return begin + 1, name - 1
        if doc[begin].text in STOPS or doc[begin].is_space:
            return None
        if (stop := _read_phrase(doc, begin, end, words)) is not None:
            return begin, stop
    return None


def phrase_before(doc: Doc, i: int, start: int, words: Lexicon) -> Words | None:
    """The longest noun phrase that ends at `i`, not reaching back over punctuation."""
    border = i
    while border > start and doc[border - 1].text not in STOPS and not doc[border - 1].is_space:
        border -= 1
    for begin in range(border, i):
        if _read_phrase(doc, begin, i, words) == i:
            return begin, i
    return None


def _within_source(doc: Doc, cue: Cue, words: Lexicon) -> Words | None:
    """„seiner“ in „nach seiner Ansicht“."""
    inside = (_possessive(doc, i, words) for i in range(cue.start + 1, cue.end - 1))
    return next((found for found in inside if found), None)


def _possessive(doc: Doc, i: int, words: Lexicon) -> Words | None:
    return (i, i + 1) if i >= 0 and doc[i].lower_ in words.lists["possessives"] else None


def _subject(doc: Doc, cue: Cue, start: int, end: int, words: Lexicon) -> Words | None:
    """The subject right beside a reporting verb or its auxiliary.

    Behind it („…“, sagte der Minister), or between clause border and verb (Der Minister sagte; Der Minister hat gesagt).
    """
    border = cue.start
    while border > start and doc[border - 1].text not in STOPS and not doc[border - 1].is_space:
        border -= 1
    finite = next((i for i in range(border, cue.start + 1) if verb_form(doc[i]).startswith("Fin")), cue.start)
    verb = finite if verb_form(doc[cue.start]) in {"Part", "Inf", ""} else cue.start
    inverted = traits(doc.lang_).verb_last and doc[border].lower_ in words.sources  # „Laut Polizei sagte der Zeuge, …“
    if border == verb or inverted or doc[border].lower_ in words.lists["no_subjects"]:
        return phrase_after(doc, verb + 1, end, words, skip=0)
    stop = _read_phrase(doc, border, verb, words)
    if stop != verb and traits(doc.lang_).bare_clauses:
        # "resigned two days after | an audit found that"
        near = phrase_before(doc, verb, border, words)
        if near is not None and near[0] > border and doc[near[0] - 1].lower_ in words.lists.get("when", ()):
            return near
    between = range(stop, verb) if stop is not None else ()
    return (border, stop) if stop is not None and all(part_of_speech(doc[i]) == "ADV" for i in between) else None


def _read_phrase(doc: Doc, i: int, end: int, words: Lexicon) -> int | None:
    """The token after the noun phrase that begins at `i`; None where none does."""
    low = doc[i].lower_
    if low in words.lists["nobody"]:
        return None
    if low in words.lists["determiners"] and (name := _name_in_marks(doc, i + 1, end)) is not None:
        return name  # „der „Elbzeitung““
    if low in words.lists["pronouns"] and (i + 1 >= end or not _leads_to_noun(doc, i + 1, end)):
        return i + 1
    head = _noun_run(doc, i, end, words)
    if head is None:
        return None
    head = _name_in_marks(doc, head, end) or head
    while head < end and doc[head].lower_ in words.lists["links"]:
        further = _name_in_marks(doc, head + 1, end) or _noun_run(doc, head + 1, end, words)
        if further is None:
            break
        head = further
    return head


def _name_in_marks(doc: Doc, i: int, end: int) -> int | None:
    """The token after a name in marks that begins at `i`: „Elbzeitung“, „elbzeitung.example“."""
    if i >= end or doc[i].text not in MARKS:
        return None
    close = next((j for j in range(i + 1, min(end, i + LONGEST_NAME)) if doc[j].text in MARKS), None)
    if close is None or close == i + 1:
        return None
    return close + 1 if doc[i + 1].text[:1].isupper() or any(t.text == "." for t in doc[i + 2 : close - 1]) else None


def _noun_run(doc: Doc, i: int, end: int, words: Lexicon) -> int | None:
    """The token after „der grüne Abgeordnete Hans Müller“: article, small words, then capitals."""
    if i >= end:
        return None  # the text breaks off: „laut Anna Berger von“
    j = i
    if j < end and doc[j].lower_ in words.lists["determiners"]:
        j += 1
    begin = j
    if begin == i and doc[i].is_sent_start and not doc[i].ent_type_ and part_of_speech(doc[i]) not in {"NOUN", "PROPN"}:
        return None  # „Zudem“, „Am“: a capital says nothing here
    while j < end and j - begin < ADJECTIVES and _may_be_adjective(doc, j):
        j += 1
    if j > begin and begin == i:
        return None  # small words without an article before them: adverbs
    nouns = j
    if traits(doc.lang_).capital_nouns:
        while (
            j < end
            and (doc[j].text[:1].isupper() or doc[j].text.isdigit() or (doc[j].text == "-" and j > nouns))
            and not verb_form(doc[j])
        ):
            j += 1
        return j if j > nouns else None
    while (
        j < end
        and (doc[j].text[:1].isalpha() or doc[j].text in "-'’")
        and not verb_form(doc[j])
        and doc[j].lower_ not in words.lists["links"]
        and part_of_speech(doc[j]) not in NO_NOUN
    ):
        j += 1
    return j if j > nouns or j > begin else None


def _may_be_adjective(doc: Doc, i: int) -> bool:
    if not traits(doc.lang_).capital_nouns:
        return False
    tag = part_of_speech(doc[i])
    return (
        (doc[i].text.islower() or doc[i].text == "-")
        and tag in {"", "ADJ", "ADV", "NUM"}
        and not verb_form(doc[i]).startswith("Fin")
    )


def _leads_to_noun(doc: Doc, i: int, end: int) -> bool:
    """Whether an article goes on to a noun: „die Polizei“, „die oberste Richterin“; but „die sagte“."""
    for j in range(i, min(i + 4, end)):
        if doc[j].text[:1].isupper() or (
            not traits(doc.lang_).capital_nouns and doc[j].is_alpha and not verb_form(doc[j])
        ):
            return True
        if not doc[j].text.islower() or verb_form(doc[j]).startswith("Fin"):
            return False
    return False
