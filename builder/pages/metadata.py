"""What machines read on an article's page: schema.org, OpenGraph, Zotero, Dublin Core.

Every date-time carries its offset, an unknown time is a date alone, and nothing is said of what is not known. Follows
Google's guide for NewsArticle, https://ogp.me, Zotero's embedded metadata and DCMI terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from builder.catalog import Row
from builder.config import Config
from builder.model import Record


def meta(config: Config, row: Row, record: Record, canonical: str) -> tuple[tuple[str, str, str], ...]:
    """(attribute, name, content) of the `<meta>` elements; those without content are left out."""
    source = record.source or config.publisher or config.title
    pairs = (
        ("property", "og:type", "article"),
        ("property", "og:title", row.title),
        ("property", "og:description", row.summary),
        ("property", "og:url", canonical),
        ("property", "og:site_name", config.title),
        ("property", "og:locale", row.lang.replace("-", "_")),
        ("property", "article:published_time", published(row)),
        ("property", "article:modified_time", record.updated),
        ("property", "article:section", record.section),
        *(("property", "article:tag", tag) for tag in row.tags.splitlines()),
        ("name", "twitter:card", "summary"),
        ("name", "z:itemType", "newspaperArticle"),
        ("name", "prism.publicationName", source),
        ("name", "prism.publicationDate", row.day),
        ("name", "citation_title", row.title),
        *(("name", "citation_author", author) for author in record.authors),
        ("name", "citation_public_url", canonical),
        ("name", "citation_language", row.lang),
        ("name", "DC.type", "Text"),
        ("name", "DC.source", record.source_url or record.seed),
        ("name", "DC.identifier", canonical),
        ("name", "DC.language", row.lang),
    )
    return tuple(pair for pair in pairs if pair[2])


def links(record: Record, canonical: str) -> tuple[tuple[str, str, str, str], ...]:
    """(rel, href, type, title) of the `<link>` elements."""
    found = [("schema.DC", "http://purl.org/dc/elements/1.1/", "", "")]
    if canonical:
        found.append(("cite-as", canonical, "", ""))
    if record.source_url.startswith(("https://", "http://")):
        found.append(("original", record.source_url, "", ""))
    return tuple(found)


def json_ld(config: Config, row: Row, record: Record, canonical: str) -> Markup:
    """A schema.org NewsArticle for a script element: `<` is written so that no text of an article can end the element."""
    data = {key: value for key, value in _news_article(config, row, record, canonical) if value}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - made safe right here


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
