"""Words as numbers → postings: all articles of a chunk at once, in NumPy, since this runs for every word of the archive.

A *posting* is one article that has a term: its *rank* (how much the term weighs there, in one byte) and its *places* (the first,
then the distances; before them, if there are more than two, how many more than three).
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.search.arrays import Bytes, Ints, encoded_as, inserted, np, offsets, sizes_of
from builder.search.model import LEVELS, OFTEN, TITLE, TWICE

GAP = 0
"""Stands for the end of a text; terms are numbered from 1."""

SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.75, 250
"""BM25's k1 and b, and the length in words at which a text is neither long nor short: a constant, so that
no article depends on another."""

USUAL_TITLE, SHORT_TITLE = 9, 6
"""Words in a title that is not long, and in one that is short: the fewer, the more each says."""

THRICE = 3
"""So many places, and each more, are counted before them."""

MANY = 100
"""So often that more makes no difference."""

LATE = 2 / 3
"""What a word counts whose first place is far from the beginning, where news says what it is about."""

LEAD, FAR = 60, 1000
"""So many words into the text half of that is lost, and after so many all."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings by term, then article: of each its term, its article, its rank, the bytes of its places; the places of all."""

    terms: Ints
    docs: Ints
    ranks: Ints
    sizes: Ints
    places: Bytes


def postings(words: Ints, texts: Ints) -> Postings:
    """The postings of some articles, given the term of each word, a `GAP` behind each text, and how many texts each has.

    An article's first text is its title. A place is counted from the beginning of the article; gaps count as one word.
    """
    gaps, behind = np.flatnonzero(words == GAP), np.cumsum(texts)
    ends = gaps[behind - 1]
    starts = np.concatenate((ends[:0], [0], ends[:-1] + 1))
    found = np.sort(words << _HALF | np.arange(len(words)))[len(gaps) :]
    terms, at = found >> _HALF, found & ((1 << _HALF) - 1)
    docs = np.repeat(np.arange(len(texts)), ends - starts + 1)[at]
    places = at - starts[docs]
    first = np.flatnonzero((np.diff(terms, prepend=-1) != 0) | (np.diff(docs, prepend=-1) != 0))
    docs, times = docs[first], np.diff(first, append=len(at))
    title = gaps[behind - texts] - starts
    ranks = _ranks(times, places[first], docs, ends - starts, title)
    return Postings(terms[first], docs, ranks, *_written(places, first, times))


_HALF = 32
"""Bits for the place of a word among all, below those for its term."""


def _ranks(times: Ints, places: Ints, docs: Ints, lengths: Ints, titles: Ints) -> Ints:
    """The ranks of postings: how often, where first, in which article; and of each article the words, and those of its title."""
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / USUAL_LENGTH)
    titled = TITLE * (1 + (titles <= USUAL_TITLE) + (titles <= SHORT_TITLE))
    counted = np.minimum(times, MANY - 1)
    weights = LEVELS * counted / (counted + norm[docs])
    late = places - titles[docs]
    inside = late < 0
    late[inside] = 0
    early = np.where(late < FAR, LATE + (1 - LATE) * LEAD / (LEAD + late), LATE)
    often = np.where(times >= THRICE, OFTEN, np.where(times > 1, TWICE, 0))
    return np.where(inside, weights, weights * early).astype(np.int64) + often + titled[docs] * inside


def _written(places: Ints, first: Ints, times: Ints) -> tuple[Ints, Bytes]:
    """The places of postings as the index has them, and how many bytes each posting takes."""
    steps = np.diff(places, prepend=0)
    steps[first] = places[first]
    many = (times >= THRICE).astype(np.int64)
    which = np.flatnonzero(many)
    numbers = inserted(steps, first[which], times[which] - THRICE)
    begins = np.append(first + offsets(many)[:-1], len(numbers))
    sizes = sizes_of(numbers)
    return np.diff(offsets(sizes)[begins]), encoded_as(numbers, sizes)
