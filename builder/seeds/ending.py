"""How a text closes: the sign-off of whoever made it, marks of its end, and the label of a list of tags that is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.seeds import words
from builder.seeds.lines import FULL_STOPS

_ENDS = FULL_STOPS | frozenset("!?؟！？”“\"»)]」')")  # of a sentence
_STOPS = re.escape("".join(sorted(_ENDS)))
_LETTERS = re.compile(r"\s*\(\s*([^\W\d_]{2,3})\s*\)\s*(\.?)$")
_NUMBERED = re.compile(rf"(?:^|(?<=[{_STOPS}]))\s*([^\W\d_][^\s\d/.,:;()]{{1,23}}/\d{{1,6}})$")
_PAIR = re.compile(rf"(?:^|(?<=[{_STOPS}]))\s*[(\[]([a-z]{{2,4}}(?:/[a-z]{{2,4}}){{1,3}})[)\]]$")
_SLASH = re.compile(r"(?<=[.。।۔])\s*/$")
_HASH = re.compile(rf"(?:^|\s+|(?<=[{_STOPS}]))#$")
_NAMES = re.compile(r"[^\W\d_]+")
_CLOSING = frozenset("/#)]")
_TAIL = 200  # characters at the end that are looked at, so that a hostile line costs no more than another


def is_tag_label(line: str) -> bool:
    """Whether a line is nothing but the label of a list of tags."""
    return len(line) <= 24 and line.casefold().rstrip(" :：") in words.TAG_LABELS  # noqa: PLR2004 - longer than any label


def split(text: str, endings: Sequence[re.Pattern[str]] = ()) -> tuple[str, str]:
    """The last paragraph without its closing marks (empty where it was nothing else), and the sign-off in it.

    `endings` are an outlet's own, searched at the end of the text; the first group is the sign-off.
    """
    if not endings and not _may_close(text):
        return text.rstrip(), ""
    head, tail = text[:-_TAIL], text[-_TAIL:]
    tail = _HASH.sub("", _SLASH.sub("", tail)).rstrip()
    for pattern in (*endings, _NUMBERED, _PAIR, _LETTERS):
        match = pattern.search(tail)
        if match and not (pattern is _LETTERS and _belongs(match[1], tail[: match.start()], stop=match[2])):
            tail = _HASH.sub("", _SLASH.sub("", tail[: match.start()])).rstrip()
            return head + tail, match[1].strip()
    return head + tail, ""


def is_closed(text: str) -> bool:
    """Whether a text has ended a sentence, or is nothing."""
    return not text or text[-1] in _ENDS


def _may_close(text: str) -> bool:
    """Whether a text ends as the marks and sign-offs above do; most end in a plain full stop."""
    last = text[-_TAIL:].rstrip().removesuffix(".").rstrip()[-1:]
    return last in _CLOSING or last.isdecimal()


def _belongs(letters: str, before: str, stop: str) -> bool:
    """Whether letters in brackets belong to the words before them: an honorific, a unit, their initials, a sentence's end.

    A full stop behind the brackets ends the sentence that they stand in, unless one has ended before them. Capitals amid a
    sentence that nothing ends are an acronym of something more often than of somebody.
    """
    if letters.casefold() in words.HONORIFICS:
        return True
    if before[-1:].isdecimal():
        return True  # a unit
    if not before or before[-1] in _ENDS:
        return False
    return bool(stop) or letters.isupper() or _abbreviates(letters.casefold(), before)


def _abbreviates(letters: str, before: str) -> bool:
    """Whether letters are the initials of the last words, or stand in the capitalised ones among them, in their order."""
    last = before.split()[-8:]
    if letters == "".join(word[0] for word in last[-len(letters) :]).casefold():
        return True
    rest = iter("".join(_NAMES.findall(" ".join(_capitalised(last)))).casefold())
    return all(letter in rest for letter in letters)


def _capitalised(last: list[str]) -> list[str]:
    """The capitalised words at the end, which letters in brackets may be short for."""
    first = next((at for at in range(len(last), 0, -1) if not last[at - 1][:1].isupper()), 0)
    return last[first:]
