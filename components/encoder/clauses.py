"""Clauses: the pieces of a sentence put together around their verbs.

„Der Minister, der gestern kam, sagte, er habe, so die Regierung, nichts gewusst.“ becomes main „Der Minister,“ · relative „der gestern
kam,“ · main „sagte,“ (one `id_` with the first) · main „er habe, so die Regierung, nichts gewusst.“
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from spacy.tokens import Doc, Span, Token

from components.encoder.pieces import Piece, cut
from components.encoder.verbs import mark_verbs


def mark_clauses(doc: Doc) -> None:
    """Sets `doc.spans["clauses"]`, and the verb forms and parts of speech that `verb_form` and `part_of_speech` read."""
    mark_verbs(doc)
    spans: list[Span] = []
    number = 0
    for sentence in doc.sents:
        clauses = _clauses(cut(doc, [t.i for t in sentence if not t.is_space]))
        merged: list[tuple[int, int, int]] = []
        for start, end, n in sorted((p.start, p.end, n) for n, clause in enumerate(clauses) for p in clause.pieces):
            if merged and merged[-1][2] == n:
                merged[-1] = (merged[-1][0], end, n)
            else:
                merged.append((start, end, n))
        spans += [Span(doc, a, b, label=clauses[n].kind, span_id=f"c{number + n}") for a, b, n in merged]
        number += len(clauses)
    doc.spans["clauses"] = spans
    pieces: dict[str, list[tuple[int, int, str]]] = {}
    at: list[str] = [""] * len(doc)
    for span in spans:
        pieces.setdefault(span.id_, []).append((span.start, span.end, span.label_))
        at[span.start : span.end] = [span.id_] * (span.end - span.start)
    doc.user_data["clause_pieces"], doc.user_data["clause_at"] = pieces, at


def clause_pieces(token: Token) -> tuple[Span, ...]:
    """All pieces of the clause a token stands in, in text order; its sentence for white space and for a Doc without clauses.

    Costs the same in a long text as in a short one, unlike a search through `doc.spans["clauses"]`.
    """
    doc = token.doc
    at = doc.user_data.get("clause_at")
    if not at or not at[token.i]:
        return (token.sent,)
    name = at[token.i]
    return tuple(Span(doc, a, b, label=label, span_id=name) for a, b, label in doc.user_data["clause_pieces"][name])


@dataclass(eq=False)
class _Clause:
    kind: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return self.kind == "zu" or any(p.finite for p in self.pieces)

    @property
    def waits(self) -> bool:
        """Whether an auxiliary still waits for its participle or infinitive: „Er werde, sagte Berger, morgen kommen.“"""
        return any(p.auxiliary for p in self.pieces) and not any(p.nonfinite for p in self.pieces)


def _clauses(pieces: list[Piece]) -> list[_Clause]:
    found: list[_Clause] = []
    stack: list[_Clause] = []
    for inserted, group in groupby(pieces, key=lambda p: p.inserted):
        members = list(group)
        if not inserted:
            _read(members, stack, found)
        elif stack and not any(p.finite for p in members):
            _host(stack).pieces += members  # „(CDU)“, „– ein alter Freund –“
        else:
            _read(members, [], found)
    if found and not any(p.finite or p.infinitive for clause in found for p in clause.pieces):
        for clause in found:
            clause.kind = "other" if clause.kind == "main" else clause.kind
    return found


def _read(pieces: list[Piece], stack: list[_Clause], found: list[_Clause]) -> None:
    """Puts each piece into a clause of the stack or a new one; the stack holds the clauses that may still go on."""
    for piece in pieces:
        clause = _going_on(piece, stack)
        if clause is None:
            clause = _Clause(piece.kind or "main")
            found.append(clause)
            if piece.hard or (piece.coordinator and clause.kind == "main"):
                stack.clear()
            stack.append(clause)
        else:
            del stack[stack.index(clause) + 1 :]
        clause.pieces.append(piece)


def _going_on(piece: Piece, stack: list[_Clause]) -> _Clause | None:
    """The clause of the stack that the piece belongs to; None where it begins a new one."""
    if not stack or piece.kind:
        return None
    if piece.finite:
        if piece.shared_subject:
            return stack[0] if piece.comma else stack[-1]
        if piece.coordinator and piece.verb_last and not piece.comma and stack[-1].kind not in {"main", "zu"}:
            return stack[-1]  # „…, dass Berger kam und die Ministerin ging“
        if piece.hard or piece.coordinator:
            return None
        return next((c for c in reversed(stack) if not c.complete), None)
    if piece.nonfinite:
        waiting = next((c for c in reversed(stack) if c.waits), None)
        if waiting is not None:
            return waiting
    return _host(stack)


def _host(stack: list[_Clause]) -> _Clause:
    """The clause that words without a verb go with: the innermost that lacks its verb, else the innermost."""
    return next((c for c in reversed(stack) if not c.complete), stack[-1])
