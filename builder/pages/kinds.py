"""The table of all kinds of pages: what makes them, which templates show them, which settings they depend on.

An *owner* is what pages are about: a kind, or a kind and a key (`home`, `day:2024-06-30`, `tag:iran`). Articles are the one
kind that is not made here but chunk by chunk, since their text is read for the search index in the same pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder import digests
from builder.catalog import Catalog
from builder.config import Config
from builder.pages import dates, feeds, home, tags
from builder.pages.context import Context
from builder.pages.page import Draft, Stale

ARTICLE = "article"

Produce = Callable[[Context, str, Stale], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pages. `produce` gives the pages of one key, as far as they are stale; `keys` are those that exist.

    `settings` are the names of the settings that its pages depend on, besides those that every page shows. `shared` says that
    its list can be so long that several workers make a share of it each.
    """

    produce: Produce
    templates: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    keys: Callable[[Catalog, Config], Iterable[str]] = lambda catalog, config: ("",)  # noqa: ARG005 - one page, no key
    shared: bool = False


def _article(context: Context, key: str, stale: Stale) -> Iterator[Draft]:
    raise NotImplementedError(f"articles are made chunk by chunk: {context}, {key}, {stale}")


def _periods(length: int) -> Callable[[Catalog, Config], Iterable[str]]:
    return lambda catalog, _: (period for period, _ in catalog.periods(length))


def _feeds(catalog: Catalog, _: Config) -> Iterable[str]:
    return ["", *(month for month, _ in catalog.periods(7))]


def _tags(catalog: Catalog, config: Config) -> Iterable[str]:
    return (tag.key for tag in catalog.tags("total >= ?", (config.tags.minimum,)))


KINDS: dict[str, Kind] = {
    ARTICLE: Kind(_article, ("article.html", "moved.html"), ("tags.minimum",)),
    "home": Kind(home.home, ("home.html", "list.html"), ("per_page", "tags.minimum"), shared=True),
    "year": Kind(dates.year, ("year.html",), ("tags.minimum",), _periods(4)),
    "month": Kind(dates.month, ("month.html",), ("per_page",), _periods(7)),
    "day": Kind(dates.day, ("day.html",), ("per_page",), _periods(10)),
    "undated": Kind(dates.undated, ("list.html",), ("per_page",)),
    "tag": Kind(tags.tag, ("tag.html",), ("per_page", "tags.minimum"), _tags),
    "tags": Kind(tags.index, ("tags.html",), ("tags.minimum",)),
    "search": Kind(home.search, ("search.html",), ("tags.minimum",)),
    "about": Kind(home.about, ("about.html",), ("tags.minimum",)),
    "404": Kind(home.not_found, ("404.html",)),
    "feed": Kind(feeds.feed, (), (), _feeds),
    "sitemap": Kind(feeds.sitemap),
    "small": Kind(feeds.small, (), ("deploy.cname",)),
}

_ON_EVERY_PAGE = ("title", "description", "language", "base_url", "publisher", "indexing", "search.enabled")


def owner(kind: str, key: str) -> str:
    """The name of an owner."""
    return f"{kind}:{key}" if key else kind


def split(name: str) -> tuple[str, str]:
    """Kind and key of an owner."""
    kind, _, key = name.partition(":")
    return kind, key


def settings_digest(kind: Kind, config: Config) -> str:
    """A digest of the values of all settings that a kind's pages depend on."""
    values = [(name, _value(config, name)) for name in (*_ON_EVERY_PAGE, *kind.settings)]
    return digests.of(values)


def _value(config: Config, name: str) -> object:
    value: object = config
    for part in name.split("."):
        value = getattr(value, part)
    return value
