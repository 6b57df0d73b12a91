"""Code pages from before Unicode: which one a text is in.

In the wrong code page words are torn: capitals, signs and letters of another script stand amid them, and marks begin them. So the
reading that tears least is the right one. Neighbours that differ in a few letters only (1252, 1250 and 1257) often tear none;
there the language decides, since it shows through a wrong code page too: French is not written in the Baltic one.
What is torn in all of these pages is for the detector, which knows more of them.
"""

from __future__ import annotations

import codecs
import functools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter

LANGUAGES = {
    "cp1252": "en fr de es pt it nl id ms sw da sv no nb nn fi is ca gl eu af ga sq ha so tl zu",
    "cp1255": "he",
    "cp1256": "ar fa ur ps ug",
    "cp1253": "el",
    "cp1251": "ru uk be bg sr mk kk ky mn tg",
    "cp1254": "tr az ku",
    "cp1250": "pl cs sk hu sl hr bs ro sr",
    "cp1257": "lt lv et",
    "cp1258": "vi",
    "mac_roman": "en fr de es pt it nl id ms sv da no nb fi",
    "koi8_r": "ru uk bg",
    "iso8859_2": "pl cs sk hu sl hr bs ro",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "gb18030": "zh",
    "euc_kr": "ko",
    "big5": "zh",
    "cp874": "th",
}
"""Code pages, and the languages that were written in each; of two that fit equally well, the first one is meant."""

_SAMPLE = 1 << 16  # bytes that are looked at
_TORN = 3  # what a torn word weighs, beside accents in a row
_DOUBTFUL = 0.05  # weight per byte, from which on the detector is asked …
_UNREADABLE = 0.25  # … and from which on a reading is none
_SCRIPTS = {
    "HIRAGANA": "CJK",
    "KATAKANA": "CJK",
    "KATAKANA-HIRAGANA": "CJK",
    "IDEOGRAPHIC": "CJK",
    "FULLWIDTH": "CJK",
    "FEMININE": "LATIN",  # ª
    "MASCULINE": "LATIN",  # º
}
"""First words of the names of letters that are not the name of their script."""
_WITH_SIGNS = frozenset({"ARABIC", "HEBREW", "THAI"})  # scripts that have punctuation and invisible characters of their own
_INVISIBLE = frozenset("\u200c\u200d\u200e\u200f")
_LAST = frozenset("ةىךםןףץς")  # letters that end words
_NO_TEXT = frozenset({"Cc", "Cn", "Co"})
_SIGNS = frozenset({"Sm", "Sc", "Sk", "So", "Ps", "No"})
_MORE_SIGNS = frozenset("†‡•¶§¿¡")
_BEFORE_NUMBERS = frozenset("£¥")
_AFTER_WORDS = frozenset("™®©°")


def encoding(raw: bytes) -> str:
    """The name of the code page that `raw` is most likely in; empty where it is in none that is known."""
    length = min(len(raw), _SAMPLE)
    weight, pages = _least_torn(raw, LANGUAGES)
    if weight > _DOUBTFUL * length:
        weight, pages = min((weight, pages), _least_torn(raw, _detected(raw)), key=itemgetter(0))
    return _by_language(raw, pages) if weight < _UNREADABLE * length else ""


def _least_torn(raw: bytes, pages: Iterable[str]) -> tuple[float, list[str]]:
    """The pages in which `raw` comes out least torn, and how torn."""
    weights = {page: tears(text) for page in pages if (text := _read(raw, page))}
    least = min(weights.values(), default=math.inf)
    return least, [page for page, weight in weights.items() if weight == least]


def _read(raw: bytes, page: str) -> str:
    """The beginning of a text, as it reads in a code page; empty where it cannot be in that one."""
    try:
        return codecs.getincrementaldecoder(page)().decode(raw[:_SAMPLE], len(raw) <= _SAMPLE)
    except UnicodeDecodeError:
        return ""


def tears(text: str) -> int:
    """How much there is in a text that nobody writes so: 0 for sound ones.

    Torn words, and accents: letters with accents mostly stand alone in Latin script, so where most of them follow another one,
    these count too.
    """
    pairs = Counter(pairwise(f" {text}"))
    in_a_row = sum(_in_a_row(before, char) * count for (before, char), count in pairs.items())
    return _TORN * sum(_is_torn(before, char) * count for (before, char), count in pairs.items()) + max(0, in_a_row)


@functools.lru_cache(1 << 16)
def _is_torn(before: str, char: str) -> bool:
    """Whether no word, in any language, holds `char` after `before` or begins there with it."""
    if char.isascii() and before.isascii():
        return False
    kind, kind_before = unicodedata.category(char), unicodedata.category(before)
    if kind in _NO_TEXT and not char.isascii():
        return True
    if kind_before[0] in "LM":
        return _is_foreign(before, char) or (_ends(before, char) if kind[0] == "L" else _is_sign(char, kind))
    if kind[0] == "M":
        return before not in _INVISIBLE
    return (before in _BEFORE_NUMBERS and not char.isdigit()) or (
        kind[0] == "L" and kind_before == "So" and before not in _AFTER_WORDS
    )


def _ends(before: str, letter: str) -> bool:
    """Whether a word must have ended before a letter."""
    return before in _LAST or _script(letter) == "HALFWIDTH" or (letter.isupper() and not _is_shouted(before, letter))


def _is_sign(char: str, kind: str) -> bool:
    """Whether a sign is none that stands at the end of a word."""
    return not char.isascii() and (kind in _SIGNS or char in _MORE_SIGNS) and char not in _AFTER_WORDS


def _is_shouted(before: str, char: str) -> bool:
    """Whether this is in all capitals, of an alphabet that has no others in ASCII."""
    return before.isupper() and not before.isascii() and not char.isascii()


@functools.lru_cache(1 << 16)
def _in_a_row(before: str, char: str) -> int:
    """1 for a Latin letter with an accent after another one, -1 for one that stands alone."""
    if char.isascii() or not char.isalpha() or _script(char) != "LATIN":
        return 0
    return 1 if before.isalpha() and not before.isascii() else -1


def _is_foreign(before: str, char: str) -> bool:
    """Whether a character belongs to one script alone, and the letter or mark before it to another one."""
    script, own = _script(before), _script(char)
    if char in _INVISIBLE:
        return script not in _WITH_SIGNS
    return own != script and (char.isalpha() or own in _WITH_SIGNS) and (before.isalpha() or script in _WITH_SIGNS)


@functools.lru_cache(1 << 12)
def _script(char: str) -> str:
    word = unicodedata.name(char, "").partition(" ")[0]
    return _SCRIPTS.get(word, word)


def _detected(raw: bytes) -> list[str]:
    """Code pages of all kinds that the detector holds for possible, likelier ones first."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly any seed needs it

    matches = from_bytes(raw[:_SAMPLE], preemptive_behaviour=False)
    return [name for match in matches for name in match.could_be_from_charset if not name.startswith("utf")]


def _by_language(raw: bytes, pages: list[str]) -> str:
    """That one of some pages that the language, read in it, was written in; the first one where that is none."""
    if len(pages) == 1:
        return pages[0]
    from py3langid.langid import classify  # noqa: PLC0415 - hardly any seed needs it

    likely: dict[tuple[str, int], dict[str, float]] = {}
    for page in pages:
        text = _read(raw, page)
        language, score = classify(text)
        if language in LANGUAGES.get(page, "").split():
            likely.setdefault((language, len(text.encode())), {})[page] = score
    # scores can be compared where language and length are the same
    first = next(iter(likely.values()), {pages[0]: 0.0})
    return max(first, key=first.__getitem__)
