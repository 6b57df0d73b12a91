"""What goes into the index: one `Doc` an article; and the numbers that hold the format together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

VERSION = 3
"""Of tokenizer, stemming rules and file format together; a script that expects another one says so and reloads."""

FOLDER = "search"
"""Where the index stands below the site's root."""

SUMMARY = "summary"
"""The path under which `write_segment` hands over what the manifest needs; not a file of the site."""

TAG, SOURCE, LANG = "tag", "source", "lang"
"""The facets: terms of the form ``tag:iran``, which no word can be mistaken for."""

LEVELS = 10
"""How finely the weight of a word in an article is told."""

TITLE = 16
"""Above a rank's level: once, twice, three times this where the word stands in a long, a usual, a short title."""

TWICE, OFTEN = 64, 128
"""Above those: the word has two places, or more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doc:
    """One article as search sees it, in plain text.

    `address` is its page below the site's root. `day` is ``YYYY-MM-DD`` or empty, `time` ``HH:MM`` or empty, both local.
    `title` may be empty; results then show `opening`, the first words of the text. `captions` are no part of `paragraphs`;
    what stands above the text, but title and authors, is.
    """

    address: str
    title: str = ""
    opening: str = ""
    day: str = ""
    time: str = ""
    lang: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkInfo:
    """A run of articles that are counted together: how many, and the address of the last one, which marks its end."""

    docs: int
    last: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive chunks that make one part of the index: ``chunks[start:stop]``, under a `name` that lasts."""

    name: str
    start: int
    stop: int


class File(NamedTuple):
    """A file of the index, not yet made: its path below the site's root, and what makes its bytes.

    `stamp` changes when they do; so a file that stands already with the same stamp need not be made.
    """

    path: str
    stamp: str
    make: Callable[[], bytes]
