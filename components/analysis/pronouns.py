"""Whom a pronoun means: the last fitting person by gender and number, place in the sentence, and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from components.analysis.cast import Cast
from components.analysis.gender import Gender
from components.analysis.spelling import fold
from components.analysis.voices import speaker_lists
from components.languages import traits

MOST_FIGURES = 60  # looked at before a pronoun
LAST_SPEAKER = 0.2
DISTANCE = 0.35  # a sentence away counts
GENDERS: tuple[Gender, ...] = ("m", "f", "n")
LEAST_FITTING = 0.1  # what the best one has to be worth
FARTHEST = 4  # sentences back that a pronoun can reach


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody a pronoun can mean, at one place of the text: entity, token, gender, number, and whether it stood as the subject there."""

    entity: str
    token: int
    gender: Gender
    plural: bool
    person: bool
    prominence: float  # about 0 to 1: subject place, main clause, not inside a quotation


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pronoun or a general noun („der 54-Jährige“) asks for: genders, whether one or several can be meant, and of what."""

    genders: frozenset[Gender]
    one: bool
    several: bool
    persons_only: bool
    nearest: bool = False  # „dieser“, „der“ after a comma: recency alone counts


def wanted(cast: Cast, token: int, plural_verb: bool | None) -> Wanted:
    """What the pronoun at `token` asks for; `plural_verb` tells the number of its verb where that is known."""
    word, lists = fold(cast.doc[token].text), speaker_lists(cast.doc.lang_)
    genders: list[Gender] = [g for g in GENDERS if word in lists[g]]
    several = word in lists["p"] and plural_verb is not False
    relative = word in lists["relative"] and token > 0 and cast.doc[token - 1].text == ","
    persons_only = not traits(cast.doc.lang_).gendered_nouns and bool(genders) and "n" not in genders
    return Wanted(
        frozenset(genders),
        bool(genders) and not (plural_verb and several),
        several,
        persons_only,
        relative or word in lists["near"],
    )


def whom(
    steps: list[int],
    token: int,
    asked: Wanted,
    figures: list[Figure],
    last_speaker: str | None,
    others: frozenset[str] = frozenset(),
) -> tuple[Figure, float] | None:
    """The figure that fits best before `token` and how sure that is; None where nobody fits.

    `figures` are in text order; `steps` numbers the sentences by token, those inside a quotation not counted; `others` are entities
    that cannot be meant.
    """
    here = steps[token]
    values: dict[str, tuple[float, Figure]] = {}
    k = bisect_left(figures, token, key=lambda f: f.token)
    for figure in reversed(figures[max(0, k - MOST_FIGURES) : k]):
        distance = here - steps[figure.token]
        if distance > FARTHEST:
            break
        fit = _fit(asked, figure)
        if fit <= 0 or figure.entity in others:
            continue
        if asked.nearest:
            return (figure, 0.7) if distance <= 1 else None
        value = fit + figure.prominence - DISTANCE * distance + (LAST_SPEAKER if figure.entity == last_speaker else 0.0)
        if figure.entity not in values or value > values[figure.entity][0]:
            values[figure.entity] = (value, figure)
    if not values:
        return None
    ranked = sorted(values.values(), key=lambda v: -v[0])
    if ranked[0][0] < LEAST_FITTING:
        return None  # „vor dem Rathaus. Sie riefen …“
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 1.0
    return ranked[0][1], round(min(0.9, 0.5 + 0.4 * margin), 2)


def _fit(asked: Wanted, figure: Figure) -> float:
    """How well a figure is what is asked for: 0 not at all, 1 well, less where its gender is unknown or it is no person."""
    if figure.plural:
        return 1.0 if asked.several else 0.0
    if not asked.one:
        return 0.3 if asked.several and not figure.person and not asked.persons_only else 0.0
    if not figure.person:
        if asked.persons_only:
            return 0.0
        if figure.gender == "":
            return 0.6 if "n" in asked.genders else 0.2 if "f" in asked.genders else 0.0
        return 0.6 if figure.gender in asked.genders else 0.0
    if figure.gender == "":
        return 0.6 if asked.genders & {"m", "f"} else 0.0
    return 1.0 if figure.gender in asked.genders else 0.0
