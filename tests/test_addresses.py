"""Addresses that two things ask for, and what is said of them; and other things that a strict reader tried."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build, tree

from builder.problems import BuildError

Make = Callable[..., Path]


@pytest.mark.parametrize("alias", ["index.html", "tags/", "search.html", "2024/01/02/b.html", "2024/", "feed.html/../x"])
def test_an_alias_never_takes_the_place_of_a_page(archive: Make, alias: str) -> None:
    """A page of the site wins over an old address of an article, in every build the same way, and it is said in each."""
    root = archive({"content/a.md": record("A", aliases=f'["{alias}"]'), "content/b.md": record("B", slug="b")})
    first = run_build(root)
    for page in ("index.html", "tags/index.html", "search.html", "2024/01/02/b.html", "2024/index.html"):
        assert b'http-equiv="refresh"' not in (root / "site" / page).read_bytes(), page
    again = run_build(root)
    assert list(again.problems) == list(first.problems)
    assert len(first.problems) == 1
    (root / "content/b.md").write_text(record("B2", slug="b"), encoding="utf-8")
    run_build(root)
    before = tree(root / "site")
    run_build(root, clean=True)
    assert tree(root / "site") == before


@pytest.mark.parametrize("inside", ["content/out", "seeds/x", "static/site", "templates/y", ".builder/z", ".git/pages"])
def test_no_output_inside_the_sources(archive: Make, inside: str) -> None:
    """The next build would read the site as seeds, records or files to copy."""
    root = archive({"content/a.md": record("A")})
    with pytest.raises(BuildError, match="not a place for its output"):
        run_build(root, output=root / inside)


def test_tags_that_share_an_address_are_reported(archive: Make) -> None:
    """conventions.md: two things that would land on one address are told apart, and reported."""
    root = archive({f"content/{n}.md": record(f"A{n}", tags='["C", "C++", "C#"]') for n in "12"})
    assert [problem.kind for problem in run_build(root).problems] == ["same-address", "same-address"]


def test_an_unknown_key_is_reported_once(archive: Make) -> None:
    """conventions.md: an unknown key is kept and reported once."""
    root = archive({f"content/{n}.md": record(f"A{n}", layout="post") for n in "12"})
    assert len([problem for problem in run_build(root).problems if problem.kind == "unknown-key"]) == 1


def test_two_far_years_do_not_make_a_page_of_megabytes(archive: Make) -> None:
    """One misread date must not fill the about page with eight thousand empty years."""
    root = archive({"content/a.md": record("A", "0001-01-01"), "content/b.md": record("B", "9999-12-31")})
    run_build(root)
    sizes = {path: (root / "site" / path).stat().st_size for path in ("about.html", "index.html")}
    assert max(sizes.values()) < 50_000, sizes


def test_a_link_that_is_not_followed_is_said(archive: Make, tmp_path: Path) -> None:
    """Law 5: nothing is dropped in silence."""
    (tmp_path / "b.md").write_text(record("B"), encoding="utf-8")
    root = archive({"content/a.md": record("A")})
    (root / "content/b.md").symlink_to(tmp_path / "b.md")
    assert [problem.path for problem in run_build(root).problems] == ["content/b.md"]


def test_an_alias_that_cannot_be_used_is_said(archive: Make) -> None:
    """Law 5 again: `..`, other hosts."""
    root = archive({"content/a.md": record("A", aliases='["../x", "https://example.org/y"]')})
    assert len(run_build(root).problems) == 2


def test_feeds_hold_full_times(archive: Make) -> None:
    """RFC 3339 in JSON Feed, whatever the record knows."""
    files = {
        "content/a.md": record("A", "2024-01-02", updated="2024-07-01"),
        "content/b.md": record("B", "2024-01-02T10:00:00"),
        "archive.yaml": "base_url: https://example.org/\n",
    }
    root = archive(files)
    run_build(root)
    for item in json.loads((root / "site/feed.json").read_text(encoding="utf-8"))["items"]:
        for key in ("date_published", "date_modified"):
            assert key not in item or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", item[key]), (
                key,
                item[key],
            )


def test_an_alias_goes_to_the_first_record_and_comes_back(archive: Make) -> None:
    """Of two articles with one old address the first by path has it; when it goes, the other gets it, without being edited."""
    files = {f"content/{name}.md": record(name, aliases='["/old.html"]') for name in ("a", "b")}
    root = archive(files)
    assert [problem.path for problem in run_build(root).problems] == ["content/b.md"]
    old = root / "site/old.html"
    assert "2024/01/02/a.html" in old.read_text(encoding="utf-8")
    (root / "content/a.md").unlink()
    assert list(run_build(root).problems) == []
    assert "2024/01/02/b.html" in old.read_text(encoding="utf-8")


def test_settings_that_cannot_be_read_stop_a_build(archive: Make) -> None:
    """A whole site under the default title would be nobody's archive."""
    root = archive({"content/a.md": record("A"), "archive.yaml": "title: Mine"})
    run_build(root)
    before = tree(root / "site")
    (root / "archive.yaml").write_text("title: [Mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"archive.yaml:1: error: is not valid YAML"):
        run_build(root)
    assert tree(root / "site") == before
