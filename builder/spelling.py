"""Which spellings are one tag, and which tag an alias stands for."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping


@functools.lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """What makes two spellings one tag: letters of either case, composed or not, and any white space between words."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def followed(aliases: Mapping[str, str]) -> dict[str, str]:
    """Each alias with the tag that it stands for in the end, where one leads to another; raises ValueError for a circle."""
    known = {folded(alias): tag for alias, tag in aliases.items()}
    return {alias: _end(alias, known) for alias in aliases}


def _end(alias: str, known: Mapping[str, str]) -> str:
    passed = [folded(alias)]
    while True:
        tag = known[passed[-1]]
        there = folded(tag)
        if there == passed[-1] or there not in known:  # `usa: USA` only says how it is written
            return tag
        if there in passed:
            raise ValueError(f"{alias!r} leads to itself by way of {tag!r}")
        passed.append(there)
