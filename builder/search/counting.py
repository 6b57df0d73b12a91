"""Counting the words of a chunk of articles: the work of the pass that also renders their pages.

The result is a blob (see `blobs`): all that the chunk adds to the index. A *term* is a stem and a form, or a facet.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, groupby

from builder.search import blobs
from builder.search.arrays import Ints, inserted, np
from builder.search.blobs import Terms
from builder.search.heads import clean, packed
from builder.search.merging import join
from builder.search.model import LANG, SOURCE, TAG, Doc
from builder.search.postings import GAP, Postings, postings
from builder.search.stems import stemmer
from builder.search.tokens import GAP as GAP_WORD
from builder.search.tokens import MAX_WORD, key, stream
from builder.work import batches

MOST = 1 << 14
"""Articles in a chunk, so that those of a segment can be numbered in two bytes."""


def count_words(docs: Sequence[Doc], language: str) -> bytes:
    """The blob of a chunk of at most `MOST` articles; `language` is that of articles which do not say.

    Depends on nothing but its arguments, so it may run in any process.
    """
    if len(docs) > MOST:
        raise ValueError(f"a chunk has at most {MOST} articles, not {len(docs)}")
    days = [[day, sum(1 for _ in same)] for day, same in groupby(doc.day for doc in docs)]
    return blobs.of_chunk(len(docs), days, packed(docs, language), _terms(docs, language))


def _terms(docs: Sequence[Doc], language: str) -> Terms:
    """All terms of a chunk, in order; a large one is counted in pieces, so that it takes no more memory than others."""
    starts = range(0, max(len(docs), 1), AT_ONCE)
    return join([(start, _piece(docs[start : start + AT_ONCE], language)) for start in starts])


AT_ONCE = 512
"""Articles that are counted at once."""


def _piece(docs: Sequence[Doc], language: str) -> Terms:
    """The terms of some articles: those of their words and their facets."""
    labels = [facets(doc, language) for doc in docs]
    names, words, of_labels = _numbered(docs, language, list(chain.from_iterable(labels)))
    owners = np.repeat(np.arange(len(docs)), list(map(len, labels)))
    return _together(names, postings(words, np.array([len(_texts(doc)) for doc in docs], np.int64)), owners, of_labels)


def _numbered(docs: Sequence[Doc], language: str, labels: Sequence[str]) -> tuple[list[str], Ints, Ints]:
    """The sorted terms of some articles, their facets' included; the number of each word and facet among them, from 1 on.

    A function of its own, so that nothing of the texts is held any longer.
    """
    words = np.fromiter(chain.from_iterable(_words(docs, language)), np.int64)
    met = np.flatnonzero(np.bincount(words, minlength=GAP + 1)[GAP + 1 :]) + GAP + 1
    terms = list(map(_known.names.__getitem__, met.tolist()))
    names = sorted({*terms, *labels})
    number = dict(zip(names, range(1, len(names) + 1), strict=True)).__getitem__
    number_of = np.full(len(_known.names), GAP)
    number_of[met] = list(map(number, terms))
    return names, number_of[words], np.fromiter(map(number, labels), np.int64, len(labels))


def _words(docs: Sequence[Doc], language: str) -> Iterator[Iterator[int]]:
    """For a few articles in one language at a time, their words' numbers among those known, and a `GAP` behind each text."""
    _known.forget()
    for code, same in groupby(docs, lambda doc: (doc.lang or language).partition("-")[0].lower()):
        number_of = _known.numbers(code).__getitem__
        for some in batches(same, FEW):
            yield map(number_of, stream(chain.from_iterable(map(_texts, some))))


def _texts(doc: Doc) -> list[str]:
    return [doc.title, *doc.captions, *doc.paragraphs, *doc.authors]


FEW = 32
"""Articles whose words are numbered at once, so that these are still in the processor's cache."""


class _Known:
    """The terms of words that were met in this process, so that each is worked out once; `names` has some twice."""

    def __init__(self) -> None:
        self.names = [GAP_WORD]
        self._numbers: dict[str, _NumberOf] = {}

    def numbers(self, language: str) -> _NumberOf:
        """The numbers of the words of a language."""
        if language not in self._numbers:
            self._numbers[language] = _NumberOf(stemmer(language), self.names)
        return self._numbers[language]

    def forget(self) -> None:
        """Begin anew where they take too much memory."""
        if len(self.names) > REMEMBERED:
            self._numbers.clear()
            del self.names[GAP + 1 :]


class _NumberOf(dict[str, int]):
    """From a word of one language to the number of its term, which is worked out when the word is first met."""

    def __init__(self, stem: Callable[[str], str], names: list[str]) -> None:
        super().__init__({GAP_WORD: GAP})
        self.stem, self.names = stem, names

    def __missing__(self, word: str) -> int:
        short = word[:MAX_WORD]
        self[word] = number = len(self.names)
        self.names.append(f"{self.stem(short)}\t{short}")
        return number


REMEMBERED = 1 << 16
"""Terms that are known before a chunk is counted; more are forgotten."""

_known = _Known()


def _together(names: list[str], found: Postings, owners: Ints, labels: Ints) -> Terms:
    """The terms of words and of facets, the second given as articles and terms; they have neither rank nor places."""
    order = np.argsort(labels, kind="stable")
    before = np.searchsorted(found.terms, labels[order])
    return Terms(
        names=names,
        counts=np.bincount(np.concatenate((found.terms, labels)), minlength=len(names) + 1)[1:],
        docs=inserted(found.docs, before, owners[order]),
        ranks=inserted(found.ranks, before, np.zeros_like(before)).astype(np.uint8),
        sizes=np.bincount(found.terms, found.sizes, minlength=len(names) + 1)[1:].astype(np.int64),
        places=found.places,
    )


def facets(doc: Doc, language: str) -> Collection[str]:
    """The terms of an article's tags, source and language; of tags that differ in case only, the first one's."""
    found: dict[str, str] = {}
    for tag in doc.tags:
        found.setdefault(*_facet(TAG, tag))
    found.update((_facet(SOURCE, doc.source), _facet(LANG, doc.lang or language)))
    found.pop("", None)
    return found.values()


@functools.lru_cache(maxsize=1 << 14)
def _facet(kind: str, label: str) -> tuple[str, str]:
    """What a label is told from others by, and its term, whose stem may have no words; nothing for one that is empty."""
    shown = clean(label)
    return (f"{kind}:{shown.casefold()}", f"{kind}:{key(shown)}\t{kind}:{shown}") if shown else ("", "")
