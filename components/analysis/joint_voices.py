"""Several who say one thing together: „Polizei und Feuerwehr teilten mit“, „Parteichef Karl Ohm, und Eva Lund, Sprecherin für Sport, sagten“."""

from __future__ import annotations

from components.analysis.cast import Cast
from components.analysis.names import word_lists
from components.analysis.noun_phrases import determiner_of
from components.analysis.spelling import fold
from components.analysis.voices import Voice, read_voice, speaker_lists

LONGEST_PART = 12  # tokens of one of the voices


def joint_voices(cast: Cast, start: int, end: int, plural: bool | None) -> list[Voice]:
    """The voices in the speaker words at tokens [start, end) and in what is joined to them by „und“, in text order; mostly one.

    `plural` tells the number of the reporting verb where its form shows it; a verb in the singular has one subject.
    """
    whole = read_voice(cast, start, end)
    if plural is False or whole.kind not in ("name", "phrase"):
        return [whole]
    found = _split(cast, start, end, plural)
    if len(found) == 1:
        found = [whole]
    if plural:
        found = [*_before(cast, start), *found, *_behind(cast, found[-1], end)]
    return found


def _split(cast: Cast, start: int, end: int, plural: bool | None) -> list[Voice]:
    """The voices that „und“, and commas before it, part."""
    joints = [t for t in range(start + 1, end - 1) if _joins(cast, t)]
    if not joints:
        return [read_voice(cast, start, end)]
    left, right = _split(cast, start, joints[-1], plural), read_voice(cast, joints[-1] + 1, end)
    if not _is_another(cast, left[-1], right, joints[-1], plural):
        return [read_voice(cast, start, end)]
    first = left[0]
    comma = next((t for t in range(start + 1, joints[-1]) if cast.doc[t].text == "," and t not in cast.inside), None)
    if len(left) == 1 and comma is not None and cast.ends.get(comma + 1, 0) == joints[-1]:
        # „Union, Liberale und Grüne“
        left = [read_voice(cast, start, comma), read_voice(cast, comma + 1, joints[-1])] if first.end <= comma else left
    return [*left, right]


def _joins(cast: Cast, token: int) -> bool:
    """Whether „und“ stands here between two words; „Bau- und Verkehrsministerium“ are one."""
    doc = cast.doc
    hyphen = token > 0 and doc[token - 1].text[-1] in "-‐‑"
    return not hyphen and token not in cast.inside and fold(doc[token].text) in speaker_lists(doc.lang_)["joining"]


def _is_another(cast: Cast, left: Voice, right: Voice, joint: int, plural: bool | None) -> bool:
    """Whether „und“ joins two voices rather than two roles of one person or two bodies of one spokesman."""
    if left.kind not in ("name", "phrase") or right.kind not in ("name", "phrase"):
        return False
    person = right.name.kind == "PER" if right.name else _is_person(right)
    opens = determiner_of(cast.doc[joint + 1].text, cast.doc.lang_) not in ("none", "number")
    head = left.name.end if left.name else left.phrase.noun.end if left.phrase else left.end
    links = word_lists(cast.doc.lang_)["prepositions"]
    if any(fold(cast.doc[t].text) in links for t in range(head, joint)):
        return person or opens  # „ein Sprecher von Polizei und Feuerwehr“
    one_person = left.phrase is not None and right.name is not None and right.name.kind == "PER" and not opens
    return bool(plural) or not one_person  # „der Gründer und Vorstandschef Karl Ohm“


def _is_person(voice: Voice) -> bool:
    return voice.phrase is not None and voice.phrase.noun.sense.kind in ("person", "crowd")


def _before(cast: Cast, start: int) -> list[Voice]:
    """The name that „und“ joins to the speaker words from before: „Karl Ohm, Chef der Bahn, und | Eva Lund sagten“ has none there."""
    if start < 2 or not _joins(cast, start - 1):
        return []
    at = start - 2 if cast.doc[start - 2].text != "," else start - 3
    if at > 3 and cast.doc[at].text == ")" and "(" in (cast.doc[at - 2].text, cast.doc[at - 3].text):
        at -= 3 if cast.doc[at - 2].text == "(" else 4  # „Minister Karl Ohm (SPD) und …“
    name = cast.at.get(at) if at >= 0 else None
    return [Voice("name", name.start, name.end, name=name)] if name is not None and name.end == at + 1 else []


def _behind(cast: Cast, last: Voice, end: int) -> list[Voice]:
    """The voice that „und“ joins to the speaker words from behind: „Der Sprecher, Karl Ohm, | und Eva Lund, Sprecherin für Sport, sagten“."""
    doc = cast.doc
    at = max(end, last.end)
    if at + 3 < len(doc) and doc[at].text == "(" and ")" in (doc[at + 2].text, doc[at + 3].text):
        at += 3 if doc[at + 2].text == ")" else 4  # „Minister Karl Ohm (SPD) und …“
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at + 1 >= len(doc) or not _joins(cast, at):
        return []
    stop = at + 1
    while stop < min(len(doc), at + LONGEST_PART) and not (doc[stop].is_punct and stop not in cast.inside):
        if (
            doc[stop].text[0].islower()
            and determiner_of(doc[stop].text, doc.lang_) == "none"
            and stop - 1 in cast.inside
        ):
            break
        stop += 1
    voice = read_voice(cast, at + 1, stop)
    return [voice] if voice.kind == "name" and voice.name is not None and voice.name.kind in ("PER", "ORG") else []
