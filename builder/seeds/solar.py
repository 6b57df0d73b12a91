"""The solar calendar of Iran and Afghanistan: ``۱۲ مرداد ۱۴۰۲`` is 3 August 2023.

Its year begins at the equinox of spring. For the years 1178 to 1633 a cycle of 33 years, 8 of them leap years, falls on the same
days as the astronomers' calendar, and newspapers have no others.
"""

from __future__ import annotations

import datetime as dt

YEARS = range(1200, 1480)
"""Solar years that a newspaper can have (1821 to 2101); a Gregorian one is never among them."""

NUMBERED = range(1300, 1451)
"""Solar years of dates in numbers alone (1921 to 2072), which do not say of which calendar they are."""

_NAMES = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",  # of Afghanistan
)
_SPELT = {"امرداد": 5, "ابان": 8, "اذر": 9}
_MONTHS = {name: number for names in _NAMES for number, name in enumerate(names.split(), 1)} | _SPELT
_ARABIC = str.maketrans("يىك", "ییک")  # letters that a keyboard for Arabic writes instead
_BEFORE_YEAR_ONE = dt.date(622, 3, 21)


def month(name: str) -> int:
    """The number of a month; 0 for a word that is none."""
    return _MONTHS.get(name.translate(_ARABIC), 0)


def date(year: int, number: int, day: int) -> dt.date:
    """The Gregorian date of a solar one; raises ValueError for a day that its month does not have."""
    first = _first_day(year, number)
    following = _first_day(year, number + 1) if number < 12 else _first_day(year + 1, 1)  # noqa: PLR2004 - months
    if not 1 <= day <= (following - first).days:
        raise ValueError(day)
    return first + dt.timedelta(day - 1)


def _first_day(year: int, number: int) -> dt.date:
    """Six months of 31 days, then months of 30, the last of which ends with the year."""
    leaps = (8 * year + 21) // 33
    return _BEFORE_YEAR_ONE + dt.timedelta(365 * (year - 1) + leaps + min(number - 1, 6) * 31 + max(number - 7, 0) * 30)
