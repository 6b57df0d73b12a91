"""What stands in the output folder that is not ours to remove: beside the site, or where a file of it is to be put.

The latter is asked amid a commit: the manifest (`page`) knows the files that this program wrote, `made` those to be put in place
(`write`), the journal those that go.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder import files, trees
from builder.problems import Problem, warning

_SHOWN = 3  # files named of many


class Blocked(NamedTuple):
    """A file that cannot be put in its place, what it is about, and the path of what stands there, or in the way to it."""

    path: str
    owner: str
    by: str


def blocked(db: sqlite3.Connection, folder: Path) -> Iterator[Blocked]:
    """The files to be written that cannot be.

    Where the state was lost, a file is taken for ours, and goes, since the marker says that the folder is; a folder is not.
    """
    is_known = db.execute("SELECT 1 FROM page LIMIT 1").fetchone() is not None
    sql = "SELECT path, owner, path IN (SELECT path FROM page) FROM made WHERE action = 'write' ORDER BY path"
    for path, owner, ours in db.execute(sql):
        if by := _obstacle(db, folder, path, ours=ours or not is_known, takes_files=not is_known):
            yield Blocked(path, owner, by)


def _obstacle(db: sqlite3.Connection, folder: Path, path: str, *, ours: bool, takes_files: bool) -> str:
    try:
        mode = os.lstat(f"{folder}/{path}").st_mode  # pathlib would double the cost of looking
    except FileNotFoundError:
        return ""
    except NotADirectoryError:
        above = next(str(up) for up in reversed(PurePosixPath(path).parents) if not (folder / up).is_dir())
        if takes_files:
            db.execute("INSERT OR IGNORE INTO journal VALUES (?, '', 0, 0, '', '', 'remove')", (above,))
        return "" if _goes(db, above) else above
    if stat.S_ISDIR(mode):
        below = trees.contents(folder, f"{path}/")
        return next((each for each in below if not each.endswith("/") and not _goes(db, each)), "")
    return "" if ours else path


def _goes(db: sqlite3.Connection, path: str) -> bool:
    return db.execute("SELECT 1 FROM journal WHERE path = ?", (path,)).fetchone() is not None


def strangers(db: sqlite3.Connection, folder: Path) -> Iterator[Problem]:
    """One word on the files in the folder that are not in the manifest; hidden ones apart, which hosts and git put there."""
    rows = db.execute("SELECT path FROM page ORDER BY path")
    paths = (seen.path for seen, row in files.beside(files.walk(folder, odd=[]), rows) if seen and not row)
    if first := list(islice(paths, _SHOWN)):
        others = sum(1 for _ in paths)
        more = f" and {others:,} more" if others else ""
        what = f"holds files that are no part of the site: {', '.join(first)}{more}"
        hint = "they may be pages of articles that are gone: delete those that nobody needs"
        yield warning("output", what, path=f"{folder.name}/", hint=hint)
