"""What making a page needs at hand: the catalog, the settings, the words, and the ways to turn rows into views."""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from builder import locales, urls
from builder.catalog import Catalog, Row, Tag
from builder.config import Config
from builder.markup import Markup
from builder.pages.views import Bar, Item, Link, Site, When

LONGEST_GAP = 30
"""Years without articles that a chart shows one by one."""

GAP = "…"

REMEMBERED = 4096
"""Dates, and ways down to them, that are kept ready; bounds the memory of a worker."""


@dataclass(slots=True)
class Context:
    """At hand while pages are made; `words` are the interface's, nested as in `templates/words/en.yaml`."""

    catalog: Catalog
    config: Config
    words: dict[str, Any]
    markup: Markup = field(init=False)
    site: Site = field(init=False)
    entries: dict[Row, bytes] = field(init=False, default_factory=dict)  # kept ready by feeds.py
    _crumbs: dict[tuple[str, tuple[str, ...]], tuple[Link, ...]] = field(init=False, default_factory=dict)
    _whens: dict[tuple[str, str], When] = field(init=False, default_factory=dict)  # an article stands in many lists

    def __post_init__(self) -> None:
        config = self.config
        self.site = Site(
            title=config.title,
            description=config.description,
            lang=config.language,
            dir=locales.direction(config.language),
            base=config.base_url,
            publisher=config.publisher,
            noindex=config.indexing == "noindex",
            searchable=config.search.enabled,
        )
        self.markup = Markup(missing_image=self.words["article"]["image_missing"], lang=self.site.lang, direction=self.site.dir)

    # addresses

    def root(self, page: str) -> str:
        """The relative way from a page to the site's root: `../../`, or empty."""
        return "../" * urls.output_path(page).count("/")

    def canonical(self, address: str) -> str:
        """The full address; empty where the archive has no base."""
        return urls.absolute(self.config.base_url, address)

    def site_root(self) -> str:
        """The absolute path of the site's root on its host, for the one page that is shown at any address."""
        return posixpath.join(urlsplit(self.config.base_url).path or "/", "")

    # texts

    def count(self, number: int, noun: str) -> str:
        """`12 articles`, in the interface's language; `noun` is a key of the words' `counts`."""
        forms = self.words["counts"][noun]
        form = forms.get(locales.plural(number, self.config.language)) or forms["other"]
        return str(form).replace("{n}", locales.number(number, self.config.language))

    def date(self, period: str) -> str:
        """A day, month or year in words; of the undated nothing."""
        return locales.date(period, self.config.language) if period else ""

    def when(self, timestamp: str, zone: str = "") -> When:
        """A date as the catalog keeps it (ISO 8601, or empty)."""
        if len(self._whens) > REMEMBERED:
            self._whens.clear()
        if (timestamp, zone) not in self._whens:
            self._whens[timestamp, zone] = self._when(timestamp, zone)
        return self._whens[timestamp, zone]

    def _when(self, timestamp: str, zone: str) -> When:
        if not timestamp:
            return When(iso="", date="")
        if len(timestamp) == len("2024-06-30"):
            return When(iso=timestamp, date=self.date(timestamp), zone_name=zone)
        return When(
            iso=timestamp,
            date=self.date(timestamp[:10]),
            time=locales.time(timestamp[11:19], self.config.language),
            zone=_zone(timestamp[19:]),
            zone_name=zone,
        )

    # links and lists

    def period(self, period: str, page: str, *, count: int = 0) -> Link:
        """A link to a year, month or day."""
        return Link(text=self.date(period), href=urls.relative(urls.date(period), page), count=count)

    def crumbs(self, page: str, *periods: str) -> tuple[Link, ...]:
        """The way down from home through years and months; the same on all pages in a folder."""
        key = page[: page.rfind("/") + 1], periods
        if key not in self._crumbs:
            if len(self._crumbs) > REMEMBERED:
                self._crumbs.clear()
            home = Link(text=self.words["nav"]["home"], href=urls.relative("", page))
            down = (Link(text=self._crumb(period), href=urls.relative(urls.date(period), page)) for period in periods)
            self._crumbs[key] = (home, *down)
        return self._crumbs[key]

    def _crumb(self, period: str) -> str:
        if len(period) == len("2024-06"):
            return locales.month_name(period, self.config.language)
        return period[8:].lstrip("0") if len(period) == len("2024-06-30") else period

    def item(self, row: Row, page: str, shared: str = "") -> Item:
        """An article as a list shows it."""
        return Item(
            title=row.title,
            titled=bool(row.titled),
            href=urls.relative(row.address, page),
            lang=row.lang,
            dir=locales.direction(row.lang),
            when=self.when(row.timestamp),
            kicker=row.kicker,
            summary=row.summary if row.titled else "",
            source=row.source,
            shared=shared,
        )

    def items(self, rows: Iterable[Row], page: str) -> tuple[Item, ...]:
        """Articles as a list shows them."""
        return tuple(self.item(row, page) for row in rows)

    def tag_link(self, tag: Tag, page: str, *, count: bool = True) -> Link:
        """A link to a tag's page."""
        return Link(text=tag.name, href=urls.relative(urls.tag(tag.slug), page), count=tag.total if count else 0)

    def bars(self, counts: Sequence[tuple[str, int]], page: str | None = None) -> tuple[Bar, ...]:
        """A chart of years or months, linked where a `page` is named; those without articles are there too, with no bar."""
        known = dict(counts)
        most = max(known.values(), default=1)
        return tuple(
            Bar(
                label=self._crumb(period),
                href=urls.relative(urls.date(period), page) if period in known and page is not None else "",
                count=known.get(period, 0),
                share=share(known.get(period, 0), most),
            )
            for period in _span(list(known))
        )

    def shares(self, counts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
        """A chart of other things, as they come."""
        most = max((count for _, count in counts), default=1)
        return tuple(Bar(label=label, href="", count=count, share=share(count, most)) for label, count in counts)


@functools.lru_cache(maxsize=512)
def _zone(end: str) -> str:
    """The zone that the `end` of a time says, such as `+07:00`, in words; empty where it says none."""
    offset = dt.datetime.fromisoformat(f"2000-01-01T00:00:00{end}").utcoffset()
    return "" if offset is None else locales.offset(int(offset.total_seconds()))


def share(count: int, most: int) -> int:
    """`count` as percent of `most`, at least 1 where there is anything."""
    return max(1, round(100 * count / most)) if count else 0


def _span(periods: Sequence[str]) -> list[str]:
    """Every year from the first to the last of some, or every month of one year."""
    if not periods:
        return []
    if len(periods[0]) == len("2024"):
        return list(_years(sorted(map(int, periods))))
    return [f"{periods[0][:4]}-{month:02d}" for month in range(1, 13)]


def _years(known: list[int]) -> Iterator[str]:
    """The years from the first to the last of some; of a long time without any, as one misread date makes it, only a mark."""
    for year, before in zip(known, [known[0], *known], strict=False):
        if year - before > LONGEST_GAP:
            yield GAP
        else:
            yield from (f"{empty:04d}" for empty in range(before + 1, year))
        yield f"{year:04d}"
