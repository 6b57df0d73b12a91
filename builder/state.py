"""Where what is known between builds is kept: `.builder/`, one SQLite file for each output folder.

It is a cache with one exception, the manifest of files that this program wrote; where the state is lost, the output's marker
file still says whose the folder is. A state that is no database any more, or of another version of its tables, is made anew; one
that only cannot be used now, or that shows its damage later, is left, and the work stops.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder import catalog, files, output, trees
from builder.config import FILE_NAME
from builder.problems import BuildError, Problem

try:
    import fcntl
except ImportError:  # pragma: no cover - not on Windows, where two builds at once are the user's own care
    fcntl = None  # type: ignore[assignment]

VERSION = int(hashlib.sha256(f"{catalog.SCHEMA}{output.SCHEMA}".encode()).hexdigest()[:7], 16)
"""Of the tables: where they are others than the program's, the state is built anew."""


class MadeWith(NamedTuple):
    """What a site was made with: the address that it is to have, and how many drafts are in it."""

    base_url: str
    drafts: int


_SOURCES = (FILE_NAME, "content", "seeds", "templates", "static", "builder", ".builder", ".git")
_IMPORTED = "import.sqlite"


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other builds of the same archive out meanwhile; raises BuildError where one is at work.

    Raises BuildError also where SQLite can no longer write what it must, on a full disk or in a folder that only others may
    write to, or finds what it reads damaged.
    """
    folder = root / ".builder"
    try:
        folder.mkdir(exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        hint = "check its permissions"
        raise BuildError(Problem(kind="output", what=f"cannot write to .builder/: {error.strerror}", hint=hint)) from None
    with lock:
        if fcntl is not None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildError(
                    Problem(kind="busy", what="another build of this archive is at work", hint="wait for it to end")
                ) from None
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise BuildError(Problem(kind="state", what=f"cannot use .builder/: {error}", hint=_remedy(error))) from error


def _remedy(error: sqlite3.DatabaseError) -> str:
    if "locked" in str(error):
        return "another program uses it, such as a backup: wait until it has finished"
    return "check its permissions and the free space; if that does not help, delete .builder/: it is made anew"


@contextlib.contextmanager
def opened(root: Path, folder: Path, *, clean: bool = False) -> Iterator[sqlite3.Connection]:
    """The state of one output, open; `clean` forgets all that it knows but which files are ours."""
    path = output.state_path(root, folder)
    db = _open(path)
    try:
        if clean:
            _forget_content(db)
        yield db
    finally:
        db.close()


def _open(path: Path) -> sqlite3.Connection:
    if path.exists() and not _is_usable(path):
        _remove(path)
    is_new = not path.exists()
    db = catalog.create(path)
    if is_new:
        db.execute(f"PRAGMA user_version = {VERSION}")
    return db


def _is_usable(path: Path) -> bool:
    """Whether a file is a state of this version; raises sqlite3.OperationalError where that cannot be told now."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        try:
            return bool(db.execute("PRAGMA user_version").fetchone() == (VERSION,))
        except sqlite3.OperationalError:  # locked, or the disk is full: what it knows is sound
            raise
        except sqlite3.DatabaseError:  # damaged, by a full disk or a broken machine: what it knew can be found out again
            return False


def _forget_content(db: sqlite3.Connection) -> None:
    with db:
        for table in ("file", "article", "article_tag", "tag", "day", "stale", "alias", "unknown_key"):
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM meta WHERE key <> 'made_with'")


def note(db: sqlite3.Connection, base_url: str, *, drafts: bool) -> None:
    """Note what the site that now stands in the output was made with; `drafts` if these were to be in it."""
    count = db.execute("SELECT count(*) FROM file WHERE draft").fetchone()[0] if drafts else 0
    now = json.dumps([base_url, count])
    if db.execute("SELECT value FROM meta WHERE key = 'made_with'").fetchone() != (now,):
        with db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('made_with', ?)", (now,))


