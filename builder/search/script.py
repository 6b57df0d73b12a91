"""The browser's side of search: scripts put together from the files in `browser/`, so that a page loads few.

What readers of the code need and browsers do not is left out, by a rule that holds for how these files are written: whole-line
comments, comments behind a statement, indentation, line ends where a statement cannot end, and spaces around operators, within
braces and behind commas, as far as no text on the page holds such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from builder.search.model import FOLDER

SCRIPTS = {
    "search": ("words", "engine", "query", "views", "snippets", "closer", "page"),
    "near": ("near",),
    "save": ("save",),
}
"""The files of each script, each of which uses only those before it. `near` is loaded when no article has all that was asked,
`save` when a reader saves a list."""

_FOLDER = Path(__file__).parent / "browser"
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n|^\s*//[^\n]*\n", re.DOTALL | re.MULTILINE)
_BEHIND = re.compile(r"(?<=[;,{]) // .*$", re.MULTILINE)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)
_LINE_ENDS = re.compile(r"(?<=[;,{(\[])\n|\n(?=[})\].?:&|])")
_SPACES = re.compile(r" ((?:[=!]=|[<>+])=?|=>|&&|\|\||\?\??|\*|=(?! \$)) ")
_BESIDE = re.compile(r"(?<=\{) | (?=\})|(?<=[\w)\]}],) |(?<=\)) (?=\{)")


def write_scripts() -> Iterator[tuple[str, bytes]]:
    """Path below the site's root, and text, of each script."""
    for name, parts in SCRIPTS.items():
        text = "".join(slim((_FOLDER / f"{part}.js").read_text(encoding="utf-8")) for part in parts)
        yield f"{FOLDER}/{name}.js", text.encode()


def slim(text: str) -> str:
    """A script without comments, indentation, needless line ends and spaces."""
    for useless in (_COMMENT, _BEHIND, _INDENTATION, _LINE_ENDS, _BESIDE):
        text = useless.sub("", text)
    return _SPACES.sub(r"\1", text)
