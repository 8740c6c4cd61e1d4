"""What kind of quotation it is, by which construction it was found, and how sure that makes it."""

from __future__ import annotations

import math

from spacy.tokens import Doc, Span, Token

from components.analysis.cues import Cue, Words, lexicon
from components.analysis.model import QuoteKind
from components.encoder import part_of_speech, verb_form
from components.languages import traits

SUBJUNCTIVE = frozenset({"Fin-Sub-Pres"})
REPORTED = frozenset({"Fin-Sub-Pres", "Fin-Sub-Past"})
RELATIVE = frozenset({"dessen", "deren", "denen"})
HALF_A_VERB = 0.15  # the encoder's probability from which a lower-case word may be a verb
SHORT = 3  # words in marks below which a name or a single term is no speech of its own

# Logistic weights, fitted on articles the encoder had not seen: how much each sign speaks for a quotation an annotator would mark.
WEIGHTS: dict[str, float] = {
    "capitals": 0.00,
    "continues": 1.04,
    "cue": -1.03,
    "direct": 0.89,
    "encoder": 1.06,
    "encoder_weakest": 1.05,
    "known_cue": 1.58,
    "loose_subordinate": -0.35,
    "mixed": 0.91,
    "no_verb": -0.12,
    "short": -1.40,
    "short_unattributed": -1.25,
    "speaker": 1.20,
    "subjunctive": 1.44,
    "unattributed": 0.07,
}
BIAS = -1.00


def confidence_of(signs: dict[str, float]) -> float:
    """Probability, 0 to 1, that content with these signs is a quotation."""
    return 1 / (1 + math.exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in signs.items())))


def kind_of(doc: Doc, content: tuple[Words, ...], marked: tuple[Words, ...]) -> QuoteKind:
    """Direct where all words stand in marks, mixed where some that are speech do, else indirect."""
    covered = [m for m in marked if any(a <= m[0] and m[1] <= b for a, b in content)]
    words = [i for a, b in content for i in range(a, b) if doc[i].is_alpha or doc[i].like_num]
    inside = [i for i in words if any(a <= i < b for a, b in covered)]
    if words and len(inside) == len(words):
        return "direct"
    speech = [m for m in covered if not is_name_or_term(doc, m)]
    return "mixed" if any(a <= i < b for a, b in speech for i in words) else "indirect"


def is_name_or_term(doc: Doc, marked: Words) -> bool:
    """Whether marks hold a title, a name or one term, not words somebody said: „Medea“, „Bild“, „Skandalregisseur“."""
    inside = [doc[i] for i in range(marked[0] + 1, marked[1] - 1) if doc[i].is_alpha]
    if not inside or any(verb_form(t) for t in inside if t.text.islower()):
        return False
    named = sum(bool(t.ent_type_) for t in inside)
    if named * 2 > len(inside):
        return True
    return len(inside) == 1 and inside[0].text[:1].isupper()


def how_found(
    doc: Doc, content: tuple[Words, ...], kind: QuoteKind, cue: Cue | None, continues: bool, clauses: tuple[Span, ...]
) -> str:
    """The construction by its name.

    "marks", "laut", "so", "wonach", "noun", "dass_clause", "ob_clause", "w_clause", "zu_infinitive", "v2_konjunktiv", "main_clause",
    "continuation" (no cue, an earlier speaker goes on) or "free" (no cue at all).
    """
    if kind == "direct":
        return "marks"
    if cue is None:
        return "continuation" if continues else "free"
    if cue.kind in {"source", "so"}:
        return "laut" if cue.kind == "source" else "so"
    if cue.kind == "relative":
        return "wonach"
    label = clause_label(content[0], clauses)
    by_label = {"dass": "dass_clause", "ob": "ob_clause", "w": "w_clause", "zu": "zu_infinitive"}
    if label in by_label:
        return by_label[label]
    if not traits(doc.lang_).verb_last and "to" in {
        doc[i].lower_ for i in range(content[0][0], min(content[0][0] + 2, content[0][1]))
    }:
        return "zu_infinitive"  # "promised not to close the plant"
    if cue.kind == "noun":
        return "noun"
    return "v2_konjunktiv" if _has(doc, content, SUBJUNCTIVE) else "main_clause"


