"""What is known about words beforehand, by language: from CLDR, `stopwordsiso`, and short lists of our own."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from babel import Locale, UnknownLocaleError

from builder.seeds import month_names
from builder.tagging import lists
from builder.tagging.generic import GENERIC

_MANY = 2**16

Kind = TypeVar("Kind")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Words:
    """What is known of one language; there is one object for each, so it is compared by identity.

    All sets are in lower case. `common` are stop words of our own, which acronyms may be too; `generic` words say little by
    themselves; `roles` say what somebody is, the `ranks` among them also inside a run of capitals, and `office` by their form;
    `fields` are what offices are for. `verb` matches verbs, `sure_verb` those that no name looks like. `places` leads from a
    written form to the name of the place.
    """

    lang: str
    cased: bool
    stop: frozenset[str]
    common: frozenset[str]
    generic: frozenset[str]
    verb: re.Pattern[str] | None
    sure_verb: re.Pattern[str] | None
    polity: frozenset[str]
    hung_on: re.Pattern[str] | None
    roles: frozenset[str]
    ranks: frozenset[str]
    office: re.Pattern[str] | None
    fields: frozenset[str]
    calendar: frozenset[str]
    particles: tuple[str, ...]
    places: Mapping[str, str]


class Memo(dict[str, Kind], Generic[Kind]):
    """What a function says of a word, asked once for each; it forgets everything when that has become a lot."""

    def __init__(self, ask: Callable[[str], Kind]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Kind:
        if len(self) >= _MANY:
            self.clear()
        self[word] = said = self._ask(word)
        return said


@functools.lru_cache(maxsize=64)
def words_of(lang: str) -> Words:
    """What is known of the language `lang` (without its region); of one that nobody lists, little but its script."""
    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        locale = None
    return Words(
        lang=lang,
        cased=lang not in lists.UNCASED,
        stop=_stop(lang),
        common=frozenset(lists.COMMON.get(lang, "").split()),
        generic=GENERIC.get(lang, frozenset()),
        verb=lists.VERB.get(lang),
        sure_verb=lists.SURE_VERB.get(lang),
        polity=lists.POLITY,
        hung_on=lists.HUNG_ON.get(lang),
        roles=frozenset(f"{lists.ROLES.get(lang, '')} {lists.RANKS.get(lang, '')}".split()),
        ranks=frozenset(lists.RANKS.get(lang, "").split()),
        office=lists.OFFICE.get(lang),
        fields=frozenset(lists.FIELDS.get(lang, "").split()),
        calendar=_calendar(lang, locale) if locale else frozenset(),
        particles=(*lists.MORE_PARTICLES.get(lang, ()), *(() if lang == "de" else lists.PARTICLES)),
        places=_places(lang, locale) if locale else {},
    )


def _stop(lang: str) -> frozenset[str]:
    import stopwordsiso  # noqa: PLC0415 - it reads the words of all languages, which takes a while

    listed = stopwordsiso.stopwords(lang) if stopwordsiso.has_lang(lang) else set()
    return frozenset(word.lower() for word in listed) | frozenset(lists.COMMON.get(lang, "").split())


def _calendar(lang: str, locale: Locale) -> frozenset[str]:
    """Months and days, written out and short."""
    months = {name for group in month_names.NAMES.get(lang, "").split(",") for name in group.split("|") if name}
    days = (name for width in ("wide", "abbreviated") for name in locale.days["format"].get(width, {}).values())
    return frozenset(months | {name.lower().strip(".") for name in days})


def _places(lang: str, locale: Locale) -> dict[str, str]:
    """Countries, the cities that time zones are named after, and places of our own lists."""
    more = [" ".join(name.split()) for name in lists.MORE_PLACES.get(lang, "").split(",")]
    places = {name: name for name in (*_cities(locale), *more) if len(name) > 1}
    countries = {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004
    places |= {name: name for name in countries.values()}
    places |= {short: countries[code] for short, code in lists.SHORT.get(lang, {}).items() if code in countries}
    return places


def _cities(locale: Locale) -> Iterable[str]:
    latin = re.compile(r"[^\u0370-\uffff]+")
    if latin.fullmatch(locale.get_display_name() or ""):
        for zone in map(str, Locale("ru").time_zones):  # a language of another script names every zone
            area, _, city = zone.rpartition("/")
            if area.partition("/")[0] in {"Africa", "America", "Asia", "Australia", "Europe", "Pacific"}:
                yield locale.time_zones.get(zone, {}).get("city") or city.replace("_", " ")
    else:
        yield from filter(None, (entry.get("city") for entry in locale.time_zones.values()))
