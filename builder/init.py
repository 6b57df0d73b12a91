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
    """What `pip install -r` needs to build the archive elsewhere: this very version, from where this one came."""
    return (
        "# The program that builds this archive. Was it installed from a folder? Then put the address of its repository here:\n"
        f"# {_PACKAGE} @ git+https://github.com/OWNER/{_PACKAGE}@main\n{_source()}\n"
    )


def _source() -> str:
    """This program as pip names it: from version control where it was installed from there, else by its version."""
    try:
        origin = json.loads(metadata.distribution(_PACKAGE).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        origin = {}
    vcs = origin.get("vcs_info")
    return f"{_PACKAGE} @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else f"{_PACKAGE}=={__version__}"
