"""Dates as people write them in records → `Moment`, and the same moment as another zone tells it."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo

from builder.model import Moment


def read(text: str) -> Moment | None:
    """A date, with or without its time, that can be told in every zone; None for anything else."""
    try:
        moment = Moment.parse(text)
    except ValueError:
        try:
            moment = Moment.parse(_iso(text))
        except ValueError:
            return None
    return moment if _is_told_everywhere(moment) else None


def _is_told_everywhere(moment: Moment) -> bool:
    if dt.MINYEAR < moment.day.year < dt.MAXYEAR:
        return True
    try:
        in_zone(moment, dt.UTC)
    except OverflowError:
        return False
    return True


def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """A time zone by its name; None where it is not known."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def in_zone(moment: Moment, there: dt.tzinfo) -> Moment:
    """The same instant in another zone, if it is certain; raises OverflowError where that zone has no such year."""
    if moment.local is None or moment.offset is None:
        return moment
    local = moment.local.astimezone(there)
    return Moment(local.date(), local.time(), local.utcoffset())


def _iso(text: str) -> str:
    """ISO 8601 out of its near relations: a blank before the offset, `Z` or none, a blank for the `T`."""
    text = re.sub(r"\s+(UTC|GMT|Z|[+-]\d\d:?\d\d)$", r"\1", text)
    return re.sub(r"(UTC|GMT)$", "Z", text)
