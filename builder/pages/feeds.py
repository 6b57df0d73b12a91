"""Feeds and maps for machines: Atom (RFC 4287, archived by RFC 5005), JSON Feed 1.1, sitemap, robots.txt, OpenSearch.

All bytes are made here, by the standard library's writers, since templates for people are not the place for them. What must
be absolute uses `base_url`; without one, addresses are written from the site's root, which is the best that can be said.

No feed holds the time of a build. An entry was updated when its record says so, else when it was published; a feed, when the
latest of its entries was.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from builder import urls
from builder.catalog import Listing, Row, Tag
from builder.escaping import escaped
from builder.pages import lists, metadata
from builder.pages.context import Context
from builder.pages.page import Draft, Stale

NEWEST = 30
"""Articles in the live feeds."""

SITEMAP_LIMIT = 40_000
"""Addresses in one sitemap; the protocol allows 50,000."""

MOST_TAGS = 100
"""Tags that an entry names. It stands in the feed of each of its tags, so their number counts twice."""

REMEMBERED = 4096
"""Entries that are kept ready; bounds the memory of a worker."""

_ATOM = "http://www.w3.org/2005/Atom"
_ARCHIVED = ' xmlns:fh="http://purl.org/syndication/history/1.0">\n <fh:archive />'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEVER = "1970-01-01T00:00:00Z"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


@dataclass(frozen=True, slots=True)
class _About:
    """What a feed says of itself: its own address, its title, the page that it follows, links to other feeds (rel, address)."""

    address: str
    title: str
    page: str
    links: Sequence[tuple[str, str]] = ()
    archived: bool = False


# ---- Atom --------------------------------------------------------------------------------------------------------------


def _live(context: Context) -> Iterator[Draft]:
    """The newest articles, as Atom and JSON; older ones are in the monthly archives."""
    yield Draft("feed.xml", "", lambda: _live_atom(context))
    yield Draft("feed.json", "", lambda: _live_json(context))


def feed(context: Context, month: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - every kind takes the same
    """A month's articles as an archived feed, which never changes again once the month is over; the live feeds without one."""
    if not month:
        yield from _live(context)
    elif context.catalog.days(month):
        yield Draft(_archive_address(month), "", lambda: _month_atom(context, month))


def tag(context: Context, tag: Tag, listing: Listing) -> bytes:
    """The newest articles of a tag, as Atom."""
    rows: Iterable[Row] = lists.newest_rows(context, listing)[
        : -NEWEST - 1 : -1
    ]  # read for the tag's page, so most often at hand
    if context.config.per_page < NEWEST < listing.total:
        rows = listing.rows(newest=True, limit=NEWEST)
    page = urls.tag(tag.slug)
    return _atom(context, _About(f"{page}feed.xml", f"{tag.name} – {context.config.title}", page), rows)


def _live_atom(context: Context) -> bytes:
    rows = context.catalog.rows(newest=True, limit=NEWEST)
    months = context.catalog.text("SELECT max(day) FROM day")[:7]
    links = [("prev-archive", _archive_address(months))] if months else []
    return _atom(context, _About("feed.xml", context.config.title, "", links), rows)


def _month_atom(context: Context, month: str) -> bytes:
    rows = context.catalog.listing(start=month, stop=f"{month}~").rows(newest=True)
    earlier, _ = context.catalog.neighbours(month)
    links = [("current", "feed.xml"), *([("prev-archive", _archive_address(earlier))] if earlier else [])]
    title = f"{context.config.title} – {context.date(month)}"
    return _atom(context, _About(_archive_address(month), title, urls.date(month), links, archived=True), rows)


def _archive_address(month: str) -> str:
    return f"feeds/{month}.xml"


def _atom(context: Context, about: _About, rows: Iterable[Row]) -> bytes:
    entries = list(rows)
    written = [_remembered_entry(context, row) for row in entries]
    links = (("self", about.address), ("alternate", about.page), *about.links)
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_ATOM}" xml:lang="{escaped(context.config.language)}"'
        f"{_ARCHIVED if about.archived else '>'}\n"
        f" <id>{escaped(_permanent(context, about.address))}</id>\n"
        f" <title>{escaped(about.title)}</title>\n"
        f" <updated>{max(map(_updated, entries), key=dt.datetime.fromisoformat, default=_NEVER)}</updated>\n"
        + "".join(f' <link rel="{rel}" href="{escaped(_full(context, target))}" />\n' for rel, target in links)
        + f" <author>\n  <name>{escaped(context.config.publisher or context.config.title)}</name>\n </author>\n"
    )
    return b"".join((head.encode(), *written, b"</feed>\n"))


def _remembered_entry(context: Context, row: Row) -> bytes:
    """An entry as it stands in every feed: an article is in its month's, in its tags' and often in the newest."""
    if row not in context.entries:
        if len(context.entries) > REMEMBERED:
            context.entries.clear()
        context.entries[row] = _entry(context, row)
    return context.entries[row]


def _entry(context: Context, row: Row) -> bytes:
    """An entry, written by hand as the head is: trees of elements for 10,000 articles and their tags would cost a second."""
    published = f"  <published>{row.timestamp}</published>\n" if "T" in metadata.published(row) else ""
    authors = "".join(f"  <author>\n   <name>{escaped(name)}</name>\n  </author>\n" for name in row.authors.splitlines())
    categories = "".join(f'  <category term="{escaped(name)}" />\n' for name in row.tags.splitlines()[:MOST_TAGS])
    return (
        f' <entry xml:lang="{escaped(row.lang)}">\n'
        f"  <id>{escaped(_permanent(context, row.address))}</id>\n"
        f"  <title>{escaped(row.title)}</title>\n"
        f'  <link rel="alternate" href="{escaped(_full(context, row.address))}" />\n'
        f"{published}  <updated>{_updated(row)}</updated>\n{authors}{categories}"
        f"  <summary>{escaped(row.summary)}</summary>\n"
        " </entry>\n"
    ).encode()


