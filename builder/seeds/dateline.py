"""The place and brand that open a text (``Tehran, Pars Today-``): they stay in the text, and are copied to a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from builder.model import Block, Paragraph

_OPENING = re.compile(r"([^-–—―:;!?()]{2,40}(?:[,،][^-–—―:;!?()]{2,40}|\s*\([^()]{2,30}\)))\s*[-–—―]+(?=\s)")
_PUNCTUATION = "()،,./"
_MANY, _FEW = 8, 5  # words of a place, a date and a brand; a clause has more
_TASS = re.compile(r"([A-Z][A-Z .-]{2,30}, [^/]{3,20}/[A-Z]{3,12}/)")


def find(blocks: Iterable[Block]) -> str:
    """The dateline of a text, looked for in its first two paragraphs; empty where it has none."""
    for block in islice((block for block in blocks if isinstance(block, Paragraph)), 2):
        match = _opening(block.text[:120])
        if match and _names_place(match[1]):
            return match[1].strip()
    return ""


def _opening(text: str) -> re.Match[str] | None:
    """What may be a dateline; most texts have no mark that closes one, which is soon seen."""
    if "-" in text or "–" in text or "—" in text or "―" in text:
        return _OPENING.match(text) or _TASS.match(text)
    return _TASS.match(text) if "/" in text else None


def _names_place(text: str) -> bool:
    """Whether every word starts as a name does; where the script has no capitals, whether there are few enough of them."""
    words = [word.strip(_PUNCTUATION) for word in text.split()]
    capitals = any(word[:1].isupper() for word in words)
    if capitals:
        return len(words) <= _MANY and all(word[:1].isupper() or not word.isalpha() for word in words)
    return len(words) <= _FEW
