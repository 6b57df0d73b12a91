"""Several blobs → their terms in order, each with the postings of all joined.

Joining is concatenation: of each blob's part of a term only the distance to its first article is written anew. Memory is bounded
by working through the alphabet in steps, for each of which every blob opens a block or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, BinaryIO

from builder.search import blobs
from builder.search.blobs import Blob, Terms
from builder.search.codec import SMALL, number


def merge_blobs(files: Iterable[BinaryIO]) -> bytes:
    """One blob for several, as good as they are together and faster to read; the files must be open, and stay so."""
    parts = [Blob(file) for file in files]
    return blobs.joined(parts, merge(parts))


def merge(parts: Sequence[Blob]) -> Iterator[Terms]:
    """All terms of some blobs in order, bit by bit, the articles numbered through."""
    bases = list(accumulate((part.docs for part in parts), initial=0))
    firsts = sorted(chain.from_iterable(part.firsts for part in parts))
    for bound in [*firsts[len(parts) :: len(parts)], None]:
        found = [(base, part.take(bound)) for base, part in zip(bases, parts, strict=False)]
        if any(terms.names for _, terms in found):
            yield _join(found)


def _join(parts: Iterable[tuple[int, Terms]]) -> Terms:
    """The terms of some blobs, each with the number of its first article.

    Runs for each term of each blob, so it is kept flat.
    """
    table: dict[str, list[Any]] = {}
    small, few = SMALL, len(SMALL)
    for base, terms in parts:
        for name, first, last, gaps, ranks, places in zip(*terms.columns(), strict=True):
            if name in table:
                row = table[name]
                way = base + first - row[1]
                row[1] = base + last
                row += ((small[way] if way < few else number(way)) + gaps, ranks, places)
            else:
                table[name] = [base + first, base + last, gaps, ranks, places]
    names = sorted(table)
    rows = [table[name] for name in names]
    return Terms(names, [row[0] for row in rows], [row[1] for row in rows], *(_joined(rows, column) for column in (2, 3, 4)))


def _joined(rows: Iterable[list[Any]], column: int) -> list[bytes]:
    """A column of bytes, of which a row has one part for each blob."""
    return [row[column] if len(row) == ONE_PART else b"".join(row[column::3]) for row in rows]


ONE_PART = 5
"""The length of a row in `_join` whose term is in one blob only."""
