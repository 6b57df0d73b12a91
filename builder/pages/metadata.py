"""What machines read on an article's page: schema.org, OpenGraph, Zotero, Dublin Core.

Every date-time carries its offset, an unknown time is a date alone, and nothing is said of what is not known. Follows
Google's guide for NewsArticle, https://ogp.me, Zotero's embedded metadata and DCMI terms.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from builder import locales
from builder.catalog import Row
from builder.config import Config
from builder.escaping import escaped
from builder.model import Record


def article(config: Config, row: Row, record: Record, canonical: str) -> Markup:
    """The elements for machines in the head of an article's page."""
    metas = "".join(
        f'<meta {kind}="{name}" content="{escaped(content)}">\n'
        for kind, pairs in (
            ("property", _properties(config, row, record, canonical)),
            ("name", _names(config, row, record, canonical)),
        )
        for name, content in pairs
        if content  # one without says nothing
    )
    data = json_ld(config, row, record, canonical)
    return Markup(f'{metas}{_links(record, canonical)}<script type="application/ld+json">{data}</script>\n')  # noqa: S704 - escaped above


def feeds(*links: tuple[str, str, str]) -> Markup:
    """The elements that lead feed readers to feeds: (href, type, title) of each."""
    made = (
        f'<link rel="alternate" href="{escaped(href)}" type="{kind}" title="{escaped(title)}">\n' for href, kind, title in links
    )
    return Markup("".join(made))  # noqa: S704 - escaped above


def _properties(config: Config, row: Row, record: Record, canonical: str) -> Iterable[tuple[str, str]]:
    return (
        ("og:type", "article"),
        ("og:title", row.title),
        ("og:description", row.summary),
        ("og:url", canonical),
        ("og:site_name", config.title),
        ("og:locale", locales.with_territory(row.lang)),
        ("article:published_time", published(row)),
        ("article:modified_time", certain(record.updated)),
        ("article:section", record.section),
        *(("article:tag", tag) for tag in row.tags.splitlines()),
    )


def _names(config: Config, row: Row, record: Record, canonical: str) -> Iterable[tuple[str, str]]:
    return (
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


def _links(record: Record, canonical: str) -> str:
    found = [("schema.DC", "http://purl.org/dc/elements/1.1/")]
    if canonical:
        found.append(("cite-as", canonical))
    if record.source_url:
        found.append(("original", record.source_url))
    return "".join(f'<link rel="{rel}" href="{escaped(href)}">\n' for rel, href in found)


def json_ld(config: Config, row: Row, record: Record, canonical: str) -> str:
    """A schema.org NewsArticle for a script element: `<` is written so that no text of an article can end the element."""
    data = {key: value for key, value in _news_article(config, row, record, canonical).items() if value}
    return _JSON.encode(data).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _news_article(config: Config, row: Row, record: Record, canonical: str) -> dict[str, Any]:
    newspaper = record.source or config.publisher
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": row.title,
        "url": canonical,
        "datePublished": published(row),
        "dateModified": certain(record.updated),
        "author": [{"@type": "Person", "name": author} for author in record.authors],
        "inLanguage": row.lang,
        "articleSection": record.section,
        "keywords": row.tags.splitlines(),
        "publisher": {"@type": "Organization", "name": newspaper or config.title},
        "sdPublisher": {"@type": "Organization", "name": config.title},
        "isPartOf": {"@type": "Newspaper", "name": newspaper} if newspaper else None,
        "isBasedOn": record.source_url,
        "archivedAt": canonical,
    }


def published(row: Row) -> str:
    """The time of publication where its instant is certain, else the day; empty where neither is known."""
    return certain(row.timestamp)


def certain(when: str) -> str:
    """Of a date and time (ISO 8601) what may be claimed: all where it tells an instant, else the day; empty for an empty one."""
    clock = when[10:]
    return when if "+" in clock or "-" in clock or clock.endswith("Z") else when[:10]
