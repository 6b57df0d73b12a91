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
    name = _folded(word)
    if name in _KNOWN:
        return (_KNOWN[name],)
    meanings = _table().get(name, {})
    return (meanings[lang],) if lang in meanings else tuple(sorted(set(meanings.values())))


def _folded(name: str) -> str:
    """A name as seeds spell it once decoded: composed, of any case, without the mark of an abbreviation."""
    return unicodedata.normalize("NFC", name).casefold().rstrip(".॰")


@functools.cache
def _table() -> dict[str, dict[str, int]]:
    """Name → language → number; built when the first name that is not English turns up."""
    from babel import Locale  # noqa: PLC0415 - most seeds never need it

    table: dict[str, dict[str, int]] = {}
    for lang, names in words.MONTHS.items():
        for name, number in names.items():
            table.setdefault(_folded(name), {})[lang] = number
    for code in sorted(words.LANGUAGES) + list(words.REGIONS):
        months = Locale.parse(code).months
        for names in (months[context][width] for context in ("format", "stand-alone") for width in ("abbreviated", "wide")):
            for number, name in names.items():
                table.setdefault(_folded(name), {}).setdefault(code.partition("_")[0], number)
    return table
