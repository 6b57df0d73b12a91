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
from builder.importing.spool import Place

_PART = re.compile(r"\.[0-9a-f]{16}\.part")


class Writing(NamedTuple):
    """A record to write: why (`new`, `updated`, `moved`), its path below the root, its seed's, and its text, unsealed.

    Instead of its text, it can be where it waits, sealed.
    """

    kind: str
    path: str
    seed: str
    text: str | Place


def write_all(root: str, writings: Sequence[Writing]) -> tuple[list[tuple[str, str, int, int]], list[tuple[Writing, str]]]:
    """Write records; gives folder, name, size and time of each, and those that could not be written, each with the reason."""
    stamps, failures = [], []
    for writing in writings:
        folder, _, name = writing.path.rpartition("/")
        try:
            stamps.append((folder, name, *write(f"{root}/{folder}", name, _sealed(writing.text))))
        except OSError as error:
            failures.append((writing, error.strerror or str(error)))
    return stamps, failures


def _sealed(text: str | Place) -> bytes:
    return records.seal(text).encode() if isinstance(text, str) else text.read()


def write(folder: str, name: str, sealed: bytes) -> tuple[int, int]:
    """Write one record, so that a reader sees the old file or the new one, never a half; gives size and time (ns)."""
    part = f"{folder}/.{hashlib.sha256(name.encode()).hexdigest()[:16]}.part"
    try:
        mtime_ns = files.write(part, sealed)
        os.replace(part, f"{folder}/{name}")  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise
    return len(sealed), mtime_ns


def is_left_over(name: str) -> bool:
    """Whether a file is what a killed import left half written."""
    return bool(_PART.fullmatch(name))
