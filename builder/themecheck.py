"""Slips in an archive's own `templates/` that making pages does not show: words nobody asks for, templates nobody uses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from builder import files, render
from builder.pages.kinds import KINDS
from builder.problems import Problem, warning

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})

Words = dict[str, int]
"""The full names of words, such as `nav.home`, each with its line."""


def look(root: Path) -> list[Problem]:
    """What is most likely misspelt in the `templates/` of an archive."""
    own = sorted(seen.path for seen in files.walk(root / "templates")) if (root / "templates").is_dir() else []
    return [*_unused(root, own), *_unknown(root, own)]


def _unused(root: Path, own: list[str]) -> Iterator[Problem]:
    """Templates that no page is made of; words and notes (`README.md`) are none."""
    if not own:
        return
    used = render.used(render.environment(root), (name for kind in KINDS.values() for name in kind.templates))
    for name in own:
        if name not in used and not name.startswith("words/") and not name.endswith(".md"):
            hint = _meant(name, used) or "a template of another name is used where one of these includes or extends it"
            yield warning("template", "no page is made of it", path=f"templates/{name}", hint=hint)


def _unknown(root: Path, own: list[str]) -> Iterator[Problem]:
    """Words that neither the program's files of words nor the archive's own templates name."""
    paths = [name for name in own if re.fullmatch(r"words/[^/]+\.yaml", name)]
    if not paths:
        return
    known = _words(render.theme("templates") / "words" / "en.yaml")
    templates = "\n".join(_text(root / "templates" / name) for name in own if name.endswith(".html"))
    for path in paths:
        for name, line in _words(root / "templates" / path).items():
            if name not in known and not re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", templates):
                hint = _meant(name, known) or "see the program's own templates/words/en.yaml"
                yield warning("words", f"`{name}` is no word of the pages", path=f"templates/{path}", line=line, hint=hint)


def _meant(name: str, known: Words | set[str]) -> str:
    """The nearest known name, asked for; empty where none is near."""
    return "".join(f"did you mean `{near}`?" for near in difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7))


def _words(path: Path) -> Words:
    """The names of all words in a file; none if it cannot be read, which a build says."""
    try:
        return dict(_leaves(yaml.compose(_text(path), Loader=yaml.CBaseLoader)))
    except yaml.YAMLError:
        return {}


def _leaves(node: yaml.Node | None, within: str = "") -> Iterator[tuple[str, int]]:
    """Every word below a node, with its line; the plural forms of one are together."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name = f"{within}{key.value}"
        if isinstance(value, yaml.MappingNode) and not _is_plural(value):
            yield from _leaves(value, f"{name}.")
        else:
            yield name, key.start_mark.line + 1


def _is_plural(node: yaml.MappingNode) -> bool:
    return all(key.value in _PLURALS for key, _ in node.value)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
