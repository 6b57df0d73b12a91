"""An agency that writes no year: ``March 02, 11:02 UTC+3 MOSCOW``.

::

    title / date / text; the text may open with ``MOSCOW, March 2. /TASS/.``

Without a year there is no date. None is guessed: the article is undated, the line is kept, and a person can complete it.
"""

from __future__ import annotations

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="tass",
    date=dates.pattern(r"{month} {day},(?: {year},)? {clock} UTC ?{offset}(?: {word}){0,3}"),
)
