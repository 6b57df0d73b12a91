"""Several blobs → their terms in order, each with the postings of all joined.

Joining is concatenation, of articles and places alike. Memory is bounded by working through the alphabet in steps, for each of
which every blob opens a block or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import BinaryIO

from builder.search import blobs
from builder.search.arrays import np, offsets, ranges
from builder.search.blobs import Blob, Terms, joined_terms


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
        if some := [(base, terms) for base, terms in found if terms.names]:
            yield join(some)


def join(parts: Sequence[tuple[int, Terms]]) -> Terms:
    """The terms of some runs of articles, each with the number of its first article, as those of one run."""
    if len(parts) == 1 and not parts[0][0]:
        return parts[0][1]
    rows = joined_terms([replace(terms, docs=terms.docs + base) for base, terms in parts])
    names = sorted(set(rows.names))
    numbers = dict(zip(names, range(len(names)), strict=True))
    of_row = np.fromiter(map(numbers.__getitem__, rows.names), np.int64, len(rows.names))
    order = np.argsort(of_row, kind="stable")
    begins = np.flatnonzero(np.diff(of_row[order], prepend=-1))
    postings = ranges(offsets(rows.counts)[order], rows.counts[order])
    return Terms(
        names=names,
        counts=np.add.reduceat(rows.counts[order], begins),
        docs=rows.docs[postings],
        ranks=rows.ranks[postings],
        sizes=np.add.reduceat(rows.sizes[order], begins),
        places=rows.places[ranges(offsets(rows.sizes)[order], rows.sizes[order])],
    )
