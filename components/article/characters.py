"""Characters that are not words: line ends, blanks, invisible marks, control codes."""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_LINE_ENDS = "\r\x0b\x1c\x1d\x1e\u0085\u2028"
_PARAGRAPH_ENDS = "\x0c\u2029"
# Soft hyphen, zero-width space, word joiner and its invisible kin, byte order mark, every mark that turns the reading direction.
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
_INVISIBLE += "\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# A Latin-1 reading of Windows text leaves codes 80–9F where typographic marks were: \x84 is „ and \x93 is “.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_CONTROLS = {code: "" for code in [*range(0x20), 0x7F] if chr(code) not in "\n\t"}

_TABLE: dict[int, str] = (
    _CONTROLS
    | _WINDOWS
    | {ord(c): " " for c in _SPACES}
    | {ord(c): "\n" for c in _LINE_ENDS}
    | {ord(c): "\n\n" for c in _PARAGRAPH_ENDS}
    | {ord(c): "" for c in _INVISIBLE}
    | {ord(c): letters for c, letters in _LIGATURES.items()}
)
_JOINER = re.compile("[\u200c\u200d]+")
_LATIN_BESIDE = re.compile(r"[A-Za-z\u00c0-\u024f\s.,;:!?„“”\"'»«]")


def plain_characters(text: str) -> str:
    """The text in composed Unicode with \\n line ends and plain blanks, without invisible or control characters; words and marks unchanged."""
    text = text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "ignore"
    )  # pairs become one character, halves go
    text = text.replace("\r\n", "\n").translate(_TABLE)
    return unicodedata.normalize("NFC", _JOINER.sub(_keep_joiner, text))


def _keep_joiner(found: re.Match[str]) -> str:
    """Joiners belong in Persian words and family emoji, not between Latin letters, where only a trickster puts them."""
    text, start, end = found.string, found.start(), found.end()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return "" if len(beside) < 2 or _LATIN_BESIDE.search(beside) else found[0][0]
