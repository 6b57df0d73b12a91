"""The house stands as docs/architecture.md draws it: data flows one way, and imports with it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from conftest import PROJECT

ROOMS = [
    {"problems", "model", "work", "files", "trees", "digests", "git", "hosts", "progress", "console", "escaping", "fields"},
    {"config", "urls", "locales"},
    {"front_matter", "markup", "opening", "records", "seeds", "search"},
    {"common_words", "language", "tagging", "content"},
    {"importing"},
    {"catalog"},
    {"follow"},
    {"sync"},
    {"pages"},
    {"folding"},
    {"render"},
    {"obstacles", "output"},
    {"assets", "state", "themecheck"},
    {"making"},
    {"planning"},
    {"build"},
    {"watch", "pagecheck"},
    {"rebuild", "serve", "deploy", "check", "init"},
    {"verbs"},
    {"cli"},
    {"__main__"},
]
"""The rooms from the ground up. A module imports from rooms below its own, or from its own room."""

FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


def imports(path: Path) -> Iterator[str]:
    """The rooms that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "builder":
            parts = node.module.split(".")[1:2]
            yield from parts or [alias.name for alias in node.names if alias.name != "__version__"]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("builder."))


def modules() -> Iterator[tuple[str, Path]]:
    """Each module with the room it lies in."""
    for path in sorted((PROJECT / "builder").rglob("*.py")):
        room = path.relative_to(PROJECT / "builder").parts[0].removesuffix(".py")
        if room != "__init__":
            yield room, path


def test_every_module_has_a_room() -> None:
    """A new module is given a place in the house before it is used."""
    assert {room for room, _ in modules()} - FLOOR.keys() == set()


def test_no_import_runs_upward() -> None:
    """Text flows seeds → records → catalog → pages → files, and nothing knows what comes after it."""
    upward = [
        f"{path.relative_to(PROJECT)} imports builder.{target}"
        for room, path in modules()
        for target in imports(path)
        if FLOOR.get(target, len(ROOMS)) > FLOOR[room]
    ]
    assert upward == []


def test_every_dependency_is_used_and_explained() -> None:
    """A package that is installed earns its place: it is imported, and docs/dependencies.md says what for."""
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {entry.partition(">")[0] for entry in wanted}
    modules_of = {"pyyaml": "yaml", "python-slugify": "slugify", "charset-normalizer": "charset_normalizer", "tzdata": "zoneinfo"}
    source = "\n".join(path.read_text(encoding="utf-8") for _, path in modules())
    docs = (PROJECT / "docs/dependencies.md").read_text(encoding="utf-8")
    for name in names:
        assert f"import {modules_of.get(name, name)}" in source or f"from {modules_of.get(name, name)}" in source, name
        assert f"| {name} |" in docs, name


def test_parsing_knows_no_disk() -> None:
    """The parsers of seeds, records and markup get texts, never files."""
    for room, path in modules():
        if room in {"seeds", "records", "markup", "model"} and path.name != "__init__.py":
            names = {node.id for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Name)}
            assert not names & {"open", "Path"}, path


def test_nothing_reads_the_clock_for_output() -> None:
    """Only the modules that watch files and show progress may ask what time it is."""
    allowed = {"files", "progress", "build", "importing", "serve", "rebuild"}
    for room, path in modules():
        text = path.read_text(encoding="utf-8")
        if room not in allowed:
            assert not any(call in text for call in ("time.time", "datetime.now", "date.today", "utcnow")), path
