"""Date lines: from what an outlet writes to a moment that is exactly as certain as the line, and never a silent guess.

A grammar matches its date line with a `pattern`, and `read` makes a `Dated` of the match. What cannot be used is reported with
its line, and the line is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

from builder.model import Moment
from builder.problems import Problem, warning
from builder.seeds import months, solar, words, zones

YEARS = range(1605, 2101)
"""Years that a newspaper can have: the first one appeared in 1605, and no clock is asked for the last."""

PARTS = {
    "{day}": r"(?P<day>\d{1,2})",
    "{month}": r"(?P<month>[^\W\d_][^\s\d,،]*)",
    "{number}": r"(?P<month>\d{1,2})",
    "{year}": r"(?P<year>\d{4})",
    "{first}": r"(?P<first>\d{1,2})",
    "{second}": r"(?P<second>\d{1,2})",
    "{half}": r"(?P<half>[AaPp])\.?[Mm]\.?",
    "{clock}": r"(?P<hour>\d{1,2})(?:[:.：]| ?h ?|[時时点點시] ?)(?P<minute>\d{2}|\d(?=[分분]))[分분]?",
    "{hours}": rf"(?: ?(?:{'|'.join(words.HOURS)})(?![^\W\d_]))?",
    "{seconds}": r"(?:[:：]\d{2}(?:[.,]\d{1,9})?)?",
    "{place}": r"(?:{zone}|(?:(?:UTC|GMT) ?)?{offset})",
    "{zone}": r"(?P<zone>(?!(?i:[AP]M)\b)[A-Za-z][\w+\-/]*)",
    "{offset}": r"(?P<offset>[+\-−–] ?\d{1,2}(?::?\d{2})?)",
    "{label}": rf"(?i:(?:{'|'.join(words.DATE_LABELS)})(?![^\W\d_]) ?[:：]? ?)",
    "{word}": r"[^\W\d_][^\W\d_'’.]*",
}
"""What a pattern may hold in braces. Digits are those of any script; a month is a word, or a number as `{number}`.
Of `{first}` and `{second}` one is the day and one the month; `{half}` is that of a day in a clock of twelve hours. `{place}` is a
`{zone}` or an `{offset}`; `{seconds}` follow a clock, or do not, and so does the word for `{hours}`; `{label}` says what the
date is of."""

_OFFSET = re.compile(r"(?:(?:UTC|GMT) ?)?([+\-−–]) ?(\d{1,2})(?::?(\d{2}))?")
_THAI, _BUDDHIST = re.compile(r"[\u0e00-\u0e7f]"), 543  # years that Thai calendars are ahead
_THAI_YEARS = range(YEARS.start + _BUDDHIST, YEARS.stop + _BUDDHIST)
_FARTHEST = 14 * 60  # minutes from UTC; no place is farther
_MONTHS = _HALF_DAY = 12
_DIGIT = re.compile(r"\d")
_PERSIAN_DIGITS = re.compile("[\u06f0-\u06f9]+")
_SOLAR = frozenset({"fa", "ps"})
_NUMBERS = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日")
_IDEOGRAPHS = re.compile(  # with no more than a weekday and a half of the day between the day and the time
    r"\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일](?:\D{0,12}\d{1,2} ?[:：時时点點시](?: ?\d{1,2} ?[分분]?)?)?"
)
_YEAR = re.compile(r"\b\d{4}\b")
_CLOCK = re.compile(r"\b\d{1,2}[:：h]\d{2}\b")
_ANY_LABEL = re.compile(rf"(?i:(?:{'|'.join((*words.DATE_LABELS, *words.UPDATE_LABELS))})(?![^\W\d_]) ?[:：]? ?)")
_PARTING = re.compile(rf"\s*[|•·]\s*|[\s,،;]+(?={_ANY_LABEL.pattern})")  # one date from another
_NUMBER = re.compile(r"\d+")
_TOKEN = re.compile(r"[^\s,،.]+")
_LONGEST, _TOKENS, _YEAR_DIGITS = 60, 6, 4  # of a line that is only a date
_HINT = "set `timestamp` in the record by hand; until then it is filed as undated"


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date line says: the moment as far as it is certain, the zone if it is known, the raw line where something is not."""

    moment: Moment | None
    timezone: str = ""
    raw: str = ""
    problems: tuple[Problem, ...] = ()


