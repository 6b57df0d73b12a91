"""The place and brand that open a text (``Tehran, Pars Today-``): they stay in the text, and are copied to a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from builder.model import Block, Paragraph

_OPENING = re.compile(r"\s*([^-–—―:;!?()]{2,40}(?:[,،]\s*[^-–—―:;!?]{2,40}|\s*\([^()]{2,30}\)))\s*[-–—―]+(?=\s|\S)")
_TASS = re.compile(r"([A-Z][A-Z .-]{2,30}, [^/]{3,20}/[A-Z]{3,12}/)")


def find(blocks: Iterable[Block]) -> str:
    """The dateline of a text, looked for in its first two paragraphs; empty where it has none."""
    for block in islice((block for block in blocks if isinstance(block, Paragraph)), 2):
        match = _OPENING.match(block.text[:120]) or _TASS.match(block.text[:120])
        if match and _names_place(match[1]):
            return match[1].strip()
    return ""


def _names_place(text: str) -> bool:
    """Whether every part starts as a name does, where the script has capitals."""
    parts = [part.strip(" (").lstrip("0123456789. ") for part in re.split("[,،(]", text)]
    return all(part[:1].upper() == part[:1] for part in parts if part) and len(text.split()) <= 8  # noqa: PLR2004 - a clause is longer
