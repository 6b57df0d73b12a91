"""What templates see: values made for one page and never changed, not the live objects behind them.

Every text in here is plain text, escaped by the template's autoescape, but for `html` and `head`, which are safe as they
stand. Every `href` is relative to the page. `lang` and `dir` are set where they can differ from the page's own.

Nothing here is frozen: an archive's pages are made of a hundred times as many of these as it has articles, and a frozen one takes
more than twice as long to make.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

_NOTHING = Markup()

Direction = Literal["ltr", "rtl"]


@functools.lru_cache(maxsize=512)
def _own(lang: str, direction: str) -> Markup:
    attributes = (("lang", lang), ("dir", direction))
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes if value)


class _Spoken:
    """A thing that may be in another language than the page: `own` are the attributes `lang` and `dir` of its element."""

    __slots__ = ()
    lang: str
    dir: str

    @property
    def own(self) -> Markup:
        return _own(self.lang, self.dir)


@dataclass(kw_only=True, slots=True)
class Link(_Spoken):
    """A link; `count` is how many articles the page behind it lists (0: not said)."""

    text: str
    href: str
    lang: str = ""
    dir: str = ""
    count: int = 0


@dataclass(kw_only=True, slots=True)
class When:
    """A date: `iso` for `<time datetime>`, `date` and `time` as the page's language writes them.

    `iso`, `date` and `time` are empty as far as nothing is known; `zone` is like `UTC+7`, `zone_name` like `Asia/Jakarta`.
    """

    iso: str
    date: str
    time: str = ""
    zone: str = ""
    zone_name: str = ""


@dataclass(kw_only=True, slots=True)
class Item(_Spoken):
    """An article in a list. `titled` is False where the title is only the text's opening words.

    `shared` are the tags by which it is related to the page's article.
    """

    title: str
    titled: bool
    href: str
    lang: str
    dir: Direction
    when: When
    kicker: str = ""
    summary: str = ""
    source: str = ""
    shared: str = ""


@dataclass(kw_only=True, slots=True)
class Tagged(_Spoken):
    """A tag of an article; `href` is empty where the tag has no page of its own. Its direction is that of its letters."""

    name: str
    href: str
    lang: str = ""
    dir: str = "auto"


@dataclass(kw_only=True, slots=True)
class Pager:
    """Where a page of a list stands: `number` None is the newest page; links are None where there is nothing."""

    number: int | None = None
    older: Link | None = None
    newer: Link | None = None
    newest: Link | None = None


@dataclass(kw_only=True, slots=True)
class Bar:
    """A bar of a chart: `count` articles, `share` is its length as 0 to 100 percent of the longest; `href` may be empty."""

    label: str
    href: str
    count: int
    share: int


@dataclass(kw_only=True, slots=True)
class Cell:
    """A day in a calendar: its number, how many articles, how strong (0 to 4), and the day's page (empty: no articles)."""

    label: str
    count: int = 0
    level: int = 0
    href: str = ""
    title: str = ""


@dataclass(kw_only=True, slots=True)
class Site(_Spoken):
    """The archive, the same on every page. `base` is the full address of its root, or empty."""

    title: str
    description: str
    lang: str
    dir: Direction
    base: str
    publisher: str
    noindex: bool
    searchable: bool


@dataclass(kw_only=True, slots=True)
class Page:
    """What every page has. `root` is the relative way to the site's root (`../../`, or empty).

    `title` is the heading; `canonical` the full address, empty without a base; `crumbs` the way down from home; `section`
    says which entry of the navigation the page belongs to (`home`, `dates`, `tags`, `search`, `about` or empty).
    `head` are elements for machines that stand in `<head>`, ready made; `feed` leads to the page's own feed, if it has one.
    """

    title: str
    description: str = ""
    root: str
    canonical: str
    section: str = ""
    crumbs: tuple[Link, ...] = ()
    head: Markup = _NOTHING
    feed: str = ""
    indexed: bool = True


@dataclass(kw_only=True, slots=True)
class HomePage(Page):
    """Home: how much there is and from when, a bar per year, the newest articles, the most frequent tags."""

    count: int
    first: When | None
    last: When | None
    items: tuple[Item, ...]
    years: tuple[Bar, ...]
    tags: tuple[Link, ...]
    languages: tuple[Bar, ...]
    sources: tuple[Bar, ...]
    undated: Link | None
    pager: Pager


