"""The whole mission, told over the shipped archive: the given article and the demo become a site that can be read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import PROJECT, run_build, tree

from builder import records
from builder.build import Result

GIVEN = "2024/06/30/tehran-moskow-menekankan-hubungan-bilateral"
CAPTIONS = (
    "Percakapan via telepon antara Sergei Lavrov dan Ali Bagheri Kani",
    "Bendera Rusia dan Iran",
    "Dewan Keamanan PBB",
)


class Story(HTMLParser):
    """Reads a page: its text blocks in order as (element, text), its links, its times."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.times: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        found = dict(attrs)
        if tag in {"p", "h1", "h2", "h3", "li", "figcaption", "dd", "title"}:
            self._open.append(tag)
            self.blocks.append((tag, ""))
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag == "time":
            self.times.append(found.get("datetime") or "")

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take the text of the open element."""
        if self._open:
            kind, text = self.blocks[-1]
            self.blocks[-1] = (kind, text + data)

    def texts(self, kind: str) -> list[str]:
        """The texts of one kind of element, white space folded."""
        return [" ".join(text.split()) for found, text in self.blocks if found == kind]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The shipped archive, copied and built."""
    root = copy_of_the_shipped_archive(tmp_path_factory.mktemp("shipped") / "archive")
    return root, run_build(root)


def copy_of_the_shipped_archive(root: Path) -> Path:
    """Seeds, settings, and the records that people wrote; those made from seeds are made again."""
    shutil.copytree(PROJECT / "seeds", root / "seeds")
    shutil.copy(PROJECT / "archive.yaml", root)
    for path in (PROJECT / "content").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "\nseed: " not in text:
            target = root / path.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(shipped: tuple[Path, Result]) -> Path:
    """The site of the shipped archive."""
    return shipped[0] / "site"


def page(site: Path, address: str) -> Story:
    """A page of the site, read."""
    return Story((site / address).read_text(encoding="utf-8"))


def test_the_given_article_becomes_its_record(shipped: tuple[Path, Result]) -> None:
    """Field for field what the guide to the seed format says."""
    record, problems = records.parse((shipped[0] / f"content/{GIVEN}.md").read_text(encoding="utf-8"))
    assert problems == []
    assert record.title == "Tehran-Moskow Menekankan Hubungan Bilateral"
    assert record.timestamp is not None
    assert record.timestamp.iso() == "2024-06-30T10:25:00+07:00"
    assert (record.timezone, record.updated) == ("Asia/Jakarta", "2024-06-30T03:25:09Z")
    assert record.captions == CAPTIONS
    assert (record.lang, record.sign_off) == ("id", "sl")
    assert record.slug == "tehran-moskow-menekankan-hubungan-bilateral"
    assert record.seed == "seeds/000_0b9ad2877bc8c180.txt"
    assert len(re.findall(r"^\S", record.body, re.MULTILINE)) == 14 + 2  # paragraphs, and the two captions among them
    assert not record.body.rstrip().endswith(")")


def test_the_shipped_records_are_what_import_makes(shipped: tuple[Path, Result]) -> None:
    """`content/` holds what `build` makes of `seeds/`; after a change to the parser, delete those records and build again."""
    assert tree(shipped[0] / "content") == tree(PROJECT / "content")


