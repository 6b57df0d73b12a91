"""Text that somebody pasted: a title, a date written out in full, the text.

::

    title / [byline] / ``May 4, 2021`` | ``4 May 2021`` | ``2021-05-04``, each with or without ``09:22`` and a zone / text

Months may be of any language. Dates in numbers with slashes are left alone: ``05/04`` is two different days. A line without a
zone is in the archive's own.
"""

from __future__ import annotations

from builder.seeds import dates, zones
from builder.seeds.outlet import Outlet

_TIME = r"(?:,? (?:at )?{clock}(?::\d{2})?(?: (?:{zone}|(?:(?:UTC|GMT) ?)?{offset}))?)?"

MONTH_FIRST = Outlet(name="month-first", date=dates.pattern(r"{month} {day}[,،] {year}" + _TIME), zones=zones.INDONESIA)
DAY_FIRST = Outlet(name="day-first", date=dates.pattern(r"{day}\.? {month} {year}" + _TIME), zones=zones.INDONESIA)
ISO = Outlet(name="iso", date=dates.pattern(r"{year}-{number}-{day}" + _TIME.replace(",? ", "[ T]")), zones=zones.INDONESIA)
