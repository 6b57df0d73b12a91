"""The files of the design: templates, stylesheet and scripts keep the rules that a page cannot show."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import PROJECT
from design_site import ARTICLE, Site, site

from builder import pagecheck

CSS = (PROJECT / "static" / "style.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
SIDES = r"(?<![\w-])(?:margin|padding|border|inset|scroll-padding)?-?(?:left|right|top|bottom)(?:-\w+)*\s*:"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The archive of the design's tests."""
    with site(tmp_path_factory.mktemp("theme"), "en") as found:
        yield found


class Markup(HTMLParser):
    """What stands in a page that its own policy would refuse."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.refused: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element's attributes."""
        found = dict(attrs)
        runs = tag == "script" and "src" not in found and "json" not in (found.get("type") or "")
        if tag == "style" or runs or any(name == "style" or name.startswith("on") for name in found):
            self.refused.append(self.get_starttag_text() or tag)


def size(data: bytes) -> int:
    """As a host sends it."""
    return len(gzip.compress(data, 9, mtime=0))


def test_the_stylesheet_knows_no_left_and_right() -> None:
    """Logical properties alone, so that a page from right to left needs no rules of its own."""
    assert re.findall(SIDES, RULES) == []
    assert re.findall(r":\s*(?:left|right)\b", RULES) == []
    assert re.findall(r"(?<![\w-])(?:min-|max-)?(?:width|height)\s*:", re.sub(r"@media[^{]*", "", RULES)) == []


def test_letters_are_never_spaced() -> None:
    """Spacing would tear Arabic words apart."""
    assert "letter-spacing" not in RULES


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No stylesheet, script or template names another host."""
    files = [*Path(PROJECT, "static").rglob("*.*"), *Path(PROJECT, "templates").glob("*.html")]
    named = {
        path.name: re.findall(r"(?:url\(|@import|src=\"?|href=\"?)\s*['\"]?(?:https?:)?//", path.read_text("utf-8"))
        for path in files
    }
    assert {name: found for name, found in named.items() if found} == {}


def test_sizes_stay_within_the_budget(built: Site) -> None:
    """Compressed: the stylesheet 10 KB at most, an article's page 15 KB, a list's 50 KB, the scripts of reading 4 KB."""
    assert size(CSS.encode()) <= 10_000
    assert size((built.folder / ARTICLE).read_bytes()) <= 15_000
    assert all(size((built.folder / path).read_bytes()) <= 50_000 for path in built.pages.values())
    assert sum(size((PROJECT / "static" / name).read_bytes()) for name in ("site.js", "cite.js")) <= 4_000


def test_no_style_and_no_script_stands_in_a_page(built: Site) -> None:
    """The policy of each page forbids both, and an article's own text cannot bring them in."""
    for name, path in built.pages.items():
        page = (built.folder / path).read_text(encoding="utf-8")
        assert Markup(page).refused == [], name
        assert "script-src 'self'" in page
        assert "default-src 'none'" in page


def test_headings_and_names_are_in_order(built: Site) -> None:
    """One main heading, no level left out, no id twice, on every kind of page."""
    seen = {name: pagecheck.look(built.folder, path, "https://tidewater.example/").problems for name, path in built.pages.items()}
    assert {name: found for name, found in seen.items() if any(problem.kind == "accessibility" for problem in found)} == {}


def test_every_page_leads_to_a_feed(built: Site) -> None:
    """A reader of feeds finds the archive's from any page, and that of a tag from its page."""
    for name, path in built.pages.items():
        page = (built.folder / path).read_text(encoding="utf-8")
        feeds = re.findall(r'<link rel="alternate" href="([^"]+)" type="application/atom\+xml" title="([^"]+)">', page)
        assert len(feeds) == 1, name
        href, title = feeds[0]
        of_tag = name.startswith("tag ") or name == "tag"
        assert ("–" in title) is of_tag, name
        target = built.folder / href.lstrip("/") if name == "not found" else (built.folder / path).parent / href
        assert target.is_file(), name
        assert (target.resolve() == (built.folder / "feed.xml").resolve()) is not of_tag, name


def test_no_attribute_is_empty_for_want_of_a_kind(built: Site) -> None:
    """A page that needs no look of its own has a body without a class."""
    bodies = {name: re.search("<body.*?>", (built.folder / path).read_text("utf-8")) for name, path in built.pages.items()}
    found = {name: body[0] for name, body in bodies.items() if body}
    assert (found["tag"], found["home"], found["article"]) == ("<body>", '<body class="home">', '<body class="reading">')
    assert found.keys() == built.pages.keys()


def test_an_old_address_leads_to_the_new_one(built: Site) -> None:
    """At once, by a link for those whom it does not take there, and unseen by search engines."""
    page = (built.folder / "old" / "lighthouse.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../2024/03/05/the-lighthouse-that-counts-ships.html">' in page
    assert '<a href="../2024/03/05/the-lighthouse-that-counts-ships.html">The lighthouse that counts ships</a>' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_year_is_a_table_of_counts(built: Site) -> None:
    """The calendar has a row a month, a column a day, and each count as text that leads to the day."""
    page = (built.folder / "2024/index.html").read_text(encoding="utf-8")
    head, _, body = page.partition("<tbody>")
    assert head.count('<th scope="col">') == 32
    assert re.findall(r'<td class="l\d"><a href="([^"]+)" aria-label="([^"]+)">(\d+)</a>', body) == [
        ("03/05/index.html", "March 5, 2024: 2 articles", "2"),
        ("03/09/index.html", "March 9, 2024: 1 article", "1"),
    ]
