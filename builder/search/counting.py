"""Counting the words of a chunk of articles: the work of the pass that also renders their pages.

The result is a blob (see `blobs`): all that the chunk adds to the index. A *term* is a stem and a form, or a facet.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from builder.search import blobs
from builder.search.arrays import Ints, np
from builder.search.blobs import Terms
from builder.search.heads import clean, packed
from builder.search.merging import join
from builder.search.model import LANG, SOURCE, TAG, Doc
from builder.search.postings import GAP, Postings, postings
from builder.search.stems import stemmer
from builder.search.tokens import GAP as GAP_WORD
from builder.search.tokens import MAX_WORD, key, stream

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
    names, words, labels = _numbered(docs, language)
    return _together(names, postings(words, np.array([len(_texts(doc)) for doc in docs], np.int64)), labels)


def _numbered(docs: Sequence[Doc], language: str) -> tuple[list[str], Ints, list[tuple[int, int]]]:
    """The sorted terms of some articles; each word's number among them, counted from 1; their facets as article and number.

    A function of its own, so that nothing of the texts is held any longer.
    """
    runs = [
        (code, stream(chain.from_iterable(map(_texts, some))))
        for code, some in groupby(docs, lambda doc: (doc.lang or language).partition("-")[0].lower())
    ]
    known = {code: _named(code, (words for other, words in runs if other == code)) for code in {code for code, _ in runs}}
    labels = [(number, term) for number, doc in enumerate(docs) for term in facets(doc, language)]
    names = sorted(set(chain((term for _, term in labels), *(terms.values() for terms in known.values()))))
    numbers = dict(zip(names, range(1, len(names) + 1), strict=True))
    of_word = {code: {word: numbers[term] for word, term in terms.items()} | {GAP_WORD: GAP} for code, terms in known.items()}
    words = np.fromiter(chain.from_iterable(map(of_word[code].__getitem__, words) for code, words in runs), np.int64)
    return names, words, [(doc, numbers[term]) for doc, term in labels]


def _texts(doc: Doc) -> list[str]:
    return [doc.title, *doc.captions, *doc.paragraphs]


def _named(language: str, texts: Iterable[list[str]]) -> dict[str, str]:
    """From each word of some texts in a language to its term."""
    found, terms = set[str]().union(*texts), _terms_of(language)
    found.discard(GAP_WORD)
    if len(terms) > REMEMBERED:
        terms.clear()
    return dict(zip(found, map(terms.__getitem__, found), strict=True))


class _TermsOf(dict[str, str]):
    """From a word of one language to its term, worked out when it is first met."""

    def __init__(self, language: str) -> None:
        self.stem = stemmer(language)

    def __missing__(self, word: str) -> str:
        short = word[:MAX_WORD]
        self[word] = term = f"{self.stem(short)}\t{short}"
        return term


_terms_of = functools.cache(_TermsOf)

REMEMBERED = 1 << 16
"""Words of a language whose terms are known before a chunk is counted; more are forgotten."""


def _together(names: list[str], found: Postings, labels: Sequence[tuple[int, int]]) -> Terms:
    """The terms of words and of facets, the second given as article and term; they have neither rank nor places."""
    extra = np.array(labels, np.int64).reshape(-1, 2)
    terms = np.concatenate((found.terms, extra[:, 1]))
    order = np.argsort(terms, kind="stable")
    return Terms(
        names=names,
        counts=np.bincount(terms, minlength=len(names) + 1)[1:],
        docs=np.concatenate((found.docs, extra[:, 0]))[order],
        ranks=np.concatenate((found.ranks, np.zeros_like(extra[:, 0])))[order].astype(np.uint8),
        sizes=np.bincount(found.terms, found.sizes, minlength=len(names) + 1)[1:].astype(np.int64),
        places=found.places,
    )


def facets(doc: Doc, language: str) -> Iterator[str]:
    """The terms of an article's tags, source and language."""
    seen = set()
    for kind, label in (*((TAG, tag) for tag in doc.tags), (SOURCE, doc.source), (LANG, doc.lang or language)):
        short, term = _facet(kind, label)
        if short not in seen and not short.endswith(":"):
            seen.add(short)
            yield term


@functools.lru_cache(maxsize=1 << 14)
def _facet(kind: str, label: str) -> tuple[str, str]:
    short = f"{kind}:{key(label)}"
    return short, f"{short}\t{kind}:{clean(label)}"
