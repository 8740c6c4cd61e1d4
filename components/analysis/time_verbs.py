"""What the verbs among some words say of their tense, and the word lists that help where the encoder gives no verb form."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from spacy.tokens import Span, Token

from components.analysis.time_setting import Tense
from components.encoder import part_of_speech, verb_form
from components.languages import facts

# The entries of [tense] that are regular expressions for one word.
_EXPRESSIONS = (
    "participle", "past_ending", "present_ending", "strong_past", "past_attribute", "present_attribute", "mishap", "gathering", "motion",
    "intent", "zu_verb", "telling", "recalling", "possessive",
    "postponing",
)  # fmt: skip
# The lists a language may leave out, as it may the expressions.
_LISTS = (
    "future_auxiliary",
    "passive_infinitive",
    "pluperfect",
    "state_auxiliary",
    "reported_state",
    "toward",
    "contrast",
    "joining",
    "result_infinitive",
    "substitute_infinitive",
    "opening",
    "negation",
    "before",
    "contending",
    "goals",
    "unreal",
)


NO_VERBS = ("NOUN", "PROPN", "ADV", "ADP", "SCONJ", "NUM")


def is_finite(token: Token, words: dict[str, Any]) -> bool:
    """Whether the word is a finite verb; without the encoder only auxiliaries are known."""
    form = verb_form(token)
    return form.startswith("Fin") if form else token.lower_ in words["future_auxiliary"] | words["pluperfect"]


def infinitive(tokens: list[Token], span: Span, kind: str, words: dict[str, Any]) -> Tense | None:
    """„riet ihnen, am Donnerstag zu kommen“ looks ahead, „behauptete, am Donnerstag dort gewesen zu sein“ back.

    Also without a comma, behind a verb of intent: „hatte am Donnerstag angekündigt im September anzutreten“.
    """
    mark = words["infinitive_mark"]
    if kind == "zu":
        after = next((t for k, t in enumerate(tokens[1:]) if tokens[k].lower_ == mark), None)
        noun = after is not None and part_of_speech(after) in ("NOUN", "PROPN") and not after.lower_.startswith("be")
        if noun and not _is_intended(tokens[0], words):
            return None  # "the clock he took to school on Friday"
        return "past" if _perfect_infinitive([t for t in tokens if t.lower_ != mark], words) else "future"
    if span.end < len(span.doc) and span.doc[span.end].text == ",":
        return None  # „versprachen am Montag, Geld bereitzustellen“
    for token in reversed([t for t in tokens if t.i < span.start]):
        if words["intent"](token.lower_) and part_of_speech(token) != "ADP":
            return "future" if any(t.i >= span.end and _opens_infinitive(t, words) for t in tokens) else None
        if part_of_speech(token) in ("VERB", "AUX"):
            return None
    return None


def _is_intended(first: Token, words: dict[str, Any]) -> bool:
    """Whether a verb of intent stands close before: "[urged] everyone to return before Easter", "they [plan] to merge"."""
    return any(words["intent"](t.lower_) for t in first.doc[max(first.sent.start, first.i - 4) : first.i])


def _opens_infinitive(token: Token, words: dict[str, Any]) -> bool:
    """„anzutreten“, „zu“ before a verb, but not „zu“ in „hatte sich an Ostern zu diesem Schritt entschlossen“."""
    return bool(words["zu_verb"](token.lower_)) and part_of_speech(token) != "ADP"


def is_a_state(tokens: list[Token], words: dict[str, Any]) -> bool:
    """„ist bis Oktober ausgestellt“ tells no past as „ist abgereist“ does, „habe keinen Zugang“ is said of any time."""
    plain = {t.lower_ for t in tokens if t.is_alpha}
    participle = any(words["participle"](w) for w in plain)
    if not plain & words["state_auxiliary" if participle else "reported_state"] or plain & words["past"]:
        return False
    if any(words["strong_past"](w) or words["motion"](w) for w in plain):
        return False
    finite = words["state_auxiliary"] | words["reported_state"]
    return not any(verb_form(t).startswith("Fin") and t.lower_ not in finite for t in tokens)


def tense_of(tokens: list[Token], words: dict[str, Any]) -> Tense | None:
    """The tense that cue words („geplant“), verb forms and endings give; None where the tokens show no verb.

    The encoder's verb forms are believed where it gives one; word lists and endings help where it gives none.
    """
    tokens = without_passive_infinitives(tokens, words)
    every = {t.lower_ for t in tokens if t.is_alpha}
    if every & words["future_cues"] or words["future_phrase"](" ".join(t.text for t in tokens)):
        return "future"
    plain = {t.text for t in tokens if t.is_alpha and t.text.islower()} | {t.lower_ for t in tokens[:1]}
    if plain & words["past"] or any(words["strong_past"](w) for w in plain):
        return "past"
    if plain & words["perfect"] and any(
        verb_form(a) == "Inf" and b.lower_ in words["substitute_infinitive"] for a, b in pairwise(tokens)
    ):
        return "past"  # „hat die Frist verstreichen lassen“, „habe im April mähen wollen“
    others = {t.lower_ for t in tokens if part_of_speech(t) in NO_VERBS}  # "fishermen would be paid"
    participle = any(words["participle"](w) for w in plain - others)
    if (
        plain & words["auxiliary"]
    ):  # before the endings: „will sie unterrichten“ is no past; „soll sie verletzt haben“ is
        told = participle and not plain & words["future_auxiliary"] and _perfect_infinitive(tokens, words)
        return "past" if told else "future"
    forms = {t.i: verb_form(t) for t in tokens}
    if any(
        form == "Fin-Ind-Past" and t.lower_ not in words["modal"]
        for t, form in zip(tokens, forms.values(), strict=True)
    ):
        return "past"
    if any(forms[t.i] != "Fin-Sub-Pres" and ends_as_past(t, words) for t in tokens):  # „er erwarte“ is no past
        return "past"
    if plain & words["perfect"] and (participle or "Part" in forms.values()):
        return "past"
    if plain & words["future"]:
        return "future"
    return "present" if plain & words["perfect"] or any(_is_present(t, forms[t.i], words) for t in tokens) else None


def without_passive_infinitives(tokens: list[Token], words: dict[str, Any]) -> list[Token]:
    """Without the participles of "must be held", "could be initialled and signed": they tell no past."""
    kept, skip = [], False
    for token in tokens:
        if token.lower_ in words["passive_infinitive"]:
            skip = True
        elif skip and verb_form(token) not in ("", "Inf") and not words["present_ending"](token.lower_):
            continue
        elif (skip and token.is_punct) or part_of_speech(token) in ("PRON", "PROPN", "SCONJ"):
            skip = False
        kept.append(token)
    return kept


def _perfect_infinitive(tokens: list[Token], words: dict[str, Any]) -> bool:
    """„verletzt haben“, „gewählt worden sein“ at the end of what a modal verb opens."""
    texts = [t.lower_ for t in tokens if t.is_alpha and t.lower_ not in words["past"]]
    return any(
        words["participle"](first) and second in words["perfect_infinitive"] for first, second in pairwise(texts)
    )


def _is_present(token: Token, form: str, words: dict[str, Any]) -> bool:
    """„Er fliegt“, also where the encoder knows the verb and not its form."""
    if form:
        return form.endswith("Pres")
    return token.text.islower() and part_of_speech(token) == "VERB" and words["present_ending"](token.text) is not None


def ends_as_past(token: Token, words: dict[str, Any]) -> bool:
    """Whether the ending is that of a past tense and the word no adjective."""
    text = token.lower_
    if not (token.text.islower() and words["past_ending"](text) and text not in words["not_past"]):
        return False
    tag = part_of_speech(token)
    if tag in ("VERB", "AUX"):
        return True
    if tag not in ("", "ADJ") or (tag == "ADJ" and words["past_attribute"](text)):  # „der 2019 gewählte Präsident“
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    # „die verhafteten Jugendlichen“, „dem kleinsten des Hauses“: an adjective stands between an article and a noun
    return not ((tag == "ADJ" or after[:1].isupper()) and before in words["determiners"])


@lru_cache(maxsize=4)
def tense_words(language: str) -> dict[str, Any]:
    """The word lists of [tense] and [writing] as sets, their regular expressions as functions."""
    data = facts(language, "times")
    writing, tense = data["writing"], data["tense"]
    words: dict[str, Any] = dict.fromkeys(_LISTS, frozenset())
    words |= {k: frozenset(v) for k, v in tense.items() if isinstance(v, list)}
    words |= {k: re.compile(tense.get(k, "(?!)")).fullmatch for k in _EXPRESSIONS}
    words["infinitive_mark"] = tense["infinitive_mark"]
    words["future_phrase"] = re.compile(tense["future_phrase"]).search
    words["span_goes_on"] = re.compile(writing["span_goes_on"]).match
    prepositions = ("past_prepositions", "future_prepositions", "until_prepositions", "origin_prepositions", "articles")
    return words | {k: frozenset(writing[k]) for k in prepositions}