UNDATED = Dated(None)
"""What a seed without a date line says."""


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression in which `PARTS` stand for themselves: ``{day}/{number}/{year}, {clock} {zone}``.

    A full stop may follow.
    """
    for name, part in PARTS.items():
        text = text.replace(name, part)
    return re.compile(rf"(?:{text})[.。]?", flags)


def read(match: re.Match[str], line: int, *, timezone: str, aliases: Mapping[str, str] | None = None, lang: str = "") -> Dated:
    """Make a `Dated` of a date line matched at index `line`.

    `timezone` is for lines that name no zone, `aliases` translates an outlet's own zone names, and `lang` chooses between
    languages where a month name means different months.
    """
    part = match.groupdict("")
    if part.get("first"):
        part |= _told_apart(part["first"], part["second"])
    written = part.get("zone", "")
    zone = (aliases or {}).get(written) or zones.named(written) or timezone
    day = _day(part, lang)
    if isinstance(day, Problem):
        dated = Dated(None, problems=(day,))
    elif part.get("hour"):
        dated = _timed(day, part, zone)
    else:
        dated = Dated(Moment(day), zone if zones.known(zone) else "")
    if not dated.problems:
        return dated
    problems = tuple(replace(problem, line=line + 1, field="timestamp") for problem in dated.problems)
    return replace(dated, raw=match[0].strip(), problems=problems)


def unread(line: str, index: int) -> Dated:
    """What a line at `index` says that only looks like a date: nothing but that it is there."""
    what, hint = f"`{line}` looks like a date, but cannot be read", "if it is one, set `timestamp` in the record by hand"
    return Dated(None, raw=line, problems=(warning("unread-date", what, line=index + 1, field="timestamp", hint=hint),))


def looks_like_date(line: str) -> bool:
    """Whether a line is nothing but a date, in numbers or in words of any language, perhaps with a weekday, a time and a zone.

    What stands behind a label, such as ``Published:``, may be two dates; so may be what a bar or a label parts.
    """
    if len(line) > _LONGEST * 2 or not _DIGIT.search(line):
        return False
    if _is_date(line):
        return True
    parts = [part for part in _PARTING.split(line) if part]
    return len(parts) > 1 and all(map(_is_date, parts))


def _is_date(line: str) -> bool:
    """Whether a line, or the part of one, is nothing but a date, with or without a label."""
    label = _ANY_LABEL.match(line)
    text = line[label.end() :] if label else line
    if len(text) > _LONGEST:
        return False
    if _NUMBERS.fullmatch(text) or _IDEOGRAPHS.fullmatch(text):
        return True
    tokens = _TOKEN.findall(text)
    most = _TOKENS * 2 if label else _TOKENS
    named = any(map(_names_month, tokens))
    if has_clock(text):
        return len(tokens) <= most + 2 and (named or bool(_NUMBERS.search(text)))
    sizes = [len(match[0]) for token in tokens if (match := _NUMBER.match(token))]
    return named and len(tokens) <= most and _YEAR_DIGITS in sizes and min(sizes) < _YEAR_DIGITS


def opens_with_date(line: str) -> bool:
    """Whether a line looks like a date, begins as one and has a time of day, so that it is no title that ends in a date."""
    if not (has_clock(line) and looks_like_date(line)):
        return False
    first = _TOKEN.match(line)
    return bool(_ANY_LABEL.match(line) or (first and (_NUMBER.match(first[0]) or _names_month(first[0]))))


def has_clock(line: str) -> bool:
    """Whether a line names a time of day."""
    return bool(_CLOCK.search(line))


def _names_month(token: str) -> bool:
    return not token.isdecimal() and bool(months.numbers(token) or solar.month(token))


def modified(text: str) -> dt.datetime | None:
    """The instant of a last-modified line, in its RFC or its ISO form, in UTC; None for anything else, and without a zone."""
    text = text if text.isascii() else _DIGIT.sub(lambda digit: str(int(digit[0])), text)
    try:
        stamp = _rfc(text) if text[:1].isalpha() else dt.datetime.fromisoformat(text)
        return stamp.astimezone(dt.UTC) if stamp.tzinfo and stamp.year in YEARS else None
    except (ValueError, OverflowError):
        return None


def _rfc(text: str) -> dt.datetime:
    """`Sun, 30 Jun 2024 03:25:09 GMT`, naive where the zone is unknown; the standard library reads years of two digits too."""
    stamp = parsedate_to_datetime(text)
    year = _YEAR.search(text)
    if not year or int(year[0]) != stamp.year:
        raise ValueError(text)
    if stamp.tzinfo:
        return stamp
    name = text[text.rindex(" ") + 1 :]
    zone = zones.named(name)
    distance = zones.offset(zone, stamp)[0] if zones.known(zone) else None
    return stamp if distance is None else stamp.replace(tzinfo=dt.timezone(distance))


def _day(part: Mapping[str, str], lang: str) -> dt.date | Problem:
    """The day, or why there is none."""
    if not part.get("year") or not part["day"]:
        return _no_day(part)
    year, day = int(part["year"]), int(part["day"])
    if year in solar.YEARS and (month := _solar_month(part, lang)):
        return _dated(solar.date, year, month, day)
    if year in _THAI_YEARS and _THAI.match(part["month"]):
        year -= _BUDDHIST
    found = months.numbers(part["month"], lang)
    if not found:
        return _unusable("unknown-month", f"`{part['month']}` is no month")
    if len(found) > 1:
        return _unusable("ambiguous-month", f"`{part['month']}` means different months in different languages")
    if year not in YEARS:
        return _unusable("far-date", f"the year {year} is no year of a newspaper")
    return _dated(dt.date, year, found[0], day)


def _solar_month(part: Mapping[str, str], lang: str) -> int:
    """The number of a solar month; 0 where it is none, or a number that may be of another calendar.

    Years in numbers are the solar ones in Persian, Dari and Pashto, and in Persian digits unless another language is known.
    """
    if not part["month"].isdecimal():
        return solar.month(part["month"])
    certain = lang in _SOLAR or (not lang and _PERSIAN_DIGITS.fullmatch(part["year"]))
    month = int(part["month"])
    return month if certain and int(part["year"]) in solar.NUMBERED and 1 <= month <= _MONTHS else 0


def _no_day(part: Mapping[str, str]) -> Problem:
    """Why a date line names no day: it has no year, or two numbers that may each be the month."""
    if not part.get("year"):
        return _unusable("no-year", "the date names no year")
    what = f"`{part['first']}` and `{part['second']}` may each be the month, so the date is two different days"
    return _unusable("ambiguous-date", what)


def _told_apart(first: str, second: str) -> Mapping[str, str]:
    """Day and month of two numbers in an order that nobody knows; no day where it matters."""
    if int(first) > _MONTHS or first == second:
        return {"day": first, "month": second}
    return {"day": second if int(second) > _MONTHS else "", "month": first}


def _dated(calendar: Callable[[int, int, int], dt.date], year: int, month: int, day: int) -> dt.date | Problem:
    try:
        return calendar(year, month, day)
    except ValueError:
        return _unusable("impossible-date", f"there is no day {day} of month {month} in {year}")


def _timed(day: dt.date, part: Mapping[str, str], zone: str) -> Dated:
    """The moment of a local day and time in a zone, or at the offset that the line itself gives."""
    try:
        time = dt.time(_hour(int(part["hour"]), part.get("half", "").upper()), int(part["minute"]))
    except ValueError:
        return Dated(None, problems=(_unusable("impossible-date", f"no clock shows {part['hour']}:{part['minute']}"),))
    stated = part.get("offset") or (zone if _OFFSET.fullmatch(zone) else "")
    if stated:
        distance = _offset(stated)
        return Dated(Moment(day, time, distance), problems=() if distance is not None else (_unknown_zone(stated),))
    if not zones.known(zone):
        return Dated(Moment(day, time), problems=(_unknown_zone(zone),))
    distance, problems = zones.offset(zone, dt.datetime.combine(day, time))
    return Dated(Moment(day, time, distance), zone, problems=tuple(problems))


def _hour(hour: int, half: str) -> int:
    """An hour of the day, from a clock of 24 hours or (`half` is A or P) of 12, which raises ValueError if it shows none such."""
    if not half:
        return hour
    if not 1 <= hour <= _HALF_DAY:
        raise ValueError(hour)
    return hour % _HALF_DAY + (_HALF_DAY if half == "P" else 0)


def _offset(text: str) -> dt.timedelta | None:
    """`+04:00`, `+0400`, `GMT+8` or `-3` as a distance; None where no place on Earth has it."""
    match = _OFFSET.fullmatch(text)
    minutes = int(match[2]) * 60 + int(match[3] or 0) if match else _FARTHEST + 1
    if match is None or minutes > _FARTHEST:
        return None
    return dt.timedelta(minutes=minutes if match[1] == "+" else -minutes)


def _unusable(kind: str, what: str) -> Problem:
    return warning(kind, what, hint=_HINT)


def _unknown_zone(name: str) -> Problem:
    what = f"`{name}` is no time zone that is known, so the local time is kept and no instant is claimed"
    return warning("unknown-zone", what, hint="set `timezone` and the offset of `timestamp` in the record by hand")
