"""What a change of the content makes stale: it is applied to the catalog, and every owner that it touches is marked.

A few changes are followed one by one to the pages that show an article, count it, stand beside it or are related to it. Of
many at once only the catalog is brought up to date; then everything is stale anyway.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from builder import urls
from builder.catalog import END, RELATED_REACH, Catalog, Row, Tag, position_of
from builder.config import Config
from builder.content import Entry


def mark(db: sqlite3.Connection, owner: str, reason: str, since: str = "") -> None:
    """Note that an owner's pages are stale, from a position on; the first reason stays, the earliest position wins."""
    db.execute(
        "INSERT INTO stale (owner, since, reason) VALUES (?, ?, ?) "
        "ON CONFLICT (owner) DO UPDATE SET since = min(since, excluded.since)",
        (owner, since, reason),
    )


class Follower:
    """Applies changes to the catalog; if `precise`, marks just the owners that each change touches."""

    def __init__(self, db: sqlite3.Connection, config: Config, *, precise: bool) -> None:
        self.db = db
        self.catalog = Catalog(db)
        self.config = config
        self.precise = precise
        self.clashes: set[str] = set()
        self.days: set[str] = set()
        self.tags: set[str] = set()
        self.aliases: set[str] = set()
        self.arrived: list[str] = []

    def remove(self, paths: Sequence[str]) -> None:
        """Records that are gone."""
        self._take_out(paths, "removed")
        self._note(paths, (), ())
        self._delete("file", paths)

    def replace(self, entries: Sequence[Entry], *, drafts: bool) -> None:
        """Records that are new or changed; `drafts` publishes those too."""
        shown = [entry for entry in entries if not entry.broken and (drafts or not entry.draft)]
        aliases = [(alias, entry.path) for entry in shown for alias in entry.aliases]
        unknown = [(key, entry.path) for entry in entries for key in entry.unknown]
        self._note([entry.path for entry in entries], aliases, unknown)
        published = {entry.path for entry in shown}
        self._take_out([entry.path for entry in entries if entry.path not in published], "is not published")
        others = [entry for entry in shown if not self._same_listing(entry)]
        self._take_out([entry.path for entry in others], "changed")
        self._put_in(others)

    def _delete(self, table: str, paths: Sequence[str]) -> None:
        self.db.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in paths))

    def _note(self, paths: Sequence[str], aliases: Sequence[tuple[str, str]], unknown: Sequence[tuple[str, str]]) -> None:
        """Take down the old addresses of records, and their keys that nobody knows; both in pairs with a record's path."""
        if self.precise:
            self.aliases.update(alias for alias, _ in aliases)
            for path in paths:
                self.aliases.update(alias for (alias,) in self.db.execute("SELECT alias FROM alias WHERE path = ?", (path,)))
        for table, values in (("alias", aliases), ("unknown_key", unknown)):
            self._delete(table, paths)
            self.db.executemany(f"INSERT INTO {table} VALUES (?, ?)", values)

    def finish(self) -> None:
        """Settle what depends on several articles: addresses, tags, counts; then mark what the arrived ones touch."""
        if not self.precise:
            self._rebuild()
            return
        self._settle_addresses(self.clashes)
        self._count_days(self.days)
        self._settle_tags()
        for path in self.arrived:
            for row in self.catalog.rows("path = ?", (path,)):
                self._touch(row, "changed")
        self._touch_aliases()

    def _touch_aliases(self) -> None:
        """Whoever asks for an old address may have it now, or have lost it to a page."""
        sql = "SELECT article.address FROM alias JOIN article USING (path) WHERE alias = ?"
        for alias in sorted(self.aliases):
            for (address,) in list(self.db.execute(sql, (alias,))):
                self._mark(f"article:{address}", f"the alias {alias} changed")

    def _same_listing(self, entry: Entry) -> bool:
        """Whether only the text changed, which no page but the article's own shows."""
        if not self.precise:
            return False
        old = self.db.execute(
            f"SELECT id, address, sha, wanted, {_LISTING} FROM article WHERE path = ?", (entry.path,)
        ).fetchone()
        if old is None or old[3:] != (entry.wanted, *_listing(entry)) or self._tag_pairs(old[0]) != list(entry.tags):
            return False
        if old[2] != entry.sha:
            self.db.execute("UPDATE article SET sha = ? WHERE id = ?", (entry.sha, old[0]))
            mark(self.db, f"article:{old[1]}", "its text changed")
        return True

    def _tag_pairs(self, article: int) -> list[tuple[str, str]]:
        return list(self.db.execute("SELECT key, name FROM article_tag WHERE article = ? ORDER BY rank", (article,)))

    def _take_out(self, paths: Sequence[str], reason: str) -> None:
        if self.precise:
            for row in [row for path in paths for row in self.catalog.rows("path = ?", (path,))]:
                self._prepare(row)
                self._touch(row, reason)
        tags = "DELETE FROM article_tag WHERE article = (SELECT id FROM article WHERE path = ?)"
        self.db.executemany(tags, ((path,) for path in paths))
        self._delete("article", paths)

    def _put_in(self, entries: Sequence[Entry]) -> None:
        articles: list[tuple[object, ...]] = []
        tags: list[tuple[object, ...]] = []
        first = self.catalog.number("SELECT max(id) FROM article") + 1
        for number, entry in enumerate(entries, first):
            position = position_of(entry.day, entry.time, entry.wanted)
            address = (entry.wanted, entry.wanted.casefold(), entry.wanted)
            articles.append((number, entry.path, entry.sha, *address, position, entry.cut, *_listing(entry)))
            tags += [(key, position, number, rank, name) for rank, (key, name) in enumerate(entry.tags)]
        columns = f"id, path, sha, wanted, clash, address, position, cut, {_LISTING}"
        self.db.executemany(f"INSERT INTO article ({columns}) VALUES ({', '.join('?' * 21)})", articles)
        self.db.executemany("INSERT INTO article_tag (key, position, article, rank, name) VALUES (?, ?, ?, ?, ?)", tags)
        if self.precise:
            self.arrived += [entry.path for entry in entries]
            self.clashes.update(entry.wanted.casefold() for entry in entries)
            self.days.update(entry.day for entry in entries)
            self.tags.update(key for entry in entries for key, _ in entry.tags)

    def _prepare(self, row: Row) -> None:
        """Note what a departing row has a part in, so that `finish` settles it."""
        self.clashes.add(self.catalog.text("SELECT clash FROM article WHERE id = ?", row.id))
        self.days.add(row.day)
        self.tags.update(key for key, _ in self._tag_pairs(row.id))

    def _touch(self, row: Row, reason: str) -> None:
        """Mark every owner whose pages show this article or count it."""
        why = f"{row.path} {reason}"
        self.aliases.add(row.address)
        self._mark(f"article:{row.address}", why)
        for owner in ("home", "tags", "about", "feed", "search", "sitemap"):
            self._mark(owner, why, row.position)
        self._touch_dates(row, why)
        for neighbour in (self.catalog.before(row.position), self.catalog.after(row.position)):
            if neighbour:
                self._mark(f"article:{neighbour.address}", why)
        for key, _ in self._tag_pairs(row.id):
            self._mark(f"tag:{key}", why, row.position)
            for related in self._around(key, row.position):
                self._mark(f"article:{related.address}", why)

    def _touch_dates(self, row: Row, why: str) -> None:
        if not row.day:
            self._mark("undated", why, row.position)
            return
        for kind, length in (("day", 10), ("month", 7), ("year", 4)):
            period = row.day[:length]
            self._mark(f"{kind}:{period}", why, row.position)
            for neighbour in filter(None, self.catalog.neighbours(period)):
                self._mark(f"{kind}:{neighbour}", why, END)
        self._mark(f"feed:{row.day[:7]}", why)
        for month in filter(None, self.catalog.neighbours(row.day[:7])):
            self._mark(f"feed:{month}", why)
        for day, _ in self.catalog.anniversaries(row.day):
            self._mark(f"day:{day}", why, END)

    def _around(self, key: str, position: str) -> Iterator[Row]:
        """The articles whose related ones can include an article at `position`, by one tag."""
        yield from self.catalog.listing(stop=position, tag=key).rows(newest=True, limit=RELATED_REACH)
        yield from self.catalog.listing(start=position, tag=key).rows(limit=RELATED_REACH + 1)

    def _mark(self, owner: str, reason: str, since: str = "") -> None:
        mark(self.db, owner, reason, since)

    # addresses

    def _settle_addresses(self, clashes: set[str]) -> None:
        """Of several articles that ask for one address the first by path has it; each other gets a mark made from its path."""
        for clash in sorted(clashes):
            group = list(
                self.db.execute(
                    "SELECT id, path, wanted, address, day, time FROM article WHERE clash = ? ORDER BY path", (clash,)
                )
            )
            for number, (article, path, wanted, address, day, time) in enumerate(group):
                settled = wanted if number == 0 else _marked(wanted, path)
                if settled != address:
                    self._move(article, settled, position_of(day, time, settled), path)

    def _move(self, article: int, address: str, position: str, path: str) -> None:
        if self.precise and path not in self.arrived:
            for row in self.catalog.by_id([article]):
                self._prepare(row)
                self._touch(row, "moved")
            self.arrived.append(path)
        self.db.execute("UPDATE article SET address = ?, position = ? WHERE id = ?", (address, position, article))
        self.db.execute("UPDATE article_tag SET position = ? WHERE article = ?", (position, article))

    # days and tags

    def _count_days(self, days: set[str]) -> None:
        for day in days:
            self.db.execute("DELETE FROM day WHERE day = ?", (day,))
            self.db.execute("INSERT INTO day SELECT day, count(*) FROM article WHERE day = ? GROUP BY day", (day,))

    def _settle_tags(self) -> None:
        """Count the touched tags again; a tag that got or lost its page or its address touches all who link it."""
        before = {key: self.catalog.tag(key) for key in self.tags}
        wanted = {self._wanted_slug(key) for key in self.tags}
        group = set(self.tags)
        for slug in wanted:
            group.update(tag.key for tag in self.catalog.tags("wanted = ?", (slug,)))
        before |= {key: self.catalog.tag(key) for key in group - self.tags}
        for key in self.tags:
            self.db.execute("DELETE FROM tag WHERE key = ?", (key,))
            self.db.execute(f"{_INSERT_TAGS} WHERE key = ? GROUP BY key, name)) WHERE place = 1", (key,))
            self.db.execute("UPDATE tag SET wanted = ? WHERE key = ?", (self._wanted_slug(key), key))
        self._settle_slugs(wanted)
        for key in sorted(group):
            old, new = before[key], self.catalog.tag(key)
            if old and new and self._as_linked(old) != self._as_linked(new):
                self._touch_linking(key)

    def _as_linked(self, tag: Tag) -> tuple[str, str, bool]:
        return tag.slug, tag.name, tag.total >= self.config.tags.minimum

    def _touch_linking(self, key: str) -> None:
        """Every page that names a tag: its articles', their other tags' and their years'."""
        why = f"the tag {key} changed"
        self._mark(f"tag:{key}", why)
        for row in self.catalog.listing(tag=key).rows():
            self._mark(f"article:{row.address}", why)
            if row.day:
                self._mark(f"year:{row.day[:4]}", why)
        others = "SELECT DISTINCT b.key FROM article_tag a JOIN article_tag b ON b.article = a.article WHERE a.key = ?"
        for (other,) in list(self.db.execute(others, (key,))):
            self._mark(f"tag:{other}", why, END)

    def _wanted_slug(self, key: str) -> str:
        return urls.tag_slug(key, ascii_only=self.config.slugs == "ascii")

    def _settle_slugs(self, wanted: set[str]) -> None:
        """Of several tags with one slug (C, C++, C#) the one that is spelt like it has it, else the first; others get a mark."""
        for slug in sorted(wanted):
            keys = [key for (key,) in self.db.execute("SELECT key FROM tag WHERE wanted = ? ORDER BY key", (slug,))]
            keys.sort(key=lambda key: key.replace(" ", "-") != slug)
            for number, key in enumerate(keys):
                self.db.execute("UPDATE tag SET slug = ? WHERE key = ?", (slug if number == 0 else urls.distinct(slug, key), key))

    # everything at once

    def _rebuild(self) -> None:
        """Derive all that depends on several articles from scratch."""
        clashes = {clash for (clash,) in self.db.execute("SELECT clash FROM article GROUP BY clash HAVING count(*) > 1")}
        alone = "SELECT clash FROM article WHERE address <> wanted"  # had a clash before, perhaps has none now
        self._settle_addresses(clashes | {clash for (clash,) in self.db.execute(alone)})
        self.db.execute("DELETE FROM day")
        self.db.execute("INSERT INTO day SELECT day, count(*) FROM article GROUP BY day")
        self.db.execute("DELETE FROM tag")
        self.db.execute(f"{_INSERT_TAGS} GROUP BY key, name)) WHERE place = 1")
        keys = self.db.execute("SELECT key FROM tag").fetchall()
        self.db.executemany(
            "UPDATE tag SET wanted = ?, slug = ? WHERE key = ?", ((s := self._wanted_slug(k), s, k) for (k,) in keys)
        )
        several = "SELECT wanted FROM tag GROUP BY wanted HAVING count(*) > 1"
        self._settle_slugs({slug for (slug,) in self.db.execute(several)})


_LISTING = "day, time, timestamp, updated, title, titled, kicker, summary, lang, source, section, authors, tags"

# Counts articles by tag; of a tag's spellings the most frequent one is its name, of equals the first.
_INSERT_TAGS = (
    "INSERT INTO tag (key, wanted, slug, name, total) SELECT key, '', key, name, total FROM (SELECT key, name, "
    "sum(count) OVER (PARTITION BY key) AS total, row_number() OVER (PARTITION BY key ORDER BY count DESC, name) AS place "
    "FROM (SELECT key, name, count(*) AS count FROM article_tag"
)


def _listing(entry: Entry) -> tuple[object, ...]:
    names = "\n".join(name for _, name in entry.tags)
    return (
        *(entry.day, entry.time, entry.timestamp, entry.updated, entry.title, int(entry.titled), entry.kicker, entry.summary),
        *(entry.lang, entry.source, entry.section, "\n".join(entry.authors), names),
    )


def _marked(wanted: str, path: str) -> str:
    folder, _, name = wanted.rpartition("/")
    return f"{folder}/{urls.distinct(name.removesuffix('.html'), path)}.html"
