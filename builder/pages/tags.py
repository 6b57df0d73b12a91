"""Tags: a page for each that has enough articles, and the list of them all."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from builder import digests, urls
from builder.catalog import Listing, Row, Tag
from builder.pages import feeds, lists, metadata
from builder.pages.context import Context
from builder.pages.page import Draft, Stale
from builder.pages.views import Link, TagGroup, TagPage, TagsPage

TOGETHER = 12
TOP = 30
PER_PART = 1000
"""Tags on one page of the list of all tags."""


def tag(context: Context, key: str, stale: Stale) -> Iterator[Draft]:
    """A tag's articles, newest first, and its feed."""
    found = context.catalog.tag(key)
    if found is None or found.total < context.config.tags.minimum:
        return
    address = urls.tag(found.slug)
    listing = context.catalog.listing(tag=key)
    paged = lists.Paged(address, "tag.html", lambda part: _tag_page(context, found, listing, part))
    yield from lists.drafts(context, listing, paged, stale)
    yield Draft(f"{address}feed.xml", "", lambda: feeds.tag(context, found, listing))


def _tag_page(context: Context, tag: Tag, listing: Listing, part: lists.Slice) -> TagPage:
    newest = part.pager.number is None
    span = _span(context, tag, listing, part.rows) if newest else _Span(None, None, [])
    together = context.catalog.tags_together(tag.key, context.config.tags.minimum, TOGETHER) if newest else []
    feed = urls.relative(f"{urls.tag(tag.slug)}feed.xml", part.address)
    return TagPage(
        title=tag.name,
        description=tag.name,
        root=context.root(part.address),
        canonical=part.canonical(context, urls.tag(tag.slug)),
        section="tags",
        crumbs=(
            *context.crumbs(part.address),
            Link(text=context.words["nav"]["tags"], href=urls.relative("tags/", part.address)),
        ),
        head=metadata.feeds((feed, "application/atom+xml", f"{tag.name} – {context.config.title}")),
        lang="",
        dir="auto",
        count=tag.total if newest else 0,
        first=context.when(span.first.timestamp) if span.first else None,
        last=context.when(span.last.timestamp) if span.last else None,
        years=context.bars(span.years),
        together=tuple(context.tag_link(other, part.address, count=False) for other in together),
        items=context.items(reversed(part.rows), part.address),
        pager=part.pager,
        feed=feed,
    )


class _Span(NamedTuple):
    """From when to when a tag's articles are, and how many are from each year; those without a date apart."""

    first: Row | None
    last: Row | None
    years: Sequence[tuple[str, int]]


def _span(context: Context, tag: Tag, listing: Listing, newest: Sequence[Row]) -> _Span:
    """Read off the `newest` articles where these are all."""
    last = newest[-1] if newest[-1].day else None  # those without a date come first
    if len(newest) == listing.total:
        first = next((row for row in newest if row.day), None)
        return _Span(first, last, list(Counter(row.day[:4] for row in newest if row.day).items()))
    dated = context.catalog.listing(start="0", tag=tag.key)
    return _Span(next(dated.rows(limit=1), None), last, context.catalog.tag_years(tag.key))


def index(context: Context, _: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - every kind takes the same
    """All tags that have a page, by initial, split into parts where there are many."""
    count = context.catalog.number("SELECT count(*) FROM tag WHERE total >= ?", context.config.tags.minimum)
    parts = max(1, -(-count // PER_PART))
    for part in range(1, parts + 1):
        address = urls.list_page("tags/", part if part > 1 else None)
        make = partial(_tags_page, context, address, part, parts, count)
        yield Draft(address, "tags.html", make, inputs=partial(_shown, context, part, parts, count))


def _shown(context: Context, part: int, parts: int, count: int) -> str:
    """A digest of what a part shows; of 100,000 tags, one article's change reaches one or two."""
    return digests.of((parts, count, _of_part(context, part), _top(context, part)))


def _of_part(context: Context, part: int) -> list[Tag]:
    minimum = context.config.tags.minimum
    return list(context.catalog.tags("total >= ?", (minimum,), limit=PER_PART, offset=(part - 1) * PER_PART))


def _top(context: Context, part: int) -> list[Tag]:
    minimum = context.config.tags.minimum
    return list(context.catalog.tags("total >= ?", (minimum,), order="total DESC, key", limit=TOP)) if part == 1 else []


def _tags_page(context: Context, address: str, part: int, parts: int, count: int) -> TagsPage:
    pages = [urls.list_page("tags/", number if number > 1 else None) for number in range(1, parts + 1)]
    title = context.words["nav"]["tags"]
    return TagsPage(
        title=title,
        description=context.count(count, "tag"),
        root=context.root(address),
        canonical=context.canonical(address),
        section="tags",
        crumbs=context.crumbs(address),
        count=count,
        groups=tuple(
            TagGroup(initial=initial, tags=tuple(context.tag_link(tag, address) for tag in group))
            for initial, group in groupby(_of_part(context, part), key=_initial)
        ),
        top=tuple(context.tag_link(tag, address) for tag in _top(context, part)),
        parts=tuple(Link(text=str(n), href=urls.relative(page, address)) for n, page in enumerate(pages, 1)) if parts > 1 else (),
        part=part,
    )


def _initial(tag: Tag) -> str:
    """The letter under which a tag is listed; digits and signs go together. Keys are ordered, so groups are whole."""
    first = unicodedata.normalize("NFD", tag.key)[0].upper()
    return first if first.isalpha() else "#"
