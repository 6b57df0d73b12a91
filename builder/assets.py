"""Stylesheets, scripts and pictures: the program's own `static/` and the archive's, whose files come first, as `static/…`.

What the archive has in `static/.well-known/` stands at the top of the site, where hosts and other services look for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from builder import files, output, render
from builder.output import Made
from builder.problems import Problem

OWNER = "static"
_WELL_KNOWN = "static/.well-known"


class Found(NamedTuple):
    """The static files: path in the site → where it comes from, and what tells it from another (size and time of change).

    `problems` name those that are passed over, such as links out of the archive.
    """

    files: Mapping[str, tuple[Path, str]]
    problems: tuple[Problem, ...]

    def differ(self, known: Mapping[str, tuple[str, str]]) -> bool:
        """Whether they are not those that stand in the output (`known`: path → digest, inputs)."""
        return {path: inputs for path, (_, inputs) in self.files.items()} != {path: inputs for path, (_, inputs) in known.items()}


def look(root: Path) -> Found:
    """Look for the static files of an archive."""
    odd: list[Problem] = []
    listed: dict[str, tuple[Path, str]] = {}
    for base in dict.fromkeys((root.resolve(), render.theme(OWNER).parent.resolve())):
        own = base == root.resolve()
        for seen in (*files.walk(base, OWNER, odd=odd), *files.walk(base, _WELL_KNOWN, hidden=True, odd=odd)):
            path = seen.path.removeprefix("static/") if seen.path.startswith(_WELL_KNOWN) else seen.path
            listed.setdefault(path, (base / seen.path, f"{own} {seen.size} {seen.mtime_ns}"))
    return Found(listed, tuple(odd))


def make(found: Found, stage: Path, known: Mapping[str, tuple[str, str]]) -> Iterator[Made]:
    """Put the static files into the stage, as far as they do not stand in the output."""
    for path, (source, inputs) in sorted(found.files.items()):
        sha, inputs_then = known.get(path, ("", ""))
        if inputs == inputs_then:
            yield Made(path, OWNER, sha=sha, inputs=inputs)
        else:
            yield output.stage(stage, Made(path, OWNER, inputs=inputs), source.read_bytes(), known=sha)
