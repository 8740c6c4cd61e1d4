"""Past, present or future around a passage: which Wednesday „am Mittwoch“ means depends on it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from components.analysis.time_setting import Tense
from components.encoder import clause_pieces, verb_form
from components.languages import facts


def tense_around(doc: Doc, start: int, end: int) -> tuple[Tense, bool]:
    """The tense of the clause, else of the sentence, and whether the words say so; news tells the past where nothing does."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return "past", False
    words = _words(doc.lang_)
    before = _before(doc.text, start, words)
    if before & words["past_prepositions"]:
        return "past", True
    if before & words["future_prepositions"]:
        return "future", True
    for tokens in (clause_of(span), list(_sentence(span))):
        found = _tense_of(tokens, words)
        if found == "present" and _is_heading(span):
            return "past", False  # „Polizei nimmt am Freitag drei Verdächtige fest“
        if found is not None:
            return found, True
    return "past", False


def is_standing(doc: Doc, start: int, end: int) -> bool:
    """Whether the clause describes a state: „Heute gilt das Verfahren als sicher“, not „Heute beginnt der Prozess“."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    words = _words(doc.lang_)
    clause = clause_of(span)
    plain = [t.lower_ for t in clause if t.is_alpha]
    if not set(plain) & words["stative"]:
        return False
    return not any(words["participle"](w) or w in words["future"] for w in plain) and not _past(clause, words)


def clause_of(span: Span) -> list[Token]:
    """The tokens of the clause the span stands in, with the other pieces of an interrupted one."""
    if "clause_at" not in span.doc.user_data:
        return list(_sentence(span))
    return [token for piece in clause_pieces(span[0]) for token in piece]


def _sentence(span: Span) -> Span:
    return span.sent if span.doc.has_annotation("SENT_START") else span.doc[:]


def _is_heading(span: Span) -> bool:
    """A sentence without a closing mark that fills its line."""
    text = _sentence(span).text.strip()
    return bool(text) and text[-1].isalnum()


def _before(text: str, start: int, words: dict[str, Any]) -> frozenset[str]:
    """The word before a passage, articles skipped: „für den Mittwoch“ gives „für“."""
    before = re.findall(r"\w+|[^\w\s]", text[max(0, start - 30) : start].lower())
    while before and before[-1] in words["articles"]:
        before.pop()
    return frozenset(before[-1:])


def _tense_of(tokens: list[Token], words: dict[str, Any]) -> Tense | None:
    """The tense that cue words („geplant“) or verb forms give; without forms from the encoder the endings must do."""
    plain = {t.lower_ for t in tokens if t.is_alpha}
    if plain & words["future_cues"] or words["future_phrase"](" ".join(t.text for t in tokens)):
        return "future"
    known = bool(tokens) and "m" in tokens[0].doc.user_data.get("heads", {})
    forms = {t.lower_: form for t in tokens if (form := verb_form(t))} if known else {}
    finite = {w: form for w, form in forms.items() if form.startswith("Fin")}
    if finite:
        return _by_forms(finite, set(forms.values()), words)
    if _past(tokens, words):
        return "past"
    participle = any(words["participle"](w) for w in plain)
    if plain & words["perfect"] and participle:
        return "past"
    if plain & words["future"]:
        return "future"
    return "present" if plain & words["perfect"] else None


def _by_forms(finite: dict[str, str], forms: set[str], words: dict[str, Any]) -> Tense:
    if any(form == "Fin-Ind-Past" and w not in words["modal"] for w, form in finite.items()):
        return "past"
    if any(w in words["perfect"] for w in finite) and "Part" in forms:
        return "past"
    if any(w in words["future"] for w in finite):
        return "future"
    return "past" if "Fin-Ind-Past" in finite.values() else "present"


def _past(tokens: list[Token], words: dict[str, Any]) -> bool:
    for token in tokens:
        text = token.lower_
        if text in words["past"]:
            return True
        if token.text.islower() and words["past_ending"](text) and text not in words["not_past"]:
            before = token.nbor(-1).lower_ if token.i else ""
            after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
            # „die verhafteten Jugendlichen“: an adjective stands between an article and a noun
            if not (after[:1].isupper() and before in words["determiners"]):
                return True
    return False


@lru_cache(maxsize=4)
def _words(language: str) -> dict[str, Any]:
    data = facts(language, "times")
    tense: dict[str, Any] = {
        k: frozenset(v) if isinstance(v, list) else re.compile(v).fullmatch for k, v in data["tense"].items()
    }
    tense["future_phrase"] = re.compile(data["tense"]["future_phrase"]).search
    return tense | {k: frozenset(data["writing"][k]) for k in ("past_prepositions", "future_prepositions", "articles")}
