"""The form of each verb: from the encoder's head `m` where the model has it, else from word lists and endings."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from components.languages import facts

FINITE = "Fin-"
WEAK_PAST = re.compile(r"^[a-zäöüß]{2,}(?:te|ten)$")
PARTICIPLE = re.compile(r"^(?:ab|an|auf|aus|ein|fest|vor|zu|zurück|um|mit|nach|bei|weg)?ge[a-zäöüß]{2,}(?:t|en)$")
GERMAN_ARTICLE = re.compile(
    r"^(?:d(?:er|ie|as|en|em|es)|(?:k?ein|dies|jed|sein|ihr|unser|jen)(?:e[rsnm]?)?|[ia]m|zu[mr]|vom|beim)$"
)
ENGLISH_ARTICLE = re.compile(r"^(?:the|an?|this|his|its|their|our)$")
ENGLISH_PAST = re.compile(r"^[a-z]{2,}ed$")


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
    heads, labels = doc.user_data.get("heads", {}), doc.user_data.get("labels", {})
    if "p" in heads:
        names = labels["p"]
        doc.user_data["parts_of_speech"] = [
            "" if token.is_space else names[k] for token, k in zip(doc, heads["p"].argmax(-1).tolist(), strict=True)
        ]
    if "m" in heads:
        names = ["" if name == "O" else name for name in labels["m"]]
        forms = [names[k] for k in heads["m"].argmax(-1).tolist()]
    else:
        forms = [_guess(token) for token in doc]
    doc.user_data["verb_forms"] = forms


@lru_cache(maxsize=4)
def _listed(language: str) -> dict[str, str]:
    return {word: form for form, words in facts(language, "clauses")["forms"].items() for word in words}


def _guess(token: Token) -> str:
    """A verb form from the word alone and its neighbours."""
    previous = token.nbor(-1).lower_ if token.i > 0 else ""
    following = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    if not (token.text.islower() or token.is_sent_start) or ENGLISH_ARTICLE.match(previous):
        return ""
    listed = _listed(token.doc.lang_).get(token.lower_)
    if listed:
        return listed
    if token.doc.lang_ == "de":
        # „sagte Anna“ but „die letzte Woche“: an adjective stands between an article and its noun
        adjective = following[:1].isupper() and GERMAN_ARTICLE.match(previous)
        if PARTICIPLE.match(token.text) and not adjective:
            return "Part"
        return "Fin-Ind-Past" if WEAK_PAST.match(token.text) and len(token) > 4 and not adjective else ""
    return "Fin-Ind-Past" if ENGLISH_PAST.match(token.text) else ""
