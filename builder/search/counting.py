"""Counting the words of a chunk of articles: the work of the pass that also renders their pages.

The result is a *blob* for the build's state. It holds all that the chunk adds to the index, laid out so that `writing` can join many chunks
without decoding them: for each term the first posting on its own (it alone depends on what stands before), then the others as they will be written.

A *term* is a stem and a form, parted by a tab. A *posting* is ``(document - document before) * CLASSES + class``; the class says
how much the term weighs in the article, and whether it occurs more than once.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from builder import urls
from builder.search.codec import SMALL, squeeze_text
from builder.search.codec import number as coded
from builder.search.model import CLASSES, HEADS, LANG, SOURCE, TAG, Doc
from builder.search.stems import stemmer
from builder.search.tokens import key, words

TITLE_WEIGHT, CAPTION_WEIGHT = 5.0, 1.5
"""What an occurrence there counts, where one in the text counts 1."""

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.5, 250
"""BM25's k1 and b, and the length in words at which a text is neither long nor short. A constant, so that no article depends on another."""

LEVELS = CLASSES // 2
BLOCK = 1024
"""Terms in one block of a blob."""

_NOT_SLUG = re.compile("[^a-z0-9]+")


class Entry:
    """What a chunk knows of one term."""

    __slots__ = ("count", "first", "last", "places", "posts")

    def __init__(self, first: int, last: int) -> None:
        """Start with the first posting: its whole code, and its document."""
        self.first = first
        self.last = last
        self.count = 1
        self.posts = bytearray()
        self.places = bytearray()


Table = dict[str, Entry]


def count_words(docs: Sequence[Doc], language: str) -> bytes:
    """The blob of a chunk of articles; `language` is that of articles which do not say.

    Depends on nothing but its arguments, so it may run in any process.
    """
    table: Table = {}
    for number, doc in enumerate(docs):
        _count(table, number, doc, doc.lang or language)
        for term in facets(doc, language):
            _post(table, term, number, 0)
    return _pack(table, docs, language)


def facets(doc: Doc, language: str) -> Iterator[str]:
    """The terms of an article's tags, source and language."""
    named = [(TAG, tag) for tag in doc.tags] + [(SOURCE, doc.source), (LANG, doc.lang or language)]
    seen = set()
    for kind, label in named:
        short = key(label)
        if short and (kind, short) not in seen:
            seen.add((kind, short))
            yield f"{kind}:{short}\t{kind}:{' '.join(label.split())}"


def tokens(doc: Doc) -> tuple[list[str], int, int]:
    """An article's words in order, an empty one between title, captions and paragraphs; then where title and captions end."""
    found = words(doc.title)
    title = len(found)
    for caption in doc.captions:
        found.append("")
        found += words(caption)
    captions = len(found)
    for paragraph in doc.paragraphs:
        found.append("")
        found += words(paragraph)
    return found, title, captions


def _count(table: Table, number: int, doc: Doc, language: str) -> None:
    """Add the words of one article to the table."""
    found, title, captions = tokens(doc)
    places = defaultdict[str, list[int]](list)
    for place, word in enumerate(found):
        places[word].append(place)
    places.pop("", None)
    level = _leveller(len(found))
    once = (level(1.0), level(CAPTION_WEIGHT), level(TITLE_WEIGHT))
    term_of = _terms(language)
    for word, where in places.items():
        if len(where) == 1:
            place = where[0]
            entry = _post(table, term_of[word], number, once[(place < captions) + (place < title)] * 2)
            entry.places += SMALL[place] if place < len(SMALL) else coded(place)
        else:
            in_title = bisect_left(where, title)
            in_captions = bisect_left(where, captions) - in_title
            weight = len(where) + in_title * (TITLE_WEIGHT - 1) + in_captions * (CAPTION_WEIGHT - 1)
            entry = _post(table, term_of[word], number, level(weight) * 2 + 1)
            entry.places += coded(len(where) - 2)
            before = 0
            for place in where:
                entry.places += coded(place - before)
                before = place


def _post(table: Table, term: str, number: int, rank: int) -> Entry:
    """Add one posting."""
    entry = table.get(term)
    if entry is None:
        table[term] = entry = Entry(number * CLASSES + rank, number)
        return entry
    code = (number - entry.last) * CLASSES + rank
    entry.posts += SMALL[code] if code < len(SMALL) else coded(code)
    entry.last = number
    entry.count += 1
    return entry


