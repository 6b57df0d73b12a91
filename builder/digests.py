"""Digests: short names by which a build tells whether anything changed."""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from importlib import metadata
from pathlib import Path

SIZE = 16
"""Bytes of a digest, enough that no two things of an archive have the same."""

LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "python-slugify", "pyyaml", "tzdata")
"""Those that have a say in what is read from a record, and in what stands on a page."""


def of(value: object) -> str:
    """The digest of texts and numbers, alone or in lists and tuples: whatever says all of itself when it is printed."""
    return of_bytes(repr(value).encode())


def of_bytes(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


@functools.cache
def program() -> str:
    """A digest of the program's own text, the reader's scripts of search included: another version may read and write otherwise.

    So may other versions of the libraries, and of Python's table of characters.
    """
    folder = Path(__file__).parent
    versions = (unicodedata.unidata_version, *map(metadata.version, LIBRARIES))
    state = hashlib.blake2b(repr(versions).encode(), digest_size=SIZE)
    for path in sorted((*folder.rglob("*.py"), *folder.rglob("search/browser/*.js"))):
        state.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return state.hexdigest()
