"""Which language a text is written in."""

from __future__ import annotations

import py3langid


def detect_language(text: str) -> tuple[str, float]:
    """ISO 639-1 code and a score."""
    code, score = py3langid.classify(text[:5000])
    return str(code), float(score)
