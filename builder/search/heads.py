"""Heads: what results show of articles whose own pages are not loaded."""

from __future__ import annotations

import functools
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

from builder import urls
from builder.search.codec import squeeze_text
from builder.search.model import Doc

MANY, FEW = 40, 24
"""Articles in a file of heads; fewer in a small archive, so that a query loads less."""

SMALL = 12_000
"""Articles in an archive that is small."""

_NOT_SLUG = re.compile("[^a-z0-9]+")

Row = list[Any]
"""Title (or a list with the opening words), address (empty where it can be worked out), day, time, language, source, tags."""


def packed(docs: Sequence[Doc], language: str) -> bytes:
    """The rows of some articles, to be kept; `language` is that of articles which do not say."""
    rows = [
        (
            doc.title or [doc.opening],
            "" if doc.address == derived_address(doc.title, doc.day) else doc.address,
            doc.day,
            doc.time,
            doc.lang or language,
            doc.source,
            "\n".join(map(clean, doc.tags)),
        )
        for doc in docs
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def unpacked(data: bytes) -> list[Row]:
    """The rows that were kept."""
    rows: list[Row] = json.loads(zlib.decompress(data))
    return rows


def payload(rows: Sequence[Row]) -> bytes:
    """What a file of heads holds: JSON, a list for each column, 0 for a value that repeats the one above."""
    columns = [
        [0 if at and value == column[at - 1] else value for at, value in enumerate(column)] for column in zip(*rows, strict=True)
    ]
    return squeeze_text(json.dumps(columns, ensure_ascii=False, separators=(",", ":")))


@functools.lru_cache(maxsize=1 << 14)
def clean(label: str) -> str:
    """A label without line ends and control characters, which have a meaning in the index's files."""
    line = " ".join(label.split())
    return line if line.isprintable() else "".join(char for char in line if char >= " ")


def derived_address(title: str, day: str) -> str:
    """The address that most articles have, worked out from title and day by a rule that the browser knows as well."""
    return urls.article(day, _NOT_SLUG.sub("-", title.lower()).strip("-"))
