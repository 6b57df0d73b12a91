"""Changing whole folders: two of them exchanged, files linked, what is empty or done with removed."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
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


def link(source: Path, target: Path) -> None:
    """Make a file stand in a second place too; a copy of it on a file system without links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EACCES}:
            raise
        shutil.copy2(source, target)


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
