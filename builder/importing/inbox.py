"""What one import has to do: the seeds to be read, and what was read, until it is settled.

Tables of the ledger's connection that last as long as it does: they wait on disk, not in memory, however many seeds there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from builder.importing.reading import Reading, Task


def marks(row: type[tuple[object, ...]]) -> str:
    """Numbered marks for the fields of a row: `?1, ?2`."""
    return ", ".join(f"?{number + 1}" for number in range(len(row._fields)))  # type: ignore[attr-defined]


def bounds(prefix: str) -> tuple[str, str, str]:
    """The path itself, and between which two texts the paths below it lie."""
    return prefix, f"{prefix}/", f"{prefix}0"


_TABLES = (
    "CREATE TEMP TABLE todo (path TEXT PRIMARY KEY, size, mtime_ns, seen) WITHOUT ROWID",
    # `known`: 2 where a record was made from these bytes, 1 where one names this seed; `plain`: there is nothing to decide
    f"CREATE TEMP TABLE incoming (known, plain, {', '.join(Reading._fields)})",
)
_ORDER = "known DESC, moment, updated DESC, sha256, path"
_INDEX = f"CREATE INDEX temp.settling_order ON incoming ({_ORDER}) WHERE NOT plain"
_KNOWN = """CASE WHEN EXISTS (SELECT 1 FROM record WHERE record.seed != '' AND record.seed_sha256 = ?4) THEN 2
    ELSE EXISTS (SELECT 1 FROM record WHERE record.seed != '' AND record.seed = ?1) END"""
_TAKE_IN = f"INSERT INTO incoming SELECT {_KNOWN}, 0, {marks(Reading)}"
_READINGS = f"SELECT {', '.join(Reading._fields)} FROM incoming"
_STANDING = "(path = ?1 OR path BETWEEN ?2 AND ?3) AND path NOT IN (SELECT path FROM todo)"
_COUNT_STANDING = f"SELECT status, count(*) FROM seed WHERE {_STANDING} GROUP BY status"
_STANDING_PROBLEMS = f"SELECT problems FROM seed WHERE problems != '' AND {_STANDING}"
TOUCHED = """SELECT todo.path, record FROM todo JOIN seed ON seed.path = todo.path WHERE record != ''
    UNION SELECT todo.path, folder || '/' || name FROM todo JOIN record ON record.seed = todo.path WHERE record.seed != ''"""
"""The seeds that are to be read, each with the record that it has or had."""
_RIVALS = f"""SELECT DISTINCT seed.path FROM seed JOIN ({TOUCHED}) AS touched ON seed.record = touched.record
    WHERE seed.record != '' AND seed.path != touched.path"""
_MARK_PLAIN = """UPDATE incoming SET plain = 1 WHERE status = 'article' AND known = 0
    AND text_key NOT IN (SELECT text_key FROM incoming GROUP BY text_key HAVING count(*) > 1)
    AND url_key NOT IN (SELECT url_key FROM incoming WHERE url_key != '' GROUP BY url_key HAVING count(*) > 1)
    AND (folder, slug) NOT IN (SELECT folder, slug FROM incoming GROUP BY folder, slug HAVING count(*) > 1)
    AND NOT EXISTS (SELECT 1 FROM record WHERE record.seed != '' AND record.text_key = incoming.text_key)
    AND NOT EXISTS (SELECT 1 FROM record WHERE record.seed != '' AND record.url_key != '' AND record.url_key = incoming.url_key)
    AND NOT EXISTS (SELECT 1 FROM record WHERE record.folder = incoming.folder AND record.name = incoming.slug || '.md')
    AND NOT EXISTS (SELECT 1 FROM seed WHERE seed.status = 'changed' AND seed.sha256 = incoming.sha256)
    AND NOT is_there(folder || '/' || slug || '.md')"""
_SOME_PLAIN = "FROM incoming WHERE plain AND incoming.rowid BETWEEN ?3 AND ?4"
_KEEP_PLAIN = (
    f"""INSERT OR REPLACE INTO seed SELECT path, size, iif(mtime_ns <= ?1, mtime_ns, ?2), sha256, 'imported',
    folder || '/' || slug || '.md', problems, shape, lang, year {_SOME_PLAIN}""",
    f"INSERT INTO record SELECT folder, slug || '.md', path, sha256, text_key, url_key, 0, ?2, ?2 {_SOME_PLAIN}",
)
_AT_ONCE = 1000
"""Newcomers that are kept in one step: enough that each costs little, few enough that the first can be written at once."""


class Inbox:
    """The seeds that an import has to read, and what they gave."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Make the tables, in a connection that has those of the ledger."""
        self._db = db
        for statement in _TABLES:
            db.execute(statement)

    # ---- to be read ------------------------------------------------------------------------------------------------

    def plan(self, tasks: Iterable[Task]) -> None:
        """Put down seeds to read; one that is put down twice is read whole if it is to be once."""
        self._db.executemany(
            "INSERT INTO todo VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = min(seen, excluded.seen)", tasks
        )

    def drop(self, path: str) -> None:
        """Take a seed that is no longer there off the list."""
        self._db.execute("DELETE FROM todo WHERE path = ?", (path,))

    def planned(self) -> int:
        """How many seeds are to be read."""
        return int(self._db.execute("SELECT count(*) FROM todo").fetchone()[0])

    def tasks(self) -> Iterator[Task]:
        """The seeds to read, sorted by path."""
        return map(Task._make, self._db.execute("SELECT * FROM todo ORDER BY path"))

    def rivals(self) -> list[str]:
        """Seeds with the same record as one that is to be read, or as it had: what becomes of them hangs on it."""
        return [path for (path,) in self._db.execute(_RIVALS)]

    def standing(self, prefix: str) -> Iterator[tuple[str, int]]:
        """How many seeds at or below `prefix` have each status and are not to be read again."""
        yield from self._db.execute(_COUNT_STANDING, bounds(prefix))

    def standing_problems(self, prefix: str) -> Iterator[str]:
        """The packed problems of those seeds."""
        for (packed,) in self._db.execute(_STANDING_PROBLEMS, bounds(prefix)):
            yield packed

    # ---- to be settled ---------------------------------------------------------------------------------------------

    def take_in(self, readings: Sequence[Reading]) -> None:
        """Put down what was read."""
        self._db.executemany(_TAKE_IN, readings)

    def keep_plain(self, is_there: Callable[[str], bool], *, sure_until: int, unsure: int) -> Iterator[Reading]:
        """Settle all newcomers about which there is nothing to decide as imported, many in one step, and give them.

        They share their text, their source address and the place of their record with no other, read now or before, and
        `is_there` says that no file has that place. Deciding about them one by one would take four times as long.
        Where a file was written after `sure_until` (ns), `unsure` is remembered instead of its time.
        """
        self._db.create_function("is_there", 1, is_there)
        self._db.execute(_MARK_PLAIN)
        last = self._db.execute("SELECT coalesce(max(rowid), 0) FROM incoming").fetchone()[0]
        for first in range(1, last + 1, _AT_ONCE):
            some = (first, first + _AT_ONCE - 1)
            for statement in _KEEP_PLAIN:
                self._db.execute(statement, (sure_until, unsure, *some))
            yield from map(Reading._make, self._db.execute(f"{_READINGS} WHERE plain AND incoming.rowid BETWEEN ? AND ?", some))

    def incoming(self) -> Iterator[Reading]:
        """All else that was read, in the order in which it is settled.

        Seeds that hold what a record was made from come first, wherever they lie now, then those at a place that a record names,
        so that newcomers meet every claim that exists. Newcomers follow by the time of the article, then the newest version
        first, then by the digest of their bytes: an order of their contents, whatever the names of the files and the order in
        which they came.
        """
        self._db.execute(_INDEX)
        return map(Reading._make, self._db.execute(f"{_READINGS} WHERE NOT plain ORDER BY {_ORDER}"))
