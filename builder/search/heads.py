"""Heads: what results show of articles whose own pages are not loaded."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

from builder import urls
from builder.search.codec import squeeze_text
from builder.search.model import Doc

MANY, FEW = 40, 24
"""Articles in a file of heads; fewer in a small archive, so that a query loads less."""

SMALL = 12_000
"""Articles in an archive that is small."""

_NOT_SLUG = re.compile("[^a-z0-9]+")

EMPTY, OPENING, TAG_END = "\1", "\2", "\3"
"""In a file of heads: no value; before the opening words, where there is no title; between two tags, and two authors."""

Row = list[str]
"""Title (or `OPENING` and the opening words), address (empty where it can be worked out), day, time, language, source, tags,
authors."""


def packed(docs: Sequence[Doc], language: str) -> bytes:
    """The rows of some articles, to be kept; `language` is that of articles which do not say."""
    rows = [
        (
            title or OPENING + _one_line(doc.opening),
            "" if doc.address == derived_address(title, doc.day) else doc.address,
            doc.day,
            doc.time,
            clean(doc.lang or language),
            clean(doc.source),
            TAG_END.join(map(clean, doc.tags)),
            TAG_END.join(map(clean, doc.authors)),
        )
        for title, doc in zip(map(_one_line, (doc.title for doc in docs)), docs, strict=True)
    ]
    return zlib.compress("\n".join(map("\t".join, rows)).encode(), 1)


def unpacked(data: bytes) -> list[Row]:
    """The rows that were kept."""
    return [line.split("\t") for line in zlib.decompress(data).decode().split("\n")]


def payload(rows: Sequence[Row]) -> bytes:
    """What a file of heads holds: a line for each column, values parted by tabs, nothing for one that repeats the one before."""
    columns = [
        ["" if value == before else value or EMPTY for before, value in pairwise((None, *column))]
        for column in zip(*rows, strict=True)
    ]
    return squeeze_text("\n".join(map("\t".join, columns)))


def _one_line(text: str) -> str:
    """A text without line ends and control characters, which have a meaning in the index's files."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(char for char in line if char >= " ")


clean = functools.lru_cache(maxsize=1 << 14)(_one_line)
"""A label in one line; most labels are many articles'."""


def derived_address(title: str, day: str) -> str:
    """The address that most articles have, worked out from title and day by a rule that the browser knows as well."""
    return urls.article(day, _NOT_SLUG.sub("-", title.lower()).strip("-"))
