"""The tokenizer: what counts as a word, and which spellings count as the same word.

Specified in ``docs/search.md`` and written twice, here and in ``builder/search/browser/words.js``; ``tests/vectors/tokens.json``
holds the two together. In short: NFKC; then each character becomes letters of a word, nothing, or a gap; then runs of scripts
that put no spaces between words are cut into overlapping pairs.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import add

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
_NOT_ASCII = re.compile("[^\0-\x7f]+")
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(range(128, 256))
GAP = "\0"
"""The word that stands for the end of a text in `stream`."""

_PARTED = f" {GAP} "
_WITH_GAPS = GAP.encode() + _ASCII[1:]


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
    """The words of a text in order, folded; a word of a script without spaces appears as its pairs (see `_pairs`)."""
    return [word[:MAX_WORD] for word in _plain(text).encode().translate(_ASCII).decode().split()]


def stream(texts: Iterable[str]) -> list[str]:
    """The words of several texts, one after the other and `GAP` behind each; long ones are not cut yet."""
    plain = [*map(_plain, texts), ""]
    parted = _PARTED.join(plain)
    if parted.count(GAP) >= len(plain):
        parted = _PARTED.join([text.replace(GAP, " ") for text in plain])
    return parted.encode().translate(_WITH_GAPS).decode().split()


def _plain(text: str) -> str:
    """A text whose letters beyond ASCII are folded.

    They can be taken run by run, since no letter of ASCII has a mark that is kept.
    """
    return text if text.isascii() else _NOT_ASCII.sub(_folded, text)


def _folded(run: re.Match[str]) -> str:
    return _often_folded(run[0]) if len(run[0]) < MAX_WORD else _fold_run(run[0])


def _fold_run(run: str) -> str:
    folded = unicodedata.normalize("NFKC", run).translate(_FOLDS)
    folded = unicodedata.normalize("NFC", folded)  # what was dropped may have kept two apart that are one
    return _PAIRED_RUN.sub(lambda found: f" {' '.join(_pairs(found[0]))} ", folded)


_often_folded = functools.lru_cache(maxsize=1 << 14)(_fold_run)


def _pairs(run: str) -> Iterator[str]:
    """A run of Han, Kana, Thai, Lao, Khmer or Burmese, cut into overlapping pairs of characters.

    Each character starts one pair; the last stands alone: ``東京都`` gives ``東京``, ``京都``, ``都``. So any stretch of a run is
    found by its pairs side by side, and a single character by the words that start with it.
    """
    letters = _CLUSTER.findall(run)
    return map(add, letters, [*letters[1:], ""])


def is_paired(word: str) -> bool:
    """Whether a word of `words` is a pair (or the end) of a run without spaces."""
    return _PAIRED_RUN.match(word) is not None


def key(label: str) -> str:
    """What a tag, a source or a language is found by: its words, so that case, accents and signs do not matter."""
    return " ".join(words(label))
