"""What machines read on an article's page: schema.org, OpenGraph, Zotero, Dublin Core.

Every date-time carries its offset, an unknown time is a date alone, and nothing is said of what is not known. Follows
Google's guide for NewsArticle, https://ogp.me, Zotero's embedded metadata and DCMI terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from markupsafe import Markup

from builder.catalog import Row
from builder.config import Config
from builder.model import Record


def article(config: Config, row: Row, record: Record, canonical: str) -> Markup:
    """The elements for machines in the head of an article's page."""
    metas = "".join(_element("meta", pair) for pair in _metas(config, row, record, canonical) if pair[1][1])
    data = json_ld(config, row, record, canonical)
    return Markup(f'{metas}{_links(record, canonical)}<script type="application/ld+json">{data}</script>\n')  # noqa: S704 - escaped below


def feeds(*links: tuple[str, str, str]) -> Markup:
    """The elements that lead feed readers to feeds: (href, type, title) of each."""
    made = (
        _element("link", (("rel", "alternate"), ("href", href), ("type", kind), ("title", title))) for href, kind, title in links
    )
    return Markup("".join(made))  # noqa: S704 - escaped below


def _element(name: str, attributes: Iterable[tuple[str, str]]) -> str:
    written = " ".join(f'{key}="{escape(value)}"' for key, value in attributes)
    return f"<{name} {written}>\n"


def _metas(config: Config, row: Row, record: Record, canonical: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The attributes of the `<meta>` elements; one without content says nothing."""
    properties = (
        ("og:type", "article"),
        ("og:title", row.title),
        ("og:description", row.summary),
        ("og:url", canonical),
        ("og:site_name", config.title),
        ("og:locale", row.lang.replace("-", "_")),
        ("article:published_time", published(row)),
        ("article:modified_time", record.updated),
        ("article:section", record.section),
        *(("article:tag", tag) for tag in row.tags.splitlines()),
    )
    names = (
        ("twitter:card", "summary"),
        ("z:itemType", "newspaperArticle"),
        ("prism.publicationName", record.source or config.publisher or config.title),
        ("prism.publicationDate", row.day),
        ("citation_title", row.title),
        *(("citation_author", author) for author in record.authors),
        ("citation_public_url", canonical),
        ("citation_language", row.lang),
        ("DC.type", "Text"),
        ("DC.source", record.source_url or record.seed),
        ("DC.identifier", canonical),
        ("DC.language", row.lang),
    )
    yield from ((("property", name), ("content", content)) for name, content in properties)
    yield from ((("name", name), ("content", content)) for name, content in names)


def _links(record: Record, canonical: str) -> str:
    found = [("schema.DC", "http://purl.org/dc/elements/1.1/")]
    if canonical:
        found.append(("cite-as", canonical))
    if record.source_url.startswith(("https://", "http://")):
        found.append(("original", record.source_url))
    return "".join(_element("link", (("rel", rel), ("href", href))) for rel, href in found)


def json_ld(config: Config, row: Row, record: Record, canonical: str) -> str:
    """A schema.org NewsArticle for a script element: `<` is written so that no text of an article can end the element."""
    data = {key: value for key, value in _news_article(config, row, record, canonical) if value}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _news_article(config: Config, row: Row, record: Record, canonical: str) -> Iterator[tuple[str, Any]]:
    archive = {"@type": "Organization", "name": config.publisher or config.title}
    yield "@context", "https://schema.org"
    yield "@type", "NewsArticle"
    yield "headline", row.title
    yield "url", canonical
    yield "datePublished", published(row)
    yield "dateModified", record.updated
    yield "author", [{"@type": "Person", "name": author} for author in record.authors]
    yield "inLanguage", row.lang
    yield "articleSection", record.section
    yield "keywords", row.tags.splitlines()
    yield "publisher", {"@type": "Organization", "name": record.source} if record.source else archive
    yield "sdPublisher", archive
    yield "isPartOf", {"@type": "Newspaper", "name": record.source} if record.source else None
    yield "isBasedOn", record.source_url
    yield "archivedAt", canonical


def published(row: Row) -> str:
    """The time of publication where its instant is certain, else the day; empty where neither is known."""
    known = row.timestamp[10:]
    return row.timestamp if "+" in known or "-" in known or known.endswith("Z") else row.day
