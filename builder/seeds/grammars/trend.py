"""An agency with the section before the date and the offset in words: ``Politics Materials 23 August 2015 19:37 (UTC +04:00)``.

::

    title / [section words] date / text

The offset is what the line says; no zone is concluded from it.
"""

from __future__ import annotations

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="trend",
    date=dates.pattern(r"(?:{word} ){0,5}{day} {month} {year},? {clock} ?\((?:UTC|GMT) ?{offset}\)"),
)
