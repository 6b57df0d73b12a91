"""Records → files, each in one step, in worker processes.

Paths are plain text here: pathlib would double the cost of a small file.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from builder import files, records

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
    folder, _, name = f"{root}/{writing.path}".rpartition("/")
    part = f"{folder}/.{hashlib.sha256(name.encode()).hexdigest()[:16]}.part"
    try:
        files.write(part, records.seal(writing.text).encode())
        os.replace(part, f"{folder}/{name}")  # noqa: PTH105
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        return error.strerror or str(error)
    return ""


def is_left_over(name: str) -> bool:
    """Whether a file is what a killed import left half written."""
    return bool(_PART.fullmatch(name))
