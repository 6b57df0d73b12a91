"""Papers that name the weekday first: ``Senin, 11 Des 2017 10:19 WIB``, or the day alone, ``Sabtu, 16 April 1988``.

::

    title / [byline] / date / text; the text may close with the initials of writer and editor, ``(imk/fjp)``

The weekday is not compared with the date. A line without a clock time gives a day alone; one without a zone is in the
archive's own.
"""

from __future__ import annotations

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="weekday",
    date=dates.pattern(r"{word}['’]?{word}?, ?{day}\.? {month} {year}(?:,? (?:\| )?{clock}{hours}(?: {place})?)?"),
)
