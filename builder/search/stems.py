"""Families: which forms of a word belong together.

A language's rules are an ordered list of substitutions (`affixes.RULES`). Applied to a folded word they give its *stem*, the
name of its family: Indonesian ``membangun``, ``pembangunan`` and ``dibangun`` all give ``bangun``. A stem need not be a word.
The rules travel to the browser as data, for the languages that the archive holds, so a form that no article has still finds its
family. Both sides understand only what Python's and JavaScript's regular expressions share.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from builder.search.affixes import RULES
from builder.search.tokens import is_paired

Rule = tuple[str, str]
"""A pattern and what replaces its first match; ``$1`` stands for a group, as in JavaScript."""

_GROUP = re.compile(r"\$(\d)")
_DIGIT = re.compile("[0-9]")
SHORT = 2
"""Words of so few letters have no families."""


def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language (`id`, `pt-BR`); empty where there are none."""
    return RULES.get(language.partition("-")[0].lower(), ())


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """The function from a folded word to its stem; words with digits, and pairs, are their own stems."""
    steps = [(re.compile(pattern), _GROUP.sub(r"\\\1", into)) for pattern, into in rules(language)]

    @functools.lru_cache(maxsize=1 << 18)
    def stem(word: str) -> str:
        if is_plain(word):
            return word
        for pattern, into in steps:
            word = pattern.sub(into, word, count=1)
        return word

    return stem if steps else str


def is_plain(word: str) -> bool:
    """Whether a word has no family: too short, holding digits, or a pair of a script without spaces."""
    return len(word) <= SHORT or _DIGIT.search(word) is not None or is_paired(word)
