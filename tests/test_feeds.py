"""Feeds and files for machines: names that no other archive has, and what crawlers may do."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build, tree

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


def updates(root: Path) -> dict[str, str]:
    """When the Atom feed of the archive and its entries were updated, by title."""
    feed = ET.parse(root / "site/feed.xml").getroot()
    return {
        element.findtext(f"{NAMES}title", ""): element.findtext(f"{NAMES}updated", "")
        for element in (feed, *feed.iter(f"{NAMES}entry"))
    }


@pytest.mark.parametrize(
    ("timestamp", "updated", "expected"),
    [
        ("2024-01-02T10:00:00+07:00", "2024-02-03T04:05:06Z", "2024-02-03T04:05:06Z"),
        ("2024-01-02T10:00:00+07:00", "", "2024-01-02T10:00:00+07:00"),
        ("2024-01-02T10:00:00+07:00", "2024-01-01T23:59:59Z", "2024-01-02T10:00:00+07:00"),  # not before it was published
        ("2024-01-02T10:00:00+07:00", "2024-02-03T04:05:06", "2024-02-03T00:00:00Z"),  # no instant is certain
        ("2024-01-02", "2024-02-03", "2024-02-03T00:00:00Z"),
        ("2024-01-02", "", "2024-01-02T00:00:00Z"),
        ("", "2024-02-03T04:05:06Z", "2024-02-03T04:05:06Z"),
        ("", "", "1970-01-01T00:00:00Z"),
    ],
)
def test_an_entry_says_when_its_article_last_changed(archive: Make, timestamp: str, updated: str, expected: str) -> None:
    """Readers show an article anew that was corrected; when it was published stays."""
    root = archive({"content/a.md": record("A", timestamp, updated=f'"{updated}"')})
    run_build(root)
    assert updates(root) == {"News archive": expected, "A": expected}
    published = ET.parse(root / "site/feed.xml").findtext(f".//{NAMES}published")
    (item,) = json.loads((root / "site/feed.json").read_text(encoding="utf-8"))["items"]
    assert published == item.get("date_published") == (timestamp if "T" in timestamp else None)
    assert item.get("date_modified") == (updated if updated.endswith("Z") else None)


def test_a_feed_was_updated_when_the_latest_of_its_entries_was(archive: Make) -> None:
    """By the instants, whatever the zones that tell them: the greatest text is not always the last."""
    root = archive(
        {
            "content/a.md": record("A", "2024-01-02T10:00:00+07:00"),
            "content/b.md": record("B", "2024-01-02T05:00:00+00:00"),
            "content/c.md": record("C", "2024-01-01", updated='"2024-01-02T04:00:00Z"'),
        }
    )
    run_build(root)
    assert updates(root)["News archive"] == "2024-01-02T05:00:00+00:00"


def test_a_correction_reaches_every_feed_with_the_article(archive: Make) -> None:
    """The live ones, its month's and its tags', in a rebuild as in a clean build."""
    root = archive({"content/a.md": record("A", tags="[Sea]"), "content/b.md": record("B", tags="[Sea]")})
    run_build(root)
    (root / "content/a.md").write_text(record("A", tags="[Sea]", updated='"2024-02-03T04:05:06Z"'), encoding="utf-8")
    run_build(root)
    for feed in ("feed.xml", "feed.json", "feeds/2024-01.xml", "tags/sea/feed.xml"):
        assert "2024-02-03T04:05:06Z" in (root / "site" / feed).read_text(encoding="utf-8"), feed
    rebuilt = tree(root / "site")
    run_build(root, clean=True)
    assert tree(root / "site") == rebuilt


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
