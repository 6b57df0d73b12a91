"""Looking at folders: what files are there, and which changed since the last look."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FINE = 20_000_000  # ns: files on a system with fine time stamps
_COARSE = 2_000_000_000  # ns: time stamps in whole seconds, as on FAT


class Seen(NamedTuple):
    """A file as a look at its folder shows it: path relative to the root with `/`, size in bytes, time of change in ns.

    `inode` tells apart two files of one size that were written in the same tick and renamed over each other.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int


def walk(root: Path, folder: str = "", *, hidden: bool = False, odd: list[str] | None = None) -> Iterator[Seen]:
    """Every regular file below `root/folder`, in no particular order; names that start with a dot only if `hidden`.

    Names that are not Unicode text are passed over, and put into `odd` as far as they can be shown.

    Links are followed to files inside the root and passed over otherwise, so that nothing outside is ever published.
    A folder that is not there holds nothing.
    """
    base = os.path.realpath(root)
    pending = [folder]
    while pending:
        inside = pending.pop()
        try:
            entries = list(os.scandir(os.path.join(base, inside)))  # noqa: PTH118 - 100,000 files: pathlib costs seconds
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.name.startswith(".") and not hidden:
                continue
            if not is_text(entry.name):
                if odd is not None:
                    odd.append(f"{inside}/{entry.name}".encode(errors="replace").decode())
                continue
            path = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_file() and (not entry.is_symlink() or os.path.realpath(entry.path).startswith(f"{base}{os.sep}")):
                stat = entry.stat()
                yield Seen(path, stat.st_size, stat.st_mtime_ns, stat.st_ino)


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
    """The first file, by path, in which `other` is not to the byte what `one` is, and how; empty where they are the same."""
    paths = [sorted(seen.path for seen in walk(folder, hidden=True)) for folder in (one, other)]
    for path in sorted(set(paths[0]) ^ set(paths[1])):
        return f"{path} is {'missing' if path in paths[0] else 'too many'}"
    for path in paths[0]:
        a, b = (one / path).read_bytes(), (other / path).read_bytes()
        if a != b:
            at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            return f"{path} differs from byte {at} on"
    return ""
