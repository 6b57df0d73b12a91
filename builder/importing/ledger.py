"""The memory of the import, `.builder/import.sqlite`: what each seed was when it was last read, and which record has which seed.

It is a cache. When it is gone, everything in it is read again from the seeds and from the front matter of the records, with
the same outcome. One import holds it at a time; all that an import learns is kept in one transaction, or none of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Self

from builder.importing.inbox import TOUCHED, Inbox, bounds, marks
from builder.problems import BuildError, Problem

FILE = ".builder/import.sqlite"
UNSURE = -1
"""Stands for a time of writing that cannot be trusted: the file is hashed again next time."""

_SCHEMA = (
    # every file in seeds/ that was read; `record` is the one that holds its article
    """CREATE TABLE seed (
        path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
        status TEXT NOT NULL, record TEXT NOT NULL, problems TEXT NOT NULL,
        shape TEXT NOT NULL, lang TEXT NOT NULL, year TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX seed_record ON seed (record) WHERE record != ''",
    "CREATE INDEX seed_changed ON seed (sha256) WHERE status = 'changed'",
    # every file in content/; `seed` is empty for those that were written by hand
    """CREATE TABLE record (
        folder TEXT NOT NULL, name TEXT NOT NULL, seed TEXT NOT NULL, seed_sha256 TEXT NOT NULL,
        text_key TEXT NOT NULL, url_key TEXT NOT NULL, claimed INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
        PRIMARY KEY (folder, name)
    ) WITHOUT ROWID""",
    "CREATE INDEX record_seed ON record (seed) WHERE seed != ''",
    "CREATE INDEX record_bytes ON record (seed_sha256) WHERE seed != ''",
    "CREATE INDEX record_text ON record (text_key) WHERE seed != ''",
    "CREATE INDEX record_claimed ON record (folder, name) WHERE claimed",
    # answers that take long to find, good until something changes
    "CREATE TABLE answer (question TEXT PRIMARY KEY, rows TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX record_url ON record (url_key) WHERE seed != '' AND url_key != ''",
)


class SeedRow(NamedTuple):
    """What is remembered of one seed; `status` says what became of it (see `settling`)."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    status: str
    record: str
    problems: str
    shape: str
    lang: str
    year: str


class Seen(NamedTuple):
    """As much of a `SeedRow` as tells whether the seed must be read again."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    status: str


class RecordRow(NamedTuple):
    """What is remembered of one record: the file it is, the seed it was made from, what it is known by, how the file looked.

    `claimed` says that it is known by what its seed holds, since a person edited the file: so a copy of the seed is known too.
    """

    folder: str
    name: str
    seed: str = ""
    seed_sha256: str = ""
    text_key: str = ""
    url_key: str = ""
    claimed: bool = False
    size: int = UNSURE
    mtime_ns: int = UNSURE

    @property
    def path(self) -> str:
        """The record's path below the root."""
        return f"{self.folder}/{self.name}"


_FIRST = "length(folder || name), folder, name"
"""Of several records that would do, the one with the shortest path: what a person made a copy has a longer name."""

_ORPHANS = """SELECT * FROM record WHERE seed != '' AND NOT EXISTS (SELECT 1 FROM seed WHERE seed.path = record.seed
        AND (seed.record = record.folder || '/' || record.name OR record.seed_sha256 IN (seed.sha256, '')))
    AND NOT EXISTS (SELECT 1 FROM seed WHERE seed.record = record.folder || '/' || record.name AND seed.record != ''
        AND seed.status IN ('imported', 'changed'))"""
_SHARING = f"""SELECT * FROM record WHERE seed != '' AND seed IN
    (SELECT seed FROM record WHERE seed != '' GROUP BY seed HAVING count(*) > 1) ORDER BY seed, {_FIRST}"""
_TOUCHED_CLAIMS = f"""SELECT record.* FROM record WHERE claimed AND folder || '/' || name IN
    (SELECT record FROM ({TOUCHED}))"""
_KEEP_SEED = f"INSERT OR REPLACE INTO seed VALUES ({marks(SeedRow)})"
_KEEP_RECORD = f"INSERT OR REPLACE INTO record VALUES ({marks(RecordRow)})"


