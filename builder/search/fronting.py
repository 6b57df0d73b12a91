"""Sorted words without what each shares with the one before, worked out for a whole list at once."""

from __future__ import annotations

from collections.abc import Iterable

from builder.search.arrays import Bytes, Flags, Ints, np, ranges

MOST_SHARED = 0x1D
"""Bytes that are left out at most, so that the marks stay below the space."""

ASTRAL = 0xF0
"""The first byte of the least character that JavaScript counts as two; nothing is shared from such a one on."""

_END = ord("\n")
_NOTHING = 1


def front_coded(words: Iterable[str]) -> str:
    """Words without what each shares with the one before: a character that says how much it shares, then the rest.

    The character is U+0001 for nothing, U+0002 for one letter and so on; words hold neither such characters nor line ends, so
    they need no separator.
    """
    text = np.frombuffer("".join([f"\n{word}" for word in words]).encode(), np.uint8).copy()
    ends = np.flatnonzero(text == _END)
    sizes, letters = _shared(_beginnings(text, ends))
    text[ends] = 1 + letters
    kept = np.ones(len(text), bool)
    kept[ranges(ends + 1, sizes)] = False
    return text[kept].tobytes().decode()


def _beginnings(text: Bytes, ends: Ints) -> Bytes:
    """A row for each word: its first bytes, filled up where it has fewer."""
    width = np.arange(MOST_SHARED + 1)
    padded = np.concatenate((text, np.full(len(width), _END, np.uint8)))
    rows: Bytes = padded[ends[:, np.newaxis] + 1 + width]
    rows[np.diff(ends, append=len(text))[:, np.newaxis] <= width + 1] = _NOTHING
    return rows


def _shared(rows: Bytes) -> tuple[Ints, Ints]:
    """How many bytes, and how many letters, each word shares with the one before."""
    unlike = np.ones_like(rows, bool)
    unlike[1:, :-1] = (rows[1:, :-1] != rows[:-1, :-1]) | (rows[1:, :-1] == _NOTHING)
    sizes = np.minimum(unlike.argmax(axis=1), _first(rows >= ASTRAL))
    inside = (rows & 0xC0) == 0x80  # noqa: PLR2004 - what tells a byte within a letter from its first one in UTF-8
    for _ in range(3):
        sizes = sizes - np.take_along_axis(inside, sizes[:, np.newaxis], 1)[:, 0]
    letters = (~inside & (np.arange(rows.shape[1]) < sizes[:, np.newaxis])).sum(axis=1)
    return sizes, letters


def _first(marked: Flags) -> Ints:
    """The first marked place of each row; the last place where none is marked."""
    marked[:, -1] = True
    first: Ints = marked.argmax(axis=1)
    return first
