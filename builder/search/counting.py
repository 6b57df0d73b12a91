"""Counting the words of a chunk of articles: the work of the pass that also renders their pages.

The result is a *blob* for the build's state. It holds all that the chunk adds to the index, laid out so that `writing` can
join many chunks without decoding them: for each term the first posting on its own (it alone depends on what stands before),
then the others as they will be written.

A *term* is a stem and a form, parted by a tab. A *posting* is one article that has it: its distance from the article before,
its *rank* (how much the term weighs there, in one byte) and its *places* (the first, then the distances; before them, if
there are more than two, how many more than three).
"""

from __future__ import annotations

import functools
import json
import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from builder import urls
from builder.search.codec import SMALL, squeeze_text
from builder.search.codec import number as coded
from builder.search.model import HEADS, LANG, LEVELS, OFTEN, SOURCE, TAG, TITLE, TWICE, Doc
from builder.search.stems import stemmer
from builder.search.tokens import key, words

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.75, 250
"""BM25's k1 and b, and the length in words at which a text is neither long nor short: a constant, so that
no article depends on another."""

USUAL_TITLE, SHORT_TITLE = 9, 6
"""Words in a title that is not long, and in one that is short: the fewer, the more each says."""

MOST = len(SMALL)
"""Articles in a chunk, so that the way from one to another is never a long number."""

THRICE = 3
"""So many places, and each more, are counted before them."""

MANY = 100
"""So often that more makes no difference."""

BLOCK = 1024
"""Terms in one block of a blob."""

_NOT_SLUG = re.compile("[^a-z0-9]+")


class Entry:
    """What a chunk knows of one term."""

    __slots__ = ("first", "gaps", "last", "places", "ranks")

    def __init__(self, first: int) -> None:
        """Start before the first posting, which will be of document `first`."""
        self.first = first
        self.last = 0
        self.gaps = bytearray()
        self.ranks = bytearray()
        self.places = bytearray()


Table = dict[str, Entry]
"""From a term to its entry."""


class _Words(dict[str, Entry]):
    """From a word of one language to the entry of its term, which several languages may share."""

    def __init__(self, table: Table, language: str) -> None:
        self.table = table
        self.stem = stemmer(language)
        self.number = 0  # of the article that is being counted

    def __missing__(self, word: str) -> Entry:
        self[word] = entry = _entry(self.table, f"{self.stem(word)}\t{word}", self.number)
        return entry


def count_words(docs: Sequence[Doc], language: str) -> bytes:
    """The blob of a chunk of at most `MOST` articles; `language` is that of articles which do not say.

    Depends on nothing but its arguments, so it may run in any process.
    """
    if len(docs) > MOST:
        raise ValueError(f"a chunk has at most {MOST} articles, not {len(docs)}")
    table: Table = {}
    languages: dict[str, _Words] = {}
    for number, doc in enumerate(docs):
        code = (doc.lang or language).partition("-")[0].lower()
        if code not in languages:
            languages[code] = _Words(table, code)
        _count(languages[code], number, doc)
        for term in facets(doc, language):
            entry = _entry(table, term, number)
            entry.gaps += SMALL[number - entry.last]
            entry.last = number
            entry.ranks.append(0)
    return _pack(table, docs, language)


def _entry(table: Table, term: str, number: int) -> Entry:
    entry = table.get(term)
    if entry is None:
        table[term] = entry = Entry(number)
    return entry


def facets(doc: Doc, language: str) -> Iterator[str]:
    """The terms of an article's tags, source and language."""
    named = [(TAG, tag) for tag in doc.tags] + [(SOURCE, doc.source), (LANG, doc.lang or language)]
    seen = set()
    for kind, label in named:
        short = key(label)
        if short and (kind, short) not in seen:
            seen.add((kind, short))
            yield f"{kind}:{short}\t{kind}:{_clean(label)}"


def _clean(label: str) -> str:
    """A label without line ends and control characters, which have a meaning in the index's files."""
    return "".join(char for char in " ".join(label.split()) if char >= " ")


