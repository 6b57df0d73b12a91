"""What a text keeps coming back to, in words that are no names: "sepak bola", "harga emas", "mangrove".

A topic is a word or a pair of words that the title has too and the text repeats, or that the text repeats often. Words that
say little by themselves (stop words, verbs where a language shows them by their form) are no topics.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from builder.tagging.words import Words

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[.!?,;:()\"“”]")
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


def find(title: str, tokens: Sequence[str], words: Words, named: Sequence[str]) -> list[str]:
    """Topics of a text, the weightiest first; `named` are the names in it, whose words are not counted."""
    taken = frozenset(word for name in named for word in name.lower().split())
    counts = {word: count for word, count in Counter(tokens).items() if count > 1 and _is_usable(word, words, taken)}
    pairs = Counter(pair for pair in itertools.pairwise(tokens) if pair[0] in counts and pair[1] in counts)
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


def _is_usable(word: str, words: Words, taken: frozenset[str]) -> bool:
    """Whether a word can be part of a topic."""
    if len(word) < _SHORTEST or not word.islower() or word in taken or word in words.stop or word in words.roles:
        return False
    verb = _VERB.get(words.lang)
    return not (verb and verb.fullmatch(word))
