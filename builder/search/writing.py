"""Chunks' blobs → the files of a segment; segments' summaries → the manifest.

A segment's terms are sorted by stem, then form, and cut into *shards* of some bytes of postings, so that the forms of a word
stand in one file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from builder.search.codec import front_coded, numbers, script, squeeze_numbers, squeeze_text
from builder.search.grouping import digest
from builder.search.merging import Chunk, Merged, merge
from builder.search.model import FOLDER, HEADS, SUMMARY, VERSION
from builder.search.stems import is_plain, rules
from builder.search.tokens import is_paired

SMALLEST_SHARD, LARGEST_SHARD = 4_000, 30_000
"""Bytes of postings, before deflating, at which a shard is full: fewer in a small archive, so that a query loads less,
more in a large one, so that there are not too many files."""

TOGETHER = 2
"""Shards whose places stand in one file, since only phrases need them."""

LEXICON = 4096
"""Forms in one file of the lexicon."""

COMMON = 0.25
COMMON_LEAST = 2000
"""Words in more than this share of all articles, and in so many at least, are needed in phrases only; others are cheap."""

FUZZY = 4
"""Shorter words are never taken for misspelt ones."""


@dataclass(slots=True)
class _Shard:
    """A shard while it fills: families of forms, and their numbers."""

    families: list[list[str]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    gaps: list[bytes] = field(default_factory=list)
    ranks: list[bytes] = field(default_factory=list)
    places: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, stem: str, terms: Sequence[Merged]) -> None:
        """Add a family: the terms of one stem."""
        self.families.append(_family(stem, [term.form for term in terms]))
        self.counts += [len(term.ranks) for term in terms]
        self.gaps += [term.gaps for term in terms]
        self.ranks += [term.ranks for term in terms]
        self.places += [term.places for term in terms]
        self.size += _size(terms)


def _size(terms: Iterable[Merged]) -> int:
    return sum(len(term.gaps) + len(term.ranks) for term in terms)


def _family(stem: str, forms: list[str]) -> list[str]:
    """A stem, then its forms, in each of which ``*`` stands for the stem; a stem that is its only form stands alone."""
    if ":" in stem:
        return [stem, *forms]
    short = [form.replace(stem, "*", 1) for form in forms]
    return [stem] if short == ["*"] else [stem, *short]


def _shards(terms: Iterable[Merged], full: int) -> Iterator[_Shard]:
    """Cut the terms into shards of `full` bytes, never inside a family."""
    shard = _Shard()
    for stem, group in groupby(terms, itemgetter(0)):
        family = list(group)
        if shard.families and shard.size + _size(family) > full:
            yield shard
            shard = _Shard()
        shard.add(stem, family)
    if shard.families:
        yield shard


def write_segment(name: str, blobs: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of one segment, as (path below the site's root, bytes).

    The last pair has the path `SUMMARY`: what `write_manifest` needs to know of the segment, to be kept by the build and not
    published.
    """
    chunks = [Chunk(blob) for blob in blobs]
    stamp = digest(" ".join(chunk.stamp for chunk in chunks))[:8]

    def file(part: str, mark: str, *payloads: bytes) -> tuple[str, bytes]:
        return f"{FOLDER}/{name}/{part}.js", script(f"{name}/{part}", mark, *payloads)

    for place, chunk in enumerate(chunks):
        for group, payload in enumerate(chunk.heads()):
            yield file(f"h{place}-{group}", chunk.stamp, payload)
    stems: list[str] = []
    counts: dict[str, int] = {}
    places: list[bytes] = []
    full = max(SMALLEST_SHARD, min(LARGEST_SHARD, sum(chunk.head["docs"] for chunk in chunks)))
    for place, shard in enumerate(_shards(merge(chunks), full)):
        stems.append(shard.families[0][0])
        _note(counts, shard)
        text = squeeze_text(front_coded("\0".join(family) for family in shard.families))
        gaps = squeeze_numbers(numbers(shard.counts) + b"".join(shard.gaps))
        yield file(f"p{place}", stamp, text, gaps, squeeze_numbers(b"".join(shard.ranks)))
        places.append(squeeze_numbers(b"".join(shard.places)))
        if len(places) == TOGETHER:
            yield file(f"q{place // TOGETHER}", stamp, *places)
            places.clear()
    if places:
        yield file(f"q{len(stems) // TOGETHER}", stamp, *places)
    firsts: dict[str, list[str]] = {"w": [], "r": []}
    for letter, place, forms in _lexicons(counts):
        firsts[letter].append(forms[0][0])
        levels = "".join(chr(ord("a") + counts[form].bit_length()) for _, form in forms)
        yield file(f"{letter}{place}", stamp, squeeze_text(front_coded(sight for sight, _ in forms) + "\0" + levels))
    yield SUMMARY, _summary(name, stamp, chunks, stems, firsts, counts)


def _summary(  # noqa: PLR0913, PLR0917 - all that is known once a segment is written
    name: str, stamp: str, chunks: Sequence[Chunk], stems: list[str], firsts: Mapping[str, list[str]], counts: Mapping[str, int]
) -> bytes:
    docs = sum(chunk.head["docs"] for chunk in chunks)
    summary = {
        "name": name,
        "stamp": stamp,
        "chunks": [[chunk.head["docs"], chunk.stamp] for chunk in chunks],
        "days": _joined_days(chunks),
        "stems": stems,
        "words": firsts["w"],
        "ends": firsts["r"],
        "common": {form: count for form, count in counts.items() if count > COMMON / 2 * docs},
        "languages": _languages(counts),
    }
    return json.dumps(summary, ensure_ascii=False).encode()


def _note(counts: dict[str, int], shard: _Shard) -> None:
    """Count the articles of each form, over all stems that it has in different languages."""
    at = 0
    for stem, *forms in shard.families:
        for form in forms or ["*"]:
            full = form if ":" in stem else form.replace("*", stem, 1)
            if not is_paired(full):
                counts[full] = counts.get(full, 0) + shard.counts[at]
            at += 1


def _lexicons(counts: Mapping[str, int]) -> Iterator[tuple[str, int, list[tuple[str, str]]]]:
    """The files of two lexicons: letter, number, and what stands in it with the form that it stands for.

    All forms in order (``w``), and those that may be misspelt by their ends, written backwards (``r``).
    """
    forms = sorted((form, form) for form in counts if ":" not in form)
    ends = sorted((form[::-1], form) for form, _ in forms if len(form) >= FUZZY and not is_plain(form))
    for letter, all_of_them in (("w", forms), ("r", ends)):
        for place, at in enumerate(range(0, len(all_of_them), LEXICON)):
            yield letter, place, all_of_them[at : at + LEXICON]


def _joined_days(chunks: Sequence[Chunk]) -> list[list[Any]]:
    """How many articles each day has: [first day, articles, articles of the next day, …], anew after a long gap."""
    runs: list[list[Any]] = []
    last = None
    for day, articles in ((day, articles) for chunk in chunks for day, articles in chunk.head["days"]):
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
