"""Records that wait to be written: made where their seeds are read, decided about in one place, written by whoever is free.

Between the two they lie in files of `.builder/incoming/`, a file for each chunk of seeds, and only their places go from process
to process. A killed import leaves that folder behind; the next one empties it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.problems import BuildError, Problem

FOLDER = ".builder/incoming"


class Place(NamedTuple):
    """Where the bytes of a sealed record wait: a file, where they begin in it, and how many there are."""

    file: str
    start: int
    length: int

    def read(self) -> bytes:
        """Those bytes; raises OSError."""
        with open(self.file, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib and a buffer would double the cost
            file.seek(self.start)
            record = file.read(self.length)
        if len(record) < self.length:
            raise OSError(errno.EIO, "it was lost while it waited")
        return record


class Pile:
    """Records of one chunk on their way into one file."""

    def __init__(self, folder: str) -> None:
        """A pile whose file will lie in `folder`."""
        self._file = f"{folder}/{os.getpid()}-{os.urandom(8).hex()}"
        self._records: list[bytes] = []
        self._end = 0

    def put(self, record: bytes) -> Place:
        """Lay a record on the pile; it is at its place once the pile was written."""
        place = Place(self._file, self._end, len(record))
        self._records.append(record)
        self._end += len(record)
        return place

    def write(self) -> None:
        """Write the file. Raises BuildError where there is no room for it."""
        if not self._records:
            return
        with expected("written"):
            Path(self._file).write_bytes(b"".join(self._records))


@contextlib.contextmanager
def opened(root: Path, *, keep: bool) -> Iterator[str]:
    """An empty folder for the piles of one import, which is gone afterwards; outside the archive where nothing may be written."""
    if not keep:
        with tempfile.TemporaryDirectory(prefix="builder-", ignore_cleanup_errors=True) as elsewhere:
            yield elsewhere
        return
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    with expected("written"):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def expected(what: str) -> Iterator[None]:
    """Say what to do where waiting records cannot be written or read again."""
    try:
        yield
    except OSError as error:
        hint = "check the permissions of the folder and the space on the disk"
        raise BuildError(Problem(kind="spool", what=f"cannot be {what}: {error.strerror}", path=FOLDER, hint=hint)) from None
