"""The lines of a seed, and what can be said of one line in any script.

Line numbers in this package are indices (from 0) until they reach a `Problem`, whose lines count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BULLET = "•"
FULL_STOPS = frozenset(".。．｡।॥۔։።။៕…")
"""Marks that end a sentence and are never the end of a title."""
FINAL_MARKS = FULL_STOPS | frozenset("!?！？؟՞՜;؛:：：፧»”“\"’')）]】」』›/#,،、-–—")
"""Marks that end a sentence, a quotation, or at least show that a line goes on: no caption or heading ends in one."""

DASHES = frozenset("-–—")
"""What stands alone on a line above an item of a listing."""

_INVISIBLE = "\u200b\u2060\ufeff"
_EDGE = (
    " \t\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + _INVISIBLE
)
_DIRECTION = "\u200e\u200f\u061c" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_BLANK = _EDGE + _DIRECTION
_DIRECTIONS = re.compile(f"[{_DIRECTION}{_INVISIBLE}]")
_PUNCTUATION = re.compile(
    r"[!-/:-@\[-`{-~\xa0-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\u2000-\u206f\u3000-\u303f]+"
)  # \w lacks vowel signs
_CLOSERS = " \xa0\"'’”“»)]」』" + _DIRECTION
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_GLUED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")  # no space after
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer


@dataclass(frozen=True, slots=True)
class Page:
    """A seed as lines: `raw` as they are, `text` without white space at either end (empty for a blank line)."""

    raw: list[str]
    text: list[str]

    @classmethod
    def of(cls, text: str) -> Page:
        """Split decoded text."""
        raw = text.split("\n")
        stripped = [line.strip(_EDGE) for line in raw]
        return cls(raw, [line if line and line.strip(_BLANK) else "" for line in stripped])

    def filled(self, start: int = 0) -> Iterator[int]:
        """The indices of lines that hold something, from `start` on."""
        return (index for index in range(start, len(self.text)) if self.text[index])

    def indented(self, index: int) -> bool:
        """Whether a line is set in by two columns or more."""
        raw = self.raw[index]
        return raw.startswith("\t") or (len(raw) > 1 and raw[:2].isspace())


def plain(line: str) -> str:
    """A line for matching a header: without marks of direction, every run of spaces of any kind a space."""
    if line.isascii() and "  " not in line and "\t" not in line:
        return line
    return " ".join(_DIRECTIONS.sub("", line).split())


def joined(lines: Iterable[str]) -> str:
    """Lines that were one before they were wrapped: with spaces between them, but not in scripts that write none."""
    whole = ""
    for line in lines:
        goes_on = _GLUED.match(whole[-1:]) and _GLUED.match(line)
        whole += line if goes_on or not whole else " " + line
    return whole


def fold(text: str) -> str:
    """For comparison only: the words of a text, whatever their case, spaces and punctuation."""
    return " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())


def ends_sentence(line: str) -> bool:
    """Whether a line ends as running text does (in any script), or shows that it goes on."""
    return line[-1:] in FINAL_MARKS


def ends_in_full_stop(line: str) -> bool:
    """Whether a line ends in a full stop, closing quotes and brackets aside."""
    return line.rstrip(_CLOSERS)[-1:] in FULL_STOPS


def word_count(text: str) -> int:
    """About how many words a text has; where scripts write no spaces, three ideographs or six letters stand for one."""
    return len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 3 + len(_UNSPACED.findall(text)) // 6
