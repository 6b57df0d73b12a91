"""What is kept for the search index from build to build: files in the state, each under a digest of what it is made from.

They hold the counted words of chunks, those of bundles of chunks, and summaries of segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from builder import digests, search
from builder.work import batches

BUNDLE = 8
"""Chunks in a bundle."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some chunks of a segment that are kept joined, under a digest, since a changed chunk leaves most bundles as they are."""

    digest: str
    chunks: tuple[str, ...]


def bundles(chunks: Sequence[str]) -> list[Bundle]:
    """The bundles of a segment, by the digests of its chunks; where it is small, each chunk on its own."""
    size = BUNDLE if len(chunks) > BUNDLE * BUNDLE / 2 else 1
    return [Bundle(digests.of(some) if size > 1 else some[0], tuple(some)) for some in batches(chunks, size)]


def bundled(state: Path, bundle: Bundle) -> BinaryIO:
    """The words of a bundle, in an open file; they are joined where they are not yet."""
    if not has(state, bundle.digest):
        with ExitStack() as opened:
            blobs = [opened.enter_context(_path(state, digest).open("rb")) for digest in bundle.chunks]
            put(state, bundle.digest, search.merge_blobs(blobs))
    return _path(state, bundle.digest).open("rb")


def has(state: Path, digest: str) -> bool:
    """Whether anything is kept under a digest."""
    return _path(state, digest).is_file()


def get(state: Path, digest: str) -> bytes:
    """What is kept under a digest; nothing where nothing is."""
    return _path(state, digest).read_bytes() if has(state, digest) else b""


def put(state: Path, digest: str, data: bytes) -> None:
    """Keep something under a digest, in one step."""
    path = _path(state, digest)
    path.parent.mkdir(exist_ok=True)
    passing = path.with_suffix(".new")
    passing.write_bytes(data)
    passing.replace(path)


def drop_all_but(state: Path, wanted: Iterable[str]) -> None:
    """Forget what is kept under other digests than these."""
    folder, names = _folder(state), set(wanted)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink()


def _path(state: Path, digest: str) -> Path:
    return _folder(state) / digest


def _folder(state: Path) -> Path:
    return state.with_suffix(".search")
