"""Languages as pages need them: direction, names, dates and numbers as their readers write them (CLDR, through Babel)."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "ks", "ku-arab", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)

# In Babel 2.18 the first locale that is asked for its names of months standing alone lends them to every locale that has none of
# its own, so a page would show names by what was asked for before. Asking for the root's first makes the loan recognisable.
_NOBODYS = Locale("root").months["stand-alone"]["wide"]


_CODE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3})?(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.ASCII | re.IGNORECASE,
)


@functools.lru_cache(maxsize=512)
def is_code(text: str) -> bool:
    """Whether a text is the code of a language (BCP 47, such as `id`, `pt-BR`, `zh-Hant`), all parts of which CLDR knows."""
    match = _CODE.fullmatch(text)
    if not match:
        return False
    language, script, territory = match["language"].lower(), match["script"], match["territory"]
    return (
        _is_language(language)
        and (not script or script.title() in locale("en").scripts)
        and (not territory or territory.upper() in locale("en").territories)
    )


def _is_language(code: str) -> bool:
    return code in get_global("likely_subtags") or code in get_global("language_aliases") or code in locale("en").languages


def remedy(text: str) -> str:
    """What to write for a text that is no code."""
    code = _meant(text)
    return f"did you mean `{code}`?" if code else "use one such as id, en or pt-BR"


@functools.lru_cache(maxsize=512)
def _meant(text: str) -> str:
    """The code that was perhaps meant, by a language's English name or a country's code; may be empty."""
    if is_code(code := text.replace("_", "-")):
        return code
    codes = {name.casefold(): code for code, name in sorted(locale("en").languages.items(), reverse=True)}
    near = difflib.get_close_matches(text.casefold(), codes, n=1, cutoff=0.85)
    return codes[near[0]] if near else _spoken(text.upper())


@functools.lru_cache(maxsize=512)
def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    code = lang.lower()
    return "rtl" if code.split("-")[0] in _RIGHT_TO_LEFT or code in _RIGHT_TO_LEFT or "-arab" in code else "ltr"


@functools.lru_cache(maxsize=512)
def script(lang: str) -> str:
    """The script of a language (`zh-TW`: `Hant`): the one that its code names, or most of its writers'; empty if not known."""
    language, territory, named = _subtags(lang)
    likely = get_global("likely_subtags")
    return named or (likely.get(f"{language}_{territory}") or likely.get(language, "__")).split("_")[1]


def _subtags(lang: str) -> tuple[str, str, str]:
    """Language, country and script that a code names, each empty where it names none, all where it is no code."""
    try:
        language, territory, named, *_ = parse_locale(lang, sep="-")
    except ValueError:
        return "", "", ""
    return language, territory or "", named or ""


@functools.cache
def locale(lang: str) -> Locale:
    """The nearest locale that CLDR knows; English where it knows none."""
    for code in (lang, lang.partition("-")[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


@functools.lru_cache(maxsize=1024)
def spoken_in(zone: str) -> str:
    """The language that most people speak in the country of a time zone (`Asia/Jakarta`: `id`); empty where that is not known."""
    return _spoken(get_global("zone_territories").get(zone, ""))


def _spoken(country: str) -> str:
    return str(get_global("likely_subtags").get(f"und_{country}", "")).partition("_")[0]


@functools.lru_cache(maxsize=512)
def with_territory(lang: str) -> str:
    """A language with a country, as OpenGraph wants it (`id_ID`): its own, or most speakers'; empty if not known."""
    language, territory, named = _subtags(lang)
    likely = get_global("likely_subtags")
    country = territory or (likely.get(f"{language}_{named}") or likely.get(language, "")).rpartition("_")[2]
    return f"{language}_{country}" if country.isalpha() and language != "und" else ""


def name(lang: str, inside: str) -> str:
    """The name of a language in another (`inside`); its code where there is none."""
    return locale(inside).languages.get(lang) or locale(inside).languages.get(lang.partition("-")[0]) or lang


@functools.lru_cache(maxsize=8192)
def date(day: str, lang: str) -> str:
    """A day (`2024-06-30`), month (`2024-06`) or year (`2024`) in words."""
    if len(day) == len("2024"):
        return day
    if len(day) == len("2024-06"):
        return format_skeleton("yMMMM", dt.date.fromisoformat(f"{day}-01"), locale=locale(lang))
    return format_date(dt.date.fromisoformat(day), "long", locale=locale(lang))


@functools.lru_cache(maxsize=2048)
def weekday_date(day: str, lang: str) -> str:
    """A day in words, its weekday first."""
    return format_date(dt.date.fromisoformat(day), "full", locale=locale(lang))


@functools.lru_cache(maxsize=256)
def month_name(month: str, lang: str) -> str:
    """The name of a month (`2024-06`), without its year."""
    months = locale(lang).months
    names = months["stand-alone"]["wide"]
    return str((months["format"]["wide"] if names == _NOBODYS else names)[int(month[5:])])


@functools.lru_cache(maxsize=2048)
def time(clock: str, lang: str) -> str:
    """A time of day (`10:25:00`) as the language writes it."""
    return format_time(dt.time.fromisoformat(clock), "short", locale=locale(lang))


@functools.lru_cache(maxsize=512)
def offset(seconds: int) -> str:
    """A distance from UTC: `UTC+7`, `UTC-3:30`, `UTC`."""
    if not seconds:
        return "UTC"
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"UTC{'+' if seconds > 0 else '−'}{hours}{f':{minutes:02d}' if minutes else ''}"


@functools.lru_cache(maxsize=4096)
def number(value: int, lang: str) -> str:
    """A whole number as the language writes it."""
    return format_decimal(value, locale=locale(lang))


@functools.lru_cache(maxsize=4096)
def plural(value: int, lang: str) -> str:
    """CLDR's plural category of a number: `one`, `other`, …."""
    return locale(lang).plural_form(value)


def weekdays(lang: str) -> tuple[tuple[str, str], ...]:
    """The days of a week, (short, full), from the one on which the language's weeks begin."""
    days = locale(lang).days["format"]  # Babel shares stand-alone names between locales, by the order of asking
    first = locale(lang).first_week_day
    order = [(first + n) % 7 for n in range(7)]
    return tuple((days["abbreviated"][n], days["wide"][n]) for n in order)


def first_weekday(lang: str) -> int:
    """The day on which the language's weeks begin; Monday is 0."""
    return int(locale(lang).first_week_day)