def signs_of(
    doc: Doc,
    content: tuple[Words, ...],
    kind: QuoteKind,
    cue: Cue | None,
    speaker: bool,
    continues: bool,
    clauses: tuple[Span, ...],
) -> dict[str, float]:
    """The signs of a quotation, from the encoder, the words and the construction."""
    rows = [i for a, b in content for i in range(a, b) if not doc[i].is_space]
    heads = doc.user_data.get("heads", {})
    p = heads["q"][rows, 1:].sum(-1) if "q" in heads and rows else None
    words = [i for i in rows if doc[i].is_alpha]
    label = clause_label(content[0], clauses)
    subordinate = label in {"dass", "ob", "w", "zu", "relative", "adverbial"}
    finite = any(verb_form(doc[i]).startswith("Fin") for i in words)
    known = cue is not None and (cue.kind != "verb" or cue.lemma in lexicon(doc.lang_).takes)
    # In a language it has not learned the encoder's doubt says nothing against a word of the lists
    least = 0.5 if known and traits(doc.lang_).rough else 0.0
    return {
        "encoder": max(least, float(p.mean())) if p is not None else 0.5,
        "encoder_weakest": max(least, float(p.min())) if p is not None else 0.5,
        "cue": float(cue is not None),
        "known_cue": float(known),
        "speaker": float(speaker),
        "continues": float(continues),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "subjunctive": float(_has(doc, content, SUBJUNCTIVE)),
        "loose_subordinate": float(subordinate and cue is None),
        "no_verb": float(kind == "indirect" and not finite and label != "zu"),
        "short": float(len(words) <= SHORT),
        "short_unattributed": float(len(words) <= SHORT and cue is None),
        "unattributed": float(cue is None and not speaker and not continues and kind == "indirect"),
        "capitals": float(len(words) > 0 and all(doc[i].is_upper for i in words)),
    }


def is_no_speech(doc: Doc, content: tuple[Words, ...], kind: QuoteKind, cue: Cue | None, sentence_end: int) -> bool:
    """What is ruled out: a term in marks, a bare noun phrase, a question nobody asks, a plain sentence that opens a paragraph."""
    words = [i for a, b in content for i in range(a, b) if doc[i].is_alpha]
    known = cue is not None and (cue.kind != "verb" or cue.lemma in lexicon(doc.lang_).takes)
    if kind == "indirect" and (_is_relative(doc, content[0][0]) or _is_a_deed(doc, cue, content[0][0])):
        return True
    if kind == "direct":
        return len(words) <= 1 and not known  # „stufte die Aktie auf „Verkaufen“ herab“
    if kind == "indirect" and doc.user_data.get("parts_of_speech") and cue is not None and cue.kind in {"verb", "noun"}:
        deed = words[1:2] if traits(doc.lang_).bare_clauses else []  # "accused the firm | of treating people badly"
        return not any(_may_be_a_verb(doc[i]) for i in words) and not any(doc[i].text.endswith("ing") for i in deed)
    if cue is None and kind == "indirect" and _opens_paragraph(doc, content[0][0]) and not _has(doc, content, REPORTED):
        return True  # „¶ In Lindesund wächst derweil die Ungeduld“ is the reporter speaking again
    return cue is None and content[-1][1] < sentence_end and doc[content[-1][1]].text == "?"  # „Ob das reicht?“


def _is_a_deed(doc: Doc, cue: Cue | None, start: int) -> bool:
    """„bemühte sich, die Wogen zu glätten“, „brachte ihn dazu, zu gehen“, „Man sah ihr an, dass …“: the verb reports nothing."""
    if cue is None or cue.kind != "verb" or doc[start - 1].text == ":":
        return False  # „bemühte sich um Ruhe: Es gebe keinen Streit“
    lists = lexicon(doc.lang_).lists
    if cue.lemma in lists.get("seen", ()):
        return any(doc[i].lower_ == "man" for i in (cue.start - 1, cue.start + 1) if 0 <= i < len(doc))
    return all(doc[i].lower_ in lists.get("deeds", ()) for i in range(*cue.words))


def _may_be_a_verb(token: Token) -> bool:
    """Whether a word can be the verb of what is said; what the encoder half takes for an adjective may be one: „die Gespräche verliefen gut“."""
    if part_of_speech(token) in {"VERB", "AUX"} or verb_form(token).startswith("Fin"):
        return True
    labels = token.doc.user_data["labels"]["p"]
    row = token.doc.user_data["heads"]["p"][token.i]
    half = sum(float(row[k]) for k, name in enumerate(labels) if name in {"VERB", "AUX"}) > HALF_A_VERB
    return half and token.text.islower() and not (token.i and part_of_speech(token.nbor(-1)) in {"DET", "ADP"})


def _is_relative(doc: Doc, token: int) -> bool:
    """„…, was Tunesien sagt, | durch dessen Gewässer die Leitung führt“: a relative clause behind a verb of saying."""
    if token < 1 or token + 1 >= len(doc) or doc[token - 1].text != "," or not traits(doc.lang_).verb_last:
        return False
    return doc[token + 1].lower_ in RELATIVE and part_of_speech(doc[token]) == "ADP"


def _opens_paragraph(doc: Doc, token: int) -> bool:
    return token > 0 and "\n" in doc[token - 1].text


def clause_label(words: Words, clauses: tuple[Span, ...]) -> str:
    """The kind of the clause that begins where the range does; "" where none begins there."""
    return next((str(c.label_) for c in clauses if c.start <= words[0] < c.end and c.start >= words[0] - 2), "")


def _has(doc: Doc, content: tuple[Words, ...], forms: frozenset[str]) -> bool:
    return any(verb_form(doc[i]) in forms for a, b in content for i in range(a, b))
