"""Whether an event happened, is planned, is only possible or did not take place: the encoder's opinion weighed with what the words say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Span, Token

from components.analysis.model import EventStatus
from components.encoder import verb_form
from components.languages import facts, traits

STATUSES: tuple[EventStatus, ...] = ("happened", "planned", "possible", "denied")
PARTICIPLE = re.compile(
    r"^(?:[a-zäöüß]{0,8}ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{3,}iert)$"
)


@dataclass(frozen=True)
class Setting:
    """Where an event's word stands: its clause's words, those of the clause that governs it, and whether its date lies ahead."""

    trigger: Span
    clause: Sequence[Token]
    governing: Sequence[Token]
    kind: str  # the clause's label
    ahead: bool


def status_of(setting: Setting, opinion: dict[EventStatus, float]) -> EventStatus:
    """The likeliest status, from the encoder's `opinion` (probabilities of the four) and the rule that fits the words."""
    weights = WEIGHTS.get(rule_of(setting), WEIGHTS["none"])
    if _not_until(setting):  # the encoder reads "did not submit it until September" as denied
        opinion = {**opinion, "denied": 0.0, "happened": opinion.get("happened", 0.0) + opinion.get("denied", 0.0)}
    total = sum(opinion.values()) or 1.0
    score = {
        s: TRUST * math.log(max(opinion.get(s, 0.0) / total, 0.01)) + math.log(weights[k] / PRIOR[k])
        for k, s in enumerate(STATUSES)
    }
    return max(STATUSES, key=lambda s: score[s])


@dataclass(frozen=True)
class _Words:
    """The word lists under [status] of a language's events.toml."""

    lists: dict[str, frozenset[str]]
    stems: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    data = facts(language, "events")["status"]
    return _Words(
        {k: frozenset(v) for k, v in data.items() if not k.endswith("_stems")},
        {k: tuple(v) for k, v in data.items() if k.endswith("_stems")},
    )


def rule_of(setting: Setting) -> str:
    """The name of the first rule that fits, a key of WEIGHTS; "none" where no word tells anything."""
    words = _words(setting.trigger.doc.lang_)
    noun = is_noun(setting.trigger)
    if noun and (found := _beside_noun(setting, words)):
        return found
    if _under_condition(setting, words):
        return "conditional"
    verbs = _verbs(setting, words, noun)
    if verbs and not noun and _negation(setting, words) == "negation":
        return "negated_modal"  # „Sie will die Steuer nicht senken“
    return verbs or _around(setting, words, noun) or "none"


def is_noun(trigger: Span) -> bool:
    """Whether the event is named by a noun: a capital in German, no verb form in English."""
    if traits(trigger.doc.lang_).capital_nouns:
        return trigger.text[:1].isupper() and (not trigger[0].is_sent_start or not verb_form(trigger[0]))
    return not verb_form(trigger[0])


def _beside_noun(setting: Setting, words: _Words) -> str:
    """„keine Einigung“, „die geplante Anhörung“, „einem möglichen Verbot“."""
    near = [t.lower_ for t in setting.clause if setting.trigger.start - 3 <= t.i < setting.trigger.start]
    if words.lists["noun_negations"] & set(near):
        return "noun_negation"
    for status in ("possible", "planned"):
        if any(w.startswith(words.stems[f"{status}_stems"]) for w in near):
            return f"noun_{status}"
    return ""


def _verbs(setting: Setting, words: _Words, noun: bool) -> str:
    """What modal verbs and future tense say: „soll … gestohlen haben“, „will … vorlegen“, „wird … kommen“."""
    if verb_form(setting.trigger[0]).startswith("Fin-"):
        return ""  # „sollte gewählt werden, unterlag aber“
    lower = [t.lower_ for t in setting.clause]
    kind = "_noun" if noun else ""
    have = {
        key
        for key in ("hearsay", "intends", "intended", "obliged", "may", "would", "future")
        if words.lists[key].intersection(lower)
    }
    if "hearsay" in have and _perfect_infinitive(setting.clause, words):
        return "hearsay" + kind
    for key in ("intends", "intended", "may", "would", "obliged"):
        if key in have:
            return key + kind
    if "future" in have and any(_is_infinitive(t) for t in setting.clause):
        return "future" + kind
    return ""


def _perfect_infinitive(clause: Sequence[Token], words: _Words) -> bool:
    return any(
        b.lower_ in words.lists["perfect"] and (_is_participle(a) or a.lower_ == "worden") for a, b in pairwise(clause)
    )


def _is_participle(token: Token) -> bool:
    return verb_form(token) == "Part" or bool(PARTICIPLE.match(token.text))


def _is_infinitive(token: Token) -> bool:
    """An infinitive other than an auxiliary's: „wird kommen“, but not the passive „wird verletzt“."""
    form = verb_form(token)
    if not traits(token.doc.lang_).verb_last:
        return True
    if token.lower_ in _words(token.doc.lang_).lists["future"]:
        return False
    return form == "Inf" or (
        form == ""
        and token.text.endswith(("en", "ern", "eln"))
        and token.text.islower()
        and not _is_participle(token)
        and _closes(token)
    )


def _closes(token: Token) -> bool:
    """Whether a word stands last before a mark."""
    return token.i + 1 >= len(token.doc) or token.nbor(1).is_punct or token.nbor(1).is_space


