"""NumPy, and what the index needs of it beyond its own functions; so also how numbers are written.

A number is one to five bytes, and the first says how many: below 0xE0 it is the number; 0xE0 to 0xF7 begin two bytes, 0xF8
to 0xFE three, each counting on from where the shorter ones end, highest byte first; 0xFF is followed by all four. So the
place of a word in an article of usual length takes one byte.

It takes a twentieth of a second to load, so `builder.search` loads the modules that use this one when they are first called.
"""

from __future__ import annotations

import os
from typing import Any

for _library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")  # it would start threads, for which nothing here has work

import numpy as np  # noqa: E402 - reads the environment

__all__ = ["Bytes", "Flags", "Ints", "encoded", "encoded_as", "inserted", "np", "offsets", "ranges", "sizes_of"]

np.empty(1 << 23, np.uint8)
"""Never touched, and given back at once: glibc then keeps what arrays of up to that size give back, rather than ask the system
for memory, cleared page by page, for each of the next chunk's. The most that is held at a time stays the same."""

Ints = np.ndarray[tuple[Any, ...], np.dtype[np.int64]]
Bytes = np.ndarray[tuple[Any, ...], np.dtype[np.uint8]]
Flags = np.ndarray[tuple[Any, ...], np.dtype[np.bool_]]

ONE = 0xE0
TWO = ONE + (0xF8 - ONE << 8)
THREE = TWO + (0xFF - 0xF8 << 16)
"""The first numbers that take more than one byte, two and three."""


def offsets(sizes: Ints) -> Ints:
    """Where things of some sizes begin that stand one after the other; one value more, for where the last one ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers from each start on, as many as the size says, one range after the other."""
    return np.repeat(starts - offsets(sizes)[:-1], sizes) + np.arange(sizes.sum())


def inserted(values: Ints, before: Ints, more: Ints) -> Ints:
    """Values with some more, each before the place it is given; the places are in order."""
    at = before + np.arange(len(more))
    old = np.ones(len(values) + len(more), bool)
    old[at] = False
    out = np.empty(len(old), np.int64)
    out[old], out[at] = values, more
    return out


def sizes_of(values: Ints) -> Ints:
    """How many bytes each number takes when it is written."""
    sizes = np.ones(len(values), np.int64)
    large = np.flatnonzero(values >= ONE)  # few, so that it pays to look at them alone
    some = values[large]
    sizes[large] = np.int64(2) + (some >= TWO) + 2 * (some >= THREE)
    return sizes


def encoded(values: Ints) -> Bytes:
    """Numbers from 0 to 2³² - 1 as bytes, one after the other."""
    return encoded_as(values, sizes_of(values))


def encoded_as(values: Ints, sizes: Ints) -> Bytes:
    """Numbers as `encoded` writes them, given how many bytes each takes."""
    ends = np.cumsum(sizes)
    out = np.empty(ends[-1] if len(ends) else 0, np.uint8)
    out[ends - sizes] = values.astype(np.uint8)
    large = np.flatnonzero(sizes > 1)
    values, sizes, ends = values[large], sizes[large], ends[large]
    for size, base, lead in ((2, ONE, ONE), (3, TWO, 0xF8), (5, 0, 0xFF)):
        which = np.flatnonzero(sizes == size)
        rest, at = values[which] - base, ends[which]
        for back in range(1, size):
            out[at - back] = rest & 0xFF
            rest >>= 8
        out[at - size] = lead + rest
    return out
