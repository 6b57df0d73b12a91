"""Years, months, days, and the articles whose date is not known."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from builder import locales, urls
from builder.catalog import Listing
from builder.pages import lists
from builder.pages.context import Context
from builder.pages.page import Draft, Stale
from builder.pages.views import Cell, DayPage, Link, ListPage, MonthPage, MonthRow, YearPage

LEVELS = 4
"""How many shades of a day a calendar has, none apart."""

TOP_TAGS = 12


def day(context: Context, day: str, stale: Stale) -> Iterator[Draft]:
    """A day's articles, in time order."""
    listing = _of(context, day)
    if not listing.total:
        return
    paged = lists.Paged(urls.date(day), "day.html", lambda part: _day_page(context, day, part))
    yield from lists.drafts(context, listing, paged, stale)


def _day_page(context: Context, day: str, part: lists.Slice) -> DayPage:
    newest = part.pager.number is None
    earlier, later = _neighbours(context, day, part.address) if newest else (None, None)
    title = locales.weekday_date(day, context.config.language)
    return DayPage(
        title=title,
        description=title,
        root=context.root(part.address),
        canonical=part.canonical(context, urls.date(day)),
        section="dates",
        crumbs=context.crumbs(part.address, day[:4], day[:7]),
        date=day,
        items=context.items(part.rows, part.address),
        earlier=earlier,
        later=later,
        anniversaries=_anniversaries(context, day, part.address) if newest else (),
        pager=part.pager,
    )


def _anniversaries(context: Context, day: str, page: str) -> tuple[Link, ...]:
    return tuple(context.period(other, page, count=count) for other, count in context.catalog.anniversaries(day))


def month(context: Context, month: str, stale: Stale) -> Iterator[Draft]:
    """A month: its calendar and its articles, newest first."""
    listing = _of(context, month)
    if not listing.total:
        return
    paged = lists.Paged(urls.date(month), "month.html", lambda part: _month_page(context, month, part, listing))
    yield from lists.drafts(context, listing, paged, stale)


def _month_page(context: Context, month: str, part: lists.Slice, listing: Listing) -> MonthPage:
    newest = part.pager.number is None
    earlier, later = _neighbours(context, month, part.address) if newest else (None, None)
    return MonthPage(
        title=context.date(month),
        description=context.date(month),
        root=context.root(part.address),
        canonical=part.canonical(context, urls.date(month)),
        section="dates",
        crumbs=context.crumbs(part.address, month[:4]),
        weekdays=locales.weekdays(context.config.language),
        weeks=_weeks(context, month, part.address) if newest else (),
        items=context.items(reversed(part.rows), part.address),
        count=listing.total if newest else 0,
        earlier=earlier,
        later=later,
        pager=part.pager,
    )


def _weeks(context: Context, month: str, page: str) -> tuple[tuple[Cell | None, ...], ...]:
    counts = dict(context.catalog.days(month))
    most = max(counts.values())
    weeks = calendar.Calendar(locales.first_weekday(context.config.language)).monthdayscalendar(int(month[:4]), int(month[5:]))
    return tuple(
        tuple(_cell(context, f"{month}-{number:02d}", counts, most, page) if number else None for number in week)
        for week in weeks
    )


def _cell(context: Context, day: str, counts: dict[str, int], most: int, page: str) -> Cell:
    count = counts.get(day, 0)
    return Cell(
        label=str(int(day[8:])),
        count=count,
        level=-(-LEVELS * count // most),
        href=urls.relative(urls.date(day), page) if count else "",
        title=context.date(day),
    )


def year(context: Context, year: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - every kind takes the same
    """A year: its calendar, its months, its most frequent tags."""
    if context.catalog.days(year):
        page = urls.date(year)
        yield Draft(page, "year.html", lambda: _year_page(context, year, page))


def _year_page(context: Context, year: str, page: str) -> YearPage:
    months = context.catalog.periods(7, year)
    earlier, later = _neighbours(context, year, page)
    return YearPage(
        title=year,
        description=year,
        root=context.root(page),
        canonical=context.canonical(page),
        section="dates",
        crumbs=context.crumbs(page),
        rows=_rows(context, year, dict(months), page),
        months=tuple(context.bars(months, page)),
        tags=tuple(
            context.tag_link(tag, page, count=False)
            for tag in context.catalog.top_tags_between(year, f"{year}~", context.config.tags.minimum, TOP_TAGS)
        ),
        count=sum(count for _, count in months),
        earlier=earlier,
        later=later,
    )


def _rows(context: Context, year: str, months: dict[str, int], page: str) -> tuple[MonthRow, ...]:
    rows = []
    counts = dict(context.catalog.days(year))
    most = max(counts.values())
    for month, count in months.items():
        last = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
        cells = tuple(
            _cell(context, f"{month}-{number:02d}", counts, most, page) if number <= last else None for number in range(1, 32)
        )
        name = locales.month_name(month, context.config.language)
        rows.append(MonthRow(month=Link(text=name, href=urls.relative(urls.date(month), page), count=count), cells=cells))
    return tuple(rows)


def undated(context: Context, _: str, stale: Stale) -> Iterator[Draft]:
    """Articles whose date is not known."""
    listing = context.catalog.listing(stop="0")
    if not listing.total:
        return
    words = context.words["undated"]

    def make(part: lists.Slice) -> ListPage:
        return ListPage(
            title=words["title"],
            description=words["note"],
            root=context.root(part.address),
            canonical=part.canonical(context, urls.date("")),
            section="dates",
            crumbs=context.crumbs(part.address),
            items=context.items(part.rows, part.address),
            note=words["note"],
            pager=part.pager,
        )

    yield from lists.drafts(context, listing, lists.Paged(urls.date(""), "list.html", make), stale)


def _of(context: Context, period: str) -> Listing:
    return context.catalog.listing(start=period, stop=f"{period}~")


def _neighbours(context: Context, period: str, page: str) -> tuple[Link | None, Link | None]:
    earlier, later = context.catalog.neighbours(period)
    return (
        context.period(earlier, page) if earlier else None,
        context.period(later, page) if later else None,
    )
