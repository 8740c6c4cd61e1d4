"""Which cue and which speaker words belong to which content of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from components.analysis.cues import Cue, Words, lexicon
from components.analysis.other_voices import borne, follows_relay, passive_source, rejected
from components.analysis.sentence_reading import Sentence
from components.analysis.speaker_words import (
    completed,
    is_agent,
    is_passive,
    is_spoken_to,
    speaker_beside,
    speaks_of_itself,
    subject_pronoun,
    without_cue,
)
from components.analysis.word_order import accusations, is_addressed, is_of_another, leaves_to, named_in_marks
from components.encoder import part_of_speech, verb_form
from components.languages import traits

CROSSING = 25  # tokens that other content on the way counts for
COMMA = 3  # tokens a comma counts for: „ein Sprecher, der ungenannt bleiben will, sagte“ is still one clause
HARD = 12  # tokens a colon, semicolon or full stop counts for
TAKEN = 15  # tokens added where the words already name the source of a source phrase: „laut Polizei sagte der Zeuge“
LIKELY = 0.2  # probability from which words may name a speaker where none is surer
ADDRESSEE = 6  # tokens of an addressee: "urged both sides of the conflict to"
NOUN_PHRASE = 8  # tokens from a noun of saying to its clause
UNKNOWN = 4  # tokens added for a verb that the word lists do not know as reporting
FAR = 60  # no cue or speaker is looked for farther away


@dataclass(frozen=True, slots=True)
class Tied:
    """One quotation as token ranges; `follows` where it goes on after a semicolon with the speaker of the one before it."""

    content: tuple[Words, ...]
    cue: Cue | None
    speaker: Words | None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """The cues of a sentence and the words that name speakers in it."""

    cues: tuple[Cue, ...]
    speakers: tuple[Words, ...]


def voices(doc: Doc, sentence: Sentence, content: tuple[Words, ...]) -> Voices:
    """What the encoder marked in the sentence; the cues of the word lists where it marked none outside the content."""
    cues = list(sentence.cues)
    for left, right in pairwise(content):
        if not any(left[1] <= c.start < right[0] for c in cues):
            gap = [c for c in sentence.listed if left[1] <= c.start and c.end <= right[0]]
            cues += [c for c in gap if c.sure or right in sentence.marked]  # „…, ein Schritt, den sie „Verrat“ nannten“
    nouns = lexicon(doc.lang_).lists["nouns"]
    # „Der Vorwurf, es fehle Geld, …“: a noun of saying with its clause is no speaker
    speakers = [
        s for s in sentence.speakers if not (doc[s[1] - 1].lower_ in nouns and any(c[0] == s[1] + 1 for c in content))
    ]
    known = lexicon(doc.lang_).takes
    if any(a and doc[a - 1].text == ":" for a, _ in content) and not any(c.kind in ("verb", "so") for c in cues):
        cues += [c for c in sentence.listed if c.sure and c.kind == "verb" and not _inside(c.words, content)]
    if not any(not _inside(c.words, content) and (c.kind != "verb" or c.lemma in known) for c in cues):
        cues += [c for c in sentence.listed if c.sure and not any(_inside(p, content) for p in c.pieces)]
    if traits(doc.lang_).bare_clauses:  # "according to the agency, Moss believes | rates would fall"
        right_before = [c for c in sentence.listed if c.kind == "verb" and c.sure and c.end in {a for a, _ in content}]
        cues += [c for c in right_before if not any(c.start < k.end and k.start < c.end for k in cues)]
    named = [c for c, marked in named_in_marks(doc, sentence) if _inside(marked, content) and c.words not in content]
    named += [c for c, at in accusations(doc, sentence) if any(a <= at < b for a, b in content)]
    cues += [c for c in named if not any(c.start < k.end and k.start < c.end for k in cues)]
    if content and all(_inside(s, content) for s in speakers):
        speakers += [s for s in _likely_speakers(doc, sentence) if not _overlaps(s, content)]
    return Voices(tuple(cues), tuple(completed(doc, s, sentence.end) for s in speakers))


def _likely_speakers(doc: Doc, sentence: Sentence) -> list[Words]:
    """Runs of words that the encoder half takes for a speaker, where it was sure of none."""
    heads = doc.user_data.get("heads", {})
    if "s" not in heads:
        return []
    likely = heads["s"][sentence.start : sentence.end, 1:].sum(-1) > LIKELY
    runs: list[Words] = []
    for i in (int(k) + sentence.start for k in likely.nonzero()[0]):
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return [words for run in runs if (words := without_cue(doc, run))]


def tie(doc: Doc, sentence: Sentence, content: tuple[Words, ...], heard: Voices) -> list[Tied]:
    """The quotations of one sentence, each with the cue and the speaker words nearest to it."""
    content = _without_objects(doc, content, sentence.marked, heard.cues)
    content, opening = _without_relative(doc, _split_at_colons(doc, content, sentence.marked))
    called = [marked for _, marked in named_in_marks(doc, sentence)]
    content = tuple(_without_addressee(doc, part, heard.cues) for part in content)
    content = tuple(
        _without_accused(doc, _without_named(doc, part, called, heard.cues), heard.cues) for part in content
    )
    cues = [
        c for c in heard.cues if not _inside(c.words, content) and c.words not in [o.words for o in opening]
    ] + opening
    tied: list[Tied] = []
    for group, follows in _groups(doc, sentence, content, cues):
        others = tuple(c for c in content if c not in group)
        if (noun := _answered(doc, sentence, group)) is not None:
            named = next((s for s in heard.speakers if noun.end <= s[0] < group[0][0]), None)
            tied.append(Tied(tuple(group), noun, named))
            continue
        cue = None if follows else _nearest_cue(doc, cues, group, others)
        if (other := rejected(doc, sentence, cue, group[0]) or borne(doc, sentence, cue, group[0])) is not None:
            tied.append(Tied(tuple(group), *other))
            continue
        speaker = None if follows else speaker_for(doc, sentence, content, heard, cue, tuple(group))
        if tied and speaker is None and cue and _coordinated(doc, cue):
            speaker = tied[-1].speaker
        tied.append(Tied(tuple(group), cue, speaker, follows))
    return tied


def _answered(doc: Doc, sentence: Sentence, group: list[Words]) -> Cue | None:
    """„Auf den Vorwurf, er habe Geld genommen, entgegnete sie …“: the noun of saying before the comma, spoken by another than „sie“."""
    against = lexicon(doc.lang_).lists["against"]
    for cue in sentence.listed:
        if cue.kind == "noun" and 0 < group[0][0] - cue.end <= NOUN_PHRASE and doc[group[0][0] - 1].text == ",":
            before = [doc[i].lower_ for i in range(max(sentence.start, cue.start - 2), cue.start)]
            between = [doc[i].text for i in range(cue.end, group[0][0] - 1)]
            if against & set(before) and not any(text in ",;:" for text in between):
                return cue
    return None


def said_in(doc: Doc, sentence: Sentence, heard: Voices) -> Tied:
    """Cue and speaker of a sentence whose content stands in another one: „Das teilte sie mit.“, „In dem Brief heißt es:“."""
    cue = heard.cues[-1] if heard.cues else None
    speaker = (
        speaker_for(doc, sentence, (), heard, cue, ()) if cue else (heard.speakers[-1] if heard.speakers else None)
    )
    return Tied((), cue, speaker)


def _without_relative(doc: Doc, content: tuple[Words, ...]) -> tuple[tuple[Words, ...], list[Cue]]:
    """The content without „wonach“, „demnach“ at its beginning, which are cues."""
    relative = lexicon(doc.lang_).lists["relative_sources"]
    cut = [(a, b) for a, b in content if doc[a].lower_ in relative and b > a + 1]
    parts = tuple((a + 1, b) if (a, b) in cut else (a, b) for a, b in content)
    return parts, [Cue("relative", ((a, a + 1),), doc[a].lower_) for a, _ in cut]


def speaker_for(
    doc: Doc, sentence: Sentence, content: tuple[Words, ...], heard: Voices, cue: Cue | None, group: tuple[Words, ...]
) -> Words | None:
    """The speaker words of a cue: the encoder's nearest, else the noun phrase the construction calls for."""
    found = _nearest_speaker(doc, sentence, content, heard, cue, group)
    return (_before_auxiliary(doc, found, cue, sentence) or found) if found and cue else found


