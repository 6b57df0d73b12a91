"""Slips in an archive's own `templates/` that making pages does not show: words nobody asks for, templates nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder import files, locales, render, wording
from builder.config import FILE_NAME
from builder.pages.kinds import KINDS
from builder.problems import Problem, warning


def look(root: Path, lang: str) -> list[Problem]:
    """What is most likely misspelt in the `templates/` of an archive, or missing there for its language."""
    own = sorted(seen.path for seen in files.walk(root / "templates")) if (root / "templates").is_dir() else []
    return [*_unspoken(root, lang), *_unused(root, own), *_unknown(root, own)]


def _unspoken(root: Path, lang: str) -> Iterator[Problem]:
    """A language that the words of the pages are not in: readers, and programs that read to them, are told another."""
    words = [folder / "words" for folder in render.folders(root, "templates")]
    *_, nearest = (name for name in render.readings(lang) if any((folder / f"{name}.yaml").is_file() for folder in words))
    language = lang.partition("-")[0]
    if nearest == "en" != language.lower():
        yield _unspoken_in(lang, "English ones stand around the articles", language)
    elif locales.script(nearest) != locales.script(lang):
        yield _unspoken_in(lang, f"those of `{nearest}` stand around the articles, in another script", lang)


def _unspoken_in(lang: str, instead: str, name: str) -> Problem:
    what = f"there are no words in `{lang}`, so {instead}"
    hint = f"write templates/words/{name}.yaml, as docs/themes.md shows, or choose another `language`"
    return warning("words", what, path=FILE_NAME, field="language", hint=hint)


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
    known = {key.name for key in _words(render.theme("templates") / "words" / "en.yaml")}
    templates = "\n".join(_text(root / "templates" / name) for name in own if name.endswith(".html"))
    for path in paths:
        for name, line, _ in _words(root / "templates" / path):
            if not _fits(name, known) and not re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", templates):
                hint = _meant(name, known) or "see the program's own templates/words/en.yaml"
                yield warning("words", f"`{name}` is no word of the pages", path=f"templates/{path}", line=line, hint=hint)


def _meant(name: str, known: Iterable[str]) -> str:
    """The nearest known name, asked for; empty where none is near."""
    near = wording.nearest(name, known)
    return f"did you mean `{near}`?" if near else ""


def _words(path: Path) -> Iterator[wording.Key]:
    """All words of a file; the plural forms of one are together."""
    return (key for key in wording.keys(path) if key.text is not None)


def _fits(name: str, known: Iterable[str]) -> bool:
    """Whether there is such a word, or such a group of words: of a text in place of a group the build speaks."""
    return any(name == other or other.startswith(f"{name}.") for other in known)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
