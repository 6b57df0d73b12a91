"""A paper that says when it was updated: ``Monday, February 21, 2000, updated at 09:31(GMT+8)``.

::

    title / date / text; the text may close with a line ``COPYRIGHT © …``

The day and the time together are when the page was published as it stands; no earlier time is written.
"""

from __future__ import annotations

import re

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="peoples_daily",
    date=dates.pattern(r"(?:{word}, )?{month} {day}, {year},? updated at {clock} ?\((?:GMT|UTC) ?{offset}\)"),
    endings=(re.compile(r"^((?:COPYRIGHT|Copyright)\b.+)$"),),
)