@dataclass(kw_only=True, slots=True)
class ArticlePage(Page, _Spoken):
    """One article. `captions` are those that stood above the text; those inside stand in `html`."""

    titled: bool
    lang: str
    dir: Direction
    kicker: str
    lede: str
    when: When
    updated: When | None
    captions: tuple[str, ...]
    html: Markup
    tags: tuple[Tagged, ...]
    tags_automatic: bool
    authors: tuple[str, ...]
    source: str
    source_url: str
    article_section: str
    dateline: str
    sign_off: str
    raw_date: str
    seed: str
    seed_sha256: str
    older: Item | None
    newer: Item | None
    related: tuple[Item, ...]
    day: Link


@dataclass(kw_only=True, slots=True)
class DayPage(Page):
    """A day's articles in time order; `earlier` and `later` are the nearest days that have articles."""

    date: str
    items: tuple[Item, ...]
    earlier: Link | None
    later: Link | None
    anniversaries: tuple[Link, ...]
    pager: Pager


@dataclass(kw_only=True, slots=True)
class MonthPage(Page):
    """A month: a calendar (weeks of seven cells, None outside the month) and its articles, newest first."""

    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Cell | None, ...], ...]
    items: tuple[Item, ...]
    count: int
    earlier: Link | None
    later: Link | None
    pager: Pager


@dataclass(kw_only=True, slots=True)
class MonthRow:
    """A month in a year's calendar: its link and 31 cells, None for days that it has not."""

    month: Link
    cells: tuple[Cell | None, ...]


@dataclass(kw_only=True, slots=True)
class YearPage(Page):
    """A year: a calendar with one row a month, a bar a month, its most frequent tags."""

    rows: tuple[MonthRow, ...]
    months: tuple[Bar, ...]
    tags: tuple[Link, ...]
    count: int
    earlier: Link | None
    later: Link | None


@dataclass(kw_only=True, slots=True)
class ListPage(Page):
    """A plain list: further pages of home, undated articles."""

    items: tuple[Item, ...]
    note: str
    pager: Pager


@dataclass(kw_only=True, slots=True)
class TagPage(Page, _Spoken):
    """A tag: its articles, when they are from, a bar per year, tags that occur with it. Counts are 0 on numbered pages."""

    lang: str
    dir: str
    count: int
    first: When | None
    last: When | None
    years: tuple[Bar, ...]
    together: tuple[Link, ...]
    items: tuple[Item, ...]
    pager: Pager


@dataclass(kw_only=True, slots=True)
class TagGroup:
    """Tags with one initial."""

    initial: str
    tags: tuple[Link, ...]


@dataclass(kw_only=True, slots=True)
class TagsPage(Page):
    """All tags that have a page, by initial; split over several pages where there are many. `top` are the most frequent."""

    count: int
    groups: tuple[TagGroup, ...]
    top: tuple[Link, ...]
    parts: tuple[Link, ...]
    part: int


@dataclass(kw_only=True, slots=True)
class SearchPage(Page):
    """The search page; `index` is the relative way to the index's folder."""

    index: str
    tags: tuple[Link, ...]
    years: tuple[Link, ...]


@dataclass(kw_only=True, slots=True)
class Gap:
    """A stretch of months without any article, inside the archive's span."""

    first: str
    last: str
    months: int


@dataclass(kw_only=True, slots=True)
class AboutPage(Page):
    """What the archive holds, what is missing, and how it was made."""

    count: int
    first: When | None
    last: When | None
    undated: Link | None
    untitled: int
    languages: tuple[Bar, ...]
    sources: tuple[Bar, ...]
    years: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    tag_count: int
    version: str


@dataclass(kw_only=True, slots=True)
class NotFoundPage(Page):
    """The page that a host shows for an address that is not there; `root` is absolute, as it is shown at any depth."""


@dataclass(kw_only=True, slots=True)
class MovedPage(Page):
    """What stands at an article's old address; `href` is the new one."""

    href: str
