"""Chunks' blobs → the files of a segment.

A segment's terms are sorted by stem, then form, and cut into *shards* of some bytes of postings, so that the forms of a word
stand in one file.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate, chain, groupby, pairwise
from operator import itemgetter
from typing import BinaryIO

from builder.search import heads
from builder.search.arrays import Ints, encoded, np, offsets, sizes_of
from builder.search.blobs import Blob, Chunk, Terms
from builder.search.codec import script, squeeze_distances, squeeze_places, squeeze_ranks, squeeze_text
from builder.search.fronting import front_coded
from builder.search.grouping import FIRST, digest
from builder.search.lexicons import lexicons
from builder.search.manifest import COMMON
from builder.search.merging import merge
from builder.search.model import FOLDER, SUMMARY, File
from builder.search.tokens import is_paired
from builder.work import batches

SMALLEST_SHARD, LARGEST_SHARD = 4_000, 26_000
"""Bytes of postings, before deflating, at which a shard is full: fewer in a small archive, so that a query loads less,
more in a large one, so that there are not too many files. Between the two, as many as there are articles, or in a small
archive nine for ten."""

MANY_TOGETHER, FEW_TOGETHER = 4, 3
"""Shards whose places stand in one file, since only phrases need them; more in a small archive, whose shards are small."""


def _shards(merged: Iterable[Terms], full: int) -> Iterator[Terms]:
    """Cut the terms into shards of at most `full` bytes of postings, or of one family that has more."""
    left = None
    for terms in merged:
        left = left.followed_by(terms) if left else terms
        stops = list(_stops(left, full))
        for start, stop in pairwise([0, *stops]):
            yield left.cut(start, stop)
        left = left.cut(stops[-1] if stops else 0, len(left.names))
    if left and left.names:
        yield left


def _stops(terms: Terms, full: int) -> Iterator[int]:
    """Where the shards end that are whole for certain, whatever follows."""
    begins = offsets(terms.counts)[:-1]
    gaps = sizes_of(_gaps(terms))
    gaps[begins] = 0
    ends = list(accumulate(np.add.reduceat(gaps + 1, begins).tolist()))
    start = 0
    while True:
        stop = bisect_right(ends, full + (ends[start - 1] if start else 0), lo=start)
        if stop == len(ends):
            return
        family = _family(terms.names, stop)
        start = family.start if family.start > start else family.stop
        if start == len(ends):
            return
        yield start


def _gaps(terms: Terms) -> Ints:
    """For each posting the distance from the article before, for the first of a term from 0."""
    begins = offsets(terms.counts)[:-1]
    gaps = np.diff(terms.docs, prepend=0)
    gaps[begins] = terms.docs[begins]
    return gaps


def _family(names: Sequence[str], at: int) -> range:
    """The places of the terms that have the stem of the one at a place."""
    stem = _stem(names[at])
    start, stop = at, at + 1
    while start and _stem(names[start - 1]) == stem:
        start -= 1
    while stop < len(names) and _stem(names[stop]) == stem:
        stop += 1
    return range(start, stop)


def _stem(name: str) -> str:
    return name.partition("\t")[0]


def _lines(names: Iterable[str]) -> Iterator[str]:
    """For each family a line: the stem, then its forms, in each of which ``*`` stands for the stem.

    A stem that is its only form stands alone.
    """
    for stem, family in groupby([name.split("\t") for name in names], itemgetter(0)):
        forms = [form for _, form in family]
        if ":" in stem:
            yield "\0".join([stem, *forms])
        elif forms == [stem]:
            yield stem
        else:
            yield "\0".join([stem, *[form.replace(stem, "*", 1) for form in forms]])


@dataclass(slots=True)
class _Written:
    """What the summary says of the shards and lexicons of a segment that are written; `last` is the stem that came last."""

    last: str = ""
    stems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    firsts: dict[str, list[str]] = field(default_factory=lambda: {"w": [], "r": []})

    def note(self, shard: Terms) -> None:
        """Count the articles of each form, over all stems that it has in different languages."""
        self.stems.append(_shortest(_stem(shard.names[0]), self.last))
        self.last = _stem(shard.names[-1])
        forms = [name.split("\t")[1] for name in shard.names]
        counts = dict(zip(forms, shard.counts.tolist(), strict=True))
        if len(counts) == len(forms) and self.counts.keys().isdisjoint(counts):  # as in an archive of one language
            self.counts.update(counts)
            return
        for form, articles in zip(forms, shard.counts.tolist(), strict=True):
            self.counts[form] = self.counts.get(form, 0) + articles


def _shortest(stem: str, before: str) -> str:
    """The shortest beginning of a stem that is still behind the stem before it: enough to tell two shards apart."""
    return next(stem[:size] for size in range(1, len(stem) + 1) if stem[:size] > before)


def write_segment(name: str, files: Iterable[BinaryIO]) -> Iterator[File]:
    """The files of one segment, from the blobs of its articles in order, which must be open and stay so.

    The last one has the path `SUMMARY`: what `write_manifest` needs to know of the segment, to be kept by the build and not
    published.
    """
    blobs = [Blob(each) for each in files]
    chunks = [chunk for blob in blobs for chunk in blob.chunks]
    stamp = digest(" ".join(chunk.stamp for chunk in chunks))[:8]
    written = _Written()

    def file(part: str, mark: str, *payloads: bytes) -> File:
        return File(f"{FOLDER}/{name}/{part}.js", mark, partial(script, f"{name}/{part}", mark, *payloads))

    docs = sum(chunk.docs for chunk in chunks)
    small = name == FIRST and docs <= heads.SMALL
    size, together = (heads.FEW, MANY_TOGETHER) if small else (heads.MANY, FEW_TOGETHER)
    for place, (chunk, kept) in enumerate(zip(chunks, chain.from_iterable(blob.heads() for blob in blobs), strict=True)):
        rows = cache(partial(heads.unpacked, kept))
        for group, at in enumerate(range(0, chunk.docs, size)):
            yield _heads(f"{name}/h{place}-{group}", _mark(chunk, size), rows, slice(at, at + size))
    full = max(SMALLEST_SHARD, min(LARGEST_SHARD, docs * 9 // 10 if small else docs))
    for place, shards in enumerate(batches(_shards(merge(blobs), full), together)):
        for at, shard in enumerate(shards, start=place * together):
            written.note(shard)
            yield file(f"p{at}", stamp, *_postings(shard))
        yield file(f"q{place}", stamp, *(squeeze_places(shard.places.tobytes()) for shard in shards))
    for letter, forms, text in lexicons(written.counts):
        yield file(f"{letter}{len(written.firsts[letter])}", stamp, squeeze_text(text))
        written.firsts[letter].append(forms[0])
    yield File(SUMMARY, stamp, partial(_summary, name, stamp, chunks, (size, together), written))


def _heads(part: str, mark: str, rows: Callable[[], list[heads.Row]], some: slice) -> File:
    return File(f"{FOLDER}/{part}.js", mark, lambda: script(part, mark, heads.payload(rows()[some])))


def _mark(chunk: Chunk, size: int) -> str:
    """The stamp of a chunk's files of heads, so many articles in each."""
    return digest(f"{chunk.stamp} {size}")[:8]


