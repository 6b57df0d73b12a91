"""A paper that names itself before its day-first date: ``Kompas.com - 23/10/2023, 13:21 WIB``.

::

    title / date / text; the text may open with ``KOTA, KOMPAS.com -`` and close with ``Editor: Name``
"""

from __future__ import annotations

import re

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="kompas",
    source="Kompas.com",
    date=dates.pattern(r"kompas\.com ?[-–,] ?{day}/{number}/{year},? {clock} (?P<zone>WIB|WITA|WIT)", re.IGNORECASE),
    endings=(re.compile(r"(?:^|\s)(Editor ?: ?[^.:]{2,60})$"),),
)
