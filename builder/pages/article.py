"""An article's page, and what stands at its old addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import markupsafe

from builder import content, files, locales, markup, urls
from builder.catalog import Row
from builder.model import Record
from builder.pages import metadata
from builder.pages.around import Around, Tags
from builder.pages.context import Context
from builder.pages.page import Draft
from builder.pages.views import ArticlePage, Link, MovedPage, Tagged
from builder.problems import BuildError, Problem


def read(root: Path, path: str) -> tuple[Record, str]:
    """The record at `path`, and its digest; it was read before for the catalog, so what is wrong with it was said then.

    Raises BuildError where it is gone since.
    """
    try:
        raw = files.read(root, path)
    except OSError as error:
        what = f"was read a moment ago, and now cannot be: {error.strerror or error}"
        raise BuildError(Problem(kind="unreadable", what=what, path=path, hint="build again")) from None
    record, _ = content.load(raw, path)
    return record, content.digest(raw)


@dataclass(frozen=True, slots=True)
class Article:
    """An article with all that its page shows."""

    row: Row
    record: Record
    body: markup.Rendered
    around: Around


def page(context: Context, article: Article) -> ArticlePage:
    """What the template sees of one article."""
    row, record, around = article.row, article.record, article.around
    return ArticlePage(
        title=row.title,
        description=row.summary,
        root=context.root(row.address),
        canonical=context.canonical(row.address),
        section="dates",
        crumbs=context.crumbs(row.address, row.day[:4], row.day[:7], row.day) if row.day else context.crumbs(row.address),
        head=metadata.article(context.config, row, record, context.canonical(row.address)),
        titled=bool(row.titled),
        lang=row.lang,
        dir=locales.direction(row.lang),
        kicker=row.kicker,
        lede=lede(record, article.body),
        when=context.when(row.timestamp, record.timezone),
        updated=context.when(row.updated) if row.updated else None,
        captions=_lead_captions(record),
        html=markupsafe.Markup(article.body.html),  # noqa: S704 - sanitised by markup.py
        tags=_tags(context, row, around.tags),
        tags_automatic=record.tags_source == "automatic",
        authors=record.authors,
        source=row.source,
        source_url=record.source_url,
        article_section=row.section,
        dateline=record.dateline,
        sign_off=record.sign_off,
        raw_date=record.raw_date,
        seed=record.seed,
        seed_sha256=record.seed_sha256,
        older=context.item(around.older, row.address) if around.older else None,
        newer=context.item(around.newer, row.address) if around.newer else None,
        related=tuple(context.item(other, row.address, " · ".join(shared)) for other, shared in around.related),
        day=Link(
            text=context.date(row.day) or context.words["undated"]["title"], href=urls.relative(urls.date(row.day), row.address)
        ),
    )


def lede(record: Record, body: markup.Rendered) -> str:
    """The summary above the text; nothing where the text begins with the same words, as that of a page with a lede does."""
    if not record.summary or not body.text:
        return record.summary
    return "" if body.text[0].split() == record.summary.split() else record.summary


def _tags(context: Context, row: Row, tags: Tags) -> tuple[Tagged, ...]:
    minimum = context.config.tags.minimum
    return tuple(
        Tagged(name=name, href=urls.relative(urls.tag(tag.slug), row.address) if tag.total >= minimum else "")
        for tag, name in tags
    )


def _lead_captions(record: Record) -> tuple[str, ...]:
    """The captions that do not stand in the body, and those that are listed twice, since they stood above it too."""
    times = Counter(record.captions)
    return tuple(caption for caption, count in times.items() if count > _stands_in(caption, record.body))


def _stands_in(caption: str, body: str) -> bool:
    return f"![{markup.escape(caption)}]()" in body or f"![{caption}]()" in body


def moved(context: Context, row: Row, alias: str) -> Draft:
    """What stands at an old address: the way to the new one."""

    def make() -> MovedPage:
        return MovedPage(
            title=row.title,
            root=context.root(alias),
            canonical=context.canonical(row.address),
            indexed=False,
            href=urls.relative(row.address, alias),
        )

    return Draft(alias, "moved.html", make)


def drafts(context: Context, article: Article) -> Iterator[Draft]:
    """An article's page, and one at each of its old addresses."""
    yield Draft(article.row.address, "article.html", lambda: page(context, article))
    yield from (moved(context, article.row, alias) for alias in article.around.aliases)
