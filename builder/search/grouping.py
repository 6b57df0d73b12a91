"""Which chunks make which segment of the index: a pure function of the archive's articles."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import accumulate

from builder.search.model import ChunkInfo, Segment

SMALLEST, LARGEST = 25_000, 33_000
"""Articles in a segment; the last one may be smaller. So 100,000 make at most four, and a query of two words loads ten files."""


FIRST = "first"
"""The name of the first segment; others are called by what ends the one before."""


def segments(chunks: Sequence[ChunkInfo]) -> list[Segment]:
    """Group chunks into segments, each ending after the chunk whose last address has the smallest digest in reach.

    So a boundary is a property of an article and not of how many stand before it: one added article moves no other segment's.
    """
    found = []
    start, name = 0, FIRST
    while start < len(chunks):
        stop = _stop(chunks, start)
        found.append(Segment(name, start, stop))
        start, name = stop, digest(chunks[stop - 1].last)[:8]
    return found


def _stop(chunks: Sequence[ChunkInfo], start: int) -> int:
    ends = list(accumulate(chunk.docs for chunk in chunks[start:]))
    if ends[-1] <= LARGEST:
        return len(chunks)
    inside = [start + at for at, docs in enumerate(ends) if SMALLEST <= docs <= LARGEST]
    return min(inside, key=lambda at: digest(chunks[at].last), default=start) + 1


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
