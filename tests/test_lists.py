"""Lists stand still: a full page never changes when newer articles come."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build, tree

Make = Callable[..., Path]


def content(count: int, start: int = 0) -> dict[str, str]:
    """Articles of one day, a minute apart, all with one tag."""
    return {
        f"content/{n:03d}.md": record(f"T{n}", f"2024-01-02T10:{n:02d}:00+07:00", '["Tag"]') for n in range(start, start + count)
    }


def numbered(site: Path) -> dict[str, bytes]:
    """All numbered pages of lists."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("page/*/index.html")}


def shown(page: bytes) -> list[str]:
    """The articles that a list page links, in its order."""
    return re.findall(r'href="[^"]*?(\d{3})\.html"', page.decode())


@pytest.mark.parametrize("lists", ["", "tags/tag/", "2024/01/02/", "2024/01/"])
def test_full_pages_never_change(archive: Make, lists: str) -> None:
    """However many newer articles come, one at a time, a page that is full and behind stays to the byte."""
    root = archive({"archive.yaml": "per_page: 3", **content(5)})
    run_build(root)
    full: dict[str, bytes] = {}
    for count in range(6, 17):
        for path, text in content(1, count - 1).items():
            (root / path).write_text(text, encoding="utf-8")
        run_build(root)
        pages = {path: page for path, page in numbered(root / "site").items() if path.startswith(f"{lists}page/")}
        for path, before in full.items():
            assert pages[path] == before, f"{path} changed with article {count}"
        full = {path: page for path, page in pages.items() if int(path.split("/")[-2]) <= count // 3}


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 9, 11, 12, 13])
def test_every_article_is_on_the_way_back(archive: Make, count: int) -> None:
    """From the list's own address, the older pages lead past every article once."""
    root = archive({"archive.yaml": "per_page: 3", **content(count)})
    run_build(root)
    for address in ("", "tags/tag/", "2024/01/"):
        if address.startswith("tags") and count < 2:
            continue
        page = root / "site" / address / "index.html"
        seen: list[str] = []
        while True:
            text = page.read_bytes()
            seen += shown(text.partition(b"<main")[2].partition(b'class="pager"')[0])
            older = re.search(rb'<a href="([^"]+)" rel="next">', text.partition(b'class="pager"')[2])
            if not older:
                break
            page = (page.parent / older[1].decode()).resolve()
        assert sorted(set(seen), reverse=True) == seen == [f"{n:03d}" for n in reversed(range(count))]


def test_newer_pages_exist(archive: Make) -> None:
    """The link to the newer page of a numbered page always leads somewhere."""
    root = archive({"archive.yaml": "per_page: 3", **content(9)})
    run_build(root)
    for path in (root / "site").rglob("page/*/index.html"):
        for link in re.findall(r'<a href="([^"]+)" rel="(?:prev|next)">', path.read_text(encoding="utf-8")):
            assert (path.parent / link[0]).exists(), (path, link)


def test_archived_feeds_never_change(archive: Make) -> None:
    """A month's feed stays to the byte when newer months come."""
    root = archive({"content/a.md": record("A", "2024-01-02"), "content/b.md": record("B", "2024-02-02")})
    run_build(root)
    before = (root / "site/feeds/2024-01.xml").read_bytes()
    (root / "content/c.md").write_text(record("C", "2024-03-02"), encoding="utf-8")
    run_build(root)
    assert (root / "site/feeds/2024-01.xml").read_bytes() == before
    assert b"feeds/2024-02.xml" in (root / "site/feeds/2024-03.xml").read_bytes()


def test_many_tags_are_split(archive: Make) -> None:
    """The list of all tags has several parts that lead to each other, and one more tag rewrites only what shows it."""
    names = [f"Tag {n:04d}" for n in range(2300)]
    files = {f"content/{n}.md": record(f"T{n}", tags=str(names[n * 100 : n * 100 + 100])) for n in range(23)}
    root = archive({"archive.yaml": "tags: {minimum: 1}", **files})
    run_build(root)
    parts = [root / "site/tags/index.html", root / "site/tags/page/2/index.html", root / "site/tags/page/3/index.html"]
    for part in parts:
        links = re.findall(r'href="([^"]+)"', part.read_text(encoding="utf-8"))
        assert {(part.parent / link).resolve() for link in links} >= {other.resolve() for other in parts}
    found = {name for part in parts for name in re.findall(r"Tag \d{4}", part.read_text(encoding="utf-8"))}
    assert found == set(names)
    (root / "content/new.md").write_text(record("New", tags="['Zebra']"), encoding="utf-8")
    written = {path for path, _ in run_build(root).written if path.startswith("tags/")}
    assert "tags/page/3/index.html" in written
    assert "tags/tag-0001/index.html" not in written


@pytest.mark.parametrize("share", [1, 4, 7, 100])
def test_a_long_list_comes_out_the_same_from_any_shares(archive: Make, monkeypatch: pytest.MonkeyPatch, share: int) -> None:
    """Several workers make a share each of the list of all articles, all of it at first, and later what comes behind a change."""
    files = {"archive.yaml": "per_page: 3", **content(23)}
    later = {"content/new.md": record("New", "2024-01-02T10:11:30+07:00", '["Tag"]')}
    clean = archive({**files, **later}, "clean")
    run_build(clean)
    monkeypatch.setattr("builder.planning.SHARE", share)
    root = archive(files)
    run_build(root)
    for path, text in later.items():
        (root / path).write_text(text, encoding="utf-8")
    run_build(root)
    assert tree(root / "site") == tree(clean / "site")
