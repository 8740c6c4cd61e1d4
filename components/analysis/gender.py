"""Grammatical gender of persons, from first names, titles and role nouns: "m", "f" or "" where nothing tells."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from components.analysis.spelling import fold
from components.languages import KNOWN, facts

Gender = Literal["m", "f", "n", ""]


@lru_cache(maxsize=1)
def _first_names() -> dict[str, Gender]:
    """First names of all languages we know: an English name in a German article is still a woman's or a man's."""
    seen: dict[str, Gender] = {}
    for language in KNOWN:
        lists = facts(language, "names")["gender"]
        for gender, key in (("m", "male"), ("f", "female")):
            for name in lists[key].split():
                folded = fold(name)
                seen[folded] = "" if seen.get(folded, gender) != gender else gender  # type: ignore[assignment]
    return seen


def is_first_name(word: str) -> bool:
    """Whether a word is a first name of any language we know, alone or before a hyphen („Karl-Heinz“)."""
    folded = fold(word)
    return folded in _first_names() or folded.split("-")[0] in _first_names()


def gender_of_name(words: tuple[str, ...], language: str) -> Gender:
    """The gender a full name (folded words) tells: the first known first name, else an ending of the surname („Sacharowa“)."""
    names = _first_names()
    for word in words[:-1] or words:
        found = names.get(word) or names.get(word.split("-")[0], "")
        if found:
            return found
    endings = facts(language, "names")["gender"]["endings"]
    if len(words) > 1:
        if words[-1].endswith(tuple(endings["female_surname"])):
            return "f"
        if words[-1].endswith(tuple(endings["male_surname"])):
            return "m"
        if words[0].endswith("a") and len(words[0]) > 3:
            return "f"
    return ""
