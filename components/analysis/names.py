"""Name mentions: the encoder's names with sure repairs to their borders and one type for the same words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from components.analysis.model import EntityType
from components.analysis.nouns import chain_start, sense
from components.analysis.spelling import fold, nominatives
from components.encoder import confidence
from components.languages import facts

SURE_NAME = 0.97  # confidence from which a name is one wherever its word stands
AGAIN = 0.6  # confidence of such a place
KNOWN_NAME = 0.3  # added to the probability that a well-known place or body is one
KINDS: tuple[EntityType, ...] = ("PER", "ORG", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Name:
    """One name mention: tokens [start, end) of the Doc, its words, its type and how sure the encoder was of them."""

    start: int
    end: int
    text: str
    kind: EntityType
    confidence: float


def read_names(doc: Doc) -> list[Name]:
    """The name mentions of the Doc in text order, not overlapping, after repair."""
    names = [name for span in doc.ents if (name := _repaired(span)) is not None]
    return _one_type_for_the_same_words(_named_again(doc, _named_by_field(doc, _whole_words(doc, names))), doc)


def _named_by_field(doc: Doc, names: list[Name]) -> list[Name]:
    """The names with the bodies that the word for their field names: „das isländische Fischereiministerium“, „die Wahlkommission“.

    The place before such a word is no part of the name („Schweriner Umweltministerium“), nor is a body it shares its head with
    („Innen- und Verteidigungsministerium“).
    """
    taken = {n.end: n for n in names}
    inside = {t for n in names for t in range(n.start, n.end)}
    out = {n.start: n for n in names}
    for token in doc:
        if not token.text[0].isupper() or not is_body_by_field(token.text, doc.lang_):
            continue
        start = chain_start(doc, token.i)
        known = taken.get(token.i + 1)
        if known is None and inside.isdisjoint(range(start, token.i + 1)):
            text = doc[start : token.i + 1].text
            out[start] = Name(start, token.i + 1, text, "ORG", AGAIN)
        elif known is not None and known.start < start and doc[start - 1].text.endswith(("er", "und", "oder")):
            del out[known.start]
            out[start] = replace(known, start=start, text=doc[start : known.end].text)
    return sorted(out.values(), key=lambda n: n.start)


def is_body_by_field(word: str, language: str) -> bool:
    """Whether a word is a body with its field: „Fischereiministeriums“, „Wahlkommission“, but not „Ministerium“."""
    words = word_lists(language)
    return any(
        form in words["field_bodies"] or any(form.endswith(head) and form != head for head in words["field_heads"])
        for form in nominatives(fold(word), language)
    )


def _named_again(doc: Doc, names: list[Name]) -> list[Name]:
    """The names and the places where the very words of a sure name stand again without having been taken for one."""
    sure = {n.text: n for n in names if n.confidence >= SURE_NAME and n.end - n.start == 1 and n.kind != "MISC"}
    sure = {
        text: n
        for text, n in sure.items()
        if len(text) > 3 and text[0].isupper() and sense(text, doc.lang_).kind == "other"
    }
    taken = {t for n in names for t in range(n.start, n.end)}
    again = [
        replace(sure[token.text], start=token.i, end=token.i + 1, confidence=AGAIN)
        for token in doc
        if token.text in sure
        and token.i not in taken
        and not _hyphen(doc, token.i + 1)
        and not (token.i and _hyphen(doc, token.i - 1))
    ]
    return sorted([*names, *again], key=lambda n: n.start)


@lru_cache(maxsize=8)
def word_lists(language: str) -> dict[str, frozenset[str]]:
    """Folded word sets of names.toml: articles, titles (`titles`, `male_titles`, `female_titles`), junk, function words …"""
    data = facts(language, "names")
    titles = data["titles"]
    lists = {key: data["words"][key] for key in data["words"]}
    lists |= {
        "male_titles": titles["male"],
        "female_titles": titles["female"],
        "family": titles["family"],
        "addresses": titles["addresses"],
    }
    lists |= {"titles": [*titles["male"], *titles["female"], *titles["other"]], "junk": data["junk"]["words"]}
    lists |= {
        "place_kinds": data["places"]["kinds"],
        "general_bodies": data["organisations"]["general"],
        "capitals": data["countries"]["capitals"],
        "states": data["countries"]["states"],
    }
    lists |= {"unnamed_bodies": data["junk"]["bodies"]}
    by_field = data.get("field_bodies", {})
    lists |= {"field_heads": by_field.get("heads", []), "field_bodies": by_field.get("whole", [])}
    lists |= {"regions": data["countries"]["regions"]}
    lists |= {"demonyms": data["roles"]["demonyms"]}
    lists |= {"bodies": [w for variants in data["organisations"]["same"] for w in variants]}
    lists |= {"countries": [w for variants in data["countries"]["same"] for w in variants]}
    lists |= {
        "general_roles": [*data["roles"]["general"], *data["roles"]["demonyms"]],
        "general_companies": data["bodies"]["general"],
    }
    return {key: frozenset(fold(word) for word in words) for key, words in lists.items()}


def _repaired(span: Span) -> Name | None:
    """The mention with junk trimmed („Dr.“, quotation marks, „Finanzausschuss des“), or None where nothing that can be a name is left."""
    doc, words = span.doc, word_lists(span.doc.lang_)
    start, end = span.start, span.end
    while start < end and _is_edge_junk(doc[start]):
        start += 1
    while end > start and (_is_edge_junk(doc[end - 1], closing=True) or _ends_sentence(doc, start, end - 1)):
        end -= 1
    while end > start and doc[end - 1].text in words["prepositions"] | words["articles"]:
        end -= 1
    if span.label_ == "PER":
        start = _after_titles(doc, start, end)
    if end <= start:
        return None
    text = doc[start:end].text
    if not any(c.isalpha() for c in text) or (span.label_ != "PER" and fold(text) in words["junk"]):
        return None
    unsure = confidence(span, "e") < SURE_NAME
    if unsure and end - start == 1 and doc[start].is_sent_start and fold(text) in words["function"]:
        return None  # « Selon elle », which begins a sentence
    may_be_people = span.label_ == "LOC" or (span.label_ == "PER" and text.endswith("en"))
    if end - start == 1 and may_be_people and _are_people(text, doc.lang_):
        return None
    if span.label_ == "ORG" and not words["unnamed_bodies"].isdisjoint(nominatives(fold(text), doc.lang_)):
        return None
    kind: EntityType = next((k for k in KINDS if k == span.label_), "MISC")
    return Name(start, end, text, kind, round(confidence(span, "e"), 4))


def _are_people(text: str, language: str) -> bool:
    """„Kurden“ and „Hamburger“ are inhabitants, „Polen“ and „Sachsen“ can be places too."""
    words = word_lists(language)
    places = words["countries"] | words["states"] | words["regions"]
    return sense(text, language).stem in words["demonyms"] and places.isdisjoint(nominatives(fold(text), language))


def _whole_words(doc: Doc, names: list[Name]) -> list[Name]:
    """The names without those that are only part of a compound („EADS-Aktie“), a hyphenated name cut in two put together again."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if before and name.start == before.end + 1 and _hyphen(doc, before.end) and "PER" in (name.kind, before.kind):
            text = doc[before.start : name.end].text
            out[-1] = replace(
                before, end=name.end, text=text, kind="PER", confidence=min(before.confidence, name.confidence)
            )
        else:
            out.append(name)
    return [n for n in out if n.kind == "PER" or not (_hyphen(doc, n.end) and doc[n.end + 1].text[0].isalnum())]


