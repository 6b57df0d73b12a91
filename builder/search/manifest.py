"""Segments' summaries → the manifest, the file that a reader's browser loads first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from builder.search.codec import script, squeeze_text
from builder.search.grouping import digest
from builder.search.model import FOLDER, VERSION
from builder.search.stems import rules

COMMON = 0.25
COMMON_LEAST = 2000
"""Words in more than this share of all articles, and in so many at least, are needed in phrases only; others are cheap."""


def write_manifest(summaries: Sequence[bytes], *, base_url: str = "", publisher: str = "") -> tuple[str, bytes]:
    """The file that a reader's browser loads first, from the summaries of all segments in order.

    `base_url` and `publisher` go into citations.
    """
    parts = [json.loads(summary) for summary in summaries]
    total = sum(docs for part in parts for docs, _ in part["chunks"])
    common: dict[str, int] = {}
    languages: dict[str, int] = {}
    for part in parts:
        _add(common, part.pop("common"))
        _add(languages, part.pop("languages"))
    manifest = {
        "version": VERSION,
        "docs": total,
        "base": base_url,
        "publisher": publisher,
        "common": sorted(word for word, count in common.items() if ":" not in word and count > max(COMMON * total, COMMON_LEAST)),
        "rules": {code: rules(code) for code in sorted(languages, key=lambda code: (-languages[code], code))},
        "segments": parts,
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/index.js", script("index", digest(text)[:8], squeeze_text(text))


def _add(to: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        to[name] = to.get(name, 0) + count
