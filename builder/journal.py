"""The journal: what a commit writes and removes, noted before it is done, so that a killed program leaves nothing half done.

It lies in two tables of the state (see `output.SCHEMA`), which are filled in one transaction. What it writes lies in the stage:
single files, which are renamed into place, or a whole site (`swap`), which is exchanged with the old one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from builder import files, trees
from builder.problems import BuildError, Problem


class Journal:
    """The changes of one output folder that are noted, and not known to be made."""

    def __init__(self, db: sqlite3.Connection, folder: Path, stage: Path) -> None:
        """`db` is the open state."""
        self.db = db
        self.folder = folder
        self.stage = stage

    @property
    def count(self) -> int:
        """How many changes there are."""
        return int(self.db.execute("SELECT count(*) FROM journal").fetchone()[0])

    def written(self) -> Iterator[tuple[str, str]]:
        """The files to be written, and why."""
        yield from self.db.execute(
            "SELECT path, coalesce(stale.reason, CASE WHEN journal.owner GLOB 'index*' THEN 'the words of articles changed' "
            "ELSE 'it is new, or what all such pages depend on changed' END) "
            "FROM journal LEFT JOIN stale ON stale.owner = journal.owner WHERE action = 'write' ORDER BY path"
        )

    def removed(self) -> Iterator[str]:
        """The files to be removed."""
        return (path for (path,) in self.db.execute("SELECT path FROM journal WHERE action = 'remove' ORDER BY path"))

    def recover(self, *, give_up: bool = False) -> None:
        """Make the changes that a killed build left; or where that cannot be done, only note what was done of them."""
        if not self.count:
            return
        try:
            self.make_changes()
        except BuildError:
            if not give_up:
                raise
            rows = self.db.execute("SELECT path, owner, size, mtime_ns, sha, inputs FROM journal WHERE action = 'write'")
            done = [row for row in rows if files.stands(self.folder, row[0], *row[2:4])]
            with self.db:
                self.db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", done)
                self._forget()

    def complete_stage(self) -> None:
        """Make the stage a whole site, to be exchanged: all that stays as it is, files of others too, is linked into it."""
        if self.folder.is_dir():
            trees.complete(self.stage, self.folder, going=set(self.removed()))
        with self.db:
            self.db.execute("INSERT INTO swap VALUES (?)", (self.stage.stat().st_ino,))

    def make_changes(self) -> None:
        """Do what the journal says; done twice, or from where it was broken off, it comes to the same."""
        swap = self.db.execute("SELECT inode FROM swap").fetchone()
        try:
            if swap:
                self._swap(swap[0])
            else:
                self._replace_files()
        except OSError as error:
            raise cannot_write(self.folder, error) from None
        with self.db:
            self.db.execute("DELETE FROM page WHERE path IN (SELECT path FROM journal WHERE action = 'remove')")
            self.db.execute(
                "INSERT OR REPLACE INTO page SELECT path, owner, size, mtime_ns, sha, inputs FROM journal WHERE action = 'write'"
            )
            self._forget()

    def _forget(self) -> None:
        self.db.execute("DELETE FROM journal")
        self.db.execute("DELETE FROM swap")

    def _swap(self, inode: int) -> None:
        if not self.folder.exists() or self.folder.stat().st_ino != inode:
            try:
                trees.exchange(self.stage, self.folder)
            except OSError as error:
                if not trees.is_mount(error):
                    raise
                self._replace_files()
        trees.remove_tree(self.stage)

    def _replace_files(self) -> None:
        """Removals come first, since a file may stand where a folder is to be, or the other way round; what is new is staged."""
        for path, action in self.db.execute("SELECT path, action FROM journal ORDER BY action, path"):
            target = self.folder / path
            if action == "remove":
                trees.remove_file(target)
                trees.remove_empty(target.parent, self.folder)
            elif (self.stage / path).exists():  # else it was renamed before the program was killed
                trees.put(self.stage / path, target)


def cannot_write(folder: Path, error: OSError) -> BuildError:
    """What is raised where the output, or what lies beside it, cannot be written."""
    what = f"cannot write to {folder.name}/: {error.strerror or error}"
    hint = "check its permissions and the free space, then build again; if that does not help, `build --clean`"
    return BuildError(Problem(kind="output", what=what, hint=hint))
