"""What a text keeps coming back to, in words that are no names: "sepak bola", "harga emas", "mangrove".

A topic is a word of the title that the text repeats, or a pair of words, one of them in the title. Words that say little by
themselves (stop words, verbs where a language shows them by their form, words that are `generic`) are no topics.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from builder.tagging.words import Memo, Words

_HEADING = 40  # words at most that a title has
_LEAST = 3.0
_IN_TITLE = 1.5
_PAIR = 1.4
_HALF = 0.7  # of a pair in which only one word says something
_LETTERS = re.compile(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")


def find(title: str, text: str, words: Words, named: Sequence[str]) -> list[str]:
    """Topics of a text, the weightiest first.

    `text` has each word between two spaces, and no names; `named` are the names in it, whose words are no topics.
    """
    usable = _usable_in(words)
    heading = title.lower()
    weights: dict[str, float] = {}
    taken = frozenset(" ".join(named).lower().split())
    for word in dict.fromkeys(_LETTERS.findall(heading)[:_HEADING]):
        if usable[word] and word not in taken:
            parts = text.split(f" {word} ")
            if len(parts) > 2:  # noqa: PLR2004 - it is there twice
                weights |= _weighed(word, parts, heading, words)
    return sorted([term for term in weights if weights[term] >= _LEAST], key=lambda term: (-weights[term], term))


def _weighed(word: str, parts: Sequence[str], heading: str, words: Words) -> dict[str, float]:
    """What a word weighs, and the pairs that it is in; `parts` are the text between its occurrences."""
    usable = _usable_in(words)
    counts: dict[str, int] = {}
    for first, second in _pairs(word, parts):
        if usable[first] and usable[second] and not (_is_plain(first, words) and _is_plain(second, words)):
            counts[f"{first} {second}"] = counts.get(f"{first} {second}", 0) + 1
    weights: dict[str, float] = {}
    for pair, count in counts.items():
        half = any(_is_plain(part, words) for part in pair.split())
        weights[pair] = count * _PAIR * (_IN_TITLE if pair in heading else 1) * (_HALF if half else 1) if count > 1 else 0
    if not _is_plain(word, words):
        inside = max((count for count in counts.values() if count > 1), default=0)
        weights[word] = (len(parts) - 1 - inside) * _IN_TITLE
    return weights


def _pairs(word: str, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The word with what stands before it, and with what stands behind it, each time."""
    for number in range(len(parts) - 1):
        before, behind = parts[number], parts[number + 1]
        yield before[before.rfind(" ") + 1 :], word
        yield word, behind[: behind.find(" ")] if " " in behind else behind


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