def tokens(doc: Doc) -> tuple[list[str], int]:
    """An article's words in order, an empty one between title, captions and paragraphs; then how many the title has."""
    found = words(doc.title)
    title = len(found)
    for text in (*doc.captions, *doc.paragraphs):
        found.append("")
        found += words(text)
    return found, title


def _count(entries: _Words, number: int, doc: Doc) -> None:
    """Add the words of one article. Runs once for every word of the archive, so it is kept flat."""
    found, title = tokens(doc)
    places = defaultdict[str, list[int]](list)
    for place, word in enumerate(found):
        places[word].append(place)
    places.pop("", None)
    entries.number = number
    small, few = SMALL, len(SMALL)
    level = _levels(len(found))
    titled = TITLE * (1 + (title <= USUAL_TITLE) + (title <= SHORT_TITLE))
    for word, where in places.items():
        entry = entries[word]
        entry.gaps += small[number - entry.last]
        entry.last = number
        place, times = where[0], len(where)
        rank = level[times] if times < MANY else LEVELS - 1
        if place < title:
            rank += titled
        if times == 1:
            entry.ranks.append(rank)
            entry.places += small[place] if place < few else coded(place)
        else:
            entry.ranks.append(rank + (OFTEN if times >= THRICE else TWICE))
            if times >= THRICE:
                entry.places += coded(times - THRICE)
            entry.places += b"".join([coded(after - before) for before, after in pairwise((0, *where))])


@functools.lru_cache(maxsize=4096)
def _levels(length: int) -> list[int]:
    """For a word that occurs so often in a text of `length` words, the level: BM25's saturation, cut into equal parts."""
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return [int(LEVELS * times / (times + norm)) for times in range(MANY)]


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
    all_gaps = [entry.gaps[len(SMALL[entry.first]) :] for entry in entries]
    text = "\n".join(names).encode()
    numbers = array("I", [len(names), len(text)])
    for of_all in (
        [entry.first for entry in entries],
        [entry.last for entry in entries],
        list(map(len, all_gaps)),
        [len(entry.ranks) for entry in entries],
        [len(entry.places) for entry in entries],
    ):
        numbers.extend(of_all)
    ranks = b"".join(entry.ranks for entry in entries)
    return zlib.compress(numbers.tobytes() + text + b"".join(all_gaps) + ranks + b"".join(entry.places for entry in entries), 1)


Term = tuple[str, int, int, bytes, bytes, bytes]
"""One term of a block: name, first and last document, gaps but for the first, ranks, places."""


def unpack_block(block: bytes) -> list[Term]:
    """The terms of one block, in order."""
    data = zlib.decompress(block)
    numbers = array("I")
    size = numbers.itemsize
    numbers.frombytes(data[: 2 * size])
    count, length = numbers
    numbers.frombytes(data[2 * size : (2 + 5 * count) * size])
    firsts, lasts, *lengths = (numbers[2 + count * row : 2 + count * (row + 1)] for row in range(5))
    at = (2 + 5 * count) * size
    names = data[at : at + length].decode().split("\n")
    at += length
    parts = []
    for each in lengths:
        parts.append(_cuts(data, at, each))
        at += sum(each)
    return list(zip(names, firsts, lasts, *parts, strict=True))


def _cuts(data: bytes, start: int, lengths: Iterable[int]) -> list[bytes]:
    ends = list(accumulate(lengths, initial=start))
    return [data[a:b] for a, b in pairwise(ends)]


def _heads(docs: Sequence[Doc], language: str) -> str:
    """What results show of some articles: JSON, a list for each column, 0 for a value that repeats the one above."""
    rows = [
        (
            doc.title or [doc.opening],
            "" if doc.address == derived_address(doc.title, doc.day) else doc.address,
            doc.day,
            doc.time,
            doc.lang or language,
            doc.source,
            "\n".join(map(_clean, doc.tags)),
        )
        for doc in docs
    ]
    columns = [
        [0 if at and value == column[at - 1] else value for at, value in enumerate(column)] for column in zip(*rows, strict=True)
    ]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def derived_address(title: str, day: str) -> str:
    """The address that most articles have, worked out from title and day by a rule that the browser knows as well."""
    return urls.article(day, _NOT_SLUG.sub("-", title.lower()).strip("-"))
