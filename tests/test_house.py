"""The house stands as docs/architecture.md draws it: data flows one way, and imports with it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from conftest import PROJECT

ROOMS = [
    {"problems", "model", "work", "files", "trees", "digests", "git", "hosts", "progress", "console", "escaping", "fields"},
    {"config", "spelling", "urls", "locales"},
    {"front_matter", "markup", "moments", "opening", "records", "safety", "seeds", "search"},
    {"common_words", "language", "tagging", "content"},
    {"importing"},
    {"catalog"},
    {"follow"},
    {"sync"},
    {"pages"},
    {"folding", "wording"},
    {"render"},
    {"journal", "obstacles", "output"},
    {"assets", "state", "themecheck"},
    {"desk", "kept"},
    {"making"},
    {"planning"},
    {"build"},
    {"watch", "policy", "pagecheck"},
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


def packages(path: Path) -> set[str]:
    """The packages that a module imports, or imports from, by the first part of their names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def names(path: Path) -> set[str]:
    """The names that a module uses; those that stand behind a dot with it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    behind = {f".{node.attr}" for node in nodes if isinstance(node, ast.Attribute)}
    return behind | {node.id for node in nodes if isinstance(node, ast.Name)}


def test_every_dependency_is_declared_used_and_explained() -> None:
    """What the program imports is what it says that it needs, and docs/dependencies.md says what for."""
    wanted = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    declared = {entry.partition(">")[0] for entry in wanted}
    modules_of = {"pyyaml": "yaml", "python-slugify": "slugify", "charset-normalizer": "charset_normalizer"}
    read_by_python = {"tzdata"}
    used = set().union(*(packages(path) for _, path in modules())) - sys.stdlib_module_names - {"builder"}
    assert used == {modules_of.get(name, name) for name in declared - read_by_python}
    explained = re.findall(r"^\| ([\w-]+) \|", (PROJECT / "docs/dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted({"package", *declared})


def test_parsing_knows_no_disk() -> None:
    """What reads seeds, records and markup gets texts, never files: it imports nothing that looks at a disk and opens nothing."""
    parsing = {"seeds", "content", "records", "front_matter", "fields", "moments", "spelling"}
    parsing |= {"markup", "safety", "opening", "model"}
    disk = {"os", "pathlib", "io", "glob", "shutil", "tempfile", "sqlite3"}
    files = {"open", ".open", ".read_text", ".read_bytes", ".write_text", ".write_bytes"}
    rooms = {"files", "trees", "git", "work"}
    knowing = {
        path.relative_to(PROJECT): found
        for room, path in modules()
        if room in parsing and (found := (packages(path) & disk) | (names(path) & files) | ({*imports(path)} & rooms))
    }
    assert knowing == {}


def test_nothing_reads_the_clock_for_output() -> None:
    """Only the modules that watch files, and show progress, may ask what time it is or what day."""
    allowed = {"files", "progress", "build", "importing"}
    clocks = {".now", ".today", ".utcnow"}
    asking = {
        path.relative_to(PROJECT): found
        for room, path in modules()
        if room not in allowed and (found := (packages(path) & {"time"}) | (names(path) & clocks))
    }
    assert asking == {}
    in_sql = re.compile(r"CURRENT_(DATE|TIME)|'now'", re.IGNORECASE)
    assert [path for _, path in modules() if in_sql.search(path.read_text(encoding="utf-8"))] == []
