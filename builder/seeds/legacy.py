"""Code pages from before Unicode: which one a text is in.

The detector says which ones are possible, but takes neighbours for each other (1252, 1250 and 1257 differ in a few letters only).
The language decides, since it shows through a wrong code page too: French is not written in the Baltic one.
"""

from __future__ import annotations

from collections.abc import Iterator

LANGUAGES = {
    "cp1252": "en fr de es pt it nl id ms sw da sv no nb nn fi is ca gl eu af ga sq ha so tl zu",
    "cp1251": "ru uk be bg sr mk kk ky mn tg",
    "cp1256": "ar fa ur ps ug",
    "cp1250": "pl cs sk hu sl hr bs ro sr",
    "cp1254": "tr az ku",
    "cp1253": "el",
    "cp1255": "he",
    "cp1257": "lt lv et",
    "cp1258": "vi",
    "koi8_r": "ru uk bg",
    "gb18030": "zh",
    "big5": "zh",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "euc_kr": "ko",
    "cp874": "th",
    "iso8859_2": "pl cs sk hu sl hr bs ro",
    "mac_roman": "en fr de es pt it nl id ms",
}
"""Code pages, and the languages that were written in each."""

_ANY_BYTE = "cp874"  # Thai has a letter for nearly every byte, so it fits whatever is in another alphabet
_COHERENT = 0.1  # share of the letters that the detector finds as frequent as a language has them


def encoding(sample: bytes) -> str:
    """The name of the code page that `sample` is most likely in; empty where it is in none that is known."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly any seed needs it

    matches = from_bytes(sample, cp_isolation=list(LANGUAGES), preemptive_behaviour=False)
    ranked = sorted(matches, key=lambda match: (match.encoding == _ANY_BYTE, match.coherence < _COHERENT))
    possible = list(dict.fromkeys(name for match in ranked for name in match.could_be_from_charset if name in LANGUAGES))
    return next(_fitting(sample, possible), possible[0] if possible else "")


def _fitting(sample: bytes, possible: list[str]) -> Iterator[str]:
    """Those code pages that the language, read in them, was written in."""
    from py3langid.langid import classify  # noqa: PLC0415

    for name in possible:
        language, _ = classify(sample.decode(name, errors="replace"))
        if language in LANGUAGES[name].split():
            yield name
