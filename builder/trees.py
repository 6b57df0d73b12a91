"""Changing whole folders: two of them exchanged, files linked, what is empty or done with removed."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Container, Iterator
from pathlib import Path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def exchange(stage: Path, folder: Path) -> None:
    """Put the stage in the folder's place, and the folder in its, in one step where the system can, else in three."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(folder)
        return
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 and renameat2(_AT_FDCWD, os.fsencode(stage), _AT_FDCWD, os.fsencode(folder), _RENAME_EXCHANGE) == 0:
        return
    old = folder.parent / f".{folder.name}.old"
    remove_tree(old)
    folder.rename(old)
    stage.rename(folder)
    old.rename(stage)


def is_mount(error: OSError) -> bool:
    """Whether a folder cannot be exchanged because another disk, or a folder from elsewhere, is mounted there."""
    return error.errno in {errno.EBUSY, errno.EXDEV}


def contents(folder: Path | str, within: str = "") -> Iterator[str]:
    """Paths of all that is below a folder and no folder itself, of any kind and name; an empty folder ends in `/`."""
    is_empty = True
    with os.scandir(f"{folder}/{within}") as entries:
        for entry in entries:
            is_empty = False
            if entry.is_dir(follow_symlinks=False):
                yield from contents(folder, f"{within}{entry.name}/")
            else:
                yield f"{within}{entry.name}"
    if is_empty and within:
        yield within


def complete(stage: Path, folder: Path, going: Container[str]) -> None:
    """Link into the stage all that is in the folder, is not `going`, and has no new version in the stage."""
    for path in contents(folder):
        target = stage / path
        if path.endswith("/"):
            with contextlib.suppress(FileExistsError, NotADirectoryError):  # a file takes its place
                target.mkdir(parents=True)
        elif path not in going and not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            link(folder / path, target)


def link(source: Path, target: Path) -> None:
    """Make a file stand in a second place too; a copy of it on a file system without links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EACCES}:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def put(source: Path, target: Path) -> None:
    """Rename a file into its place, where nothing but hollow folders may be in its way; to another disk, copy it beside first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        _remove_hollow(target)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.parent / ".incoming"
        shutil.copy2(source, beside)
        beside.replace(target)
        source.unlink()


def _remove_hollow(folder: Path) -> None:
    """Remove a folder in which there is nothing but folders; raises OSError where there is more."""
    for inner in folder.iterdir():
        _remove_hollow(inner)
    folder.rmdir()


def remove_file(path: Path) -> None:
    """Remove a file or a link, if there is one at that path; a folder there, or a file in the place of one above it, stays."""
    if path.is_symlink() or not path.is_dir():
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there and no link to another."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)


def remove_empty(folder: Path, top: Path) -> None:
    """Remove folders that a removed file left empty, up to `top`, which stays."""
    while folder != top and top in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
