"""The index that a reader's browser searches.

The build calls `count_words` for each chunk of articles, `segments` to group chunks, `write_segment` for each group, and once
`write_manifest` and `write_script`. Of many chunks it keeps some joined by `merge_blobs`, so that a changed one costs less.
"""

from builder.search.counting import count_words
from builder.search.grouping import segments
from builder.search.merging import merge_blobs
from builder.search.model import FOLDER, SUMMARY, VERSION, ChunkInfo, Doc, File, Segment
from builder.search.script import write_script
from builder.search.writing import write_manifest, write_segment

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
    "write_script",
    "write_segment",
]
