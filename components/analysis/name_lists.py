"""A name mention, and the word lists that names are read by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from components.analysis.model import EntityType
from components.analysis.spelling import fold, nominatives
from components.languages import facts

AGAIN = 0.6  # confidence of a name that stands where the encoder saw none
KINDS: tuple[EntityType, ...] = ("PER", "ORG", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Name:
    """One name mention: tokens [start, end) of the Doc, its words, its type and how sure the encoder was of them."""

    start: int
    end: int
    text: str
    kind: EntityType
    confidence: float


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
    lists |= _offices(data)
    lists |= {"titles": [*titles["male"], *titles["female"], *titles["other"]], "junk": data["junk"]["words"]}
    lists |= {"unnamed_bodies": data["junk"]["bodies"], "demonyms": data["roles"]["demonyms"]}
    lists |= {
        "general_bodies": data["organisations"]["general"],
        "capitals": data["countries"]["capitals"],
        "states": data["countries"]["states"],
    }
    by_field = data.get("field_bodies", {})
    lists |= {"field_heads": by_field.get("heads", []), "field_bodies": by_field.get("whole", [])}
    lists |= {"regions": data["countries"]["regions"], "known_places": data["places"]["known"]}
    lists |= {"company_forms": data["organisations"]["company_forms"], "partners": data["organisations"]["partners"]}
    lists |= {key: data["organisations"].get(key, []) for key in ("body_heads", "schools", "kinds_behind")}
    lists |= _bodies(language)
    lists |= {"works": data["works"]["nouns"], "peoples": data["roles"]["peoples"]}
    borders = data["borders"]
    lists |= {key: borders[key] for key in borders}
    lists |= {"legal_forms": data["organisations"]["legal_forms"], "place_kinds": data["places"]["kinds"]}
    lists |= {"bodies": [w for variants in data["organisations"]["same"] for w in variants]}
    lists |= {"countries": [w for variants in data["countries"]["same"] for w in variants]}
    lists |= {
        "general_roles": [*data["roles"]["general"], *data["roles"]["demonyms"]],
        "general_companies": data["bodies"]["general"],
        "relational_roles": data["roles"].get("relational", []),
        "successors": data["roles"].get("successors", []),
        "surname_openings": data["roles"].get("surname_openings", []),
        "natures": data["roles"].get("natures", []),
    }
    return {key: frozenset(fold(word) for word in words) for key, words in lists.items()}


def _bodies(language: str) -> dict[str, list[str]]:
    """The lists about companies and authorities, and the words that join two of them."""
    bodies, roles, speakers = (
        facts(language, "names")["bodies"],
        facts(language, "names")["roles"],
        facts(language, "speakers"),
    )
    return {
        "companies": bodies["before_name"],
        "outside_names": bodies.get("outside_name", []),
        "founding": bodies.get("founding", []),
        "company_posts": bodies.get("posts", []),
        "leaders": roles.get("leaders", []),
        "joining": speakers["others"].get("joining", []),
        "authorities": speakers["institutions"]["authorities"],
    }


def known_kind(text: str, language: str) -> EntityType | None:
    """LOC for states and capitals, ORG for the bodies of the variant table, None for all other names."""
    lists = word_lists(language)
    for reading in nominatives(fold(text), language):
        if any(reading in lists[key] for key in ("states", "capitals", "countries", "known_places")):
            return "LOC"
        if reading in lists["bodies"]:
            return "ORG"
    return None


def is_body_by_field(word: str, language: str) -> bool:
    """Whether a word is a body with its field: „Fischereiministeriums“, „Wahlkommission“, but not „Ministerium“."""
    words = word_lists(language)
    return any(
        form in words["field_bodies"] or any(form.endswith(head) and form != head for head in words["field_heads"])
        for form in nominatives(fold(word), language)
    )


def _offices(data: dict[str, Any]) -> dict[str, list[str]]:
    """Ranks and shortened offices, and all that may stand between a role and a name: "a base commander, retired Gen. Ivo Lund,"."""
    titles = data["titles"]
    ranks, short = titles.get("ranks", []), [word for word, _ in titles.get("abbreviated", [])]
    former = data["roles"]["former"] if ranks else []
    return {"ranks": ranks, "abbreviated": short, "before_names": [*titles["addresses"], *ranks, *short, *former]}


@lru_cache(maxsize=8)
def abbreviated_roles(language: str) -> dict[str, str]:
    """The offices that are shortened before a name, folded, with the noun each stands for: "gov" for "governor"."""
    return {fold(short): fold(noun) for short, noun in facts(language, "names")["titles"].get("abbreviated", [])}


@lru_cache(maxsize=8)
def same_roles(language: str) -> tuple[frozenset[str], ...]:
    """Folded words for one office: „Staatschef“ and „Präsident“."""
    return tuple(frozenset(fold(w) for w in words) for words in facts(language, "names")["roles"].get("same", []))
