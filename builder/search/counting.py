"""Counting the words of a chunk of articles: the work of the pass that also renders their pages.

The result is a blob (see `blobs`): all that the chunk adds to the index. A *term* is a stem and a form. A *posting* is one
article that has it: its distance from the article before, its *rank* (how much the term weighs there, in one byte) and its
*places* (the first, then the distances; before them, if there are more than two, how many more than three).
"""

from __future__ import annotations

import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import sub
from typing import Any

from builder import urls
from builder.search import blobs
from builder.search.blobs import Terms
from builder.search.codec import SMALL, numbers, squeeze_text
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

_NOT_SLUG = re.compile("[^a-z0-9]+")


Table = dict[str, list[Any]]
"""From a term to its postings, one after the other in a flat list, which takes less room and time than a list of tuples: of each
the number of the article in its chunk, the rank, the places as they will be written."""

POSTING = 3
"""Values of a posting in such a list."""


class _Words(Table):
    """From a word of one language to the postings of its term, which several languages may share."""

    def __init__(self, table: Table, language: str) -> None:
        self.table = table
        self.stem = stemmer(language)

    def __missing__(self, word: str) -> list[Any]:
        self[word] = postings = self.table.setdefault(f"{self.stem(word)}\t{word}", [])
        return postings


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
            table.setdefault(term, []).extend((number, 0, b""))
    heads = [squeeze_text(_heads(docs[at : at + HEADS], language)) for at in range(0, len(docs), HEADS)]
    days = [[day, sum(1 for _ in same)] for day, same in groupby(doc.day for doc in docs)]
    return blobs.of_chunk(len(docs), days, heads, _terms(table))


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
    small, few = SMALL, len(SMALL)
    weights = _weights(len(found))
    titled = TITLE * (1 + (title <= USUAL_TITLE) + (title <= SHORT_TITLE))
    for word, where in places.items():
        place, times = where[0], len(where)
        written = small[place] if times == 1 and place < few else _written(where)
        weight, often = weights[times] if times < MANY else weights[-1]
        if place < title:
            rank = int(weight) + often + titled
        else:
            rank = int(weight * (_EARLY[place - title] if place - title < FAR else LATE)) + often
        postings = entries[word]
        postings += (number, rank, written)


def _written(where: list[int]) -> bytes:
    """The places of a word in a text."""
    ways = map(sub, where, (0, *where))
    written = b"".join([SMALL[way] for way in ways]) if where[-1] < len(SMALL) else numbers(ways)
    return written if len(where) < THRICE else coded(len(where) - THRICE) + written


@functools.lru_cache(maxsize=4096)
def _weights(length: int) -> list[tuple[float, int]]:
    """For a word that occurs so often in a text of `length` words: BM25's saturation in levels, and the mark of its places."""
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return [(LEVELS * times / (times + norm), OFTEN if times >= THRICE else TWICE if times > 1 else 0) for times in range(MANY)]


LATE = 2 / 3
"""What a word counts whose first place is far from the beginning, where news says what it is about."""

LEAD, FAR = 60, 1000
"""So many words into the text half of that is lost, and after so many all."""

_EARLY = [LATE + (1 - LATE) * LEAD / (LEAD + place) for place in range(FAR)]


def _terms(table: Table) -> Terms:
    """The table in order, the postings of each term written one after the other. Runs once for each term, so it is kept flat."""
    names = sorted(table)
    firsts: list[int] = []
    lasts: list[int] = []
    gaps: list[bytes] = []
    ranks: list[bytes] = []
    places: list[bytes] = []
    small, one = SMALL, _ONE_BYTE
    for postings in map(table.__getitem__, names):
        firsts.append(postings[0])
        lasts.append(postings[-POSTING])
        if len(postings) == POSTING:
            gaps.append(b"")
            ranks.append(one[postings[1]])
            places.append(postings[2])
        else:
            docs = postings[::POSTING]
            gaps.append(b"".join([small[way] for way in map(sub, docs[1:], docs)]))
            ranks.append(bytes(postings[1::POSTING]))
            places.append(b"".join(postings[2::POSTING]))
    return Terms(names, firsts, lasts, gaps, ranks, places)


_ONE_BYTE = [bytes((value,)) for value in range(256)]


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
