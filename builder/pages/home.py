"""Home, and the pages of which there is one: about, search, not found; and what stands at old addresses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder import __version__, locales, urls
from builder.pages import lists, metadata
from builder.pages.context import Context
from builder.pages.page import Draft, Stale
from builder.pages.views import AboutPage, Bar, Gap, HomePage, Link, ListPage, NotFoundPage, SearchPage, When

TOP_TAGS = 24
TOP_SOURCES = 8
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"


def home(context: Context, _: str, stale: Stale) -> Iterator[Draft]:
    """Home, and behind it the list of all articles."""
    listing = context.catalog.listing()
    paged = lists.Paged("", "list.html", lambda part: _list_page(context, part))
    for draft in lists.drafts(context, listing, paged, stale):
        yield draft if draft.address else Draft("", "home.html", lambda: _home_page(context))


def _list_page(context: Context, part: lists.Slice) -> ListPage:
    return ListPage(
        title=context.config.title,
        root=context.root(part.address),
        canonical=part.canonical(context, ""),
        section="home",
        crumbs=context.crumbs(part.address),
        items=context.items(reversed(part.rows), part.address),
        note="",
        pager=part.pager,
    )


def _home_page(context: Context) -> HomePage:
    config, catalog = context.config, context.catalog
    part = lists.newest(context, catalog.listing(), "")
    first, last = _span(context)
    return HomePage(
        title=config.title,
        description=config.description,
        root="",
        canonical=context.canonical(""),
        section="home",
        head=metadata.feeds(("feed.xml", ATOM, config.title), ("feed.json", JSON_FEED, config.title)),
        feed="feed.xml",
        count=catalog.listing().total,
        first=first,
        last=last,
        items=context.items(reversed(part.rows), ""),
        years=context.bars(catalog.periods(4), ""),
        tags=tuple(
            context.tag_link(tag, "")
            for tag in catalog.tags("total >= ?", (config.tags.minimum,), order="total DESC, key", limit=TOP_TAGS)
        ),
        languages=_languages(context),
        sources=context.shares(catalog.counts("source", TOP_SOURCES)),
        undated=_undated(context, ""),
        pager=part.pager,
    )


def _span(context: Context) -> tuple[When | None, When | None]:
    dated = context.catalog.listing(start="0")
    first = next(dated.rows(limit=1), None)
    last = next(dated.rows(newest=True, limit=1), None)
    return (context.when(first.timestamp[:10]) if first else None, context.when(last.timestamp[:10]) if last else None)


def _undated(context: Context, page: str) -> Link | None:
    count = context.catalog.listing(stop="0").total
    return Link(text=context.words["undated"]["title"], href=urls.relative(urls.date(""), page), count=count) if count else None


def _languages(context: Context) -> tuple[Bar, ...]:
    names = [(locales.name(lang, context.config.language), count) for lang, count in context.catalog.counts("lang")]
    return context.shares(names)


def about(context: Context, _: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - every kind takes the same
    """What the archive holds and how it was made."""
    yield Draft("about.html", "about.html", lambda: _about_page(context))


def _about_page(context: Context) -> AboutPage:
    catalog, page = context.catalog, "about.html"
    first, last = _span(context)
    return AboutPage(
        title=context.words["nav"]["about"],
        description=context.config.description,
        root="",
        canonical=context.canonical(page),
        section="about",
        crumbs=context.crumbs(page),
        count=catalog.listing().total,
        first=first,
        last=last,
        undated=_undated(context, page),
        untitled=catalog.number("SELECT count(*) FROM article WHERE NOT titled"),
        languages=_languages(context),
        sources=context.shares(catalog.counts("source")),
        years=context.bars(catalog.periods(4), page),
        gaps=tuple(_gaps(context)),
        tag_count=catalog.number("SELECT count(*) FROM tag WHERE total >= ?", context.config.tags.minimum),
        version=__version__,
    )


def _gaps(context: Context) -> Iterator[Gap]:
    """The stretches of months, between the first and the last article, of which the archive has nothing."""
    months = [month for month, _ in context.catalog.periods(7)]
    for before, after in pairwise(months):
        start, stop = _ordinal(before) + 1, _ordinal(after)
        if stop > start:
            yield Gap(first=context.date(_month(start)), last=context.date(_month(stop - 1)), months=stop - start)


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(ordinal: int) -> str:
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def search(context: Context, _: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - as above
    """The search page; the index that it reads is made elsewhere."""
    if context.config.search.enabled:
        yield Draft("search.html", "search.html", lambda: _search_page(context))


def _search_page(context: Context) -> SearchPage:
    page = "search.html"
    tags = context.catalog.tags("total >= ?", (context.config.tags.minimum,), order="total DESC, key", limit=TOP_TAGS)
    return SearchPage(
        title=context.words["nav"]["search"],
        root="",
        canonical=context.canonical(page),
        section="search",
        crumbs=context.crumbs(page),
        index="search/",
        tags=tuple(context.tag_link(tag, page) for tag in tags),
        years=tuple(context.period(year, page, count=count) for year, count in context.catalog.periods(4)),
    )


def not_found(context: Context, _: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - as above
    """What a host shows at any depth for an address that is not there; so its links start at the host's root."""
    yield Draft("404.html", "404.html", lambda: _not_found_page(context))


def _not_found_page(context: Context) -> NotFoundPage:
    return NotFoundPage(title=context.words["not_found"]["title"], root=context.site_root(), canonical="", indexed=False)
