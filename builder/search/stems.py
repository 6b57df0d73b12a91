"""Families: which forms of a word belong together.

A language's rules are an ordered list of substitutions (`affixes.RULES`). Applied to a folded word they give its *stem*, the
name of its family: Indonesian ``membangun``, ``pembangunan`` and ``dibangun`` all give ``bangun``. A stem need not be a word.
The rules travel to the browser as data, for the languages that the archive holds, so a form that no article has still finds its
family. Both sides understand only what Python's and JavaScript's regular expressions share.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

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
    steps = [_Step(pattern, into) for pattern, into in rules(language)]
    at_hand = _AtHand(steps)

    def stem(word: str) -> str:
        if is_plain(word):
            return word
        done = -1
        while word:
            for place, found, into in at_hand[word[0], word[-1]]:
                if place > done and (match := found(word)) and (put := into(match)) != match[0]:
                    done, word = place, word[: match.start()] + put + word[match.end() :]
                    break
            else:
                break
        return word

    return stem if steps else str


class _Step:
    """A rule made ready: the letters that a word must begin and end with for it, where its pattern says so, are known."""

    def __init__(self, pattern: str, into: str) -> None:
        self.found = re.compile(pattern).search
        self.into = _filled(into)
        self.first, self.last = _FIRST.match(pattern), _LAST.search(pattern)

    def fits(self, first: str, last: str) -> bool:
        """Whether a word that begins and ends so can match."""
        return (not self.first or self.first[1] == first) and (not self.last or self.last[1] == last)


_FIRST = re.compile(r"\^\\?([\w+=-])(?![?*{|])")
_LAST = re.compile(r"(?<=[\w)\]])([^\W\d])\$\Z")


def _filled(into: str) -> Callable[[re.Match[str]], str]:
    """What a rule puts in place of a match: as `re.Match.expand`, which would read the text anew for each word."""
    before, *rest = _GROUP.split(into)
    behind = [(int(group), text) for group, text in zip(rest[::2], rest[1::2], strict=True)]
    if not behind:
        return lambda _: before
    return lambda match: before + "".join([f"{match[group] or ''}{text}" for group, text in behind])


_Placed = tuple[int, Callable[[str], re.Match[str] | None], Callable[[re.Match[str]], str]]
"""A rule's place among all, its pattern's `search`, and what it puts there."""


class _AtHand(dict[tuple[str, str], list[_Placed]]):
    """From a word's first and last letter to the rules that can match it, so that the others need not be tried."""

    def __init__(self, steps: Sequence[_Step]) -> None:
        self.steps = steps

    def __missing__(self, ends: tuple[str, str]) -> list[_Placed]:
        found: list[_Placed] = [(place, step.found, step.into) for place, step in enumerate(self.steps) if step.fits(*ends)]
        self[ends] = found
        return found


def is_plain(word: str) -> bool:
    """Whether a word has no family: too short, holding digits, or a pair of a script without spaces."""
    if word.isascii() and word.isalpha():
        return len(word) <= SHORT
    return len(word) <= SHORT or _DIGIT.search(word) is not None or is_paired(word)
