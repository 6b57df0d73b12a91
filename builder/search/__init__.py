"""The index that a reader's browser searches: `count_words` chunk by chunk, `segments`, `write_segment`, `write_manifest`, `write_script`."""

from builder.search.counting import count_words
from builder.search.model import FOLDER, SUMMARY, VERSION, ChunkInfo, Doc, Segment
from builder.search.script import write_script
from builder.search.writing import segments, write_manifest, write_segment

__all__ = [
    "FOLDER",
    "SUMMARY",
    "VERSION",
    "ChunkInfo",
    "Doc",
    "Segment",
    "count_words",
    "segments",
    "write_manifest",
    "write_script",
    "write_segment",
]
