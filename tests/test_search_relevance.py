"""A floor under how well search finds what a reader half remembers; `bench/relevance.py` is the method."""

from __future__ import annotations

import sys

from conftest import PROJECT

sys.path.insert(0, str(PROJECT / "bench"))

from relevance import invented, measure

FLOORS = {"title": 0.95, "body": 0.95, "inflected": 0.95, "phrase": 0.95, "typo": 0.9, "name": 0.9, "all": 0.95}


def test_known_items_are_found() -> None:
    """Over invented articles, each type of query reaches its floor of MRR@10."""
    found = measure(*invented())["ours"]
    assert {kind: score for kind, (score, _) in found.items() if score < FLOORS[kind]} == {}