def made_with(root: Path, folder: Path) -> MadeWith | None:
    """What the last build in an output folder made its site with; None where that is not known."""
    path = output.state_path(root, folder)
    if not path.is_file():
        return None
    with contextlib.closing(sqlite3.connect(path)) as db:
        try:
            row = db.execute("SELECT value FROM meta WHERE key = 'made_with'").fetchone()
        except sqlite3.DatabaseError:  # the next build makes the state anew
            return None
    return MadeWith(*json.loads(row[0])) if row else None


def forget(root: Path, folder: Path) -> None:
    """Remove the state of one output."""
    _remove(output.state_path(root, folder))


def expect_ours(root: Path, site: Path) -> None:
    """Raise BuildError where an archive's output folder is not ours to write; touches nothing."""
    if how := own(root, site):
        what = f"{site} {how}, not a place for its output"
        raise BuildError(Problem(kind="output", what=what, hint="name another folder with --output"))
    folder = output.real(site)
    if folder.exists() and not folder.is_dir():
        raise BuildError(Problem(kind="output", what=f"{site} is a file", hint="name a folder with --output"))
    is_empty = not folder.is_dir() or not any(folder.iterdir())
    if not is_empty and not has_marker(folder) and not _knows_any(output.state_path(root, folder), folder):
        what = f"the output folder {site} holds files that this program did not write; nothing was touched"
        raise BuildError(Problem(kind="output", what=what, hint="empty it, or name another with --output"))


def own(root: Path, path: Path, site: Path | None = None) -> str:
    """How a path is the archive's own or its `site`'s, as in `lies inside content/`; empty where it is not."""
    root, path = output.real(root), output.real(path)
    if path in {root, *root.parents}:
        return "is the archive itself" if path == root else "holds the archive itself"
    for name, place in [(part, root / part) for part in _SOURCES] + ([(str(site), site)] if site else []):
        if path == output.real(place):
            return "is the archive's own"
        if path.is_relative_to(output.real(place)):
            return f"lies inside {name}/"
    return ""


def has_marker(folder: Path) -> bool:
    """Whether a folder says that it is an output of this program."""
    return (folder / output.MARKER).is_file()


def _knows_any(state: Path, folder: Path) -> bool:
    """Whether any file of the manifest stands in the folder as it was written."""
    if not state.is_file():
        return False
    with contextlib.closing(sqlite3.connect(state)) as db, contextlib.suppress(sqlite3.DatabaseError):
        return any(files.stands(folder, *row) for row in db.execute("SELECT path, size, mtime_ns FROM page"))
    return False


def knows(root: Path, folder: Path) -> bool:
    """Whether a folder is an output of this program, or was one."""
    return has_marker(folder) or output.state_path(root, folder).exists()


def clean(root: Path, folder: Path) -> list[str]:
    """Remove an output, and the state, as far as this program wrote them; gives the paths removed from the output.

    The state of other outputs stays; where there are none, all of it goes. Raises BuildError where a site stands that the
    state does not know.
    """
    path = output.state_path(root, folder)
    removed: list[str] = []
    try:
        if path.exists():
            removed = _clean(path, folder)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        _remove(path)
    if has_marker(folder):
        what = "holds a site, but what builds knew of its files is lost, so they were left as they are"
        hint = "look what else is in it, then delete the folder yourself"
        raise BuildError(Problem(kind="output", what=what, path=f"{folder.name}/", hint=hint))
    if not any(other.name != _IMPORTED for other in path.parent.glob("*.sqlite")):
        trees.remove_tree(path.parent)
    return removed


def _clean(path: Path, folder: Path) -> list[str]:
    removed: list[str] = []
    with contextlib.closing(sqlite3.connect(path)) as db:
        site = output.Output(db, folder)
        site.journal.recover(give_up=True)
        for (name,) in db.execute("SELECT path FROM page ORDER BY path"):
            target = site.folder / name
            if target.is_file():
                target.unlink()
                removed.append(name)
                trees.remove_empty(target.parent, site.folder.parent)
        trees.remove_tree(site.stage)
    _remove(path)
    return removed


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(path.with_suffix(".search"), ignore_errors=True)
