"""How a text closes: the sign-off of whoever made it, marks of its end, and the label of a list of tags that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.seeds.lines import FULL_STOPS

TAG_LABELS = frozenset(
    "tags|tag|ٹیگس|tagovi|ট্যাগ|ট্যাগস|टैग|टैग्स|etiketler|etiketter|теги|тэги|метки|ознаке|тагови|برچسب‌ها|برچسب ها|برچسبها|تگ‌ها|تگ|الوسوم|وسوم|"
    "الكلمات المفتاحية|الكلمات الدلالية|թեգեր|պիտակներ|标签|標籤|タグ|태그|schlagwörter|mots-clés|etiquetas|etichette|lebo|"
    "вешалки|etiketlar|teqlər|etiketat|etiketa|lebels|ป้ายกำกับ|แท็ก".split("|")
)
"""The words that head a list of tags on a page, folded to lower case."""

HONORIFICS = frozenset(
    "as aas ra rah rh saw sawa saww swt sws sa sas pbuh hs qs ws cc رض عج صلى قدس رح ره ع ص س ст св ہجری".split()
) - {"hs"}
"""Two or three letters in brackets that honour a person and sign nothing."""

_STOPS = re.escape("".join(sorted(FULL_STOPS)) + "!?؟！？”“\"»)]」')")
_LETTERS = re.compile(r"\s*\(\s*([^\W\d_]{2,3})\s*\)\s*\.?$")
_NUMBERED = re.compile(rf"(?:^|(?<=[{_STOPS}]))\s*([^\W\d_][^\W\d_ ]{{1,20}}/\d{{1,6}})$")
_SLASH = re.compile(r"(?<=[.。।۔])\s*/$")
_HASH = re.compile(rf"(?:^|\s+|(?<=[{_STOPS}]))#$")
_NAMES = re.compile(r"[^\W\d_]+")
_TAIL = 200  # characters at the end that are looked at, so that a hostile line costs no more than another


def is_tag_label(line: str) -> bool:
    """Whether a line is nothing but the label of a list of tags."""
    return len(line) <= 24 and line.casefold().rstrip(" :：") in TAG_LABELS  # noqa: PLR2004 - longer than any label


def split(text: str, endings: Iterable[re.Pattern[str]] = ()) -> tuple[str, str]:
    """The last paragraph without its closing marks (empty where it was nothing else), and the sign-off in it.

    `endings` are an outlet's own, searched at the end of the text; the first group is the sign-off.
    """
    head, tail = text[:-_TAIL], text[-_TAIL:]
    tail = _HASH.sub("", _SLASH.sub("", tail)).rstrip()
    for pattern in (*endings, _NUMBERED, _LETTERS):
        match = pattern.search(tail)
        if match and not (pattern is _LETTERS and _belongs(match[1], tail[: match.start()])):
            tail = _HASH.sub("", _SLASH.sub("", tail[: match.start()])).rstrip()
            return head + tail, match[1].strip()
    return head + tail, ""


def _belongs(letters: str, before: str) -> bool:
    """Whether letters in brackets belong to the words before them: an honorific, or their initials."""
    if letters.casefold() in HONORIFICS:
        return True
    if before[-1:] in FULL_STOPS:
        return False
    words = [word for word in _NAMES.findall(before[-_TAIL:]) if word[:1].isupper()]
    return "".join(word[0] for word in words[-len(letters) :]).casefold() == letters.casefold()
