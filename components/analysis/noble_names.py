"""Names whose last part stands behind particles: „Cord von der Wense“, „von der Aue“."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from components.analysis.gender import is_first_name
from components.analysis.name_lists import AGAIN, Name, known_kind, word_lists
from components.analysis.nouns import sense
from components.languages.dictionary import noun_make

LONGEST_PARTICLE = 3  # tokens: „von und zu“


def with_particles(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, a first name joined with the particles and the surname behind it, and bare surnames with their particles.

    „Cord von der Wense … sagte von der Wense“; not „Anna von der Polizei“ and „Karl Meier von der CDU“.
    """
    out: list[Name] = []
    for name in names:
        if out and name.start < out[-1].end:
            continue
        end = _surname_end(doc, name) if name.kind == "PER" else None
        out.append(replace(name, end=end, text=doc[name.start : end].text) if end else name)
    return _bare(doc, out)


def _surname_end(doc: Doc, name: Name) -> int | None:
    """The token after the surname behind a first name's particles; None where none follows."""
    at = _after_particles(doc, name.end)
    if at is None:
        return None
    word = doc[at].text
    first = all(is_first_name(t.text) for t in doc[name.start : name.end])
    if not first and (name.end - name.start > 1 or noun_make(word, doc.lang_) is not None):
        return None  # „Karl Meier von der Linken“, „Meier von der Linken“
    strange = word[0].isupper() and word.isalpha() and not (word.isupper() and len(word) > 1)
    if not strange or sense(word, doc.lang_).kind != "other" or known_kind(word, doc.lang_) is not None:
        return None
    return at + 1


def _after_particles(doc: Doc, start: int) -> int | None:
    """The token after the longest particles that begin at `start`: „von der“, „van den“."""
    lists, last = word_lists(doc.lang_), min(start + LONGEST_PARTICLE, len(doc) - 1)
    if start >= last or doc[start].lower_ not in lists["surname_openings"]:
        return None
    return next((k for k in range(start + 1, last) if doc[k].text not in lists["particles"]), last)


def _bare(doc: Doc, names: list[Name]) -> list[Name]:
    """The names and, where a person of the article is called „von der Wense“, the places where nothing but that stands."""
    tails: dict[str, list[str]] = {}
    for name in names:
        words = [t.text for t in doc[name.start : name.end]]
        k = next((k for k in range(1, len(words)) if _after_particles(doc, name.start + k) is not None), None)
        if name.kind == "PER" and k is not None:
            tails.setdefault(words[-1], [w.lower() for w in words[k:]])
    inside = {t for n in names for t in range(n.start, n.end)}
    found = []
    for token in doc:
        tail = tails.get(token.text)
        start = token.i + 1 - len(tail) if tail else -1
        if tail is None or start < 0 or [t.lower_ for t in doc[start : token.i + 1]] != tail:
            continue
        if inside.isdisjoint(range(start, token.i)):  # no first name before it
            found.append(Name(start, token.i + 1, doc[start : token.i + 1].text, "PER", AGAIN))
    taken = {t for n in found for t in range(n.start, n.end)}
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
    return sorted([*kept, *found], key=lambda n: n.start)