class Ledger:
    """An open ledger; a context manager that keeps what was learnt, or with an exception or `keep=False` nothing of it."""

    def __init__(self, root: Path, fingerprint: str, *, keep: bool = True) -> None:
        """Open the ledger of the archive at `root`. A ledger with another `fingerprint` is begun anew."""
        self._keep = keep
        self._version = int(hashlib.sha256(f"{fingerprint}\n{_SCHEMA}".encode()).hexdigest()[:7], 16)
        path = root / FILE
        try:
            self._db = self._open(path)
        except (sqlite3.OperationalError, OSError) as error:
            raise _unusable(error) from error
        except sqlite3.DatabaseError:
            path.unlink()  # it is damaged, and it is a cache
            self._db = self._open(path)
        self.inbox = Inbox(self._db)

    def _open(self, path: Path) -> sqlite3.Connection:
        """A connection that holds the ledger for itself, with all tables there."""
        in_memory = not self._keep and not path.exists()
        if not in_memory:
            path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(":memory:" if in_memory else path, isolation_level=None, timeout=0.1)
        try:
            db.execute("PRAGMA synchronous = OFF")  # a crash of the machine costs a cache
            db.execute("BEGIN IMMEDIATE")
            if db.execute("PRAGMA user_version").fetchone() != (self._version,):
                self._begin_anew(db)
            self._changes = db.total_changes
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _begin_anew(self, db: sqlite3.Connection) -> None:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            db.execute(f'DROP TABLE "{table}"')
        for statement in _SCHEMA:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {self._version}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        with contextlib.closing(self._db):
            try:
                self._db.execute("COMMIT" if self._keep and kind is None else "ROLLBACK")
            except sqlite3.Error as failure:
                error = error or failure
        if isinstance(error, sqlite3.Error):
            raise _unusable(error) from error

    # ---- seeds -----------------------------------------------------------------------------------------------------

    def seen(self, prefix: str) -> Iterator[Seen]:
        """Every seed remembered at or below `prefix`, sorted by path."""
        columns = ", ".join(Seen._fields)
        itself = self._db.execute(f"SELECT {columns} FROM seed WHERE path = ?", (prefix,))
        query = f"SELECT {columns} FROM seed WHERE path BETWEEN ?2 AND ?3 ORDER BY path"
        return map(Seen._make, itertools.chain(itself, self._db.execute(query, bounds(prefix))))

    def keep_seed(self, row: SeedRow) -> None:
        """Remember a seed."""
        self._db.execute(_KEEP_SEED, row)

    def seed(self, path: str) -> SeedRow:
        """The seed remembered at `path`."""
        return SeedRow(*self._db.execute("SELECT * FROM seed WHERE path = ?", (path,)).fetchone())

    def knows(self, path: str) -> bool:
        """Whether a seed is remembered at `path`."""
        return self._db.execute("SELECT 1 FROM seed WHERE path = ?", (path,)).fetchone() is not None

    def forget_seed(self, path: str) -> None:
        """Forget a seed that is no longer there."""
        self._db.execute("DELETE FROM seed WHERE path = ?", (path,))

    def changed_to(self, sha256: str) -> SeedRow | None:
        """A seed that has changed to these bytes since its record was made, and whose record was kept."""
        found = self._db.execute("SELECT * FROM seed WHERE status = 'changed' AND sha256 = ? LIMIT 1", (sha256,)).fetchone()
        return SeedRow(*found) if found else None

    def doubt(self, record: str) -> None:
        """Have the seeds of this record read again, next time they are looked at."""
        self._db.execute("UPDATE seed SET mtime_ns = ?, sha256 = '' WHERE record != '' AND record = ?", (UNSURE, record))

    def summary(self) -> list[tuple[str, str, str, int]]:
        """How many seeds that are articles there are, by shape, language and year."""
        query = "SELECT shape, lang, year, count(*) FROM seed WHERE record != '' GROUP BY shape, lang, year"
        return [(shape, lang, year, count) for shape, lang, year, count in self._answer(query)]

    def _answer(self, query: str) -> list[list[Any]]:
        """The rows of a query over everything; remembered from the last import where nothing has changed since."""
        known = self._db.execute("SELECT rows FROM answer WHERE question = ?", (query,)).fetchone()
        if known and self._db.total_changes == self._changes:
            return json.loads(known[0])  # type: ignore[no-any-return]
        rows = [list(row) for row in self._db.execute(query)]
        before = self._db.total_changes
        self._db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (query, json.dumps(rows)))
        self._changes += self._db.total_changes - before
        return rows

    # ---- records ---------------------------------------------------------------------------------------------------

    def touched(self) -> list[RecordRow]:
        """The claimed records whose seeds, or what was taken for one, are to be read."""
        return [RecordRow(*row) for row in self._db.execute(_TOUCHED_CLAIMS)]

    def folders(self) -> list[str]:
        """The folders in which records are remembered."""
        return [folder for (folder,) in self._db.execute("SELECT DISTINCT folder FROM record")]

    def stamps(self, folder: str) -> dict[str, tuple[int, int]]:
        """The files of the records remembered in one folder, each with its size and when it was written."""
        rows = self._db.execute("SELECT name, size, mtime_ns FROM record WHERE folder = ?", (folder,))
        return {name: (size, mtime_ns) for name, size, mtime_ns in rows}

    def keep_record(self, row: RecordRow) -> None:
        """Remember a record."""
        self._db.execute(_KEEP_RECORD, row)

    def note_record(self, row: RecordRow) -> None:
        """Remember a record as its file says; where it says something else than before, its seeds will be read again."""
        before = self._record("folder = ? AND name = ?", row.folder, row.name)
        self.keep_record(row)
        if before is None or before[:-2] != row[:-2]:
            self.doubt(row.path)
            named = (UNSURE, row.seed, before.seed if before else "")
            self._db.execute("UPDATE seed SET mtime_ns = ?, sha256 = '' WHERE path IN (?, ?)", named)

    def stamp(self, stamps: Iterable[tuple[str, str, int, int]]) -> None:
        """Remember how records look that were written just now: folder, name, size and time."""
        self._db.executemany("UPDATE record SET size = ?3, mtime_ns = ?4 WHERE folder = ?1 AND name = ?2", stamps)

    def forget_record(self, folder: str, name: str) -> None:
        """Forget a record whose file is gone; its seeds will be read again."""
        self._db.execute("DELETE FROM record WHERE folder = ? AND name = ?", (folder, name))
        self.doubt(f"{folder}/{name}")

    def has_record(self, folder: str, name: str) -> bool:
        """Whether a record is remembered at this place."""
        return self._record("folder = ? AND name = ?", folder, name) is not None

    def record_of(self, seed: str) -> RecordRow | None:
        """The record made from the seed at this path."""
        return self._record("seed != '' AND seed = ?", seed)

    def records_with_bytes(self, sha256: str) -> list[RecordRow]:
        """The records made from a seed with exactly these bytes."""
        return self._records(f"seed != '' AND seed_sha256 = ? ORDER BY {_FIRST}", sha256)

    def same_article(self, text_key: str, url_key: str) -> RecordRow | None:
        """A record made from a seed with the same text, or else with the same source address."""
        same = self._record("seed != '' AND text_key = ?", text_key)
        return same or (self._record("seed != '' AND url_key != '' AND url_key = ?", url_key) if url_key else None)

    def orphans(self) -> list[RecordRow]:
        """The records whose seed is not there, nor is there another that was recognised as theirs."""
        return [RecordRow(*row) for row in self._answer(_ORPHANS)]

    def sharing(self) -> list[RecordRow]:
        """The records that name a seed which another names too, by seed, each with the one before its copies."""
        return [RecordRow(*row) for row in self._answer(_SHARING)]

    def _record(self, where: str, *values: str) -> RecordRow | None:
        return next(iter(self._records(f"{where} ORDER BY {_FIRST} LIMIT 1", *values)), None)

    def _records(self, where: str, *values: str) -> list[RecordRow]:
        return [RecordRow(*row) for row in self._db.execute(f"SELECT * FROM record WHERE {where}", values)]


def _unusable(error: Exception) -> BuildError:
    busy = "locked" in str(error)
    damaged = not isinstance(error, sqlite3.OperationalError | OSError)
    what = "another import is running in this archive" if busy else f"cannot be {'read' if damaged else 'written'}: {error}"
    hint = "wait until it has finished" if busy else "check the permissions of the folder and the space on the disk"
    hint = "delete it: it is made anew from the seeds and records" if damaged else hint
    return BuildError(Problem(kind="busy" if busy else "ledger", what=what, path=FILE, hint=hint))
