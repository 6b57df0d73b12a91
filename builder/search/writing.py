"""Chunks' blobs → the files of a segment; segments' summaries → the manifest.

A segment's terms are sorted by stem, then form, and cut into *shards* of some bytes of postings, so that the forms of a word
stand in one file.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, chain, groupby, islice, pairwise
from operator import add, itemgetter
from typing import Any, BinaryIO

from builder.search.blobs import Blob, Chunk, Terms
from builder.search.codec import front_coded, number, numbers, script, squeeze_numbers, squeeze_text
from builder.search.grouping import digest
from builder.search.merging import merge
from builder.search.model import FOLDER, HEADS, SUMMARY, VERSION, File
from builder.search.stems import is_plain, rules
from builder.search.tokens import is_paired
from builder.work import batches

SMALLEST_SHARD, LARGEST_SHARD = 4_000, 26_000
"""Bytes of postings, before deflating, at which a shard is full: fewer in a small archive, so that a query loads less,
more in a large one, so that there are not too many files."""

TOGETHER = 3
"""Shards whose places stand in one file, since only phrases need them."""

LEXICON = 6144
"""Forms in one file of the lexicon."""

COMMON = 0.25
COMMON_LEAST = 2000
"""Words in more than this share of all articles, and in so many at least, are needed in phrases only; others are cheap."""

FUZZY = 4
"""Shorter words are never taken for misspelt ones."""


def _shards(merged: Iterable[Terms], full: int) -> Iterator[Terms]:
    """Cut the terms into shards of at most `full` bytes of postings, or of one family that has more."""
    left = Terms()
    for terms in merged:
        left = left.followed_by(terms)
        stops = list(_stops(left, full))
        for start, stop in pairwise([0, *stops]):
            yield left.cut(start, stop)
        left = left.cut(stops[-1] if stops else 0)
    if left.names:
        yield left


def _stops(terms: Terms, full: int) -> Iterator[int]:
    """Where the shards end that are whole for certain, whatever follows."""
    ends = list(accumulate(map(add, map(len, terms.gaps), map(len, terms.ranks))))
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
    for stem, family in groupby([name.partition("\t") for name in names], itemgetter(0)):
        forms = [form for _, _, form in family]
        if ":" in stem:
            yield "\0".join([stem, *forms])
        elif forms == [stem]:
            yield stem
        else:
            yield "\0".join([stem, *(form.replace(stem, "*", 1) for form in forms)])


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
        for name, ranks in zip(shard.names, shard.ranks, strict=True):
            form = name.partition("\t")[2]
            if form.isascii() or not is_paired(form):
                self.counts[form] = self.counts.get(form, 0) + len(ranks)


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

    heads = chain.from_iterable(blob.heads() for blob in blobs)
    for place, chunk in enumerate(chunks):
        for group, payload in enumerate(islice(heads, len(chunk.heads))):
            yield file(f"h{place}-{group}", chunk.stamp, payload)
    full = max(SMALLEST_SHARD, min(LARGEST_SHARD, sum(chunk.docs for chunk in chunks)))
    for place, shards in enumerate(batches(_shards(merge(blobs), full), TOGETHER)):
        for at, shard in enumerate(shards, start=place * TOGETHER):
            written.note(shard)
            yield file(f"p{at}", stamp, *_postings(shard))
        yield file(f"q{place}", stamp, *(squeeze_numbers(b"".join(shard.places)) for shard in shards))
    for letter, place, forms in _lexicons(written.counts):
        written.firsts[letter].append(forms[0])
        yield file(f"{letter}{place}", stamp, squeeze_text(_lexicon(letter, forms, written.counts)))
    yield File(SUMMARY, stamp, partial(_summary, name, stamp, chunks, written))


def _postings(shard: Terms) -> tuple[bytes, bytes, bytes]:
    """The payloads of a shard: its families, its numbers, its ranks."""
    steps = chain.from_iterable(zip(map(number, shard.firsts), shard.gaps, strict=True))
    return (
        squeeze_text(front_coded(_lines(shard.names))),
        squeeze_numbers(b"".join([numbers(map(len, shard.ranks)), *steps])),
        squeeze_numbers(b"".join(shard.ranks)),
    )


def _summary(name: str, stamp: str, chunks: Sequence[Chunk], written: _Written) -> bytes:
    docs = sum(chunk.docs for chunk in chunks)
    summary = {
        "name": name,
        "stamp": stamp,
        "chunks": [[chunk.docs, chunk.stamp] for chunk in chunks],
        "days": _joined_days(chunks),
        "stems": written.stems,
        "words": written.firsts["w"],
        "ends": written.firsts["r"],
        "common": {form: count for form, count in written.counts.items() if count > COMMON / 2 * docs},
        "languages": _languages(written.counts),
    }
    return json.dumps(summary, ensure_ascii=False).encode()


def _lexicons(counts: Mapping[str, int]) -> Iterator[tuple[str, int, list[str]]]:
    """The files of two lexicons: letter, number, and what stands in it.

    All forms in order (``w``), and those that may be misspelt by their ends, written backwards (``r``).
    """
    forms = sorted(form for form in counts if ":" not in form)
    ends = sorted(form[::-1] for form in forms if len(form) >= FUZZY and not is_plain(form))
    for letter, lexicon in (("w", forms), ("r", ends)):
        for place, at in enumerate(range(0, len(lexicon), LEXICON)):
            yield letter, place, lexicon[at : at + LEXICON]


def _lexicon(letter: str, forms: Sequence[str], counts: Mapping[str, int]) -> str:
    """What a file of a lexicon holds: its forms, and the magnitude of each one's count."""
    words = forms if letter == "w" else [form[::-1] for form in forms]
    return front_coded(forms) + "\0" + "".join([_LEVELS[counts[word].bit_length()] for word in words])