def _hyphen(doc: Doc, at: int) -> bool:
    """Whether a hyphen without blanks stands at the token."""
    return at + 1 < len(doc) and doc[at].text in "-‐‑" and not doc[at].whitespace_ and not doc[at - 1].whitespace_


def _is_edge_junk(token: Token, closing: bool = False) -> bool:
    if token.is_space:
        return True
    if token.text in ".)":
        # „Rafik Y.“, „Washington D.C.“ and „Bündnis (Linke)“ end so
        return not closing
    return not token.text[0].isalnum() and token.text not in ("&", "+", "@", "'", "’")


def _ends_sentence(doc: Doc, start: int, last: int) -> bool:
    """Whether the full stop at `last` is no part of the name: „Rafik Y.“, „Benedikt XVI.“, "Warner Bros." keep theirs."""
    if doc[last].text != "." or last == start:
        return False
    before = doc[last - 1].text
    return len(before) > 4 and not before.isupper()


def _after_titles(doc: Doc, start: int, end: int) -> int:
    """The first token after leading titles: „Dr. Ilse Amann“ is named Ilse Amann; a title alone stays („Papst“)."""
    titles = word_lists(doc.lang_)["titles"]
    at = start
    while at < end and (fold(doc[at].text).rstrip(".") in titles or (at > start and doc[at].text in ".-")):
        at += 1
    return at if at < end else start


def _one_type_for_the_same_words(names: list[Name], doc: Doc) -> list[Name]:
    """The names with one type per wording, by the sum of the encoder's probabilities: „Reuters“ is an ORG everywhere."""
    scores: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    keys = [_key(name, doc.lang_) for name in names]
    for name, key in zip(names, keys, strict=True):
        for kind, score in _type_scores(doc, name).items():
            scores[key][kind] += score
    for name, key in zip(names, keys, strict=True):
        if (known := known_kind(name.text, doc.lang_)) is not None:
            scores[key][known] += KNOWN_NAME
    out = []
    for name, key in zip(names, keys, strict=True):
        best = max(scores[key], key=lambda kind: scores[key][kind])
        out.append(name if best == name.kind else replace(name, kind=best))
    return out


def known_kind(text: str, language: str) -> EntityType | None:
    """LOC for states and capitals, ORG for the bodies of the variant table, None for all other names."""
    lists = word_lists(language)
    for reading in nominatives(fold(text), language):
        if reading in lists["states"] or reading in lists["capitals"] or reading in lists["countries"]:
            return "LOC"
        if reading in lists["bodies"]:
            return "ORG"
    return None


def _key(name: Name, language: str) -> str:
    return nominatives(fold(name.text), language)[-1]


def _type_scores(doc: Doc, name: Name) -> dict[EntityType, float]:
    heads, labels = doc.user_data.get("heads", {}), doc.user_data.get("labels", {})
    if "e" not in heads:
        return {name.kind: name.confidence}
    mean = heads["e"][name.start : name.end].mean(0)
    return {kind: float(sum(mean[k] for k, label in enumerate(labels["e"]) if label[2:] == kind)) for kind in KINDS}