def _nearest_speaker(
    doc: Doc, sentence: Sentence, content: tuple[Words, ...], heard: Voices, cue: Cue | None, group: tuple[Words, ...]
) -> Words | None:
    itself = cue is not None and cue.kind == "source" and speaks_of_itself(doc, cue)
    free = [s for s in heard.speakers if itself or not _inside(s, content)]
    if itself:
        free = [s for s in free if doc[s[0]].lower_ not in lexicon(doc.lang_).lists["own"]]
    if cue is not None and (subject := subject_pronoun(doc, cue)) is not None:
        return subject
    if cue is not None and is_passive(doc, cue):
        free = [s for s in free if is_agent(doc, s)]
    if cue is not None and cue.kind == "verb":
        free = [s for s in free if not is_spoken_to(doc, s, cue)]
    free = [s for s in free if cue is None or not is_addressed(doc, s, cue, group)]
    direct = [s for s in free if not follows_relay(doc, s[0], sentence.start)]
    free = direct or free  # „Die Zeitung berichtete unter Berufung auf einen Beamten“: the paper reports
    if cue is None:
        return min(free, key=lambda s: min(_distance(doc, s, a, ()) for a in group), default=None)
    taken = {s for c in heard.cues if c.kind in {"source", "so"} and c != cue for s in free if _beside(s, c)}
    best = min(free, key=lambda s: _to_cue(doc, s, cue, content, s in taken), default=None)
    passive = is_passive(doc, cue)
    found = passive_source(doc, cue, sentence) if passive else speaker_beside(doc, cue, sentence.start, sentence.end)
    if best and cue.kind == "verb" and _has_own_subject(doc, best, cue, content):
        best = None
    if best and cue.kind == "verb" and (is_of_another(doc, best, cue, heard.cues) or leaves_to(doc, best, cue, found)):
        best = None
    found = None if found and is_addressed(doc, found, cue, group) else found
    if best in taken and found and cue.kind == "verb" and found != best:
        return found  # "according to the agency, Moss said": the agency speaks for Moss
    if best and _to_cue(doc, best, cue, content, best in taken) <= FAR:
        larger = cue.kind == "source" and found and found[0] < best[0] and best[1] <= found[1]
        return found if larger else best  # „einem Bericht der Zeitung“, not „der Zeitung“ alone
    return found if found and (itself or not _overlaps(found, content)) else None