_LEVELS = [chr(ord("a") + level) for level in range(32)]


def _joined_days(chunks: Sequence[Chunk]) -> list[list[Any]]:
    """How many articles each day has: [first day, articles, articles of the next day, …], anew after a long gap."""
    runs: list[list[Any]] = []
    last = None
    for day, articles in ((day, articles) for chunk in chunks for day, articles in chunk.days):
        this = dt.date.fromisoformat(day) if day else None
        days = (this - last).days if this and last else LONG_GAP + 1
        if runs and day == (last.isoformat() if last else ""):
            runs[-1][-1] += articles
        elif days <= LONG_GAP:
            runs[-1] += [0] * (days - 1) + [articles]
        else:
            runs.append([day, articles])
        last = this
    return runs


LONG_GAP = 30
"""Days without articles after which counting begins anew."""


def _languages(counts: Mapping[str, int]) -> dict[str, int]:
    return {form.partition(":")[2]: count for form, count in counts.items() if form.startswith("lang:")}


def write_manifest(summaries: Sequence[bytes], *, base_url: str = "", publisher: str = "") -> tuple[str, bytes]:
    """The file that a reader's browser loads first, from the summaries of all segments in order.

    `base_url` and `publisher` go into citations.
    """
    parts = [json.loads(summary) for summary in summaries]
    total = sum(docs for part in parts for docs, _ in part["chunks"])
    common: dict[str, int] = {}
    languages: dict[str, int] = {}
    for part in parts:
        _add(common, part.pop("common"))
        _add(languages, part.pop("languages"))
    manifest = {
        "version": VERSION,
        "docs": total,
        "heads": HEADS,
        "base": base_url,
        "publisher": publisher,
        "common": sorted(word for word, count in common.items() if ":" not in word and count > max(COMMON * total, COMMON_LEAST)),
        "rules": {code: rules(code) for code in sorted(languages, key=lambda code: (-languages[code], code))},
        "segments": parts,
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/index.js", script("index", digest(text)[:8], squeeze_text(text))


def _add(to: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        to[name] = to.get(name, 0) + count
