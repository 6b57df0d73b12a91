"""Feeds and files for machines: names that no other archive has, and what crawlers may do."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build

Make = Callable[..., Path]

NAMES = "{http://www.w3.org/2005/Atom}"


def ids(root: Path, base: str) -> set[str]:
    """The ids in the feeds of the archive as it is built for an address."""
    run_build(root, base_url=base)
    atom = {element.text or "" for element in ET.parse(root / "site/feed.xml").iter(f"{NAMES}id")}
    found = {item["id"] for item in json.loads((root / "site/feed.json").read_text(encoding="utf-8"))["items"]}
    assert found < atom
    return atom


def test_two_archives_on_one_host_share_no_id(archive: Make) -> None:
    """Readers know feeds and entries by their ids, and one host has many projects."""
    root = archive({"content/a.md": record("A")})
    assert ids(root, "https://o.example/x/") == {
        "tag:o.example,2000:/x/feed.xml",
        "tag:o.example,2000:/x/2024/01/02/a.html",
    }
    assert not ids(root, "https://o.example/x/") & ids(root, "https://o.example/y")


@pytest.mark.parametrize("base", ["https://o.example", "https://o.example/", "http://o.example:8080/"])
def test_an_id_outlives_small_changes_of_the_address(archive: Make, base: str) -> None:
    """Another scheme, port or final slash makes no new feed."""
    root = archive({"content/a.md": record("A")})
    assert ids(root, base) == {"tag:o.example,2000:/feed.xml", "tag:o.example,2000:/2024/01/02/a.html"}


def test_an_entry_names_who_wrote_the_article(archive: Make) -> None:
    """Without that a feed says that the archive itself wrote everything."""
    root = archive({"content/a.md": record("A", authors="[Ann Lee, B & C]"), "content/b.md": record("B")})
    run_build(root)
    feed = ET.parse(root / "site/feed.xml")
    entries = {entry.findtext(f"{NAMES}title"): entry for entry in feed.iter(f"{NAMES}entry")}
    found = {title: [name.text for name in entry.iter(f"{NAMES}name")] for title, entry in entries.items()}
    assert found == {"A": ["Ann Lee", "B & C"], "B": []}
    items = json.loads((root / "site/feed.json").read_text(encoding="utf-8"))["items"]
    assert {item["title"]: item.get("authors") for item in items} == {"A": [{"name": "Ann Lee"}, {"name": "B & C"}], "B": None}


def test_who_may_not_list_a_page_may_read_that(archive: Make) -> None:
    """`indexing: noindex` stands in each page, and robots.txt keeps nobody from reading it there."""
    root = archive({"content/a.md": record("A"), "archive.yaml": "indexing: noindex"})
    run_build(root)
    assert '<meta name="robots" content="noindex">' in (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")
    assert (root / "site/robots.txt").read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


@pytest.mark.parametrize(("settings", "linked"), [("", True), ("search: {enabled: false}\n", False)])
def test_browsers_find_the_search(archive: Make, settings: str, *, linked: bool) -> None:
    """Every page leads to the description by which a browser offers to search the archive, if it can be searched."""
    root = archive({"content/a.md": record("A"), "archive.yaml": f"{settings}base_url: https://o.example/x/"})
    run_build(root)
    element = '<link rel="search" href="../../../opensearch.xml" type="application/opensearchdescription+xml"'
    assert (element in (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")) is linked
    assert (root / "site/opensearch.xml").exists() is linked
