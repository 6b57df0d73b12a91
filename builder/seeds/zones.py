"""Time zones: which names are known, and what a local time in one of them is worth.

The `tzdata` package decides and not the machine, so that every machine gives the same archive: `builder/__init__.py` sees to it.
"""

from __future__ import annotations

import datetime as dt
import functools
import zoneinfo

from builder.problems import Problem, warning

ABBREVIATIONS = {"Z": "UTC", "WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""Those that mean one zone and no other, in capitals: ISO's, and the ones that Indonesian papers use."""

_MINUTE = 60  # seconds
_HINT = "write the timestamp with its offset in the record, if you know it"


def named(text: str) -> str:
    """The IANA name that an abbreviation stands for, in any case; any other text as it is."""
    return ABBREVIATIONS.get(text.upper(), text)


def known(name: str) -> bool:
    """Whether `name` is an IANA name, in exactly its own spelling."""
    return name in _names()


def offset(name: str, local: dt.datetime) -> tuple[dt.timedelta | None, list[Problem]]:
    """How far `local` (naive) in a known zone is from UTC.

    None, with the reason, where a clock change leaves it open, and where it was no whole minutes, as with all clocks that went
    by the sun: each town had its own time then, what is known is that of the zone's namesake, and no format can write it.
    """
    zone = _zone(name)
    first, second = local.replace(tzinfo=zone, fold=0).utcoffset(), local.replace(tzinfo=zone, fold=1).utcoffset()
    if first == second:
        if first is None or not first.seconds % _MINUTE:
            return first, []
        what = f"the clocks of {name} were no whole minutes from UTC on {local:%Y-%m-%d}, so none is written"
        return None, [warning("odd-offset", what, hint=_HINT)]
    skipped = first is not None and second is not None and first < second
    kind, verb = ("skipped-time", "skipped") if skipped else ("repeated-time", "repeated")
    what = f"the clocks of {name} {verb} {local:%Y-%m-%d %H:%M}, so no instant is certain"
    return None, [warning(kind, what, hint=_HINT)]


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones() - {"Factory"})  # what a machine has before anybody sets its zone


@functools.cache
def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)
