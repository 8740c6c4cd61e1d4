"""Where a name mention begins and ends: the encoder's spans with sure repairs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from components.analysis.gender import is_first_name
from components.analysis.model import EntityType
from components.analysis.name_lists import KINDS, Name, known_kind, word_lists
from components.analysis.nouns import chain_end, sense
from components.analysis.spelling import fold, nominatives
from components.article.dateline import first_words_at
from components.encoder import confidence, part_of_speech
from components.languages import traits

REGISTERED = "e.V."
SURE_NAME = 0.97  # confidence from which a name is one wherever its word stands
ADJECTIVE = re.compile(r"[a-zäöüß][a-zäöüß-]{3,}(?:e|er|en|em|es)")
WEB_ADDRESS = re.compile(
    r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:de|at|ch|com|org|net|info|eu|uk|us|fr|tv|blog|ru|nz)"
)


def repaired(span: Span) -> Name | None:
    """The mention with junk trimmed („Dr.“, quotation marks, „Finanzausschuss des“), or None where nothing that can be a name is left."""
    doc, words = span.doc, word_lists(span.doc.lang_)
    start, end = span.start, span.end
    while start < end and _is_edge_junk(doc[start]):
        start += 1
    while end > start and (_is_edge_junk(doc[end - 1], closing=True) or _ends_sentence(doc, start, end - 1)):
        end -= 1
    end -= end - start == 2 and doc[start].text == "X" and doc[end - 1].text == "."  # "He wrote it on X."
    small = words["prepositions"] | words["articles"] | words["function"]
    while end - 1 > start and doc[end - 1].text.islower() and fold(doc[end - 1].text) in small:
        end -= 1
    end = _before_the_charge(doc, start, end)
    start = _after_description(doc, start, end, span.label_)
    kind: EntityType = next((k for k in KINDS if k == span.label_), "MISC")
    if span.label_ == "PER":
        start = _after_titles(doc, start, end)
        end = _with_epithet(doc, start, end)
        start = _after_its_noun(doc, start, end)
    if (place := _place_before_noun(doc, start, end)) is not None:
        end, kind = place, "LOC"
    if end <= start:
        return None
    if _is_no_name(span, start, end):
        return None
    return Name(start, end, doc[start:end].text, kind, round(confidence(span, "e"), 4))


def _before_the_charge(doc: Doc, start: int, end: int) -> int:
    """The end of „Umweltministerium“ in „im Umweltministerium | für die Wasserstraßen zuständig“: what is somebody's charge is no name."""
    lists = word_lists(doc.lang_)
    if end >= len(doc) or fold(doc[end].text) not in lists.get("in_charge", frozenset()):
        return end
    charges = (at for at in range(end - 2, start, -1) if fold(doc[at].text) in lists["charge"])
    return next((at for at in charges if fold(doc[at + 1].text) in lists["articles"]), end)


def _after_description(doc: Doc, start: int, end: int, label: str) -> int:
    """The first token after adjectives and the noun that says what a body is: „aserbaidschanische Staatsfonds | Sofaz“."""
    if start >= end or label == "PER":
        return start
    at = start
    if not traits(doc.lang_).capital_nouns:
        while at < end - 1 and doc[at].text.islower() and sense(doc[at].text, doc.lang_).kind == "body":
            at += 1  # "(the business) daily | Finance"
        return at
    while at < end - 1 and ADJECTIVE.fullmatch(doc[at].text):
        at += 1
    behind = chain_end(doc, at)
    before = fold(doc[behind - 1].text) in word_lists(doc.lang_)["outside_names"]
    return behind if before and behind < end and doc[behind].text[:1].isupper() else at


def _is_no_name(span: Span, start: int, end: int) -> bool:
    """Whether the tokens [start, end) of a mention are a date, an address, a people, inhabitants, a body without a name or no name at all."""
    doc, words = span.doc, word_lists(span.doc.lang_)
    text = doc[start:end].text
    if not any(c.isalpha() for c in text) or (span.label_ != "PER" and fold(text) in words["junk"]):
        return True
    if (
        span.label_ != "PER"
        and fold(doc[start].text).rstrip(".") in words["junk"]
        and not any(c.isalpha() for c in doc[start + 1 : end].text)
    ):
        return True  # "Sept. 5"
    if WEB_ADDRESS.fullmatch(text) or fold(text) in words["peoples"]:
        return True
    if end - start == 1 and fold(text).rstrip(".") in words["abbreviated"]:
        return True  # "Lt." of "Lt. Gen. Ivo Lund"
    unsure = confidence(span, "e") < SURE_NAME
    if unsure and end - start == 1 and doc[start].is_sent_start and _is_plain_plural(text, doc.lang_):
        return True
    if (
        unsure
        and end - start == 1
        and doc[start].is_sent_start
        and fold(text) in words["function"] | words["possessive"]
    ):
        return True  # « Selon elle », „Seine Vorgesetzten“, which begin a sentence
    if span.label_ == "LOC" and _describes_noun(doc, start, end):
        return True
    may_be_people = span.label_ == "LOC" or (span.label_ == "PER" and text.endswith("en"))
    if ((end - start == 1 and may_be_people) or end - start > 1) and _are_people(text, doc.lang_):
        return True
    return span.label_ == "ORG" and not words["unnamed_bodies"].isdisjoint(nominatives(fold(text), doc.lang_))


