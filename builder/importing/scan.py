"""What lies in `seeds/`: the files that may be articles, in the order of their paths, and a word about those that may not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.problems import Problem, warning

FOLDER = "seeds"
SUFFIXES = (".txt", ".text")
"""How the name of a raw text ends, where it has an ending; anything else is not taken for one."""

_NOT_SEEDS = frozenset({"readme", "license", "makefile"})


class Found(NamedTuple):
    """A file that may be a seed: its path below the root with `/`, its size in bytes and when it was last written."""

    path: str
    size: int
    mtime_ns: int


def scan(root: Path, prefix: str = FOLDER) -> Iterator[Found | Problem]:
    """The seeds at `prefix` (a file or a folder below `root`), sorted by path as SQLite sorts text.

    Hidden files are passed over. Nothing is opened, and no link out of the folder of seeds is followed.
    """
    place = root / prefix
    home = (root / FOLDER).resolve()
    if prefix == FOLDER and place.is_file():
        yield Problem(kind="no-folder", what="is a file and no folder", path=prefix, hint="put it into a folder of that name")
    elif not (place.exists() or place.is_symlink()):
        yield Problem(kind="no-seed", what="is not there", path=prefix, hint="look for a typing error in the path")
    elif place.is_dir() and (prefix == FOLDER or not place.is_symlink()):
        yield from _folder(place, prefix, home)
    else:
        yield from _folder(place.parent, prefix.rpartition("/")[0], home, only=place.name)


def prefixes(root: Path, paths: Iterable[Path]) -> tuple[list[str], list[Problem]]:
    """Paths that a person named, as paths below `root` with `/`, none inside another; those outside `seeds/` are problems."""
    home = (root / FOLDER).resolve()
    inside: set[str] = set()
    problems: list[Problem] = []
    for path in paths:
        full = Path(os.path.normpath(root.resolve() / path))  # not resolve(): a link in the folder is judged by `scan`
        if not os.path.lexists(full):
            problems.append(Problem(kind="no-seed", what="is not there", path=path.as_posix(), hint="check how it is written"))
            continue
        for base in (home, root.resolve() / FOLDER):
            if full.is_relative_to(base):
                inside.add("/".join((FOLDER, *full.relative_to(base).parts)))
                break
        else:
            hint = f"copy it into {FOLDER}/ first"
            problems.append(Problem(kind="outside", what=f"is not inside {FOLDER}/", path=path.as_posix(), hint=hint))
    apart = [path for path in inside if not any(path.startswith(f"{other}/") for other in inside)]
    return sorted(apart), problems


def _folder(place: Path, prefix: str, home: Path, *, only: str = "") -> Iterator[Found | Problem]:
    """The seeds in a folder and its folders; of one file there, where `only` names it."""
    try:
        with os.scandir(place) as entries:  # of a million entries, keep the names and no more
            names = sorted(_sort_key(entry) for entry in entries if entry.name[0] != "." and only in {"", entry.name})
    except OSError as error:
        yield _unreadable(prefix, error)
        return
    for name in names:
        if name.endswith("/"):
            yield from _folder(place / name, f"{prefix}/{name[:-1]}", home)
        else:
            yield _file(f"{place}/{name}", f"{prefix}/{name}", home)


def _sort_key(entry: os.DirEntry[str]) -> str:
    """A folder sorts where the paths of what is in it sort: `a.txt` stands before `a/b.txt`."""
    return f"{entry.name}/" if entry.is_dir(follow_symlinks=False) else entry.name


def _file(place: str, path: str, home: Path) -> Found | Problem:
    try:
        path.encode()
        info = os.lstat(place)
        if stat.S_ISLNK(info.st_mode):
            if problem := _link(Path(place), path, home):
                return problem
            info = Path(place).stat()
    except UnicodeEncodeError:
        shown = path.encode(errors="backslashreplace").decode()
        return Problem(kind="file-name", what="has a name that is no text in UTF-8", path=shown, hint="rename it")
    except OSError as error:
        return _unreadable(path, error)
    if not stat.S_ISREG(info.st_mode):
        return Problem(kind="no-file", what="is no regular file", path=path, hint=f"take it out of {FOLDER}/")
    if not _may_be_seed(path.rpartition("/")[2].lower()):
        hint = "if it holds an article, let its name end in .txt"
        return warning("no-text-file", "does not look like a raw text and is passed over", path=path, hint=hint)
    return Found(path, info.st_size, info.st_mtime_ns)


def _link(place: Path, path: str, home: Path) -> Problem | None:
    """Why a link is not followed, if it is not."""
    target = place.resolve()
    if not target.is_relative_to(home):
        hint = "copy the file itself into the folder"
        return Problem(kind="symlink", what=f"is a link out of {FOLDER}/ and is not followed", path=path, hint=hint)
    if not target.exists():
        hint = "take it away, or bring back the file that it leads to"
        return Problem(kind="symlink", what="is a link to nothing", path=path, hint=hint)
    if target.is_dir():
        return warning(
            "symlink", "is a link to a folder and is not followed", path=path, hint="its files are read where they are"
        )
    return None


def _may_be_seed(name: str) -> bool:
    return (name.endswith(SUFFIXES) or "." not in name) and name.partition(".")[0] not in _NOT_SEEDS


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(kind="unreadable", what=f"cannot be read: {error.strerror or error}", path=path, hint="check its permissions")
