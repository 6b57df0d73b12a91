"""Tells when something that the site is made of changes, from the system's own file events: no polling, no idle work."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from builder.config import FILE_NAME
from builder.problems import BuildError, Problem

FOLDERS = ("seeds", "content", "templates", "static")
_DEBOUNCE = 400  # ms at most: an editor saves in several steps, a checkout writes many files
_STEP = 50  # ms of quiet that end a change
_TEMPORARY = ("~", ".swp", ".swx", ".tmp")


async def watch(root: Path, changed: Callable[[Iterable[str]], None]) -> None:
    """Call `changed` after every change of the archive in `root`, until cancelled. The output is not looked at.

    It is given the paths that changed, relative to `root` with `/`; none where anything may have changed.

    The archive's folder itself is watched without what is below it (settings, and source folders that come and go), the
    source folders with everything in them. Raises a group of BuildError where the system cannot watch so many folders.
    """
    regrouped = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_watch_root(root, changed, regrouped))
        group.create_task(_watch_folders(root, changed, regrouped))


async def _watch_root(root: Path, changed: Callable[[Iterable[str]], None], regrouped: asyncio.Event) -> None:
    async for changes in _events(root, recursive=False):
        names = {Path(path).name for _, path in changes}
        if names.intersection(FOLDERS):
            regrouped.set()
        if names.intersection((FILE_NAME, *FOLDERS)):
            changed(())


async def _watch_folders(root: Path, changed: Callable[[Iterable[str]], None], regrouped: asyncio.Event) -> None:
    """Watch those source folders that are there; look again when one has come or gone."""
    while True:
        regrouped.clear()
        folders = [root / name for name in FOLDERS if (root / name).is_dir()]
        if not folders:
            await regrouped.wait()
            continue
        async for changes in _events(*folders, stop=regrouped):
            changed(_relative(path, root) for _, path in changes)
        changed(())  # whatever happened between two looks


def _relative(path: str, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


async def _events(
    *folders: Path, recursive: bool = True, stop: asyncio.Event | None = None
) -> AsyncIterator[set[tuple[Change, str]]]:
    """The system's events, a few at a time, until `stop`."""
    try:
        async for changes in awatch(
            *folders, recursive=recursive, watch_filter=is_source, stop_event=stop, debounce=_DEBOUNCE, step=_STEP
        ):
            yield changes
    except (OSError, RuntimeError) as error:  # a RuntimeError is how watchfiles wraps what it does not expect
        hint = "on Linux, allow more: `sudo sysctl fs.inotify.max_user_watches=1048576`"
        raise BuildError(Problem(kind="watch", what=f"cannot watch for changes: {error}", hint=hint)) from error


def is_source(_: Change, path: str) -> bool:
    """Not an editor's temporary file."""
    name = Path(path).name
    return not name.startswith(".") and not name.endswith(_TEMPORARY)