def _postings(shard: Terms) -> tuple[bytes, bytes, bytes]:
    """The payloads of a shard: its families, its numbers, its ranks."""
    return (
        squeeze_text(front_coded(_lines(shard.names))),
        squeeze_distances(encoded(np.concatenate((shard.counts, _gaps(shard)))).tobytes()),
        squeeze_ranks(shard.ranks.tobytes()),
    )


def _summary(name: str, stamp: str, chunks: Sequence[Chunk], sizes: tuple[int, int], written: _Written) -> bytes:
    size, together = sizes
    docs = sum(chunk.docs for chunk in chunks)
    least = COMMON / 2 * docs
    summary = {
        "name": name,
        "stamp": stamp,
        "heads": size,
        "together": together,
        "chunks": [[chunk.docs, _mark(chunk, size)] for chunk in chunks],
        "days": _joined_days(chunks),
        "stems": written.stems,
        "words": written.firsts["w"],
        "ends": written.firsts["r"],
        "common": {form: count for form, count in written.counts.items() if count > least and not is_paired(form)},
        "languages": {form.removeprefix("lang:"): count for form, count in written.counts.items() if form.startswith("lang:")},
    }
    return json.dumps(summary, ensure_ascii=False).encode()


def _joined_days(chunks: Sequence[Chunk]) -> list[tuple[str, str]]:
    """How many articles each day has: a first day and a character for each from there on, anew after a long gap."""
    runs: list[tuple[str, list[int]]] = []
    last = None
    for day, articles in ((day, articles) for chunk in chunks for day, articles in chunk.days):
        this = dt.date.fromisoformat(day) if day else None
        days = (this - last).days if this and last else LONG_GAP + 1
        if runs and day == (last.isoformat() if last else ""):
            runs[-1][1][-1] += articles
        elif days <= LONG_GAP:
            runs[-1][1].extend([0] * (days - 1) + [articles])
        else:
            runs.append((day, [articles]))
        last = this
    return [(first, "".join([chr(NO_ARTICLES + articles) for articles in counts])) for first, counts in runs]


NO_ARTICLES = ord("0")
"""What stands for a day without articles; each article counts one on, and a segment has not so many that it would be too far."""

LONG_GAP = 30
"""Days without articles after which counting begins anew."""
