"""An agency with the clock before the date and an article number below: ``15:32 - March 03, 2019`` / ``Berita ID: 3472934``.

::

    title / date / number / text; the text may open with ``Teheran, 22. Mai, IRNA –`` and close with ``9478***``

No zone is written, so it is the archive's own. The number identifies the article on its site only; it is page furniture.
"""

from __future__ import annotations

import re

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="irna",
    date=dates.pattern(r"{clock} ?[-–|] ?{month} {day}, {year}"),
    furniture=re.compile(r"(?:[^\W\d_]+ )?(?:ID|Id|id|No\.?|Nr\.?|شماره|کد خبر) ?: ?\d{3,}"),
    endings=(re.compile(r"\s*\b(\d{2,6}\*{2,3}(?:\d{2,6})?)$"),),
)
