"""Blobs: what the build's state keeps of the words of a chunk of articles, or of several chunks joined.

A blob is a line of JSON that says what follows, then the files of heads, then blocks of terms in order. It is laid out so that
blobs are joined without decoding postings. Blocks are marshalled, since that is read five times as fast as anything written
in Python: they hold numbers and bytes only, in the version of that format in which the same values give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

BLOCK = 1024
"""Terms in one block."""

_MARSHAL_VERSION = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms in order, a list for each column.

    A *term* is a stem and a form, parted by a tab. Of its postings, `firsts` and `lasts` have the first and last article,
    `gaps` the distances from one to the next (so nothing for the first), `ranks` a byte each, `places` likewise; all three
    are written as the index has them.
    """

    names: list[str] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    gaps: list[bytes] = field(default_factory=list)
    ranks: list[bytes] = field(default_factory=list)
    places: list[bytes] = field(default_factory=list)

    def columns(self) -> tuple[list[Any], ...]:
        """All columns, in the order above."""
        return (self.names, self.firsts, self.lasts, self.gaps, self.ranks, self.places)

    def cut(self, start: int, stop: int | None = None) -> Terms:
        """The terms from one place to another."""
        return Terms(*(column[start:stop] for column in self.columns()))

    def followed_by(self, more: Terms) -> Terms:
        """These terms, then more."""
        return Terms(*(one + other for one, other in zip(self.columns(), more.columns(), strict=True))) if self.names else more


@dataclass(frozen=True, kw_only=True, slots=True)
class Chunk:
    """A run of articles that were counted together: how many, ``[day, articles]`` for each day, the sizes of its files of heads.

    `stamp` changes when anything in the chunk does.
    """

    docs: int
    days: list[list[Any]]
    heads: list[int]
    stamp: str


def of_chunk(docs: int, days: list[list[Any]], heads: list[bytes], terms: Terms) -> bytes:
    """The blob of one chunk."""
    blocks, firsts = _blocks([terms])
    stamp = hashlib.sha256(b"".join([*heads, *blocks])).hexdigest()[:8]
    return _blob([Chunk(docs=docs, days=days, heads=list(map(len, heads)), stamp=stamp)], heads, firsts, blocks)


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
            names, *columns = some.cut(at, at + BLOCK).columns()
            firsts.append(names[0])
            blocks.append(zlib.compress(marshal.dumps(["\n".join(names).encode(), *columns], _MARSHAL_VERSION), 1))
    return blocks, firsts


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
        self._ready = Terms()
        self._block = 0
        self._at = sum(sum(chunk.heads) for chunk in self.chunks)

    def heads(self) -> Iterator[bytes]:
        """The payloads of the files of heads of all its chunks."""
        at = 0
        for length in (length for chunk in self.chunks for length in chunk.heads):
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
        self._ready = ready.cut(cut)
        return ready.cut(0, cut)


def _unpacked(block: bytes) -> Terms:
    names, *columns = marshal.loads(zlib.decompress(block))  # noqa: S302 - written by `_blocks` into the archive's own state
    return Terms(names.decode().split("\n"), *columns)
