"""The catalog follows the content, and a change makes stale what shows it and nothing else."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build

from builder import output, sync
from builder.build import Result
from builder.config import Config

Make = Callable[..., Path]


def touched(result: Result) -> set[str]:
    """The pages that a build wrote or removed, machine-read files and search apart."""
    paths = {path for path, _ in result.written} | set(result.removed)
    return {path for path in paths if path.endswith(".html")}


def small(archive: Make) -> Path:
    """Three months with two articles each; a tag that all have, and one a month."""
    files = {}
    for month in (1, 2, 3):
        for day in (1, 2):
            tags = f'["All", "Month {month}"]'
            files[f"content/{month}-{day}.md"] = record(f"T {month}-{day}", f"2024-0{month}-0{day}T08:00:00+07:00", tags)
    return archive(files)


def test_a_changed_text_is_one_page(archive: Make) -> None:
    """Editing a text rewrites the article's page; no list shows it."""
    root = small(archive)
    run_build(root)
    path = root / "content/2-1.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert touched(run_build(root)) == {"2024/02/01/2-1.html"}


def test_a_new_title_reaches_the_lists_that_show_it(archive: Make) -> None:
    """Its own page, its lists, its neighbours; no other month."""
    root = small(archive)
    run_build(root)
    path = root / "content/2-1.md"
    path.write_text(record("New", "2024-02-01T08:00:00+07:00", '["All", "Month 2"]'), encoding="utf-8")
    assert touched(run_build(root)) == {
        *("2024/02/01/2-1.html", "2024/02/01/index.html", "2024/02/index.html", "index.html"),
        *("tags/all/index.html", "tags/month-2/index.html"),
        *("2024/01/02/1-2.html", "2024/02/02/2-2.html"),  # next to it
        *("2024/01/01/1-1.html", "2024/03/01/3-1.html", "2024/03/02/3-2.html"),  # related to it
    }


def test_a_new_article(archive: Make) -> None:
    """An article on a new day gets its pages and changes those that count it."""
    root = small(archive)
    run_build(root)
    (root / "content/new.md").write_text(record("N", "2024-03-09"), encoding="utf-8")
    result = run_build(root)
    assert {"2024/03/09/new.html", "2024/03/09/index.html"} <= touched(result)
    assert not any(path.startswith(("2024/01", "tags/month-1")) for path in touched(result))
    reasons = dict(result.written)
    assert reasons["2024/03/09/new.html"] == "content/new.md changed"


def test_a_removed_article_leaves_nothing(archive: Make) -> None:
    """Its page, its day and a tag that nothing else has are gone."""
    root = small(archive)
    run_build(root)
    (root / "content/1-1.md").unlink()
    (root / "content/1-2.md").unlink()
    result = run_build(root)
    assert {"2024/01/01/1-1.html", "2024/01/01/index.html", "2024/01/index.html", "tags/month-1/index.html"} <= set(
        result.removed
    )
    assert not (root / "site/2024/01").exists()
    assert not (root / "site/tags/month-1").exists()


def test_a_tag_gets_its_page_with_its_second_article(archive: Make) -> None:
    """Under the minimum a tag is shown without a link; with the second article, the first one's page links it too."""
    root = archive({"content/a.md": record("A", tags='["Rare"]'), "content/b.md": record("B", "2024-05-05", tags='["Other"]')})
    run_build(root)
    first = root / "site/2024/01/02/a.html"
    assert "tags/rare/" not in first.read_text(encoding="utf-8")
    (root / "content/c.md").write_text(record("C", "2020-01-01", '["Rare"]'), encoding="utf-8")
    run_build(root)
    assert "tags/rare/index.html" in first.read_text(encoding="utf-8")


