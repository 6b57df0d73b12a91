"""Takes the names of months out of CLDR: ``python tests/months.py`` writes `builder/seeds/month_names.py`; ``--check`` compares.

The names are kept in the program, and not read at run time, because Babel loads everything that it knows of eighty languages to
give their months, which takes a quarter of a second and 85 MB in every worker. And in Babel 2.18 a locale that has no names of
its own gives those of whichever locale was asked before, so here each is asked for in a copy of its own.
"""

from __future__ import annotations

import copy
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from babel import Locale, localedata

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from builder.seeds import months, words  # noqa: E402 - a script finds the program only now

MODULE = ROOT / "builder" / "seeds" / "month_names.py"
REGIONS = ("ar_DZ", "ar_IQ", "ar_LB", "ar_MA", "ar_SY", "ar_TN", "bs_Cyrl", "fa_AF", "sr_Latn", "uz_Cyrl", "zh_Hant")
"""Variants whose month names differ from their language's."""

_PLACEHOLDER = re.compile(r"m?\d+")  # what CLDR writes where it has no name

TOP = '''# ruff: noqa: E501 - a table of words
"""Names of months by language, from the CLDR of Babel {version}; written by ``python tests/months.py``, not by hand.

For each language twelve groups, parted by commas; names of one month are parted by bars. All are folded as `months` folds them.
What CLDR lacks stands in `words.MONTHS`.
"""

NAMES = {{
{lines}
}}
'''


def names(code: str) -> Iterator[tuple[int, str]]:
    """Number and name of each month of a locale, as it writes them in dates and alone, long and short."""
    known = localedata.load(str(Locale.parse(code)))
    listed = localedata.LocaleDataDict({"months": copy.deepcopy(known["months"])})["months"]
    for of_width in (listed[context][width] for context in ("format", "stand-alone") for width in ("abbreviated", "wide")):
        for number, name in of_width.items():
            folded = months.folded(name)
            if not _PLACEHOLDER.fullmatch(folded):
                yield number, folded


def rendered() -> str:
    """The module as it has to be."""
    table: dict[str, list[dict[str, None]]] = {}
    for code in sorted(words.LANGUAGES) + list(REGIONS):
        of_language = table.setdefault(code.partition("_")[0], [{} for _ in range(12)])
        for number, name in names(code):
            of_language[number - 1][name] = None
    lines = "\n".join(f'    "{lang}": "{",".join("|".join(group) for group in groups)}",' for lang, groups in table.items())
    return TOP.format(version=version("babel"), lines=lines)


def main() -> int:
    """Write the module, or say whether it is as it has to be."""
    if "--check" in sys.argv:
        return int(MODULE.read_text(encoding="utf-8") != rendered())
    MODULE.write_text(rendered(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
