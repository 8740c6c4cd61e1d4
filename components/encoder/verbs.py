"""The form of each verb: from the encoder's head `m` where the model has it, else from word lists and endings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from components.languages import facts, traits
from components.languages.dictionary import is_past_verb, is_present_in_e

FINITE = "Fin-"
WEAK_PAST = re.compile(r"^[a-zäöüß]{2,}(?:te|ten)$")
SUBJUNCTIVE = re.compile(r"^(?!wurde$|sandte$)[a-zäöüß]{2,}(?<!t)e$")
LONGEST_OPENING = 4  # tokens of the phrase before a verb in second place
OPENING_TAGS = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM"})
NO_SMALL_WORD = frozenset({"", "NOUN", "PROPN", "X", "PUNCT", "SYM", "INTJ"})  # tags that no small word of German has
NEAR_SUBJECT = 8  # tokens around a verb among which its „ich“ stands
PARTICIPLE = re.compile(r"^(?:ab|an|auf|aus|ein|fest|vor|zu|zurück|um|mit|nach|bei|weg)?ge[a-zäöüß]{2,}(?:t|en)$")
GERMAN_ARTICLE = re.compile(
    r"^(?:d(?:er|ie|as|en|em|es)|(?:k?ein|dies|jed|sein|ihr|unser|jen)(?:e[rsnm]?)?|[ia]m|zu[mr]|vom|beim)$"
)


def verb_form(token: Token) -> str:
    """The form of a verb: "Fin-Ind-Pres", "Fin-Ind-Past", "Fin-Sub-Pres", "Fin-Sub-Past", "Inf", "Part", "Imp"; "" for no verb or unknown."""
    forms = token.doc.user_data.get("verb_forms")
    return forms[token.i] if forms else ""


def part_of_speech(token: Token) -> str:
    """The token's UPOS tag ("NOUN", "VERB", "SCONJ", …) from the encoder's head `p`; "" where the model has none."""
    tags = token.doc.user_data.get("parts_of_speech")
    return tags[token.i] if tags else ""


def mark_verbs(doc: Doc) -> None:
    """Keeps the verb form and part of speech of every token in `doc.user_data` for the two functions above."""
    tags = _labels(doc, "p")
    read = _labels(doc, "m")
    doc.user_data["parts_of_speech"] = tags
    if traits(doc.lang_).verb_last:
        forms = [_german(t, read[t.i] if read else None, tags[t.i] if tags else "") for t in doc]
    else:
        forms = []
        for token in doc:
            forms.append(_by_neighbours(token, tags[token.i] if tags else "", forms))
    doc.user_data["verb_forms"] = forms
    if tags and traits(doc.lang_).verb_last:
        for token in doc:
            if forms[token.i] in {"Part", "Inf"} and _is_second(token, tags):
                forms[token.i] = "Fin-Ind-Pres"


def _is_second(token: Token, tags: list[str]) -> bool:
    """Whether a verb stands between the phrase that opens a sentence and its subject: „Am Dienstag | beraten | die Fraktionen“."""
    behind = tags[token.i + 1] if token.i + 1 < len(token.doc) else ""
    if tags[token.i] != "VERB" or behind not in {"DET", "PRON"}:
        return False
    before = [tags[i] for i in range(token.sent.start, token.i) if not token.doc[i].is_space]
    return 1 < len(before) <= LONGEST_OPENING and before[0] == "ADP" and set(before) <= OPENING_TAGS


def _labels(doc: Doc, head: str) -> list[str]:
    """The likeliest label of every token in a head of plain labels, "" for O and white space; [] where the model lacks the head."""
    heads = doc.user_data.get("heads", {})
    if head not in heads:
        return []
    names = ["" if name == "O" else name for name in doc.user_data["labels"][head]]
    best = heads[head].argmax(-1).tolist()
    return ["" if token.is_space else names[k] for token, k in zip(doc, best, strict=True)]


@lru_cache(maxsize=4)
def _listed(language: str) -> dict[str, str]:
    return {word: form for form, words in facts(language, "clauses")["forms"].items() for word in words}


def _german(token: Token, read: str | None, tag: str) -> str:
    """The form the encoder reads (None: it cannot), put right by the closed list of auxiliaries, modals and strong past forms."""
    listed = _listed(token.doc.lang_).get(token.lower_, "") if token.text.islower() or token.is_sent_start else ""
    if read is not None:
        # „sei“ and „könne“ are the subjunctive whatever the encoder says; „starben“ is no participle
        wrong = listed and (read == "" or "Sub" in listed or (read == "Part" and listed == "Fin-Ind-Past"))
        if wrong and tag in {"", "AUX", "VERB"}:
            return listed
        if read != "Fin-Sub-Past" and tag in {"VERB", "AUX"} and is_past_verb(token.text, token.doc.lang_):
            return "Fin-Ind-Past"  # „versprachen“, which the encoder takes for a present now and then
        if read == "Inf" and token.text.endswith("t"):  # no infinitive ends so
            read = "Part" if PARTICIPLE.match(token.text) else "Fin-Ind-Pres"
        unlike = read.startswith("Fin-Ind") or (read in {"", "Part", "Inf"} and _may_be_verb(token, tag))
        return "Fin-Sub-Pres" if unlike and _is_subjunctive(token) else read
    previous = token.nbor(-1).lower_ if token.i > 0 else ""
    following = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    if listed or not (token.text.islower() or token.is_sent_start):
        return listed
    # „sagte Anna“ but „die letzte Woche“: an adjective stands between an article and its noun
    if following[:1].isupper() and GERMAN_ARTICLE.match(previous):
        return ""
    if PARTICIPLE.match(token.text):
        return "Part"
    return "Fin-Ind-Past" if WEAK_PAST.match(token.text) and len(token) > 4 else ""


def _may_be_verb(token: Token, tag: str) -> bool:
    """Whether it is tagged as a verb, or tagged as what no small word can be and a finite verb by the dictionary („Das koste …“)."""
    odd = tag in NO_SMALL_WORD and token.text.islower() and token.text.endswith("e")
    return tag == "VERB" or (odd and is_present_in_e(token.text, token.doc.lang_))


def _is_subjunctive(token: Token) -> bool:
    """„spiele“, „koste“: beside no „ich“ the ending of Konjunktiv I; in „-te“ a past mostly ends, „wurde“ is one."""
    word, language = token.text, token.doc.lang_
    if not (word.islower() and (SUBJUNCTIVE.match(word) or (word.endswith("te") and is_present_in_e(word, language)))):
        return False
    near = token.doc[max(0, token.i - NEAR_SUBJECT) : token.i + NEAR_SUBJECT]
    return not any(t.lower_ == "ich" for t in near)


def _by_neighbours(token: Token, tag: str, before: list[str]) -> str:
    """The form from the word, its neighbours and the encoder's part of speech; `before` are the forms of the tokens before it."""
    if not (token.text.islower() or token.is_sent_start):
        return ""
    language = token.doc.lang_
    words, endings = facts(language, "clauses"), _endings(language)
    previous = token.nbor(-1).lower_ if token.i > 0 else ""
    if previous in words["articles"]:
        return ""
    auxiliary = next((k for k in range(1, 4) if token.i >= k and token.nbor(-k).lower_ in words["auxiliaries"]), 0)
    helped = auxiliary > 0 and all(not before[token.i - k].startswith(FINITE) for k in range(1, auxiliary))
    listed = _listed(language).get(token.lower_, "")
    if token.lower_ in words["auxiliaries"]:
        return listed
    if token.lower_ in words["participles"] or endings["participle"](token.lower_):
        return "Part"
    if helped and endings["helped_participle"](token.lower_):
        return "Part"
    if endings["past"](token.text) or listed == "Fin-Ind-Past":
        return "Part" if helped and endings["past_is_participle"] else "Fin-Ind-Past"
    if (previous == words["infinitive_particle"] or (helped and tag == "VERB")) and endings["infinitive"](token.lower_):
        return "Inf" if tag in {"VERB", "AUX", "NOUN", ""} else ""
    if endings["sure_infinitive"](token.lower_):
        return "Inf" if tag in {"VERB", "AUX"} else ""
    return listed or ("Fin-Ind-Pres" if tag == "VERB" and not endings["no_present"](token.lower_) else "")


@lru_cache(maxsize=8)
def _endings(language: str) -> dict[str, Any]:
    """What [endings] of clauses.toml says, its regular expressions as functions."""
    table = facts(language, "clauses")["endings"]
    return {key: re.compile(value).fullmatch if isinstance(value, str) else value for key, value in table.items()}
