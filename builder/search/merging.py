"""Many chunks' blobs → the terms of a segment, in order, each with the postings of all chunks joined.

Joining is concatenation: of each chunk only the first gap of a term is written anew. Memory is bounded by working through the
alphabet in steps, for each of which every chunk opens a block or two.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from builder.search.codec import SMALL, number
from builder.search.counting import Term, unpack_block


class Chunk:
    """A blob, opened; `take` gives its terms bit by bit, in order."""

    def __init__(self, blob: bytes) -> None:
        """Read the first line only."""
        line, _, self._rest = blob.partition(b"\n")
        self.head: dict[str, Any] = json.loads(line)
        self.stamp = hashlib.sha256(blob).hexdigest()[:8]
        self._ready: list[Term] = []
        self._block = 0
        self._at = sum(self.head["heads"])

    def heads(self) -> Iterator[bytes]:
        """The payloads of its files of heads."""
        at = 0
        for length in self.head["heads"]:
            yield self._rest[at : at + length]
            at += length

    def take(self, bound: str | None) -> list[Term]:
        """The next terms, up to but without `bound` (None: all that are left)."""
        firsts, lengths = self.head["firsts"], self.head["blocks"]
        while self._block < len(firsts) and (bound is None or firsts[self._block] < bound):
            end = self._at + lengths[self._block]
            self._ready += unpack_block(self._rest[self._at : end])
            self._at, self._block = end, self._block + 1
        cut = len(self._ready) if bound is None else bisect_left(self._ready, bound, key=itemgetter(0))
        taken, self._ready = self._ready[:cut], self._ready[cut:]
        return taken


class Merged(NamedTuple):
    """One term of a segment: stem and form, and of its postings in all chunks the gaps, ranks and places."""

    stem: str
    form: str
    gaps: bytes
    ranks: bytes
    places: bytes


def merge(chunks: Sequence[Chunk]) -> Iterator[Merged]:
    """All terms of the chunks in order, each with the postings of all chunks joined."""
    bases = list(accumulate((chunk.head["docs"] for chunk in chunks), initial=0))
    firsts = sorted(first for chunk in chunks for first in chunk.head["firsts"])
    for bound in [*firsts[len(chunks) :: len(chunks)], None]:
        table: dict[str, list[bytes]] = {}
        lasts: dict[str, int] = {}
        for base, chunk in zip(bases, chunks, strict=False):
            _join(table, lasts, base, chunk.take(bound))
        for name in sorted(table):
            stem, _, form = name.partition("\t")
            parts = table[name]
            if len(parts) == PARTS:
                yield Merged(stem, form, *parts)
            else:
                yield Merged(stem, form, *(b"".join(parts[each::PARTS]) for each in range(PARTS)))


PARTS = 3
"""Gaps, ranks, places: what `_join` adds for each chunk."""


def _join(table: dict[str, list[bytes]], lasts: dict[str, int], base: int, terms: Iterable[Term]) -> None:
    """Add the terms of one chunk, whose documents are numbered from `base`.

    Runs for each word of each chunk, so it is kept flat.
    """
    small, few = SMALL, len(SMALL)
    for name, first, last, gaps, ranks, places in terms:
        if name in table:
            gap = base + first - lasts[name]
            table[name] += ((small[gap] if gap < few else number(gap)) + gaps, ranks, places)
        else:
            gap = base + first
            table[name] = [(small[gap] if gap < few else number(gap)) + gaps, ranks, places]
        lasts[name] = base + last
