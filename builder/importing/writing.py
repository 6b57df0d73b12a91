"""Records → files, each in one step, in worker processes."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from builder import records

_PART = re.compile(r"\.[0-9a-f]{16}\.part")


class Writing(NamedTuple):
    """A record to write: why (`new`, `updated`, `moved`), its path below the root, its seed's, and its text, unsealed."""

    kind: str
    path: str
    seed: str
    text: str


def write_all(root: str, writings: Sequence[Writing]) -> list[tuple[Writing, str]]:
    """Write records; gives back those that could not be, each with the reason."""
    return [(writing, why) for writing in writings if (why := write(root, writing))]


def write(root: str, writing: Writing) -> str:
    """Write one record, sealed, so that a reader sees the old file or the new one, never a half; says why it could not be."""
    path = Path(root, writing.path)
    part = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}.part")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(records.seal(writing.text).encode())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return error.strerror or str(error)
    return ""


def is_left_over(name: str) -> bool:
    """Whether a file is what a killed import left half written."""
    return bool(_PART.fullmatch(name))