def test_spellings_of_a_tag_are_one_tag(archive: Make) -> None:
    """Case and white space tell no tags apart; an alias stands for its tag; the most frequent spelling is the name."""
    root = archive(
        {
            "archive.yaml": "tags: {aliases: {USA: United States}}",
            "content/a.md": record("A", tags='["Iran", "USA"]'),
            "content/b.md": record("B", tags='["iran", "united  states"]'),
            "content/c.md": record("C", tags='["Iran"]'),
        }
    )
    run_build(root)
    assert "<h1>Iran</h1>" in _heading((root / "site/tags/iran/index.html").read_text(encoding="utf-8"))
    assert {path.parent.name for path in (root / "site/tags").glob("*/index.html")} == {"iran", "united-states"}


def _heading(page: str) -> str:
    import re  # noqa: PLC0415 - one expression

    return re.sub(r"<h1[^>]*>(?:<span[^>]*>)?([^<]*)(?:</span>)?</h1>", r"<h1>\1</h1>", page)


def test_tags_that_share_a_slug_are_told_apart(archive: Make) -> None:
    """C, C++ and C# have an address each; the one that is spelt like its address has it plain."""
    tags = '["C++", "C#", "C"]'
    root = archive({"content/a.md": record("A", tags=tags), "content/b.md": record("B", tags=tags)})
    run_build(root)
    names = sorted(path.parent.name for path in (root / "site/tags").glob("*/index.html"))
    assert len(names) == 3
    assert names[0] == "c"
    assert all(name.startswith("c-") for name in names[1:])


def test_whose_address_it_is_takes_no_look_at_all_others(archive: Make) -> None:
    """Each article, tag and old address that asks for another's finds that one by an index, however many there are."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    asked: list[str] = []
    with contextlib.closing(sqlite3.connect(output.state_path(root, root / "site"))) as db:
        db.set_trace_callback(asked.append)
        assert not list(sync._clashes(db, Config()))  # noqa: SLF001 - the one place where rows are compared with rows
        db.set_trace_callback(None)
        steps = [step for sql in asked for *_, step in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any(re.match(r"SEARCH .*\bother\b", step) for step in steps)
    assert not [step for step in steps if re.match(r"SCAN .*\bother\b", step)]


def test_two_articles_that_ask_for_one_address(archive: Make) -> None:
    """Both are published, the first by path at the address, and the other is reported; in any order of arrival."""
    one, other = {"content/x/same.md": record("X")}, {"content/y/same.md": record("Y")}
    sites = []
    for number, order in enumerate(((one, other), (other, one))):
        root = archive(order[0], name=str(number))
        run_build(root)
        for path, text in order[1].items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        result = run_build(root)
        assert [(p.kind, p.path) for p in result.problems] == [("same-address", "content/y/same.md")]
        sites.append(sorted(path.name for path in (root / "site/2024/01/02").glob("same*.html")))
    assert sites[0] == sites[1]
    assert len(sites[0]) == 2


def test_drafts_wait(archive: Make) -> None:
    """A draft is published only on demand, and goes when that is over."""
    root = archive({"content/a.md": record("A"), "content/d.md": record("D", draft="true")})
    page = root / "site/2024/01/02/d.html"
    run_build(root)
    assert not page.exists()
    run_build(root, drafts=True)
    assert page.exists()
    run_build(root)
    assert not page.exists()


def test_a_broken_record_is_reported_every_time(archive: Make) -> None:
    """Malformed front matter is an error with file and line, at a rebuild too; everything else is built."""
    root = archive({"content/a.md": record("A"), "content/b.md": '---\ntitle: "b\n---\n'})
    for _ in range(2):
        result = run_build(root)
        assert [(p.path, p.line, p.severity) for p in result.problems] == [("content/b.md", 3, "error")]
        assert (root / "site/2024/01/02/a.html").exists()


def test_a_record_that_cannot_be_text(archive: Make) -> None:
    """Bytes that are no UTF-8 are named with their line, and nothing else suffers."""
    root = archive({"content/a.md": record("A"), "content/b.md": b"---\ntitle: x\n---\n\xff\xfe"})
    result = run_build(root)
    assert [(p.kind, p.path, p.line) for p in result.problems] == [("encoding", "content/b.md", 4)]


def test_the_date_of_the_folder(archive: Make) -> None:
    """A record that says no date is filed under its folder's; one whose date is wrong is undated, and said so."""
    root = archive({"content/2021/05/06/a.md": record("A", ""), "content/2021/05/06/b.md": record("B", "2021-13-01")})
    result = run_build(root)
    assert (root / "site/2021/05/06/a.html").exists()
    assert (root / "site/undated/b.html").exists()
    assert [problem.kind for problem in result.problems] == ["timestamp"]


