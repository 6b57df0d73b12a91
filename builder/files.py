"""Looking at folders: what files are there, and which changed since the last look. Reading and writing many small files."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from builder.problems import Problem, warning

_FINE = 20_000_000  # ns: files on a system with fine time stamps
_COARSE = 2_000_000_000  # ns: time stamps in whole seconds, as on FAT


class Seen(NamedTuple):
    """A file as a look at its folder shows it: path relative to the root with `/`, size in bytes, time of change in ns.

    `ctime_ns` is when the file's entry changed: it tells what the time of change does not, another file of the same size and
    tick renamed into place, or a permission taken away.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int


def walk(root: Path, folder: str = "", *, hidden: bool = False, odd: list[Problem] | None = None) -> Iterator[Seen]:
    """Every regular file below `root/folder`, by path; names that start with a dot only if `hidden`.

    Links are followed to files inside the root and passed over otherwise, so that nothing outside is ever published; so are
    names that are not Unicode text. `odd` gets a problem for each, and for what cannot be looked at, which raises OSError
    without it. A folder that is not there holds nothing.
    """
    base = os.path.realpath(root)
    pending = [_listed(base, f"{folder}/" if folder else "", odd, hidden=hidden)]
    while pending:
        if not pending[-1]:
            pending.pop()
            continue
        path = pending[-1].pop()
        if path.endswith("/"):
            pending.append(_listed(base, path, odd, hidden=hidden))
            continue
        try:
            found = os.stat(f"{base}/{path}")  # noqa: PTH116 - as below
        except OSError as error:
            _unreadable(error, path, odd)
            continue
        yield Seen(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def see(root: Path, path: str) -> Seen | None:
    """A regular file as `walk` shows it, None for a link and for what is not there."""
    try:
        found = os.lstat(f"{root}/{path}")
    except (OSError, ValueError):
        return None
    return Seen(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns) if stat.S_ISREG(found.st_mode) else None


def stands(folder: Path, path: str, size: int, mtime_ns: int) -> bool:
    """Whether a file is as it was written."""
    try:
        found = os.stat(f"{folder}/{path}")  # noqa: PTH116 - pathlib would double the cost of looking
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (size, mtime_ns)


def _unreadable(error: OSError, path: str, odd: list[Problem] | None) -> None:
    """Take down what cannot be looked at, or raise it; what was removed a moment ago is no problem."""
    if isinstance(error, FileNotFoundError):
        return
    if odd is None:
        raise error
    what = f"cannot be read: {error.strerror}"
    odd.append(Problem(kind="unreadable", what=what, path=path.rstrip("/"), hint="check its permissions"))


def _listed(base: str, folder: str, odd: list[Problem] | None, *, hidden: bool) -> list[str]:
    """The paths of files and folders (with a `/` at the end) in one folder, in order of what lies below them, the last one first.

    Texts alone, since a folder can hold a million files.
    """
    try:
        entries = os.scandir(os.path.join(base, folder))  # noqa: PTH118 - 100,000 files: pathlib costs seconds
    except OSError as error:
        _unreadable(error, folder, odd)
        return []
    found: list[str] = []
    found_odd = [] if odd is None else odd
    with entries:
        for entry in entries:
            name = entry.name
            path = folder + name
            if name.startswith(".") and not hidden:
                continue
            if name.isascii() and entry.is_file(follow_symlinks=False):
                found.append(path)
            elif problem := _odd(entry, path, base):
                found_odd.append(problem)
            elif entry.is_dir(follow_symlinks=False):
                found.append(f"{path}/")
            elif entry.is_file():
                found.append(path)
    found.sort(reverse=True)
    return found


def holds_any(folder: Path | str) -> bool:
    """Whether there is any file below a folder, names that start with a dot apart; looks no further than the first."""
    try:
        with os.scandir(folder) as entries:
            shown = (entry for entry in entries if not entry.name.startswith("."))
            return any(not entry.is_dir(follow_symlinks=False) or holds_any(entry.path) for entry in shown)
    except FileNotFoundError:
        return False
    except PermissionError:
        return True  # whatever it is, and `walk` reports it


def beside(seen: Iterable[Seen], known: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Seen | None, tuple[Any, ...] | None]]:
    """Files each with the row of the same path (its first value), None for what has no partner; both sides go by path."""
    rows = iter(known)
    row = next(rows, None)
    for file in seen:
        while row is not None and row[0] < file.path:
            yield None, row
            row = next(rows, None)
        if row is not None and row[0] == file.path:
            yield file, row
            row = next(rows, None)
        else:
            yield file, None
    while row is not None:
        yield None, row
        row = next(rows, None)


def _odd(entry: os.DirEntry[str], path: str, base: str) -> Problem | None:
    """Why a file or folder is passed over, if it is."""
    if not is_text(entry.name):
        shown = path.encode(errors="replace").decode()
        what = "the file's name is not UTF-8 text, so it was passed over"
        return Problem(kind="file-name", what=what, path=shown, hint="rename it")
    if entry.is_symlink() and (entry.is_dir() or not os.path.realpath(entry.path).startswith(f"{base}{os.sep}")):
        what = "is a link to a folder, or to what is not in the archive, and is not followed"
        return warning("link", what, path=path, hint="copy the file itself into the archive")
    if not (entry.is_file() or entry.is_dir()):
        return warning("no-file", "is no file that can be read, and is passed over", path=path, hint="take it out of the archive")
    return None


def read(root: Path | str, path: str) -> bytes:
    """The bytes of one of many small files; raises OSError."""
    with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - pathlib and a buffer would double the cost
        return file.read()


def write(path: str, data: bytes) -> int:
    """Write one of many small files, and its folder where there is none; gives its time of change in ns; raises OSError."""
    try:
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115 - as above
    except FileNotFoundError:  # seldom, so the folder is not looked for before
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115 - as above
    with file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        return os.fstat(file.fileno()).st_mtime_ns


def is_text(name: str) -> bool:
    """Whether a name is Unicode: bytes of another encoding come as lone surrogates, which no database or address takes."""
    return name.isascii() or not any("\ud800" <= char <= "\udfff" for char in name)


def settled(mtime_ns: int, looked_at_ns: int) -> int:
    """The time of change to remember for a file that was read at `looked_at_ns`; 0 where it must be read again.

    A file that changed just before it was read can change once more within the same tick of the file system's clock, and
    would then look unchanged.
    """
    tick = _COARSE if mtime_ns % 1_000_000_000 == 0 else _FINE
    return mtime_ns if mtime_ns < looked_at_ns - tick else 0


def now_ns() -> int:
    """The clock that files are stamped by; for comparing with their stamps only, never for output."""
    return time.time_ns()


def first_difference(one: Path, other: Path) -> str:
    """The first file, by path, in which `other` is not to the byte what `one` is, and how; empty where they are the same.

    Hidden files that only `other` has are somebody else's (`.git`).
    """
    for file, row in beside(walk(one, hidden=True), walk(other, hidden=True)):
        if file and row:
            if difference := _difference(read(one, file.path), read(other, file.path)):
                return f"{file.path} {difference}"
        elif file:
            return f"{file.path} is missing"
        elif row and not row[0].startswith(".") and "/." not in row[0]:
            return f"{row[0]} is too many"
    return ""


def _difference(a: bytes, b: bytes) -> str:
    if a == b:
        return ""
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"differs from byte {at} on"