def _around(setting: Setting, words: _Words, noun: bool) -> str:
    """Negation, doubt, dates ahead, and the verb of the governing clause: „drohte, … zu schließen“."""
    kind = "_noun" if noun else ""
    negated = _negation(setting, words)
    if negated and not noun:
        return negated
    near = {t.lower_ for t in setting.clause if setting.trigger.start - 3 <= t.i < setting.trigger.start}
    if words.lists["doubt"] & near:
        return "doubt"
    if setting.kind in {"zu", "dass", "ob"}:
        governing = [t.lower_ for t in setting.governing]
        for status in ("possible", "planned", "denied"):
            if any(w.startswith(words.stems[f"{status}_stems"]) for w in governing):
                return f"{setting.kind}_{status}"
    if setting.ahead:
        return "ahead" + kind
    return _tense(setting)


def _under_condition(setting: Setting, words: _Words) -> bool:
    """„Wenn sie gesperrt wird, …“, "promoted only if the results were annulled"."""
    conditions = words.lists["conditional"]
    if setting.kind == "adverbial" and conditions.intersection(t.lower_ for t in setting.clause[:2]):
        return True
    before = [t.lower_ for t in setting.clause if t.i < setting.trigger.start]
    return any(one in words.lists["only"] and two in conditions for one, two in pairwise(before))


def _not_until(setting: Setting) -> bool:
    """ "They did not submit it until September": it happened, only late."""
    words = _words(setting.trigger.doc.lang_).lists
    negation = next((t.i for t in setting.clause if t.lower_ in words["negations"]), None)
    if negation is None:
        return False
    return any(t.lower_ in words["after_negation"] and t.i > negation for t in setting.clause)


def _negation(setting: Setting, words: _Words) -> str:
    if _not_until(setting):
        return ""
    for token in setting.clause:
        following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        if following == "-":
            continue  # "a no-confidence motion"
        if token.lower_ in words.lists["negations"] and following not in words.lists["not_negated_by"]:
            near = 0 < setting.trigger.start - token.i <= 3 or 0 < token.i - setting.trigger.start <= 2
            return "negation" if near else "negation_far"
    return ""


def _tense(setting: Setting) -> str:
    own = verb_form(setting.trigger[0])
    forms = {own} if own.startswith("Fin-") else {verb_form(t) for t in setting.clause}
    for form, name in (
        ("Fin-Sub-Pres", "reported"),
        ("Fin-Sub-Past", "unreal"),
        ("Fin-Ind-Past", "past"),
        ("Fin-Ind-Pres", "present"),
    ):
        if form in forms:
            return name + ("_noun" if is_noun(setting.trigger) else "")
    return "none"


TRUST = 0.9
"""How much the encoder's opinion counts beside a rule."""
PRIOR = (0.69, 0.15, 0.12, 0.04)
"""Shares of the four statuses among the annotated events of the training articles."""
WEIGHTS: dict[str, tuple[float, float, float, float]] = {
    "past": (0.98, 0.01, 0.01, 0.01),
    "past_noun": (0.92, 0.02, 0.04, 0.02),
    "present": (0.88, 0.08, 0.04, 0.01),
    "present_noun": (0.62, 0.20, 0.16, 0.02),
    "none": (0.67, 0.13, 0.18, 0.02),
    "intends": (0.08, 0.82, 0.10, 0.01),
    "reported": (0.55, 0.05, 0.37, 0.03),
    "future": (0.08, 0.72, 0.14, 0.05),
    "negation": (0.11, 0.02, 0.07, 0.79),
    "hearsay": (0.10, 0.08, 0.79, 0.02),
    "negation_far": (0.56, 0.07, 0.08, 0.30),
    "may": (0.13, 0.24, 0.58, 0.06),
    "zu_possible": (0.15, 0.09, 0.66, 0.10),
    "noun_planned": (0.13, 0.68, 0.09, 0.10),
    "reported_noun": (0.55, 0.06, 0.33, 0.06),
    "obliged": (0.19, 0.41, 0.38, 0.03),
    "ahead_noun": (0.19, 0.69, 0.09, 0.03),
    "intends_noun": (0.17, 0.75, 0.07, 0.01),
    "ahead": (0.39, 0.55, 0.05, 0.01),
    "future_noun": (0.21, 0.54, 0.24, 0.01),
    "noun_possible": (0.23, 0.06, 0.67, 0.04),
    "zu_planned": (0.16, 0.69, 0.11, 0.04),
    "intended": (0.28, 0.27, 0.32, 0.13),
    "unreal": (0.70, 0.05, 0.20, 0.05),
    "noun_negation": (0.22, 0.09, 0.04, 0.65),
    "intended_noun": (0.43, 0.28, 0.09, 0.20),
    "hearsay_noun": (0.45, 0.11, 0.43, 0.02),
    "negated_modal": (0.26, 0.06, 0.05, 0.64),
    "would": (0.37, 0.26, 0.35, 0.02),
    "unreal_noun": (0.67, 0.06, 0.20, 0.07),
    "conditional": (0.06, 0.38, 0.53, 0.03),
    "obliged_noun": (0.37, 0.36, 0.25, 0.02),
}
"""Shares of the four statuses among the annotated events for which a rule fits, smoothed; rules met fewer than 12 times count as "none"."""
