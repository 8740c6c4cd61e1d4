"""Whom a pronoun means: the last fitting person by gender and number, place in the sentence, and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from components.analysis.cast import Cast
from components.analysis.gender import Gender
from components.analysis.spelling import fold
from components.analysis.voices import speaker_lists

MOST_FIGURES = 60  # looked at before a pronoun
FARTHEST = 4  # sentences back that a pronoun can reach


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody a pronoun can mean, at one place of the text: entity, token, gender, number, and whether it stood as the subject there."""

    entity: str
    token: int
    gender: Gender
    plural: bool
    person: bool
    prominence: float  # 0 to 1: subject place, main clause, not inside a quotation


def whom(
    cast: Cast, token: int, plural_verb: bool | None, figures: list[Figure], last_speaker: str | None
) -> tuple[Figure, float] | None:
    """The figure the pronoun at `token` means and how sure that is; None where nobody fits.

    `figures` are in text order; `plural_verb` tells the number of the reporting verb where it is known.
    """
    word, lists = fold(cast.doc[token].text), speaker_lists(cast.doc.lang_)
    here = cast.sentence[token]
    values: dict[str, tuple[float, Figure]] = {}
    k = bisect_left(figures, token, key=lambda f: f.token)
    for figure in reversed(figures[max(0, k - MOST_FIGURES) : k]):
        distance = here - cast.sentence[figure.token]
        if distance > FARTHEST:
            break
        fit = _fit(word, lists, figure, plural_verb)
        if fit <= 0:
            continue
        if word in lists["relative"] and cast.doc[token - 1].text == ",":
            # „…, Heereskommandeur Abdel Kader Dschassim, der betonte“: the nearest before the comma
            return (figure, 0.8) if distance == 0 else None
        value = fit + figure.prominence - 0.45 * distance + (0.5 if figure.entity == last_speaker else 0.0)
        if figure.entity not in values or value > values[figure.entity][0]:
            values[figure.entity] = (value, figure)
    if not values:
        return None
    ranked = sorted(values.values(), key=lambda v: -v[0])
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 1.0
    return ranked[0][1], round(min(0.9, 0.5 + 0.4 * margin), 2)


def _fit(word: str, lists: dict[str, frozenset[str]], figure: Figure, plural_verb: bool | None) -> float:
    """How well a pronoun and a figure agree: 0 not at all, 1 well, less where the figure's gender is unknown."""
    if figure.plural:
        return 1.0 if word in lists["p"] and plural_verb is not False else 0.0
    if plural_verb and word in lists["p"]:
        return 0.3 if not figure.person else 0.0
    if not figure.person:
        if figure.gender in ("m", "f", "n") and word in lists[figure.gender]:
            return 0.6
        if figure.gender == "" and word in lists["n"]:
            return 0.6
        return 0.2 if figure.gender == "" and "er" in lists["m"] and word in lists["f"] else 0.0
    if figure.gender == "":
        return 0.6 if word in lists["m"] | lists["f"] else 0.0
    return 1.0 if word in lists.get(figure.gender, frozenset()) else 0.0