def _updated(row: Row) -> str:
    """When an entry last changed: as its record says, but not before it was published."""
    published = _instant(metadata.published(row))
    return max(published, _instant(metadata.certain(row.updated)), key=dt.datetime.fromisoformat) if row.updated else published


def _instant(known: str) -> str:
    """Atom wants an instant for every entry; where none is certain, the first of the day in UTC stands for it."""
    return known if "T" in known else f"{known}T00:00:00Z" if known else _NEVER


def _permanent(context: Context, address: str) -> str:
    """A `tag:` URI (RFC 4151), which no other archive on the host has, and which is the same for http and https."""
    start, base = _tag(context.config.base_url)
    return start + urls.absolute(base, address)


@functools.lru_cache(maxsize=16)
def _tag(base_url: str) -> tuple[str, str]:
    """What all `tag:` URIs of an archive begin with, and the path of its root on its host."""
    parts = urlsplit(base_url)
    return f"tag:{parts.hostname or 'news-archive.invalid'},2000:", parts.path or "/"


def _from_root(address: str) -> str:
    return urls.absolute("/", address)


def _full(context: Context, address: str) -> str:
    return context.canonical(address) or _from_root(address)


# ---- JSON Feed ---------------------------------------------------------------------------------------------------------


def _live_json(context: Context) -> bytes:
    config = context.config
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title,
        "home_page_url": _full(context, ""),
        "feed_url": _full(context, "feed.json"),
        "language": config.language,
        "items": [_json_item(context, row) for row in context.catalog.rows(newest=True, limit=NEWEST)],
    }
    if config.description:
        feed["description"] = config.description
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(context: Context, row: Row) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _permanent(context, row.address),
        "url": _full(context, row.address),
        "title": row.title,
        "content_text": row.summary,
        "language": row.lang,
    }
    if "T" in metadata.published(row):
        item["date_published"] = row.timestamp
    if "T" in metadata.certain(row.updated):
        item["date_modified"] = row.updated
    if row.authors:
        item["authors"] = [{"name": name} for name in row.authors.splitlines()]
    if row.tags:
        item["tags"] = row.tags.splitlines()[:MOST_TAGS]
    return item


# ---- sitemap, robots, OpenSearch ---------------------------------------------------------------------------------------


def sitemap(context: Context, _: str, stale: Stale) -> Iterator[Draft]:
    """Every article's address; an index of several files where one would be too long. Those before what is stale stand."""
    listing = context.catalog.listing()
    count = listing.total
    if count <= SITEMAP_LIMIT:
        yield Draft("sitemap.xml", "", lambda: _url_set(context, 0))
        return
    parts = [f"sitemaps/{number + 1}.xml" for number in range(-(-count // SITEMAP_LIMIT))]
    yield Draft("sitemap.xml", "", lambda: _sitemap_index(context, parts))
    first = listing.count(before=stale.since) // SITEMAP_LIMIT if stale.since else 0
    for number, part in enumerate(parts):
        yield Draft(part, "", partial(_url_set, context, number * SITEMAP_LIMIT), standing=number < first)


def _url_set(context: Context, offset: int) -> bytes:
    """Written by hand, as entries of feeds are."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<urlset xmlns="{_SITEMAP}">']
    for row in context.catalog.listing().rows(limit=SITEMAP_LIMIT, offset=offset):
        modified = metadata.certain(row.updated) or metadata.published(row)
        lastmod = f"<lastmod>{modified}</lastmod>" if modified else ""
        lines.append(f"<url><loc>{escaped(_full(context, row.address))}</loc>{lastmod}</url>")
    return ("\n".join(lines) + "\n</urlset>\n").encode()


def _sitemap_index(context: Context, parts: list[str]) -> bytes:
    root = ET.Element("sitemapindex", {"xmlns": _SITEMAP})
    for part in parts:
        _text(ET.SubElement(root, "sitemap"), "loc", _full(context, part))
    return _xml(root)


def small(context: Context, _: str, stale: Stale) -> Iterator[Draft]:  # noqa: ARG001 - as above
    """What hosts, crawlers and browsers look for at fixed addresses."""
    yield Draft("robots.txt", "", lambda: _robots(context))
    yield Draft(".nojekyll", "", lambda: b"")
    if context.config.search.enabled:
        yield Draft("opensearch.xml", "", lambda: _opensearch(context))
    if context.config.deploy.cname:
        yield Draft("CNAME", "", f"{context.config.deploy.cname}\n".encode)


def _robots(context: Context) -> bytes:
    """All may come, also where nothing is to be listed: a crawler that is kept out never reads the pages' `noindex`."""
    lines = ["User-agent: *", "Allow: /"]
    if context.config.base_url:
        lines.append(f"Sitemap: {context.canonical('sitemap.xml')}")
    return ("\n".join(lines) + "\n").encode()


def _opensearch(context: Context) -> bytes:
    root = ET.Element("OpenSearchDescription", {"xmlns": _OPENSEARCH})
    _text(root, "ShortName", context.config.title[:16].strip())
    _text(root, "Description", context.config.description or context.config.title)
    _text(root, "InputEncoding", "UTF-8")
    ET.SubElement(root, "Url", {"type": "text/html", "template": f"{_full(context, 'search.html')}?q={{searchTerms}}"})
    return _xml(root)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text + b"\n"
