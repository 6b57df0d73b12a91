"""What a text keeps coming back to, in words that are no names: "sepak bola", "harga emas", "mangrove".

A topic is a word or a pair of words that the title has too and the text repeats, or that the text repeats often. Words that
say little by themselves (stop words, verbs where a language shows them by their form) are no topics.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from builder.tagging.words import Memo, Words

_LEAST = 3.0
_IN_TITLE = 1.5
_PAIR = 1.4
_LETTERS = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")


def find(title: str, tokens: Sequence[str], often: Mapping[str, int], words: Words, named: Sequence[str]) -> list[str]:
    """Topics of a text, the weightiest first.

    `tokens` are its words without names, `often` says how often each is there; `named` are the names in the text, whose words
    are not counted.
    """
    usable = _usable_in(words)
    counts = {word: count for word, count in often.items() if count > 1 and usable[word]}
    if not counts:
        return []
    for word in " ".join(named).lower().split():
        counts.pop(word, None)
    heading = title.lower()
    weights: dict[str, float] = {}
    inside: dict[str, int] = {}  # how often a word stood in a pair that is a candidate itself
    for (first, second), count in _pairs(tokens, counts).items():
        if count > 1 and not (_is_plain(first, words) and _is_plain(second, words)):
            term = f"{first} {second}"
            weights[term] = count * _PAIR * (_IN_TITLE if term in heading else 1)
            inside[first] = max(inside.get(first, 0), count)
            inside[second] = max(inside.get(second, 0), count)
    for word in sorted(counts.keys() & set(heading.split()) - words.generic - words.roles):
        weights[word] = (counts[word] - inside.get(word, 0)) * _IN_TITLE
    return sorted([term for term in weights if weights[term] >= _LEAST], key=lambda term: (-weights[term], term))


def _pairs(tokens: Sequence[str], counts: Mapping[str, int]) -> Counter[tuple[str, str]]:
    """How often two tokens that are counted stand side by side."""
    counted = list(map(counts.__contains__, tokens))
    return Counter(itertools.compress(itertools.pairwise(tokens), map(operator.and_, counted, counted[1:])))


@functools.lru_cache(maxsize=64)
def _usable_in(words: Words) -> Memo[bool]:
    return Memo(lambda word: _is_usable(word, words))


def _is_usable(word: str, words: Words) -> bool:
    """Whether a word can be part of a topic."""
    if not (_LETTERS.fullmatch(word) and word.islower()) or word in words.stop:
        return False
    return not (words.verb and words.verb.fullmatch(word))


def _is_plain(word: str, words: Words) -> bool:
    return word in words.generic or word in words.roles
