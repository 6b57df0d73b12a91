"""From seed to page: a reader of the site sees the text of the seed, whatever it looks like, under the date of its own zone."""

from __future__ import annotations

import html
import json
import re
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run_build
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builder.problems import Severity
from builder.seeds import mojibake

HOSTILE = "\\`*_{}[]()<>&#+-.!|~=:;\"'/^%$@ \u3000ab1১।0\u200c\u200d"
FRAGMENTS = st.sampled_from(
    [
        *("1. ", "# ", "- ", "> ", "* ", "+ ", "---", "***", "===", "```", "    ", "{{ 7*7 }}", "{% raw %}", "{# x #}", "%}"),
        *("<script>alert(1)</script>", "</article>", "<b>", "&amp;", "&lt;p&gt;", "&#60;", "[a](b)", "![c]()", "[^1]", "[^1]: "),
        *(
            "https://a.example/?b=1&c=2",
            "<https://a.example>",
            "|a|b|",
            "|-|-|",
            "title: x",
            "!!python/none",
            "\\n",
            "$$",
            "~~d~~",
        ),
        *("نمی\u200cشود", "র\u200d্য", '“kata … "', "  dua  ", "TOC [TOC]", "*[HTML]: x", ": def", "Term\\"),
    ]
)
TEXTS = st.one_of(
    FRAGMENTS,
    st.text(st.sampled_from(HOSTILE), max_size=12),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
)
PARAGRAPHS = (
    st.lists(TEXTS, min_size=1, max_size=5)
    .map("".join)
    .map(lambda text: unicodedata.normalize("NFC", text).strip(" \u3000"))
    .filter(lambda text: any(map(str.isalnum, text)) and mojibake.repair(text, []) == text)  # what looks garbled is repaired
)
HEAD = "Judul nomor {number}\nJun 30, 2024 10:25 Asia/Jakarta\n\nPerahu itu singgah di dermaga.{gap}"
END = "Anak-anak datang sejak pagi."


def folded(text: str) -> str:
    """A text with its white space folded, as a browser shows it."""
    return " ".join(text.split())


def seen(page: str) -> list[str]:
    """The texts of an article that a reader sees, in order: paragraphs, captions, headings, items of lists."""
    text = page.partition('<div class="text">')[2].partition("\n</article>\n<aside")[0]
    pieces = re.findall(r"<(p|h2|li|figcaption)>(.*?)</\1>", text, re.DOTALL)
    return [folded(html.unescape(re.sub(r"<[^>]+>", "", piece))) for _, piece in pieces]


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # a site is slow to shrink
@given(
    st.lists(
        st.tuples(st.lists(PARAGRAPHS, min_size=1, max_size=6), st.sampled_from(["\n\n", "\n \n", "\n"])),
        min_size=12,
        max_size=12,
    )
)
def test_a_reader_of_the_page_sees_the_paragraphs_of_the_seed(articles: list[tuple[list[str], str]]) -> None:
    """Parted by blank lines or by line breaks, whatever Markdown, HTML, YAML or Jinja they look like; no more, no less."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, (paragraphs, gap) in enumerate(articles):
            text = HEAD.format(number=number, gap=gap) + gap.join((*paragraphs, END))
            (seeds / f"{number}.txt").write_text(text, encoding="utf-8")
        run_build(Path(folder))
        for number, (paragraphs, _) in enumerate(articles):
            page = Path(folder, "site", "2024", "06", "30", f"judul-nomor-{number}.html").read_text(encoding="utf-8")
            assert seen(page) == ["Perahu itu singgah di dermaga.", *map(folded, paragraphs), END]


# ---- the day that the article's own readers had on their calendar ---------------------------------------------------------


def seed(name: str, line: str) -> str:
    """A seed with a date line."""
    return f"The {name} boat calls\n{line}\n\nThe {name} boat was heard.\n\nThe {name} children came from three villages.\n"


CERTAIN = {
    "east": ("Jan 01, 2021 00:10 Pacific/Kiritimati", "2021/01/01", "2021-01-01T00:10:00+14:00"),
    "west": ("Dec 31, 2020 23:50 America/Los_Angeles", "2020/12/31", "2020-12-31T23:50:00-08:00"),
    "summer": ("Jun 30, 2024 23:30 CET", "2024/06/30", "2024-06-30T23:30:00+02:00"),
    "midnight": ("Jul 01, 2024 00:00 Asia/Tehran", "2024/07/01", "2024-07-01T00:00:00+03:30"),
}
UNCERTAIN = {
    "skipped": ("Mar 31, 2024 02:30 Europe/Berlin", "2024/03/31", "skipped-time"),
    "repeated": ("Oct 27, 2024 02:30 Europe/Berlin", "2024/10/27", "repeated-time"),
    "unknown": ("Jun 29, 2024 23:59 Mars/Olympus", "2024/06/29", "unknown-zone"),
    "impossible": ("Feb 30, 2024 10:00 Asia/Jakarta", "undated", "impossible-date"),
    "far": ("Jun 30, 9999 10:00 Asia/Jakarta", "undated", "far-date"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one article for each of the lines above, built."""
    root = tmp_path_factory.mktemp("days")
    (root / "seeds").mkdir()
    (root / "archive.yaml").write_text("base_url: https://example.org\n", encoding="utf-8")
    for name, (line, *_) in (CERTAIN | UNCERTAIN).items():
        (root / "seeds" / f"{name}.txt").write_text(seed(name, line), encoding="utf-8")
    run_build(root)
    return root


