"""Lists over several pages that stand still.

Pages are numbered from the oldest: page 1 holds the first articles, and once a page is full, a newer article never changes it
(its newer neighbour is always there, so even its links stay). The list's own address shows the newest articles: the last full
page and what came after it; so does the page behind the last full one, until it is full itself.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from builder import digests, urls
from builder.catalog import Listing, Row
from builder.pages.context import Context
from builder.pages.page import Draft, Stale
from builder.pages.views import Link, Page, Pager


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a list that one page shows: articles in archive order, and where the page stands."""

    address: str
    rows: list[Row]
    pager: Pager

    def canonical(self, context: Context, address: str) -> str:
        """The full address that stands for this page: its own once it is full and behind, else the list's."""
        return context.canonical(self.address if self.pager.newer else address)


@dataclass(frozen=True, slots=True)
class Paged:
    """How a list is shown: at which `address`, and what `template` sees of a slice of it (`make`)."""

    address: str
    template: str
    make: Callable[[Slice], Page]


def drafts(context: Context, listing: Listing, paged: Paged, stale: Stale) -> Iterator[Draft]:
    """The pages of a list, as far as they belong to this share of the stale ones; full ones before these stand as they are."""
    size = context.config.per_page
    full = _full_pages(context, listing)
    standing = min(listing.count(before=stale.since) // size if stale.since else 0, full)
    for number in range(1, standing + 1) if stale.is_first else ():
        yield _numbered(context, paged, number, functools.partial(_rows, context, listing, number), standing=True)
    numbers = stale.of(range(standing + 1, full + 1))
    if numbers:
        following = listing.rows(offset=(numbers.start - 1) * size)  # read through once, page by page
        for number in numbers:
            yield _numbered(context, paged, number, functools.partial(list, list(islice(following, size))))
    if stale.is_last:
        yield from _newest_drafts(context, listing, paged, full)


def _newest_drafts(context: Context, listing: Listing, paged: Paged, full: int) -> Iterator[Draft]:
    """The pages that show the newest articles: the list's own, and the one behind the last full one."""
    address, template, make = paged.address, paged.template, paged.make
    yield Draft(address, template, lambda: make(newest(context, listing, address)))
    if full:
        yield Draft(urls.list_page(address, full + 1), template, lambda: make(newest(context, listing, address, full + 1)))


def newest(context: Context, listing: Listing, address: str, number: int | None = None) -> Slice:
    """The newest articles: what the list's own address shows, and the page behind the last full one (`number`)."""
    full = _full_pages(context, listing)
    pager = _pager(context, address, number, None, full - 1)
    return Slice(urls.list_page(address, number), newest_rows(context, listing), pager)


def newest_rows(context: Context, listing: Listing) -> list[Row]:
    """The articles on a list's own page, in archive order: all of them while they fit, else more than a page's."""
    return listing.tail(max(0, _full_pages(context, listing) - 1) * context.config.per_page)


def _full_pages(context: Context, listing: Listing) -> int:
    """How many pages of the list are full; none while everything fits on the list's own page."""
    size, total = context.config.per_page, listing.total
    return total // size if total >= 2 * size else 0


def _rows(context: Context, listing: Listing, number: int) -> list[Row]:
    size = context.config.per_page
    return list(listing.rows(limit=size, offset=(number - 1) * size))


def _numbered(context: Context, paged: Paged, number: int, rows: Callable[[], list[Row]], *, standing: bool = False) -> Draft:
    """The draft of a full page; its articles (`rows`) are read when they are needed."""
    page = urls.list_page(paged.address, number)

    @functools.cache
    def part() -> Slice:
        return Slice(page, rows(), _pager(context, paged.address, number, number + 1))

    return Draft(page, paged.template, lambda: paged.make(part()), inputs=lambda: _digest(part().rows), standing=standing)


def _pager(context: Context, address: str, number: int | None, newer: int | None, older: int | None = None) -> Pager:
    page = urls.list_page(address, number)
    older = older if older is not None else (number or 1) - 1
    words = context.words["pager"]
    return Pager(
        number=number,
        older=Link(text=words["older"], href=urls.relative(urls.list_page(address, older), page)) if older > 0 else None,
        newer=Link(text=words["newer"], href=urls.relative(urls.list_page(address, newer), page)) if newer else None,
        newest=Link(text=words["newest"], href=urls.relative(address, page)) if number else None,
    )


def _digest(rows: list[Row]) -> str:
    """A digest of all that a list shows of its articles. Ids are the catalog's own and differ from build to build."""
    return digests.of([row[1:] for row in rows])
