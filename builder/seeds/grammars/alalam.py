"""A broadcaster that writes weekday and month in Arabic and its zone in words: ``الجمعة ١٥ ديسمبر ٢٠١٧ - ١٢:٤٣ بتوقيت غرينتش``.

::

    title / date / text
"""

from __future__ import annotations

from builder.seeds import dates
from builder.seeds.outlet import Outlet

GRAMMAR = Outlet(
    name="alalam",
    date=dates.pattern(
        r"(?:{word}[،,]? )?{day} (?P<month>{word}(?: {word})?)[،,]? {year} ?[-–،,] ?{clock} (?P<zone>بتوقيت [^\s.]+(?: [^\s.]+)?)"
    ),
    zones={
        "بتوقيت غرينتش": "UTC",
        "بتوقيت جرينتش": "UTC",
        "بتوقيت غرينيتش": "UTC",
        "بتوقيت طهران": "Asia/Tehran",
        "بتوقيت مكة المكرمة": "Asia/Riyadh",
        "بتوقيت بغداد": "Asia/Baghdad",
        "بتوقيت القدس": "Asia/Jerusalem",
        "بتوقيت بيروت": "Asia/Beirut",
        "بتوقيت دمشق": "Asia/Damascus",
        "بتوقيت القاهرة": "Africa/Cairo",
    },
)
