"""A static news-archive site generator: raw article texts in, a searchable site out.

Text flows one way: seeds → records → catalog → pages → files. ``docs/architecture.md`` shows the house.
"""

import zoneinfo

zoneinfo.reset_tzpath(to=())  # time zones come from the tzdata package, so that a build does not depend on the machine's own

__version__ = "0.1.0"
