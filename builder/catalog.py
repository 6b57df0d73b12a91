"""The catalog: what must be known about all articles at once, as rows in an SQLite file.

Every list page is a query here, so memory does not grow with the archive. The catalog is synced with `content/` by reading
only new and changed records. In the same transaction, whatever a change makes stale goes into the table `stale` as an
*owner*, the thing that pages are about (`day:2024-06-30`, `tag:iran`, `article:…`). A build renders the pages of stale owners,
and takes an owner off the table only when its pages stand in the output; so a build that was killed is simply done again. `since`
is the position from which on a list changed: numbered pages before it stand as they are.

Order of articles everywhere: by local day, local time, address (`position`, one text); undated ones come first.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from builder.work import batches

RELATED_REACH = 3
"""How many articles before and after an article, in each of its tags, can be related to it."""

END = "\U0010ffff"
"""Behind every position."""

MOST_VALUES = 500
"""Values in one query; SQLite before 3.32 takes no more than 999."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (          -- every record in content/, published or not
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, sha TEXT NOT NULL,
    draft INTEGER NOT NULL, problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS article (       -- every published article
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha TEXT NOT NULL, wanted TEXT NOT NULL,
    clash TEXT NOT NULL, address TEXT NOT NULL, position TEXT NOT NULL, cut INTEGER NOT NULL,
    day TEXT NOT NULL, time TEXT NOT NULL, timestamp TEXT NOT NULL, updated TEXT NOT NULL,
    title TEXT NOT NULL, titled INTEGER NOT NULL, kicker TEXT NOT NULL, summary TEXT NOT NULL, lang TEXT NOT NULL,
    source TEXT NOT NULL, section TEXT NOT NULL, authors TEXT NOT NULL, tags TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS article_clash ON article (clash);
CREATE INDEX IF NOT EXISTS article_address ON article (address);
CREATE INDEX IF NOT EXISTS article_position ON article (position, cut, sha);
CREATE INDEX IF NOT EXISTS article_day ON article (day);
CREATE TABLE IF NOT EXISTS article_tag (
    key TEXT NOT NULL, position TEXT NOT NULL, article INTEGER NOT NULL, rank INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (key, position, article)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_tag_article ON article_tag (article);
CREATE TABLE IF NOT EXISTS tag (
    key TEXT PRIMARY KEY, wanted TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL, total INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tag_wanted ON tag (wanted);
CREATE INDEX IF NOT EXISTS tag_total ON tag (total DESC, key);
CREATE TABLE IF NOT EXISTS alias (alias TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (alias, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alias_path ON alias (path);
CREATE TABLE IF NOT EXISTS unknown_key (key TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (key, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unknown_key_path ON unknown_key (path);
CREATE TABLE IF NOT EXISTS day (day TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS day_of_year ON day (substr(day, 6));
CREATE TABLE IF NOT EXISTS stale (owner TEXT PRIMARY KEY, since TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """One article as lists show it: columns of the catalog, explained at `content.Entry`; `authors` and `tags`, a name a line."""

    id: int
    path: str
    address: str
    position: str
    day: str
    time: str
    timestamp: str
    updated: str
    title: str
    titled: int
    kicker: str
    summary: str
    lang: str
    source: str
    section: str
    authors: str
    tags: str


_COLUMNS = ", ".join(f"article.{name}" for name in Row._fields)


class Tag(NamedTuple):
    """A tag: the key that makes its spellings one, its part of the address, its name, how many articles have it."""

    key: str
    slug: str
    name: str
    total: int


class Catalog:
    """The queries that pages are made of. Each query walks an index; what can be long is yielded, never held."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Read from an open catalog."""
        self.db = db

    # articles

    def rows(self, where: str = "1", args: Sequence[Any] = (), *, newest: bool = False, limit: int = -1) -> Iterator[Row]:
        """Articles in archive order, or newest first; `where` is SQL over the article's columns."""
        sql = f"SELECT {_COLUMNS} FROM article WHERE {where} ORDER BY position {_order(newest)} LIMIT ?"
        return map(Row._make, self.db.execute(sql, (*args, limit)))

    def listing(self, start: str = "", stop: str = END, tag: str = "") -> Listing:
        """The articles between two positions, of one tag if named."""
        return Listing(self.db, start, stop, tag)

    def by_id(self, ids: Sequence[int]) -> list[Row]:
        """Articles by id, in archive order."""
        rows: list[Row] = []
        for some in batches(ids, MOST_VALUES):
            sql = f"SELECT {_COLUMNS} FROM article WHERE id IN ({_places(some)})"
            rows += map(Row._make, self.db.execute(sql, some))
        return sorted(rows, key=attrgetter("position"))

    def digests(self, ids: Sequence[int]) -> dict[int, str]:
        """By id, the digests of articles' records as they were read for the catalog."""
        found: dict[int, str] = {}
        for some in batches(ids, MOST_VALUES):
            found |= dict(self.db.execute(f"SELECT id, sha FROM article WHERE id IN ({_places(some)})", some))
        return found

    def before(self, position: str) -> Row | None:
        """The article before a position."""
        return next(self.rows("position < ?", (position,), newest=True, limit=1), None)

    def after(self, position: str) -> Row | None:
        """The article after a position."""
        return next(self.rows("position > ?", (position,), limit=1), None)

    def aliases(self, paths: Sequence[str]) -> dict[str, list[str]]:
        """The old addresses at which the articles of records are also found: those that no page has, and no earlier record."""
        found: dict[str, list[str]] = {path: [] for path in paths}
        for some in batches(paths, MOST_VALUES):
            sql = (
                f"SELECT path, alias FROM alias WHERE path IN ({_places(some)}) "
                "AND NOT EXISTS (SELECT 1 FROM article WHERE address = alias.alias) "
                "AND path = (SELECT min(path) FROM alias other WHERE other.alias = alias.alias) ORDER BY alias"
            )
            for path, alias in self.db.execute(sql, some):
                found[path].append(alias)
        return found

    # tags

    def tag(self, key: str) -> Tag | None:
        """One tag."""
        return next(self.tags("key = ?", (key,)), None)

    def tags(
        self, where: str = "1", args: Sequence[Any] = (), *, order: str = "key", limit: int = -1, offset: int = 0
    ) -> Iterator[Tag]:
        """Tags, by key or another SQL `order`."""
        sql = f"SELECT key, slug, name, total FROM tag WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
        return map(Tag._make, self.db.execute(sql, (*args, limit, offset)))

    def tags_of(self, ids: Sequence[int]) -> dict[int, list[tuple[Tag, str]]]:
        """The tags of articles, each with its spelling there, in the record's order."""
        found: dict[int, list[tuple[Tag, str]]] = {number: [] for number in ids}
        for some in batches(ids, MOST_VALUES):
            sql = (
                "SELECT article, article_tag.name, tag.key, slug, tag.name, total FROM article_tag JOIN tag USING (key) "
                f"WHERE article IN ({_places(some)}) ORDER BY article, article_tag.rank"
            )
            for article, name, *tag in self.db.execute(sql, some):
                found[article].append((Tag(*tag), name))
        return found

    def near(self, key: str, first: str, last: str) -> list[tuple[str, int]]:
        """Position and id of a tag's articles from position `first` to `last`, and of RELATED_REACH more on either side."""
        found = self.db.execute(_NEAR, (key, first, RELATED_REACH, key, first, last, key, last, RELATED_REACH))
        return sorted(found)

    def top_tags_between(self, start: str, stop: str, minimum: int, limit: int) -> list[Tag]:
        """The most frequent tags of the articles between two positions, of those with `minimum` articles in all."""
        sql = (
            "SELECT tag.key, slug, tag.name, total FROM (SELECT article_tag.key AS key, count(*) AS here "
            "FROM article JOIN article_tag ON article_tag.article = article.id "
            "WHERE article.position >= ? AND article.position < ? GROUP BY 1) "
            "JOIN tag USING (key) WHERE total >= ? ORDER BY here DESC, key LIMIT ?"
        )
        return list(map(Tag._make, self.db.execute(sql, (start, stop, minimum, limit))))

    def tags_together(self, key: str, minimum: int, limit: int) -> list[Tag]:
        """The tags that most often stand beside one, of those with `minimum` articles in all."""
        sql = (
            "SELECT tag.key, slug, tag.name, total FROM (SELECT other.key AS key, count(*) AS here FROM article_tag "
            "JOIN article_tag other ON other.article = article_tag.article "
            "WHERE article_tag.key = ? AND other.key <> ? GROUP BY 1) "
            "JOIN tag USING (key) WHERE total >= ? ORDER BY here DESC, key LIMIT ?"
        )
        return list(map(Tag._make, self.db.execute(sql, (key, key, minimum, limit))))

    def tag_years(self, key: str) -> list[tuple[str, int]]:
        """Years in which articles have a tag, with counts."""
        sql = "SELECT substr(position, 1, 4) AS year, count(*) FROM article_tag WHERE key = ? AND position > '0' GROUP BY year"
        return list(self.db.execute(sql, (key,)))

    def counts(self, column: str, limit: int = -1) -> list[tuple[str, int]]:
        """How many articles have each value of a column (`lang`, `source`), most frequent first, empty ones apart."""
        sql = f"SELECT {column}, count(*) AS n FROM article WHERE {column} <> '' GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"
        return list(self.db.execute(sql, (limit,)))

    # dates

    def days(self, prefix: str = "") -> list[tuple[str, int]]:
        """Days that have articles, with counts, of a year or month (`2024`, `2024-06`) or of all time; undated apart."""
        sql = "SELECT day, count FROM day WHERE day > ? AND day < ? ORDER BY day"
        return list(self.db.execute(sql, (prefix, f"{prefix}~")))

    def periods(self, length: int, prefix: str = "") -> list[tuple[str, int]]:
        """Years (`length` 4) or months (7) that have articles, with counts."""
        sql = "SELECT substr(day, 1, ?) AS period, sum(count) FROM day WHERE day > ? AND day < ? GROUP BY period ORDER BY period"
        return list(self.db.execute(sql, (length, prefix, f"{prefix}~")))

    def neighbours(self, period: str) -> tuple[str, str]:
        """The period of the same length before and after one, among those that have articles; empty where there is none."""
        before = "SELECT max(day) FROM day WHERE day > '' AND day < ?"
        after = "SELECT min(day) FROM day WHERE day > ?"
        length = len(period)
        return self.text(before, period)[:length], self.text(after, f"{period}~")[:length]

    def anniversaries(self, day: str) -> list[tuple[str, int]]:
        """The same day in other years, with counts."""
        sql = "SELECT day, count FROM day WHERE substr(day, 6) = ? AND day <> ? ORDER BY day"
        return list(self.db.execute(sql, (day[5:], day)))

    # single values

    def number(self, sql: str, *args: Any) -> int:  # noqa: ANN401 - what SQLite takes
        """The one number that a query gives; 0 for none."""
        return int((self.db.execute(sql, args).fetchone() or [0])[0] or 0)

    def text(self, sql: str, *args: Any) -> str:  # noqa: ANN401 - what SQLite takes
        """The one text that a query gives; empty for none."""
        return str((self.db.execute(sql, args).fetchone() or [""])[0] or "")


_NEAR = """
SELECT * FROM (SELECT position, article FROM article_tag WHERE key = ? AND position < ? ORDER BY position DESC LIMIT ?)
UNION ALL SELECT position, article FROM article_tag WHERE key = ? AND position BETWEEN ? AND ?
UNION ALL SELECT * FROM (SELECT position, article FROM article_tag WHERE key = ? AND position > ? ORDER BY position LIMIT ?)
"""


class Listing:
    """A list of articles that is paged: those with `start` <= position < `stop`, of one tag if `tag` is its key."""

    def __init__(self, db: sqlite3.Connection, start: str, stop: str, tag: str) -> None:
        self.db = db
        self.start, self.stop, self.tag = start, stop, tag
        if tag:
            self._from = "article_tag CROSS JOIN article ON article.id = article_tag.article"
            self._where = "article_tag.key = ? AND article_tag.position >= ? AND article_tag.position < ?"
            self._order = "article_tag.position"
        else:
            self._from, self._where, self._order = "article", "position >= ? AND position < ?", "position"
        self._key = (tag,) if tag else ()
        self._tails: dict[int, list[Row]] = {}

    def rows(self, *, newest: bool = False, limit: int = -1, offset: int = 0) -> Iterator[Row]:
        """The articles in archive order, or newest first."""
        sql = f"SELECT {_COLUMNS} FROM {self._from} WHERE {self._where} ORDER BY {self._order} {_order(newest)} LIMIT ? OFFSET ?"
        return map(Row._make, self.db.execute(sql, (*self._key, self.start, self.stop, limit, offset)))

    def tail(self, offset: int) -> list[Row]:
        """The articles from an offset on, which several pages of a list show; kept, so take it of short ends only."""
        if offset not in self._tails:
            self._tails[offset] = list(self.rows(offset=offset))
        return self._tails[offset]

    @functools.cached_property
    def total(self) -> int:
        """How many there are."""
        return self.count()

    def count(self, before: str = END) -> int:
        """How many stand before a position."""
        table = "article_tag" if self.tag else "article"
        sql = f"SELECT count(*) FROM {table} WHERE {self._where}"
        return int(self.db.execute(sql, (*self._key, self.start, min(self.stop, before))).fetchone()[0])


def position_of(day: str, time: str, address: str) -> str:
    """Where an article stands in the order of all."""
    return f"{day} {time} {address}"


def address_in(position: str) -> str:
    """The address in a position."""
    return position.split(" ", 2)[2]


def _places(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _order(newest: bool) -> str:  # noqa: FBT001 - a flag turned into SQL
    return "DESC" if newest else "ASC"


def connect(path: Path) -> sqlite3.Connection:
    """The catalog in `path`, to be read only."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def create(path: Path) -> sqlite3.Connection:
    """The catalog in `path`, to be written; made where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    try:
        db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; {SCHEMA}")
    except sqlite3.Error:
        db.close()
        raise
    return db