def _is_plain_plural(word: str, language: str) -> bool:
    """ "Rivals reacted": persons without a name at the start of a sentence, where nouns have no capital elsewhere."""
    meaning = sense(word, language)
    return not traits(language).capital_nouns and meaning.kind == "person" and bool(meaning.plural)


def _describes_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether a place of several words is but the adjective of the noun behind it: „der St. Galler Ständerat“, „Bad Homburger Bürger“."""
    if end - start < 2 or end >= len(doc) or not traits(doc.lang_).capital_nouns:
        return False
    last, noun = doc[end - 1].text, doc[end].text
    return last.endswith("er") and not is_first_name(last) and noun[:1].isupper() and doc[end].is_alpha


def in_one_sentence(span: Span) -> list[Span]:
    """The span cut where a sentence begins inside it: "wrote on X. Turkey agreed"."""
    starts = [t.i for t in span if t.i > span.start and t.is_sent_start]
    borders = [span.start, *starts, span.end]
    return [
        Span(span.doc, a, b - (b < span.end and span.doc[b - 1].text == "."), span.label_) for a, b in pairwise(borders)
    ]


def _are_people(text: str, language: str) -> bool:
    """„Kurden“ and „Hamburger“ are inhabitants, „Polen“ and „Sachsen“ can be places too."""
    words = word_lists(language)
    places = words["countries"] | words["states"] | words["regions"]
    return sense(text, language).stem in words["demonyms"] and places.isdisjoint(nominatives(fold(text), language))


def whole_words(doc: Doc, names: list[Name]) -> list[Name]:
    """The names without those that are only part of a compound („EADS-Aktie“), a hyphenated name cut in two put together again."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        if before and name.start == before.end + 1 and hyphen_at(doc, before.end) and "PER" in (name.kind, before.kind):
            text = doc[before.start : name.end].text
            out[-1] = replace(
                before, end=name.end, text=text, kind="PER", confidence=min(before.confidence, name.confidence)
            )
        else:
            out.append(name)
    return [n for n in out if n.kind == "PER" or not (hyphen_at(doc, n.end) and doc[n.end + 1].text[0].isalnum())]


def hyphen_at(doc: Doc, at: int) -> bool:
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
    return (len(before) > 4 and not before.isupper()) or hyphen_at(doc, last - 2)  # "Jell-O."


def _after_titles(doc: Doc, start: int, end: int) -> int:
    """The first token after leading titles: „Dr. Ilse Amann“ is named Ilse Amann; a title alone stays („Papst“)."""
    titles, ranks = word_lists(doc.lang_)["titles"], word_lists(doc.lang_)["ranks"]
    at = start
    while at < end and (
        fold(doc[at].text).rstrip(".") in titles
        or (at > start and doc[at].text in ".-")
        or (fold(doc[at].text) in ranks and end - at > 2)  # "Mayor Ann Cole"; "Major Tom" stays
    ):
        at += 1
    return at if at < end else start


def _after_its_noun(doc: Doc, start: int, end: int) -> int:
    """The first token after a noun that „das“ shows to name no person: „das Anabolikum | Ostarin“, but „das Model Naomi Kolb“."""
    if end - start != 2 or not start or not traits(doc.lang_).gendered_nouns or part_of_speech(doc[start - 1]) != "DET":
        return start
    if doc[start - 1].lower_ != "das":
        return start
    if any(is_first_name(t.text) for t in doc[start:end]) or sense(doc[start].text, doc.lang_).kind != "other":
        return start
    return start + 1


def _place_before_noun(doc: Doc, start: int, end: int) -> int | None:
    """The end of the country in "New Zealand government", whose noun is no part of a name; None for all else."""
    stop = end
    while stop > start and doc[stop - 1].text.islower():
        stop -= 1
    if traits(doc.lang_).capital_nouns or stop in (start, end):
        return None
    return stop if known_kind(doc[start:stop].text, doc.lang_) == "LOC" else None


def _with_epithet(doc: Doc, start: int, end: int) -> int:
    """The end of a person's name with what history calls them: „Katharina die Große“, „Lucas Cranach dem Älteren“."""
    words = word_lists(doc.lang_)
    if end + 1 < len(doc) and fold(doc[end].text) in words["epithet_articles"] and doc[end + 1].text[:1].isupper():
        return end + 2 if fold(doc[end + 1].text) in words["epithets"] else end
    return end