def test_no_slug_leaves_the_folder(archive: Make) -> None:
    """A slug is a name, whatever it holds."""
    bad = ["../../escape", "a/b", "..", ".hidden", "con", "x\\y", "C:evil", "%2e%2e", "a" * 400]
    root = archive({f"content/{n}.md": record(f"T{n}", slug=f"'{slug}'") for n, slug in enumerate(bad)})
    run_build(root)
    pages = [path for path in (root / "site/2024/01/02").iterdir() if path.name != "index.html"]
    assert len(pages) == len(bad)
    assert not any(path.name.startswith(".") for path in pages)
    assert sorted(path.name for path in root.iterdir() if not path.name.startswith(".")) == ["content", "site"]


def test_characters_that_no_page_may_hold(archive: Make) -> None:
    """Control characters in a record are blanks in page and feed, which stay well formed."""
    root = archive({"content/a.md": record("A\x01B", body="One\x00two\x0cthree.")})
    run_build(root)
    ET.parse(root / "site/feed.xml")
    assert "One two three." in (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", ["\\0", "\\a", "\\x1F", "\\uFFFE", "\\U0000FFFF", "\ufffe", "\uffff"])
def test_characters_that_no_page_may_hold_by_another_way(archive: Make, mark: str) -> None:
    """Also where YAML makes them of an escape, or they are none that Unicode gives to anybody."""
    head = f'title: "A{mark}B"\ndate: 2024-01-02\ntags: ["c{mark}d", "{mark}"]\nsummary: "{mark}"\n'
    root = archive({"content/a.md": f"---\n{head}---\n\nOne{mark}two.\n", "archive.yaml": "tags: {minimum: 1}\n"})
    assert not list(run_build(root).problems)
    for feed in ("site/feed.xml", "site/feeds/2024-01.xml", "site/tags/c-d/feed.xml"):
        ET.parse(root / feed)
    page = (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")
    assert "<h1>A B" in page
    assert not re.search("[\0\a\x1f\ufffe\uffff]", page)


def test_a_file_name_that_is_no_text(archive: Make) -> None:
    """A name in another encoding, as old disks have them, is reported, and everything else is built."""
    root = archive({"content/a.md": record("A")})
    (root / os.fsdecode(b"content/caf\xe9.md")).write_text(record("B"), encoding="utf-8")
    result = run_build(root)
    assert [problem.kind for problem in result.problems] == ["file-name"]
    assert (root / "site/2024/01/02/a.html").exists()


def test_of_known_edits_nothing_else_is_looked_at(archive: Make) -> None:
    """A preview knows which records were edited; what it was not told of waits until all are looked at again."""
    root = small(archive)
    run_build(root)
    for name in ("2-1", "3-1"):
        path = root / f"content/{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert touched(run_build(root, changed=frozenset({"content/2-1.md"}))) == {"2024/02/01/2-1.html"}
    assert touched(run_build(root)) == {"2024/03/01/3-1.html"}


@pytest.mark.parametrize(
    "named", ["content/new.md", "content/1-1.md", "content", "seeds/x.txt", "content/../archive.yaml", "content/\0"]
)
def test_where_it_is_no_plain_edit_all_is_looked_at(archive: Make, named: str) -> None:
    """A record that is new, or gone, or a folder, or a name that makes no sense."""
    root = small(archive)
    run_build(root)
    (root / "content/1-1.md").unlink()
    (root / "content/new.md").write_text(record("New", "2024-01-01T08:00:00+07:00"), encoding="utf-8")
    assert {"2024/01/01/1-1.html", "2024/01/01/new.html"} <= touched(run_build(root, changed=frozenset({named})))
