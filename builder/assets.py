"""Stylesheets, scripts and pictures: the program's own `static/` and the archive's, whose files come first, as `static/…`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from builder import files, output, render
from builder.output import Made

OWNER = "static"


def found(root: Path) -> dict[str, tuple[Path, str]]:
    """The static files: path in the site → where it comes from, and what tells it from another (size and time of change)."""
    listed: dict[str, tuple[Path, str]] = {}
    for folder in render.folders(root, "static"):
        for seen in sorted(files.walk(folder)):
            own = folder == (root / "static").resolve()
            listed.setdefault(f"static/{seen.path}", (folder / seen.path, f"{own} {seen.size} {seen.mtime_ns}"))
    return listed


def changed(root: Path, known: Mapping[str, tuple[str, str]]) -> bool:
    """Whether the static files are not those that stand in the output (`known`: path → digest, inputs)."""
    return {path: inputs for path, (_, inputs) in found(root).items()} != {path: inputs for path, (_, inputs) in known.items()}


def make(root: Path, stage: Path, known: Mapping[str, tuple[str, str]]) -> Iterator[Made]:
    """Put the static files into the stage, as far as they do not stand in the output."""
    for path, (source, inputs) in found(root).items():
        sha, inputs_then = known.get(path, ("", ""))
        if inputs == inputs_then:
            yield Made(path, OWNER, sha=sha, inputs=inputs)
        else:
            yield output.stage(stage, Made(path, OWNER, inputs=inputs), source.read_bytes(), known=sha)