def _before_auxiliary(doc: Doc, speaker: Words, cue: Cue, sentence: Sentence) -> Words | None:
    """„Berger, damals Ministerin, hatte Ohm vorgeworfen, …“: of two persons around an auxiliary the first is its subject."""
    at, told = speaker[0] - 1, cue.pieces[-1][1] - 1
    if verb_form(doc[told]) != "Part" or not traits(doc.lang_).verb_last or at <= sentence.start:
        return None
    start = next((i for i in range(sentence.start, at) if not doc[i].is_space), at)
    people = doc[start].ent_type_ == doc[speaker[0]].ent_type_ == "PER"
    if not people or not verb_form(doc[at]).startswith("Fin") or told < speaker[1]:
        return None
    end = next((i for i in range(start, at) if doc[i].ent_type_ != "PER"), at)
    beside = end == at or (doc[end].text == doc[at - 1].text == ",")
    return (start, end) if beside else None


def _has_own_subject(doc: Doc, speaker: Words, cue: Cue, content: tuple[Words, ...]) -> bool:
    """Whether an English verb beyond other content has a subject right before it: "said that …, a move unions called …"."""
    between = any(speaker[1] <= a and b <= cue.start for a, b in content)
    return (
        between and not traits(doc.lang_).verb_last and part_of_speech(doc[cue.start - 1]) in {"NOUN", "PROPN", "PRON"}
    )


