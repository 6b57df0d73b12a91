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
from collections.abc import Container, Mapping, Sequence

from builder.tagging.words import Words

_CASED = "".join(filter(str.isalpha, map(chr, (*range(0x41, 0x590), *range(0x1E00, 0x2000)))))  # scripts that have capitals
_TOKEN = re.compile(rf"[{_CASED}]+(?:-[{_CASED}]+)*|[.!?,;:()\"“”]")  # a class that lists its letters is looked up in a table
_LEAST = 3.0
_IN_TITLE = 1.5
_NOT_IN_TITLE = 0.7
_PAIR = 1.4
_SHORTEST = 4  # letters

# Verbs by their form, where the form is a good sign.
_VERB = {
    "id": re.compile(r"(?:me[mnrlwy]|di|ber|ter|ku)\w{4,}|\w+(?:kan|nya|lah)"),
    "ms": re.compile(r"(?:me[mnrlwy]|di|ber|ter)\w{4,}|\w+(?:kan|nya|lah)"),
    "en": re.compile(r"\w+(?:ing|ed|ly)"),
    "tr": re.compile(r"\w+(?:yor|dı|di|du|dü|mak|mek)"),
    "ru": re.compile(r"\w+(?:ть|ться|ет|ит|ла|ли|ся)"),
    "es": re.compile(r"\w+(?:ar|er|ir|ando|iendo|aron|ieron)"),
}


def tokens_of(paragraphs: Sequence[str]) -> list[str]:
    """The words of a text, and the marks that part groups of words."""
    return _TOKEN.findall("\n".join(paragraphs))


def find(title: str, tokens: Sequence[str], often: Mapping[str, int], words: Words, named: Sequence[str]) -> list[str]:
    """Topics of a text, the weightiest first.

    `often` says how often each token is there; `named` are the names in the text, whose words are not counted.
    """
    taken = frozenset(word for name in named for word in name.lower().split())
    counts = {word: count for word, count in often.items() if count > 1 and word not in taken and _is_usable(word, words)}
    pairs = _pairs(tokens, counts)
    heading = title.lower()
    weights: dict[str, float] = {}
    inside: Counter[str] = Counter()  # how often a word stood in a pair that is a candidate itself
    for (first, second), count in pairs.items():
        if count > 1:
            term = f"{first} {second}"
            weights[term] = count * _PAIR * (_IN_TITLE if term in heading else 1)
            inside[first] = max(inside[first], count)
            inside[second] = max(inside[second], count)
    for word, count in counts.items():
        weights[word] = (count - inside[word]) * (_IN_TITLE if word in heading else _NOT_IN_TITLE)
    return sorted((term for term in weights if weights[term] >= _LEAST), key=lambda term: (-weights[term], term))


def _pairs(tokens: Sequence[str], counts: Container[str]) -> Counter[tuple[str, str]]:
    """How often two tokens that are counted stand side by side."""
    counted = [token in counts for token in tokens]
    return Counter(itertools.compress(itertools.pairwise(tokens), map(operator.and_, counted, counted[1:])))


@functools.lru_cache(maxsize=2**14)
def _is_usable(word: str, words: Words) -> bool:
    """Whether a word can be part of a topic."""
    if len(word) < _SHORTEST or not word.islower() or word in words.stop or word in words.roles:
        return False
    verb = _VERB.get(words.lang)
    return not (verb and verb.fullmatch(word))
