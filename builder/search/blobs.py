"""Blobs: what the build's state keeps of the words of a chunk of articles, or of several chunks joined.

A blob is a line of JSON that says what follows, then the heads of each chunk, then blocks of terms in order. So laid out,
blobs are joined without decoding places. Blocks are marshalled, in the version of that format in which the same values give the
same bytes.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from builder.search.arrays import Bytes, Ints, np

BLOCK = 1024
"""Terms in one block."""

_MARSHAL_VERSION = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """Terms in order. A *term* is a stem and a form, parted by a tab.

    Of each, `counts` has the number of its postings, `sizes` the bytes of their places. Of each posting, term after term, `docs`
    has the article and `ranks` the rank. `places` are written as the index has them.
    """

    names: list[str]
    counts: Ints
    docs: Ints
    ranks: Bytes
    sizes: Ints
    places: Bytes

    def cut(self, start: int, stop: int) -> Terms:
        """The terms from one place to another."""
        some = slice(start, stop)
        postings, size = self.counts[:start].sum(), self.sizes[:start].sum()
        docs = slice(postings, postings + self.counts[some].sum())
        places = slice(size, size + self.sizes[some].sum())
        return Terms(
            names=self.names[some],
            counts=self.counts[some],
            docs=self.docs[docs],
            ranks=self.ranks[docs],
            sizes=self.sizes[some],
            places=self.places[places],
        )

    def followed_by(self, more: Terms) -> Terms:
        """These terms, then more."""
        return joined_terms([self, more]) if self.names else more


def joined_terms(parts: Sequence[Terms]) -> Terms:
    """The terms of several, one after the other."""
    return Terms(
        names=list(chain.from_iterable(part.names for part in parts)),
        counts=np.concatenate([part.counts for part in parts]),
        docs=np.concatenate([part.docs for part in parts]),
        ranks=np.concatenate([part.ranks for part in parts]),
        sizes=np.concatenate([part.sizes for part in parts]),
        places=np.concatenate([part.places for part in parts]),
    )


def _no_terms() -> Terms:
    numbers, data = np.empty(0, np.int64), np.empty(0, np.uint8)
    return Terms(names=[], counts=numbers, docs=numbers, ranks=data, sizes=numbers, places=data)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """A run of articles that were counted together: how many, ``[day, articles]`` for each day, the bytes of its heads.

    `stamp` changes when anything in the chunk does.
    """

    docs: int
    days: list[list[Any]]
    heads: int
    stamp: str


def of_chunk(docs: int, days: list[list[Any]], heads: bytes, terms: Terms) -> bytes:
    """The blob of one chunk."""
    blocks, firsts = _blocks([terms])
    stamp = hashlib.sha256(b"".join([heads, *blocks])).hexdigest()[:8]
    return _blob([Chunk(docs=docs, days=days, heads=len(heads), stamp=stamp)], [heads], firsts, blocks)


def joined(blobs: Iterable[Blob], merged: Iterable[Terms]) -> bytes:
    """The blob of all chunks of several, given their terms joined."""
    parts = list(blobs)
    blocks, firsts = _blocks(merged)
    return _blob(
        [chunk for blob in parts for chunk in blob.chunks], [head for blob in parts for head in blob.heads()], firsts, blocks
    )


def _blob(chunks: list[Chunk], heads: list[bytes], firsts: list[str], blocks: list[bytes]) -> bytes:
    about = {
        "chunks": [[chunk.docs, chunk.days, chunk.heads, chunk.stamp] for chunk in chunks],
        "firsts": firsts,
        "blocks": list(map(len, blocks)),
    }
    return json.dumps(about).encode() + b"\n" + b"".join(heads) + b"".join(blocks)


def _blocks(terms: Iterable[Terms]) -> tuple[list[bytes], list[str]]:
    """Blocks, and the first term of each."""
    blocks, firsts = [], []
    for some in terms:
        for at in range(0, len(some.names), BLOCK):
            part = some.cut(at, at + BLOCK)
            firsts.append(part.names[0])
            blocks.append(_packed(part))
    return blocks, firsts


def _packed(part: Terms) -> bytes:
    """A block: what stands for each term deflated, what stands for each posting as it is, since that would gain little."""
    names = "\n".join(part.names).encode()
    about = b"".join([part.counts.astype(_FOUR).tobytes(), part.sizes.astype(_FOUR).tobytes(), names])
    data = [
        len(part.names),
        zlib.compress(about, 1),
        part.docs.astype(_TWO).tobytes(),
        part.ranks.tobytes(),
        part.places.tobytes(),
    ]
    return marshal.dumps(data, _MARSHAL_VERSION)


def _unpacked(block: bytes) -> Terms:
    terms, packed, docs, ranks, places = marshal.loads(block)  # noqa: S302 - written by `_packed` into the archive's own state
    about = zlib.decompress(packed)
    numbers = np.frombuffer(about, _FOUR, 2 * terms).astype(np.int64)
    return Terms(
        names=about[numbers.size * _FOUR.itemsize :].decode().split("\n"),
        counts=numbers[:terms],
        docs=np.frombuffer(docs, _TWO).astype(np.int64),
        ranks=np.frombuffer(ranks, np.uint8),
        sizes=numbers[terms:],
        places=np.frombuffer(places, np.uint8),
    )


_TWO, _FOUR = np.dtype("<u2"), np.dtype("<u4")


class Blob:
    """A blob, opened; `take` gives its terms bit by bit, in order, and reads no more than it must."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the first line only; `file` stays open for as long as the blob is used."""
        line = file.readline()
        about = json.loads(line)
        self._file = file
        self._start = len(line)
        self.chunks = [Chunk(docs=docs, days=days, heads=heads, stamp=stamp) for docs, days, heads, stamp in about["chunks"]]
        self.docs = sum(chunk.docs for chunk in self.chunks)
        self.firsts: list[str] = about["firsts"]
        self._lengths: list[int] = about["blocks"]
        self._ready = _no_terms()
        self._block = 0
        self._at = sum(chunk.heads for chunk in self.chunks)

    def heads(self) -> Iterator[bytes]:
        """The heads of each of its chunks, as `heads.packed` gave them."""
        at = 0
        for length in (chunk.heads for chunk in self.chunks):
            yield self._read(at, length)
            at += length

    def _read(self, at: int, length: int) -> bytes:
        self._file.seek(self._start + at)
        return self._file.read(length)

    def take(self, bound: str | None) -> Terms:
        """The next terms, up to but without `bound` (None: all that are left)."""
        while self._block < len(self.firsts) and (bound is None or self.firsts[self._block] < bound):
            length = self._lengths[self._block]
            self._ready = self._ready.followed_by(_unpacked(self._read(self._at, length)))
            self._at, self._block = self._at + length, self._block + 1
        ready = self._ready
        cut = len(ready.names) if bound is None else bisect_left(ready.names, bound)
        self._ready = ready.cut(cut, len(ready.names))
        return ready.cut(0, cut)
