"""The only writer of the site: manifest, stage, and what a commit changes.

Pages are written into a *stage* beside the output folder; what is served stays as it was meanwhile. When all are there, the
changes are written into the `journal` and made: a whole new tree is swapped in where much changed (or all is new), single files
are renamed into place where little did. A program killed before the journal leaves the old site; one killed behind it is
finished by the next command, from the journal. The *manifest* is the table of files that this program wrote, with the owner
each is about; nothing else is ever overwritten or deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder import catalog, digests, files, obstacles, trees
from builder.journal import Journal, cannot_write
from builder.problems import Problem

MARKER = ".news-archive"
"""A file that says that a folder is an output of this program, also where the state was lost."""

MARKER_TEXT = b"The news-archive builder writes this folder. Edit content/ and templates/ instead, and build again.\n"

MANY = 20_000
"""Files of an output from which on it is worth a process to look at them."""

FEW = 5000
"""Up to so many changes are made file by file: a matter of a tenth of a second. More are swapped in as a whole tree."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS page (           -- the manifest
    path TEXT PRIMARY KEY, owner TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha TEXT NOT NULL,
    inputs TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_owner ON page (owner);
CREATE TABLE IF NOT EXISTS journal (        -- what a commit under way does; `swap` holds the stage's inode where it is one
    path TEXT PRIMARY KEY, owner TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha TEXT NOT NULL,
    inputs TEXT NOT NULL, action TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS swap (inode INTEGER NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS made (      -- what this build made so far
    path TEXT PRIMARY KEY, owner TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha TEXT NOT NULL,
    inputs TEXT NOT NULL, action TEXT NOT NULL
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS done (owner TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Made(NamedTuple):
    """A file that a build made: `owner` is what it is about, `inputs` a digest of what it is made from (or empty).

    `action` is `write` (it lies in the stage, `mtime_ns` old), or `keep` (it stands in the output already, to the byte).
    """

    path: str
    owner: str
    size: int = 0
    mtime_ns: int = 0
    sha: str = ""
    inputs: str = ""
    action: str = "keep"


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did: how many files it changed; if asked for, files written (and why) and removed.

    `left` are owners of files that it could not write, as `problems` say.
    """

    changed: int = 0
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()
    written: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()


def stage(folder: Path, file: Made, data: bytes, *, known: str = "") -> Made:
    """Write a file's bytes into the stage, unless the output has them (`known` is their digest there); used by workers."""
    sha = digests.of_bytes(data)
    if sha == known:
        return Made(file.path, file.owner, len(data), 0, sha, file.inputs)
    mtime_ns = files.write(f"{folder}/{file.path}", data)
    return Made(file.path, file.owner, len(data), mtime_ns, sha, file.inputs, "write")


def has_files(db: sqlite3.Connection) -> bool:
    """Whether anything stands in the output."""
    return db.execute("SELECT 1 FROM page LIMIT 1").fetchone() is not None


def damaged(db: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """Path and owner of each file of the manifest that is gone from the output or was changed there."""
    for path, owner, size, mtime_ns in db.execute("SELECT path, owner, size, mtime_ns FROM page ORDER BY path"):
        if not files.stands(folder, path, size, mtime_ns):
            yield path, owner


def look(state: Path, folder: Path) -> list[tuple[str, str]]:
    """What is `damaged`, by the state in a file; for a process beside the one that has it open."""
    with contextlib.closing(catalog.connect(state)) as db:
        return list(damaged(db, folder))


def known(db: sqlite3.Connection, owner: str) -> dict[str, tuple[str, str]]:
    """The files that stand in the output for an owner: path → (digest, inputs)."""
    rows = db.execute("SELECT path, sha, inputs FROM page WHERE owner = ?", (owner,))
    return {path: (sha, inputs) for path, sha, inputs in rows}


def state_path(root: Path, output: Path) -> Path:
    """Where the state of one output folder lies: one archive can have several outputs, each with its own."""
    folder = real(output)
    mark = hashlib.sha256(os.path.relpath(folder, real(root)).encode()).hexdigest()[:8]
    return root / ".builder" / f"{folder.name}-{mark}.sqlite"


def real(folder: Path) -> Path:
    """Where a folder is: a link to another is followed, so that the work is done there and the link stays."""
    return Path(os.path.realpath(folder))


class Output:
    """The output folder of one archive, and its manifest in an open catalog."""

    def __init__(self, db: sqlite3.Connection, folder: Path) -> None:
        """`folder` need not exist, and can be a link."""
        self.db = db
        self.folder = real(folder)
        self.stage = self.folder.parent / f".{self.folder.name}.stage"
        self.journal = Journal(db, self.folder, self.stage)
        self._is_anew = False  # a build of all that finds files there which it may not know
        db.executescript(SCHEMA)

    # before a build

    @contextlib.contextmanager
    def staged(self, *, clean: bool = False) -> Iterator[None]:
        """An empty stage for the time of a build, when what an earlier build left half done is finished or dropped.

        A stage that a journal still needs outlives the build. A `clean` build makes everything, so it goes on also where what
        was left half done cannot be finished, and it looks for what is in the folder beside the site.
        """
        self._prepare(clean=clean)
        try:
            yield
        finally:
            if not self.journal.count:
                trees.remove_tree(self.stage)

    def _prepare(self, *, clean: bool) -> None:
        self.journal.recover(give_up=clean)
        is_new = not self.folder.is_dir() or not any(self.folder.iterdir())
        self._is_anew = not is_new and (clean or not has_files(self.db))
        try:
            trees.remove_tree(self.stage)
            self.stage.mkdir(parents=True)
        except OSError as error:
            raise cannot_write(self.stage, error) from None
        self.db.execute("DELETE FROM made")
        self.db.execute("DELETE FROM done")

    @property
    def is_large(self) -> bool:
        """Whether there are so many files that looking at all takes a while."""
        return bool(self.db.execute("SELECT 1 FROM page LIMIT 1 OFFSET ?", (MANY,)).fetchone())

    def forget(self, path: str) -> None:
        """Take a file for not written, so that it is written whatever its digest."""
        self.db.execute("UPDATE page SET sha = '', inputs = '' WHERE path = ?", (path,))

    # during a build

    def note(self, owners: Iterable[str], made: Iterable[Made]) -> list[Problem]:
        """Take down what was made of some owners, which is all that the output keeps of them; problems where two clash."""
        self.db.executemany("INSERT OR IGNORE INTO done VALUES (?)", ((owner,) for owner in owners))
        staged = list(made)
        taken = self.db.executemany("INSERT OR IGNORE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", staged).rowcount
        return list(self._clashes(staged)) if taken < len(staged) else []

    def _clashes(self, staged: Iterable[Made]) -> Iterator[Problem]:
        for file in staged:
            first = Made(*self.db.execute("SELECT * FROM made WHERE path = ?", (file.path,)).fetchone())
            if first != file:
                what = f"{file.path} is made twice, for {first.owner} and for {file.owner}; the first stands"
                hint = "change the `slug`, the `aliases` or the name of the static file"
                yield Problem(kind="same-address", what=what, hint=hint)

    # after it

    def commit(self, *, everything: bool, explain: bool = False) -> Committed:
        """Put what was made in place, and remove what is made no longer.

        `everything` says that all owners were made, so that what none of them made goes.
        """
        stale = "1" if everything else "owner IN (SELECT owner FROM done)"
        with self.db:
            self.db.execute(
                "INSERT INTO journal SELECT path, owner, size, mtime_ns, sha, inputs, 'remove' FROM page "
                f"WHERE {stale} AND path NOT IN (SELECT path FROM made)"
            )
            left = list(self._leave_what_is_in_the_way())
            self.db.execute("INSERT INTO journal SELECT * FROM made WHERE action = 'write'")
            self.db.execute(  # a page that came out the same from other inputs, or for another owner, is only noted anew
                "UPDATE page SET inputs = made.inputs, owner = made.owner FROM made WHERE made.path = page.path "
                "AND made.action = 'keep' AND made.sha = page.sha AND (made.inputs <> page.inputs OR made.owner <> page.owner)"
            )
        changed = self.journal.count
        written, removed = (tuple(self.journal.written()), tuple(self.journal.removed())) if explain else ((), ())
        if changed:
            if changed > FEW or not self.folder.is_dir() or not any(self.folder.iterdir()):
                self.journal.complete_stage()
            self.journal.make_changes()
        problems = (*(problem for _, problem in left), *(obstacles.strangers(self.db, self.folder) if self._is_anew else ()))
        return Committed(changed, problems, tuple(owner for owner, _ in left), written, removed)

    def _leave_what_is_in_the_way(self) -> Iterator[tuple[str, Problem]]:
        """What a person put where a file is to stand is not overwritten; that file is left out, and its owner reported."""
        found = list(obstacles.blocked(self.db, self.folder)) if self.folder.is_dir() else []
        for path, owner, by in found:
            self.db.execute("DELETE FROM made WHERE path = ?", (path,))
            trees.remove_file(self.stage / path)
            what = "stands in the output folder, but was not written by this program; it was left as it is"
            yield owner, Problem(kind="output", what=what, path=f"{self.folder.name}/{by}", hint="move it away, and build again")

    def totals(self) -> tuple[int, int]:
        """How many files the output has, and their bytes."""
        count, size = self.db.execute("SELECT count(*), coalesce(sum(size), 0) FROM page").fetchone()
        return count, size