def page_of(root: Path, name: str, folder: str) -> str:
    """The page of an article, at the address that its folder gives."""
    return (root / "site" / folder / f"the-{name}-boat-calls.html").read_text(encoding="utf-8")


def feed_entry(root: Path, name: str) -> dict[str, str]:
    """What the Atom feed says of an article, by element."""
    atom = "{http://www.w3.org/2005/Atom}"
    for file in [root / "site" / "feed.xml", *sorted((root / "site" / "feeds").glob("*.xml"))]:
        for entry in ET.parse(file).iter(f"{atom}entry"):
            if entry.findtext(f"{atom}title") == f"The {name} boat calls":
                return {element.tag.removeprefix(atom): element.text or "" for element in entry}
    raise AssertionError(name)


def linked(page: str) -> dict[str, str]:
    """The linked data of a page."""
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    return dict(json.loads(data[1]))


@pytest.mark.parametrize("name", CERTAIN)
def test_an_article_stands_under_the_date_of_its_own_zone(root: Path, name: str) -> None:
    """The folder of its record, the address of its page, and the instant in page and feed are those of its own clock."""
    _, folder, iso = CERTAIN[name]
    assert (root / "content" / folder / f"the-{name}-boat-calls.md").exists()
    page = page_of(root, name, folder)
    assert f'<time datetime="{iso}">' in page
    assert linked(page)["datePublished"] == iso
    assert feed_entry(root, name)["published"] == iso


@pytest.mark.parametrize("name", UNCERTAIN)
def test_no_instant_is_claimed_where_none_is_certain(root: Path, name: str) -> None:
    """The record keeps the line, the page shows it, and neither page nor feed says more than the local date."""
    line, folder, _ = UNCERTAIN[name]
    record = (root / "content" / folder / f"the-{name}-boat-calls.md").read_text(encoding="utf-8")
    page = page_of(root, name, folder)
    assert f'raw_date: "{line}"' in record
    assert f"<q>{line}</q>" in page
    article = page.partition("<article")[2].partition("</article>")[0]
    assert not re.search(r"\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)", article + page.partition("</head>")[0])
    assert linked(page).get("datePublished", "") == ("" if folder == "undated" else folder.replace("/", "-"))
    assert "published" not in feed_entry(root, name)


def test_what_is_uncertain_is_reported_with_its_line_and_what_is_undated_is_listed(
    root: Path, build_here: Callable[..., object]
) -> None:
    """Each time that the archive is built, until somebody mends it."""
    result = build_here(root)
    found = {problem.path: problem for problem in result.problems}  # type: ignore[attr-defined]
    for name, (_, _, kind) in UNCERTAIN.items():
        problem = found[f"seeds/{name}.txt"]
        assert (problem.kind, problem.line, problem.severity) == (kind, 2, Severity.WARNING)
    listing = (root / "site" / "undated" / "index.html").read_text(encoding="utf-8")
    assert "the-impossible-boat-calls.html" in listing
    assert "the-far-boat-calls.html" in listing
    assert "the-skipped-boat-calls.html" not in listing
