"""Sorted words without what each shares with the one before, worked out for a whole list at once."""

from __future__ import annotations

from collections.abc import Iterable

from builder.search.arrays import Bytes, Flags, Ints, np, ranges

MOST_SHARED = 0x1D
"""Bytes that are left out at most, so that the marks stay below the space."""

ASTRAL = 0xF0
"""The first byte of the least character that JavaScript counts as two; nothing is shared from such a one on."""

BEYOND_ASCII = 0x80
"""The least byte of letters that UTF-8 writes as several."""

_END = ord("\n")
_NOTHING = 1


def front_coded(words: Iterable[str]) -> str:
    """Words without what each shares with the one before: a character that says how much it shares, then the rest.

    The character is U+0001 for nothing, U+0002 for one letter and so on; words hold neither such characters nor line ends, so
    they need no separator.
    """
    text = np.frombuffer("\n".join(["", *words]).encode(), np.uint8).copy()
    ends = np.flatnonzero(text == _END)
    sizes, letters = _shared(_beginnings(text, ends))
    text[ends] = 1 + letters
    kept = np.ones(len(text), bool)
    kept[ranges(ends + 1, sizes)] = False
    return text[kept].tobytes().decode()


def _beginnings(text: Bytes, ends: Ints) -> Bytes:
    """A row for each word: its first bytes, filled up where it has fewer."""
    width = MOST_SHARED + 1
    padded = np.concatenate((text, np.full(width, _END, np.uint8)))
    rows: Bytes = np.lib.stride_tricks.sliding_window_view(padded, width)[ends + 1]
    sizes = np.minimum(np.diff(ends, append=len(text)) - 1, width).astype(np.uint8)
    rows[sizes[:, np.newaxis] <= np.arange(width, dtype=np.uint8)] = _NOTHING
    return rows


def _shared(rows: Bytes) -> tuple[Ints, Ints]:
    """How many bytes, and how many letters, each word shares with the one before."""
    unlike = np.ones_like(rows, bool)
    unlike[1:, :-1] = (rows[1:, :-1] != rows[:-1, :-1]) | (rows[1:, :-1] == _NOTHING)
    sizes = unlike.argmax(axis=1)
    return (sizes, sizes) if rows.max(initial=0) < BEYOND_ASCII else _whole_letters(rows, sizes)


def _whole_letters(rows: Bytes, shared: Ints) -> tuple[Ints, Ints]:
    """Of the bytes that words share those of whole letters, and how many letters these are."""
    sizes = np.minimum(shared, _first(rows >= ASTRAL))
    inside = (rows & 0xC0) == BEYOND_ASCII  # a byte within a letter and not its first one
    for _ in range(3):
        sizes = sizes - np.take_along_axis(inside, sizes[:, np.newaxis], 1)[:, 0]
    letters = (~inside & (np.arange(rows.shape[1]) < sizes[:, np.newaxis])).sum(axis=1)
    return sizes, letters


def _first(marked: Flags) -> Ints:
    """The first marked place of each row; the last place where none is marked."""
    marked[:, -1] = True
    first: Ints = marked.argmax(axis=1)
    return first
