"""The tokenizer: what counts as a word, and which spellings count as the same word.

Specified in ``docs/search.md`` and written twice, here and in ``static/search.js``; ``tests/vectors/tokens.json`` holds the two
together. In short: NFKC; then each character becomes letters of a word, nothing, or a gap; then runs of scripts that put no
spaces between words are cut into overlapping pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MAX_WORD = 40
"""Longer words are cut to this many characters."""

# Nothing at all: marks that writers leave out at will, joiners, marks of direction, variation selectors.
_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u0981\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
# Letters that Unicode does not take apart, yet readers type as these.
_LATIN = "ß>ss æ>ae œ>oe ø>o đ>d ð>d þ>th ł>l ħ>h ŧ>t ı>i ŋ>n ς>σ"
_ARABIC = "آ>ا أ>ا إ>ا ٱ>ا ؤ>و ئ>ي ى>ي ی>ي ې>ي ے>ي ک>ك ة>ه ۀ>ه ہ>ه ۂ>ه ھ>ه ە>ه ۃ>ه"
_ALIKE = dict(pair.split(">") for pair in f"{_LATIN} {_ARABIC} ँ>ं".split())
# Latin, Greek, Cyrillic.
_TAKEN_APART = re.compile("[\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff]")
# Thai, Lao, Burmese, Khmer; Kana; Han.
_PAIRED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u109f\u1780-\u17dd\ua9e0-\ua9fe\uaa60-\uaa7f"
    "\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Their vowel signs and tones, which belong to the letter before.
_ATTACHED = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
    "\u17b4-\u17d3\u17dd\u3099\u309a"
)
_PAIRED_RUN = re.compile(f"[{_PAIRED}]+")
_CLUSTER = re.compile(f"[{_PAIRED}][{_ATTACHED}]*")
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met; the shape that `str.translate` wants."""

    def __missing__(self, code: int) -> str:
        self[code] = fold = _fold(chr(code))
        return fold


def _fold(char: str) -> str:
    """The letters that one character of NFKC text stands for: none where it is dropped, a space where it ends a word."""
    if _DROPPED.match(char):
        return ""
    if not is_word(char):
        return " "
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    lower = char.lower()
    if _TAKEN_APART.match(char):
        lower = _DROPPED.sub("", unicodedata.normalize("NFD", lower))
    return "".join(_ALIKE.get(letter, letter) for letter in lower)


def is_word(char: str) -> bool:
    """Whether a character can stand in a word: letters, digits and the marks on them."""
    return unicodedata.category(char)[0] in "LMN"


_FOLDS = _Folds()


def words(text: str) -> list[str]:
    """The words of a text in order, folded; a word of a script without spaces appears as its pairs (see `pairs`)."""
    if text.isascii():
        found = text.encode().translate(_ASCII).decode().split()
    else:
        folded = unicodedata.normalize("NFKC", text).translate(_FOLDS)
        found = unicodedata.normalize("NFC", folded).split()  # what was dropped may have kept two apart that are one
        if _PAIRED_RUN.search(text) or any(_PAIRED_RUN.search(word) for word in found if not word.isascii()):
            found = [part for word in found for part in pairs(word)]
    if len(text) > MAX_WORD and len(max(found, key=len, default="")) > MAX_WORD:
        found = [word[:MAX_WORD] for word in found]
    return found


def pairs(word: str) -> Iterator[str]:
    """One folded word, its runs of Han, Kana, Thai, Lao, Khmer and Burmese cut into overlapping pairs of characters.

    Each character starts one pair; the last stands alone: ``東京都`` gives ``東京``, ``京都``, ``都``. So any stretch of a run is
    found by its pairs side by side, and a single character by the words that start with it.
    """
    at = 0
    for run in _PAIRED_RUN.finditer(word):
        if run.start() > at:
            yield word[at : run.start()]
        letters = _CLUSTER.findall(run[0])
        yield from (a + b for a, b in zip(letters, [*letters[1:], ""], strict=True))
        at = run.end()
    if at < len(word):
        yield word[at:]


def is_paired(word: str) -> bool:
    """Whether a word of `words` is a pair (or the end) of a run without spaces."""
    return _PAIRED_RUN.match(word) is not None


def key(label: str) -> str:
    """What a tag, a source or a language is compared by: its words, so that case and accents do not matter."""
    return " ".join(words(label))