def _groups(
    doc: Doc, sentence: Sentence, content: tuple[Words, ...], cues: list[Cue]
) -> list[tuple[list[Words], bool]]:
    """Parts that are one quotation: „A“, sagte X, „B“ is one; X sagte, dass A, und fügte an, dass B is two; so is A, sagte X; B."""
    groups: list[tuple[list[Words], bool]] = []
    opened = False  # a cue stands before the present group
    for part in content:
        if not groups:
            groups.append(([part], False))
            opened = any(c.end <= part[0] for c in cues)
            continue
        group = groups[-1][0]
        gap = range(group[-1][1], part[0])
        between = _reporting(doc, [c for c in cues if c.start in gap])
        texts = {doc[i].text for i in gap}
        if ";" in texts:
            tail = max(i for i in gap if doc[i].text == ";")
            own = any(c.start > tail for c in between) or any(c.start >= part[1] for c in cues)
            groups.append(([part], not own))
            opened = own
        elif (
            between
            and between[-1].kind in {"verb", "noun"}
            and doc[part[0]].lower_ in lexicon(doc.lang_).lists["dass_openers"]
        ):
            groups.append(([part], False))  # „Auf den Vorwurf, es fehle Geld, entgegnete sie, dass genug da sei“
            opened = True
        elif (":" in texts and part in sentence.marked and group[-1] not in sentence.marked) or len(between) >= 2:
            groups.append(([part], False))
            opened = True
        elif between and (opened or len(group) > 1):
            groups.append(([part], False))
        else:
            group.append(part)
    return groups


def _reporting(doc: Doc, cues: list[Cue]) -> list[Cue]:
    """The cues without verbs that no list knows, where a known one stands beside them: „sagt sie und faltet den Zettel“."""
    known = [c for c in cues if c.kind != "verb" or c.lemma in lexicon(doc.lang_).takes]
    return known or cues


def _split_at_colons(doc: Doc, content: tuple[Words, ...], marked: tuple[Words, ...]) -> tuple[Words, ...]:
    """Content in which words in marks follow a colon after words without: „von März an gefälscht zu haben: „Es war falsch.““ is two."""
    parts: list[Words] = []
    for start, end in content:
        opening = next((m for m in marked if start + 1 < m[0] and m[1] == end and doc[m[0] - 1].text == ":"), None)
        before = opening is not None and not any(start <= m[0] and m[1] < opening[0] for m in marked)
        parts += [(start, opening[0] - 1), (opening[0], end)] if opening and before else [(start, end)]
    return tuple(parts)


def _without_objects(
    doc: Doc, content: tuple[Words, ...], marked: tuple[Words, ...], cues: tuple[Cue, ...]
) -> tuple[Words, ...]:
    """„kommentierte | das Urteil | so: „…““: a noun phrase before a colon and words in marks is what the verb is about.

    So are the words around the verb itself in „Der Verband kommentierte das laut Zeitung mit den Worten: „…““.
    """
    spoken = next((p for p in content if p in marked and p[0] and doc[p[0] - 1].text == ":"), None)
    if spoken is None:
        return content
    return tuple(
        p
        for p in content
        if p[0] >= spoken[0]
        or (any(verb_form(doc[i]) for i in range(*p)) and not _announces(doc, p, spoken, cues))
        or any(a < p[1] and p[0] < b for a, b in marked)
    )


def _announces(doc: Doc, part: Words, spoken: Words, cues: tuple[Cue, ...]) -> bool:
    """Whether the verb of a part says what follows the colon: nothing of another clause stands between."""
    said = any(c.kind == "verb" and c.sure and part[0] <= c.start < part[1] for c in cues)
    return said and not any(doc[i].text in ",;" for i in range(part[0], spoken[0]))


def _without_addressee(doc: Doc, part: Words, cues: tuple[Cue, ...]) -> Words:
    """ "urged both sides to lay down their arms": whom the verb speaks to is no content."""
    takes = lexicon(doc.lang_).takes
    if traits(doc.lang_).verb_last:
        return part
    if any(c.end == part[0] and c.lemma == "ask" for c in cues):  # "asked Ammann whether he would come"
        asked = range(part[0] + 1, min(part[1], part[0] + ADDRESSEE))
        words = ("whether", "if", "how", "why", "what")
        begin = next((i for i in asked if doc[i].lower_ in words or verb_form(doc[i])), part[0])
        return part if verb_form(doc[begin]) else (begin, part[1])
    if not any(c.end == part[0] and "to" in takes.get(c.lemma, ()) for c in cues):
        return part
    at = next((i for i in range(part[0], min(part[1], part[0] + ADDRESSEE)) if doc[i].lower_ in {"to", "that"}), None)
    if at is None or doc[at].lower_ != "to":
        return part
    return (at - 1 if at > part[0] and doc[at - 1].lower_ == "not" else at), part[1]


