"""Dates as outlets write them: month names of many languages, digits of all scripts, and never a silent guess.

A grammar matches its date line with a pattern that has some of the groups `year`, `month` (a name or a number), `day`, `hour`,
`minute`, `zone` (a name) and `offset` (``+04:00``, ``+8``); `read` makes a `Dated` of the match. What cannot be used is reported
with its line, and the line is kept.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

from builder.model import Moment
from builder.problems import Problem, warning
from builder.seeds import zones

YEARS = range(1605, 2101)
"""Years that a newspaper can have: the first one appeared in 1605, and no clock is asked for the last."""

_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTHS = {name[:length]: number for number, name in enumerate(_ENGLISH, 1) for length in (3, len(name))} | {"sept": 9}
_SPELLINGS = {
    "mrz": 3, "peb": 2, "pebruari": 2, "agt": 8, "agust": 8, "agts": 8, "nop": 11, "nopember": 11, "jänner": 1, "feber": 2,
}  # fmt: skip
"""Names that papers use and CLDR does not list."""
_LANGUAGES = (
    "af am ar ar_DZ ar_IQ ar_LB ar_MA ar_SY ar_TN as az be bg bn bs bs_Cyrl ca cs cy da de el eo es et eu fa fa_AF fi fil fr ga gl gu ha he hi hr "
    "hu hy id is it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my nb ne nl nn or pa pl ps pt ro ru rw sd si sk sl so sq sr sr_Latn sv "
    "sw ta te tg th tk tr ug uk ur uz uz_Cyrl vi yo zh zh_Hant zu"
)
_OFFSET = re.compile(r"([+\-−–]?)\s*(\d{1,2})(?::?(\d{2}))?")
_HINT = "set `timestamp` in the record by hand; until then it is filed as undated"


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date line says: the moment as far as it is certain, the zone if it is known, the raw line where something is not."""

    moment: Moment | None
    timezone: str = ""
    raw: str = ""
    problems: tuple[Problem, ...] = ()


def read(match: re.Match[str], line: int, *, timezone: str, aliases: Mapping[str, str] | None = None, lang: str = "") -> Dated:
    """Make a `Dated` of a date line matched at index `line`.

    `timezone` is for lines that name no zone, `aliases` translates an outlet's own zone names, and `lang` chooses between
    languages where a month name means different months.
    """
    part = match.groupdict("")
    day, problem = _day(part, lang)
    if problem or day is None:
        return _placed(Dated(None, problems=(problem,) if problem else ()), match, line)
    if not part.get("hour"):
        return Dated(Moment(day), _zone_of(part, aliases, timezone))
    try:
        time = dt.time(int(part["hour"]), int(part["minute"]), int(part.get("second") or 0))
    except ValueError:
        return _placed(_refused("impossible-date", f"no clock shows {part['hour']}:{part['minute']}"), match, line)
    return _placed(_instant(day, time, part, _zone_of(part, aliases, timezone)), match, line)


def modified(text: str) -> dt.datetime | None:
    """The instant of a last-modified line, in its RFC or its ISO form; None for anything else."""
    try:
        stamp = parsedate_to_datetime(text) if text[:1].isalpha() else dt.datetime.fromisoformat(text)
        return stamp.astimezone(dt.UTC) if stamp.tzinfo else stamp.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return None


def months(word: str, lang: str = "") -> tuple[int, ...]:
    """The months that a name can mean: none, one, or several where languages disagree and `lang` does not decide.

    English comes first, since outlets write its abbreviations in texts of any language.
    """
    if word.isdecimal():
        return (int(word),)
    name = word.casefold().rstrip(".")
    if name in _MONTHS:
        return (_MONTHS[name],)
    meanings = _all_months().get(name, {})
    if lang in meanings:
        return (meanings[lang],)
    return tuple(sorted(set(meanings.values())))


def _day(part: Mapping[str, str], lang: str) -> tuple[dt.date | None, Problem | None]:
    """The day, or why there is none."""
    if not part.get("year"):
        return None, warning("no-year", "the date names no year", hint=_HINT)
    found = months(part["month"], lang)
    if len(found) != 1:
        kind, verb = ("ambiguous-month", "means different months in different languages") if found else ("unknown-month", "is no month")
        return None, warning(kind, f"`{part['month']}` {verb}", hint=_HINT)
    year, day = int(part["year"]), int(part["day"])
    try:
        date = dt.date(year, found[0], day)
    except ValueError:
        return None, warning("impossible-date", f"there is no day {day} of month {found[0]} in {year}", hint=_HINT)
    if year not in YEARS:
        return None, warning("far-date", f"the year {year} is no year of a newspaper", hint=_HINT)
    return date, None


def _instant(day: dt.date, time: dt.time, part: Mapping[str, str], zone: str) -> Dated:
    """The moment of a local day and time in a zone, or at an offset that the line itself gives."""
    if part.get("offset"):
        return Dated(Moment(day, time, _offset(part["offset"])))
    if not zones.known(zone):
        what = f"`{zone}` is no time zone that is known, so the local time is kept and no instant claimed"
        return Dated(Moment(day, time), problems=(warning("unknown-zone", what, hint="set `timezone` in the record by hand"),))
    distance, problems = zones.offset(zone, dt.datetime.combine(day, time))
    return Dated(Moment(day, time, distance), zone, problems=tuple(problems))


def _offset(text: str) -> dt.timedelta | None:
    """`+04:00`, `+0400`, `+8` or `-3` as a distance; None where it is no possible one."""
    match = _OFFSET.fullmatch(text.strip())
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return dt.timedelta(minutes=-minutes if match[1] in "-−–" and match[1] else minutes) if minutes <= 14 * 60 else None


def _zone_of(part: Mapping[str, str], aliases: Mapping[str, str] | None, timezone: str) -> str:
    name = part.get("zone", "")
    return (aliases or {}).get(name, name) or ("" if part.get("offset") else timezone)


def _refused(kind: str, what: str) -> Dated:
    return Dated(None, problems=(warning(kind, what, hint=_HINT),))


def _placed(dated: Dated, match: re.Match[str], line: int) -> Dated:
    """Give the problems their line and keep the raw line beside them."""
    if not dated.problems:
        return dated
    problems = tuple(replace(problem, line=line + 1, field="timestamp") for problem in dated.problems)
    return replace(dated, raw=match[0].strip(), problems=problems)


@functools.cache
def _all_months() -> dict[str, dict[str, int]]:
    """Month name → language → number, from CLDR; built when the first name that is not English turns up."""
    from babel import Locale  # noqa: PLC0415 - most seeds never need it

    table: dict[str, dict[str, int]] = {name: {"": number} for name, number in _SPELLINGS.items()}
    for code in _LANGUAGES.split():
        locale = Locale.parse(code)
        for names in (locale.months[context][width] for context in ("format", "stand-alone") for width in ("abbreviated", "wide")):
            for number, name in names.items():
                table.setdefault(name.casefold().rstrip("."), {}).setdefault(code.partition("_")[0], number)
    return table
