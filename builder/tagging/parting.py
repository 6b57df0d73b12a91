"""A text in scripts that have capitals, parted into runs of capitalised words and what stands between them, in one pass.

Names are looked for in the runs (`names`), topics in what stands between (`topics`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from builder.tagging import lists
from builder.tagging.words import Words

_UPPER = "".join(chr(code) for code in (*range(0x41, 0x590), *range(0x1E00, 0x1F00)) if chr(code).isupper())
SENTENCE_END = frozenset('\n.!?…:;"“”„«»‘(—–•|')


class Parted(NamedTuple):
    """The opening of a text and the rest of it, each parted."""

    opening: list[str]
    body: list[str]

    @classmethod
    def of(cls, paragraphs: Sequence[str], words: Words) -> Parted:
        """The first paragraph, and the others."""
        return cls(part(paragraphs[0] if paragraphs else "", words), part("\n".join(paragraphs[1:]), words))

    def between(self) -> str:
        """The text without its runs, `|` in their place; each word and mark stands between two spaces."""
        joined = " | ".join([*self.opening[::3], *self.body[::3]])
        return f" {joined} ".replace("\n", " | ").replace(",", " , ").replace(".", " . ").replace("  ", " ")


def part(text: str, words: Words) -> list[str]:
    """What stands before a run, the run, and an acronym in brackets behind it, again and again; the rest of the text at last.

    A text begins a sentence, so it is read as if a line had ended before it; no-break spaces are read as spaces.
    """
    return _pattern(words).split("\n" + text.replace("\xa0", " "))


def runs(parts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The parts of a text by three: what stands before a run, the run, an acronym behind it (or empty)."""
    return zip(parts[:-1:3], parts[1::3], parts[2::3], strict=True)


@functools.lru_cache(maxsize=64)
def _pattern(words: Words) -> re.Pattern[str]:
    rest = rf"(?:\.(?= ?[{_UPPER}])|\w*(?:[-’'&]\w+)*)"  # of a word, behind its capital
    joined = "".join(rf"| {word} (?=(?:{'|'.join(fields)})\b)" for word, fields in _joined(words))
    within = rf" (?:(?:{'|'.join(words.particles)}) )?| & |(?<=\.){joined}"
    number = r" (?:\d{4}|\d{1,2})(?![\w.:/–-]|[.,:]\d)"
    first = rf"[{_UPPER}](?<![\w@#./].){rest}"  # the capital first: that is what a search can skip to
    return re.compile(rf"({first}(?:(?:{within})[{_UPPER}]{rest})*(?:{number})?)(?: \(([{_UPPER}][\w-]{{1,9}})\))?")


def _joined(words: Words) -> Iterator[tuple[str, list[str]]]:
    """A word that joins two fields of one office: "Kelautan dan Perikanan"."""
    if words.fields and words.lang in lists.AND:
        yield lists.AND[words.lang], sorted(word.title() for word in words.fields)
