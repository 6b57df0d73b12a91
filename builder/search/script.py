"""The browser's side of search: one script, put together from the files in `browser/`, so that a page loads it at once.

What readers of the code need and browsers do not is left out, by a rule that holds for how these files are written: whole-line
comments, comments behind a statement, and indentation.
"""

from __future__ import annotations

import re
from pathlib import Path

from builder.search.model import FOLDER

PARTS = ("engine", "near", "query", "views", "save", "snippets", "page")
"""The files, each of which uses only those before it."""

_FOLDER = Path(__file__).parent / "browser"
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n|^\s*//.*\n", re.DOTALL | re.MULTILINE)
_BEHIND = re.compile(r"(?<=[;,{]) // .*$", re.MULTILINE)
_INDENTATION = re.compile(r"^\s+|\n(?=\n)", re.MULTILINE)


def write_script() -> tuple[str, bytes]:
    """Path below the site's root, and the script."""
    text = "".join(slim((_FOLDER / f"{part}.js").read_text(encoding="utf-8")) for part in PARTS)
    return f"{FOLDER}/search.js", text.encode()


def slim(text: str) -> str:
    """A script without comments and indentation."""
    for useless in (_COMMENT, _BEHIND, _INDENTATION):
        text = useless.sub("", text)
    return text
