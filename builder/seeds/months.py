"""The names of months, in all languages that papers of the world are written in (CLDR's, and spellings that it lacks)."""

from __future__ import annotations

import functools
import unicodedata

from builder.seeds import words

_ENGLISH = "january february march april may june july august september october november december"
_DIGITS = 2  # of a month's number
_KNOWN = {name[:cut]: number for number, name in enumerate(_ENGLISH.split(), 1) for cut in (3, len(name))} | {"sept": 9}


def numbers(word: str, lang: str = "") -> tuple[int, ...]:
    """The months that a word or a number can mean: none, one, or several where languages disagree and `lang` does not decide.

    English comes first, since outlets write its abbreviations in texts of any language.
    """
    if word.isdecimal():
        return (int(word),) if len(word) <= _DIGITS else ()
    name = word.casefold()
    if name not in _KNOWN:
        name = _key(word)
    if name in _KNOWN:
        return (_KNOWN[name],)
    meanings = _table().get(name, {})
    return (meanings[lang],) if lang in meanings else tuple(sorted(set(meanings.values())))


def folded(name: str) -> str:
    """A name as seeds spell it once decoded: composed, of any case, without the mark of an abbreviation."""
    return unicodedata.normalize("NFC", name).casefold().rstrip(".॰")


def _key(name: str) -> str:
    """A name as the table has it: of any width, and with one letter for the dotted and the dotless i, which capitals mix up."""
    return unicodedata.normalize("NFKC", folded(name)).replace("\u0307", "").replace("ı", "i")


@functools.cache
def _table() -> dict[str, dict[str, int]]:
    """Name → language → number; made when the first name that is not English turns up."""
    from builder.seeds.month_names import NAMES  # noqa: PLC0415 - most seeds never need it

    table: dict[str, dict[str, int]] = {}
    for lang, of_language in words.MONTHS.items():
        for name, number in of_language.items():
            table.setdefault(_key(name), {})[lang] = number
    for lang, groups in NAMES.items():
        for number, group in enumerate(groups.split(","), 1):
            for name in group.split("|"):
                table.setdefault(_key(name), {}).setdefault(lang, number)
    return table