def parted(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, two taken for one put apart: „CDU/CSU“, the places of a road „Celle – Soltau“, two persons side by side."""
    out: list[Name] = []
    for name in names:
        out += [_part(doc, name, a, b) for a, b in _parts(doc, name)]
    return out


def _parts(doc: Doc, name: Name) -> list[tuple[int, int]]:
    inner = range(name.start + 1, name.end - 1)
    for i in inner:
        before, after = doc[i - 1], doc[i + 1]
        tight = not before.whitespace_ and not doc[i].whitespace_
        capitals = before.text.isupper() and after.text.isupper() and min(len(before), len(after)) > 1
        in_head = name.kind == "LOC" and doc[i].text == "/" and doc[name.end - 1].idx < first_words_at(doc.text)
        if name.kind in ("ORG", "LOC") and doc[i].text == "/" and tight and (capitals or in_head):
            # „CDU/CSU“, „MOSKAU/SEOUL“, „Santiago/Lima (Reuters) –“, but not „Halle/Saale“ and „Steria A/S“
            return [(name.start, i), (i + 1, name.end)]
        if name.kind == "LOC" and doc[i].text in "–—" and before.whitespace_ and doc[i].whitespace_:
            return [(name.start, i), (i + 1, name.end)]
    lists = word_lists(doc.lang_)
    places = lists["known_places"] | lists["states"] | lists["capitals"]
    if (
        name.kind == "LOC"
        and name.end - name.start == 2
        and {fold(t.text) for t in doc[name.start : name.end]} <= places
    ):
        return [
            (name.start, name.start + 1),
            (name.start + 1, name.end),
        ]  # „überquert Rhein und Neckar Mannheim protestierte“
    if name.kind == "PER" and all(doc[i].is_alpha and doc[i].text[:1].isupper() for i in range(name.start, name.end)):
        # „Rachida Dati Nicolas Sarkozy“: a first name behind a surname begins another person
        for i in range(name.start + 2, name.end - 1):
            if (
                is_first_name(doc[i].text)
                and not is_first_name(doc[i - 1].text)
                and is_first_name(doc[name.start].text)
            ):
                return [(name.start, i), (i, name.end)]
    return [(name.start, name.end)]


def _part(doc: Doc, name: Name, start: int, end: int) -> Name:
    return (
        name
        if (start, end) == (name.start, name.end)
        else replace(name, start=start, end=end, text=doc[start:end].text)
    )


def _with_nickname(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, a person's whose nickname stands in marks inside it put together: Elizabeth "Liz" Morgan."""
    out: list[Name] = []
    for name in names:
        two = out[-2:]
        around = [n.kind for n in (*two, name)] == ["PER"] * 3 or (
            len(two) == 2 and {two[0].kind, name.kind} == {"PER"}
        )
        if (
            around
            and two[0].end + 1 == two[1].start
            and two[1].end + 1 == name.start
            and two[1].end - two[1].start == 1
            and doc[two[0].end].text in "\"“„'‘"
            and doc[two[1].end].text in "\"”“'’"
        ):
            out[-2:] = [replace(two[0], end=name.end, text=doc[two[0].start : name.end].text)]
        else:
            out.append(name)
    return out


def joined(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, one taken for two put together: „Isabella von Frankreich“ behind a first name that stands alone."""
    out: list[Name] = []
    words = word_lists(doc.lang_)
    for name in _with_nickname(doc, names):
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == "PER"
            and name.kind == "LOC"
            and before.end - before.start == 1
            and name.start == before.end + 1
            and fold(doc[before.end].text) in words["of_a_country"]
            and is_first_name(before.text)
            and not (before.start and doc[before.start - 1].ent_type_ == "PER")
        ):
            out[-1] = replace(before, end=name.end, text=doc[before.start : name.end].text)
        elif (start := _owners_start(doc, name)) is not None:
            out = [n for n in out if n.end <= start]
            out.append(replace(name, start=start, text=doc[start : name.end].text))
        else:
            out.append(name)
    return out


def _owners_start(doc: Doc, name: Name) -> int | None:
    """The token of the members that a body is named for: "the Seafarers' | Mission"; None for "the Netherlands' Foreign Office"."""
    at = name.start - 2
    if name.kind != "ORG" or at < 1 or doc[at + 1].text not in "'’" or traits(doc.lang_).capital_nouns:
        return None
    word = doc[at].text
    members = word.istitle() and word.endswith("s") and sense(word, doc.lang_).kind in ("person", "other")
    opens = doc[at - 1].lower_ == "the" and known_kind(word, doc.lang_) is None and not is_first_name(word)
    return at if members and opens and doc[at + 1].whitespace_ else None


def with_legal_form(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, a registered association's with „e. V.“ behind it, of which no part is a name."""
    out: list[Name] = []
    for name in names:
        if out and name.start < out[-1].end:
            continue
        at = name.end - (doc[name.end - 1].text == REGISTERED[0] and name.end - name.start > 1)
        ends = (
            end
            for end in range(at + 2, min(at + 5, len(doc) + 1))
            if "".join(t.text for t in doc[at:end]) == REGISTERED
        )
        end = next(ends, None)
        if end is not None and name.kind != "PER":
            name = replace(name, end=end, text=doc[name.start : end].text, kind="ORG")
        out.append(name)
    return out
