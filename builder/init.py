"""Makes a new archive: a folder with settings, sample articles and a workflow that publishes it, ready to build.

What goes into it lies in ``builder/starter/`` as it will lie in the archive, but for names that begin with a dot: those begin
with ``dot-`` there, so that no tool takes them for its own.
"""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

from builder import __version__
from builder.problems import BuildError, Problem

_STARTER = Path(__file__).parent / "starter"
_PACKAGE = "news-archive-builder"
_EXAMPLE = f"# {_PACKAGE} @ git+https://github.com/OWNER/{_PACKAGE}@main"
_EMPTY_FOLDERS = ("content", "static")


def init(folder: Path) -> list[str]:
    """Make an archive in `folder`, which must hold nothing, if it exists; gives the paths written, relative to it.

    Raises BuildError, and touches nothing, where the folder holds anything but git's own, as a new clone does.
    """
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        what = f"{folder} is not empty" if folder.is_dir() else f"{folder} is a file"
        raise BuildError(Problem(kind="init", what=f"{what}; nothing was written", hint="name a folder that is not there yet"))
    written = {**_samples(), "requirements.txt": _requirements()}
    for path, text in sorted(written.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    for name in _EMPTY_FOLDERS:
        (folder / name).mkdir()
    return sorted(written)


def _samples() -> dict[str, str]:
    files = (path for path in _STARTER.rglob("*") if path.is_file())
    return {_name(path): path.read_text(encoding="utf-8") for path in files}


def _name(path: Path) -> str:
    parts = path.relative_to(_STARTER).parts
    return "/".join(f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in parts)


def _requirements() -> str:
    """What `pip install -r` needs to build the archive elsewhere: this very program, from where this one came."""
    if source := _source():
        return f"# The program that builds this archive, from where it was installed when the archive was begun.\n{source}\n"
    return (
        "# The program that builds this archive. Here it was installed from a folder, which nobody else can reach. So put it\n"
        f"# into a repository of yours, and name that here, with your own name for OWNER and without the `#`:\n{_EXAMPLE}\n"
    )


def _source() -> str:
    """This program as pip names it; empty where nobody else can have it from there.

    Never its name alone, unless a registry gave it: elsewhere that could be anybody's program.
    """
    try:
        found = metadata.distribution(_PACKAGE).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return ""
    if not found:  # so says pip of what it has from a registry
        return f"{_PACKAGE}=={__version__}"
    origin = json.loads(found)
    address, vcs = origin["url"], origin.get("vcs_info")
    if address.startswith("file:"):
        return ""
    return f"{_PACKAGE} @ {vcs['vcs']}+{address}@{vcs['commit_id']}" if vcs else f"{_PACKAGE} @ {address}"