def _without_named(doc: Doc, part: Words, named: list[Words], cues: tuple[Cue, ...]) -> Words:
    """ "called the outcome “a gift”": what is called so is no content."""
    at = next((a for a, _ in named if part[0] < a < part[1] and any(c.end == part[0] for c in cues)), None)
    return part if at is None else (at, part[1])


def _without_accused(doc: Doc, part: Words, cues: tuple[Cue, ...]) -> Words:
    """ "accused the firm of treating people badly": who is accused is no content."""
    words = lexicon(doc.lang_)
    if not any(c.end == part[0] and "ing" in words.takes.get(c.lemma, ()) for c in cues):
        return part
    reach = range(part[0] + 1, min(part[1], part[0] + ADDRESSEE))
    at = next((i for i in reach if doc[i].lower_ in words.lists.get("deeds", frozenset()) or verb_form(doc[i])), None)
    return part if at is None or verb_form(doc[at]) else (at, part[1])


def _nearest_cue(doc: Doc, cues: list[Cue], group: list[Words], others: tuple[Words, ...]) -> Cue | None:
    known = lexicon(doc.lang_).takes

    def far(cue: Cue) -> float:
        steps = min(_distance(doc, piece, part, others) for part in group for piece in cue.pieces)
        if cue.start >= group[-1][1] and _coordinated(doc, cue) and any(o[0] >= cue.end for o in others):
            steps += TAKEN  # „A“, und fügt hinzu: „B“
        if cue.kind == "source" and doc[group[0][0] - 1].text == ":":
            steps += TAKEN  # „sagte laut Zeitung: …“
        return steps + (UNKNOWN if cue.kind == "verb" and cue.lemma not in known else 0)

    fitting = [c for c in cues if c.kind != "relative" or c.end <= group[0][0]]
    return min((c for c in fitting if far(c) <= FAR), key=far, default=None)


def _coordinated(doc: Doc, cue: Cue) -> bool:
    """Whether a verb shares the subject of the one before it: „sagte …, und fügte hinzu“."""
    return cue.start > 0 and doc[cue.start - 1].lower_ in lexicon(doc.lang_).lists["coordinators"]


def _to_cue(doc: Doc, speaker: Words, cue: Cue, content: tuple[Words, ...], taken: bool) -> float:
    steps = min(_distance(doc, speaker, piece, content) for piece in cue.pieces)
    if cue.kind == "so" and speaker[0] < cue.start:
        steps += HARD
    if cue.kind == "source":
        steps += HARD if (speaker[0] >= cue.end) == cue.follows_source else 0
    return steps + (TAKEN if taken else 0)


def _beside(speaker: Words, cue: Cue) -> bool:
    return 0 <= speaker[0] - cue.end <= 2 or 0 <= cue.start - speaker[1] <= 1 or cue.start <= speaker[0] < cue.end


def _inside(words: Words, content: tuple[Words, ...]) -> bool:
    return any(a <= words[0] and words[1] <= b for a, b in content)


def _overlaps(words: Words, content: tuple[Words, ...]) -> bool:
    return any(a < words[1] and words[0] < b for a, b in content)


def _distance(doc: Doc, a: Words, b: Words, content: tuple[Words, ...]) -> float:
    """Tokens between two ranges; commas, harder marks and other content on the way count more."""
    if a[0] > b[0]:
        a, b = b, a
    steps, crossed = 0.0, False
    for i in range(a[1], b[0]):
        text = doc[i].text
        steps += 1 + (COMMA if text == "," else HARD if text in ";:.!?" else 0)
        if not crossed and any(c[0] <= i < c[1] for c in content):
            steps, crossed = steps + CROSSING, True
        if steps > FAR:
            break
    return steps