def test_the_given_article_has_its_page(site: Path) -> None:
    """Title, local date with zone, updated time, three captions where they stood, fourteen paragraphs, its tags."""
    text = (site / f"{GIVEN}.html").read_text(encoding="utf-8")
    story = page(site, f"{GIVEN}.html")
    assert story.texts("h1") == ["Tehran-Moskow Menekankan Hubungan Bilateral"]
    assert "2024-06-30T10:25:00+07:00" in story.times
    assert any(time.startswith("2024-06-30T03:25:09") for time in story.times)
    assert "UTC+7" in text
    assert "Asia/Jakarta" in text
    assert story.texts("figcaption") == list(CAPTIONS)
    body = re.search(r'<div class="text"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert body is not None
    assert len(re.findall(r"<p>", body[1])) == 14
    assert text.index(f">{CAPTIONS[0]}<") < body.start()
    stood = [
        body[1].index(part)
        for part in ("Kedua negara akan", CAPTIONS[1], "Selain bertetangga", "Dengan demikian", CAPTIONS[2], "Merujuk")
    ]
    assert stood == sorted(stood)
    assert "(sl)" not in body[1]


def test_the_given_article_is_found_by_date_and_tag(site: Path) -> None:
    """Day, month, year lead to it, and so does the page of each of its tags that has one."""
    name = GIVEN.rpartition("/")[2]
    assert f"{name}.html" in page(site, "2024/06/30/index.html").links
    assert f"30/{name}.html" in page(site, "2024/06/index.html").links
    assert "06/30/index.html" in page(site, "2024/index.html").links
    tags = [link for link in page(site, f"{GIVEN}.html").links if "/tags/" in link and link.endswith("/index.html")]
    tag_pages = [link.replace("../../../", "") for link in tags if link != "../../../tags/index.html"]
    assert tag_pages
    for address in tag_pages:
        assert any(f"{GIVEN}.html" in link for link in page(site, address).links), address


def test_the_demo_is_an_archive(shipped: tuple[Path, Result]) -> None:
    """Many articles, languages and years; tags with several articles; nothing wrong but what is wrong on purpose."""
    root, result = shipped
    found = [records.parse(path.read_text(encoding="utf-8"))[0] for path in (root / "content").rglob("*.md")]
    assert len(found) >= 31 + 3
    assert len({record.lang for record in found}) >= 8
    assert len({record.timestamp.day.year for record in found if record.timestamp}) >= 4
    assert sum(bool(record.seed) for record in found) >= 31
    assert sum(not record.seed for record in found) >= 3
    assert len(list((root / "site/tags").glob("*/index.html"))) >= 20
    assert {problem.kind for problem in result.problems if problem.severity == "error"} == set()


def test_every_link_leads_somewhere(site: Path) -> None:
    """No page links to a file that is not there; links are relative, so the site works at any address and from a disk."""
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    for path in pages:
        for link in Story(path.read_text(encoding="utf-8")).links:
            if link.startswith(("http://", "https://", "mailto:", "#")) or not link:
                continue
            assert not link.startswith("/"), (path, link)
            target = (path.parent / _unquoted(link)).resolve()
            assert target.is_file(), f"{path.relative_to(site)} links to {link}"


def _unquoted(link: str) -> str:
    return unquote(urlsplit(link).path)


def test_what_machines_read(site: Path) -> None:
    """Feeds and sitemap are well formed and name every article; robots and the marks for hosts are there."""
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.parse(site / "feed.xml").getroot()
    assert len(feed.findall("a:entry", atom)) == 30
    assert feed.find("a:link[@rel='prev-archive']", atom) is not None
    ids = [entry.findtext("a:id", "", atom) for entry in feed.findall("a:entry", atom)]
    assert len(set(ids)) == len(ids)
    sitemap = ET.parse(site / "sitemap.xml").getroot()
    addresses = [element.text or "" for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"https://example.org/archive/{GIVEN}.html" in addresses
    assert json.loads((site / "feed.json").read_text(encoding="utf-8"))["version"] == "https://jsonfeed.org/version/1.1"
    assert "Sitemap: https://example.org/archive/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")
    assert (site / ".nojekyll").read_bytes() == b""


def test_data_of_an_article_cannot_break_out(site: Path) -> None:
    """The structured data of every article is JSON, and holds no `<` that could end its element."""
    for path in site.glob("[0-9]*/*/*/*.html"):
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
        if found:
            assert "<" not in found[1]
            assert json.loads(found[1])["@type"] == "NewsArticle"


def _environments() -> Iterator[dict[str, str]]:
    yield {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"}
    yield {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}


def test_the_same_bytes_everywhere(shipped: tuple[Path, Result], tmp_path: Path) -> None:
    """Another hash seed, time zone, locale, folder, number of workers and time: the same site."""
    expected = tree(shipped[0] / "site")
    for number, variables in enumerate(_environments()):
        root = copy_of_the_shipped_archive(tmp_path / f"a folder {number}")
        command = [sys.executable, "-m", "builder", "build", "--root", str(root), "--jobs", str(number + 1), "-q"]
        subprocess.run(command, env=os.environ | variables, check=True, cwd=tmp_path, capture_output=True)
        assert tree(root / "site") == expected


def test_building_again_touches_nothing(shipped: tuple[Path, Result]) -> None:
    """A build without changes writes no file, and says the same of the archive."""
    root, first = shipped
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    again = run_build(root)
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before
    assert (again.changed, again.written, again.removed) == (0, (), ())
    assert (again.articles, again.pages, again.files, again.bytes) == (first.articles, first.pages, first.files, first.bytes)
    assert list(again.problems) == list(first.problems)
