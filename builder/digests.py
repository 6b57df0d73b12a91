"""Digests: short names by which a build tells whether anything changed."""

from __future__ import annotations

import hashlib

SIZE = 16
"""Bytes of a digest, enough that no two things of an archive have the same."""


def of(value: object) -> str:
    """The digest of texts and numbers, alone or in lists and tuples: whatever says all of itself when it is printed."""
    return of_bytes(repr(value).encode())


def of_bytes(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()