def _leveller(length: int) -> Callable[[float], int]:
    """From the weighed number of occurrences in a text of `length` words to its level, 0 to 7 (BM25's saturation, cut in eight)."""
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return lambda weight: int(LEVELS * weight / (weight + norm))


class _Terms(dict[str, str]):
    """From a word to its term, in one language."""

    def __init__(self, language: str) -> None:
        self.stem = stemmer(language)

    def __missing__(self, word: str) -> str:
        if len(self) > 1 << 18:
            self.clear()
        self[word] = term = f"{self.stem(word)}\t{word}"
        return term


_TERMS: dict[str, _Terms] = {}


def _terms(language: str) -> _Terms:
    """One table for each language and process: the same words come again and again."""
    code = language.partition("-")[0].lower()
    if code not in _TERMS:
        _TERMS[code] = _Terms(code)
    return _TERMS[code]


def _pack(table: Table, docs: Sequence[Doc], language: str) -> bytes:
    """The blob: a line of JSON that says what follows, then the files of heads, then blocks of terms in order."""
    heads = [squeeze_text(_heads(docs[at : at + HEADS], language)) for at in range(0, len(docs), HEADS)]
    names = sorted(table)
    parts = [names[at : at + BLOCK] for at in range(0, len(names), BLOCK)]
    blocks = [_pack_block(part, [table[name] for name in part]) for part in parts]
    head = {
        "docs": len(docs),
        "days": [[day, sum(1 for _ in same)] for day, same in groupby(doc.day for doc in docs)],
        "heads": list(map(len, heads)),
        "firsts": [part[0] for part in parts],
        "blocks": list(map(len, blocks)),
    }
    return json.dumps(head).encode() + b"\n" + b"".join(heads) + b"".join(blocks)


def _pack_block(names: list[str], entries: list[Entry]) -> bytes:
    text = "\n".join(names).encode()
    numbers = array("I", [len(names), len(text)])
    for of_all in (
        [entry.first for entry in entries],
        [entry.last for entry in entries],
        [entry.count for entry in entries],
        [len(entry.posts) for entry in entries],
        [len(entry.places) for entry in entries],
    ):
        numbers.extend(of_all)
    posts = b"".join(entry.posts for entry in entries)
    return zlib.compress(numbers.tobytes() + text + posts + b"".join(entry.places for entry in entries), 1)


Term = tuple[str, int, int, int, bytes, bytes]
"""One term of a block: name, first code, last document, number of postings, the other postings, all places."""


def unpack_block(block: bytes) -> list[Term]:
    """The terms of one block, in order."""
    data = zlib.decompress(block)
    numbers = array("I")
    size = numbers.itemsize
    numbers.frombytes(data[: 2 * size])
    count, length = numbers
    numbers.frombytes(data[2 * size : (2 + 5 * count) * size])
    firsts, lasts, counts, posts, places = (numbers[2 + count * row : 2 + count * (row + 1)] for row in range(5))
    at = (2 + 5 * count) * size
    names = data[at : at + length].decode().split("\n")
    cut_posts = _cuts(data, at + length, posts)
    cut_places = _cuts(data, at + length + sum(posts), places)
    return list(zip(names, firsts, lasts, counts, cut_posts, cut_places, strict=True))


def _cuts(data: bytes, start: int, lengths: Iterable[int]) -> list[bytes]:
    ends = list(accumulate(lengths, initial=start))
    return [data[a:b] for a, b in pairwise(ends)]


def _heads(docs: Sequence[Doc], language: str) -> str:
    """What results show of some articles: a JSON list of rows; see ``docs/search.md``."""
    rows = [
        [
            doc.title,
            "" if doc.address == derived_address(doc.title, doc.day) else doc.address,
            doc.day,
            doc.time,
            doc.lang or language,
            doc.source,
            list(doc.tags),
            *([] if doc.title else [doc.opening]),
        ]
        for doc in docs
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def derived_address(title: str, day: str) -> str:
    """The address that most articles have, worked out from title and day by a rule that the browser knows as well."""
    return urls.article(day, _NOT_SLUG.sub("-", title.lower()).strip("-"))
