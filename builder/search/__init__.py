"""The index that a reader's browser searches.

The build calls `count_words` for each chunk of articles, `segments` to group chunks, `write_segment` for each group, and once
`write_manifest` and `write_scripts`. Of many chunks it keeps some joined by `merge_blobs`, so that a changed one costs less.

What computes with NumPy is loaded when it is first called, since NumPy takes long to load and most runs have no words to count.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from builder.search.grouping import segments
from builder.search.manifest import write_manifest
from builder.search.model import FOLDER, SUMMARY, VERSION, ChunkInfo, Doc, File, Segment
from builder.search.script import write_scripts

__all__ = [
    "FOLDER",
    "SUMMARY",
    "VERSION",
    "ChunkInfo",
    "Doc",
    "File",
    "Segment",
    "count_words",
    "merge_blobs",
    "segments",
    "write_manifest",
    "write_scripts",
    "write_segment",
]


def count_words(docs: Sequence[Doc], language: str) -> bytes:
    """See `counting.count_words`."""
    from builder.search import counting  # noqa: PLC0415 - see above

    return counting.count_words(docs, language)


def merge_blobs(files: Iterable[BinaryIO]) -> bytes:
    """See `merging.merge_blobs`."""
    from builder.search import merging  # noqa: PLC0415 - see above

    return merging.merge_blobs(files)


def write_segment(name: str, files: Iterable[BinaryIO]) -> Iterator[File]:
    """See `writing.write_segment`."""
    from builder.search import writing  # noqa: PLC0415 - see above

    return writing.write_segment(name, files)
