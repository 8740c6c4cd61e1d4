"""Headings in marks that repeat words somebody says in the text: „WIR WERDEN NICHT BETTELN“."""

from __future__ import annotations

from components.analysis.model import FoundQuote, Speaker

LONGEST_HEADING = 70  # characters


def hear_echoes(text: str, found: tuple[FoundQuote, ...], speakers: list[Speaker | None]) -> None:
    """A heading's quotation belongs to whoever says the same words in the text: „WIR WERDEN NICHT BETTELN“; to nobody else."""
    headings = [k for k, q in enumerate(found) if q.speaker is None and _is_heading(text, q)]
    if not headings:
        return
    said = ["".join(c for p in q.parts for c in text[p.start : p.end].lower() if c.isalnum()) for q in found]
    for k in headings:
        speakers[k] = None
        for other, words in enumerate(said):
            source = speakers[other]
            if other != k and source is not None and source.entity is not None and said[k] in words:
                speakers[k] = Speaker(source.entity, None, None, "same_words", source.confidence, source.others)
                break


def _is_heading(text: str, quote: FoundQuote) -> bool:
    """Whether a quotation stands alone in its line, short and without a full stop."""
    part = quote.parts[0]
    line_start, line_end = text.rfind("\n", 0, part.start) + 1, text.find("\n", part.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
    words = line.strip("„“”»«\"'‚‘ ")
    alone = len(quote.parts) == 1 and len(line) <= part.end - part.start + 2
    return quote.kind == "direct" and alone and len(line) <= LONGEST_HEADING and words[-1:].isalnum()
