"""Citations: made in the browser from what stands in the page, in formats that reference managers read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import chromium
from conftest import record, run_build
from design_site import Site, site
from playwright.sync_api import Browser, Page

URL = "https://tidewater.example/2024/03/05/the-lighthouse-that-counts-ships.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The archive of the design's tests."""
    with site(tmp_path_factory.mktemp("cite"), "en") as found:
        yield found


@pytest.fixture
def article(browser: Browser, built: Site) -> Page:
    """The page of an article that has everything."""
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(built.page("article"))
    return page


def saved(page: Page, form: str) -> tuple[str, str]:
    """Name and text of the file that the page offers in a format."""
    page.locator("#format").select_option(form)
    with page.expect_download() as download:
        page.locator("button[name=download]").click()
    return download.value.suggested_filename, download.value.path().read_bytes().decode()


def test_bibtex_keeps_capitals_and_escapes_signs(article: Page) -> None:
    """The title is braced twice, authors stay whole, what TeX would read is escaped, the day is there in both styles."""
    name, text = saved(article, "bib")
    assert text.startswith(f"@article{{{name.removesuffix('.bib')},\n")
    assert "  title = {{The lighthouse that counts ships}},\n" in text
    assert "  author = {{Ira Tamsin} and {Bo \\{Lund\\} \\& Sons}},\n" in text
    assert "  journal = {The Tidewater Post},\n  date = {2024-03-05},\n  year = {2024},\n  month = {3},\n  day = {5},\n" in text
    assert f"  url = {{{URL}}},\n}}\n" in text


def test_ris_has_a_field_a_line_ended_by_cr_lf(article: Page) -> None:
    """A newspaper article, with the newspaper in T2, as the format's readers expect it."""
    name, text = saved(article, "ris")
    assert name.endswith(".ris")
    assert text.split("\r\n") == [
        "TY  - NEWS",
        "TI  - The lighthouse that counts ships",
        "AU  - Ira Tamsin",
        "AU  - Bo {Lund} & Sons",
        "T2  - The Tidewater Post",
        "PY  - 2024",
        "DA  - 2024/03/05",
        "LA  - en",
        f"UR  - {URL}",
        "KW  - Harbour",
        "KW  - Lanterns",
        "KW  - 灯台",
        "ER  - ",
        "",
    ]


def test_csl_json_names_a_newspaper_article(article: Page) -> None:
    """One item, valid for citeproc: type, container, date parts as numbers, authors as they are written."""
    name, text = saved(article, "json")
    assert json.loads(text) == [
        {
            "id": name.removesuffix(".json"),
            "type": "article-newspaper",
            "title": "The lighthouse that counts ships",
            "author": [{"literal": "Ira Tamsin"}, {"literal": "Bo {Lund} & Sons"}],
            "container-title": "The Tidewater Post",
            "issued": {"date-parts": [[2024, 3, 5]]},
            "language": "en",
            "URL": URL,
        }
    ]


def test_the_plain_citation_is_copied(article: Page) -> None:
    """What is shown first is a line to paste, with the address in letters; the page says that it was copied."""
    plain = f"Ira Tamsin; Bo {{Lund}} & Sons. The lighthouse that counts ships. The Tidewater Post, March 5, 2024. {URL}"
    assert article.locator("#formatted").text_content() == plain
    article.locator("button[name=copy]").click()
    article.locator("#cite output", has_text="Copied").wait_for()
    assert article.evaluate("navigator.clipboard.readText()") == f"{plain}\n"


def test_the_plain_citation_keeps_the_directions_of_its_parts(browser: Browser, built: Site) -> None:
    """The page's own script leaves an Arabic title right to left and its address left to right, after other formats too."""
    page = browser.new_page()
    page.goto(built.page("arabic article"))
    for form in ("txt", "bib", "txt"):
        page.locator("#format").select_option(form)
        directions = page.locator("#formatted, #formatted *").evaluate_all("all => all.map(e => getComputedStyle(e).direction)")
        assert directions == (["ltr", "rtl", "ltr"] if form == "txt" else ["ltr"])
    assert page.locator("#formatted cite").text_content() == "المنارة التي تعدّ السفن"
    assert "/المنارة.html" in (page.locator("#formatted span").text_content() or "")


def listed(page: Page, base: str, form: str) -> str:
    """The file of citations that the search page makes of what it finds for a word."""
    page.goto(f"{base}search.html?q=shelf")
    page.locator("#search-save summary").click()
    page.locator("#search-format").select_option(form)
    with page.expect_download() as download:
        page.locator("#search-save button").click()
    return download.value.path().read_bytes().decode()


@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "from a disk"])
def test_a_list_cites_an_article_as_its_own_page_does(article: Page, built: Site, *, from_disk: bool) -> None:
    """By the same name, so that who has both has no duplicates, and with its authors and its address."""
    base = f"{built.folder.as_uri()}/" if from_disk else built.address
    article.goto(base + built.pages["article"])
    own = {form: saved(article, form)[1] for form in ("bib", "ris", "json")}
    assert listed(article, base, "bibtex") == own["bib"]
    assert listed(article, base, "ris") == own["ris"]
    assert listed(article, base, "csl") == own["json"]


def test_a_list_shortens_what_stands_for_a_title_as_its_own_page_does(browser: Browser, archive: Callable[..., Path]) -> None:
    """The opening words of an article without one."""
    root = archive({"content/a.md": record("", body=f"A shelf {'and another ' * 20}one.")})
    run_build(root)
    page = browser.new_page()
    csl = listed(page, f"{(root / 'site').as_uri()}/", "csl")
    page.goto(json.loads(csl)[0]["URL"])
    assert csl == saved(page, "json")[1]


def test_a_list_has_addresses_without_a_base(browser: Browser, archive: Callable[..., Path]) -> None:
    """From a disk, and where no address of the archive is known, a citation names the file."""
    root = archive({f"content/{n}.md": record(f"Á {n}", body="A shelf.") for n in (1, 2)})
    run_build(root)
    page = browser.new_page()
    base = f"{(root / 'site').as_uri()}/"
    items = json.loads(listed(page, base, "csl"))
    assert len(items) == len({item["id"] for item in items}) == 2
    for item in items:
        page.goto(item["URL"])
        assert json.loads(saved(page, "json")[1]) == [item]


def test_what_is_not_known_is_left_out(browser: Browser, built: Site) -> None:
    """Without a date or an author there is no empty field and no invented one."""
    page = browser.new_page()
    page.goto(built.page("undated article"))
    _, text = saved(page, "json")
    assert json.loads(text)[0].keys() == {"id", "type", "title", "container-title", "language", "URL"}
    name, text = saved(page, "ris")
    assert name.startswith("undated-")
    assert not {"AU", "PY", "DA"} & {line[:2] for line in text.split("\r\n")}


def test_a_script_of_any_kind_is_cited(browser: Browser, built: Site) -> None:
    """Titles and addresses in other scripts come out whole; the citation's own name is plain."""
    page = browser.new_page()
    page.goto(built.page("japanese article"))
    name, text = saved(page, "bib")
    assert name.isascii()
    assert "{{船を数える灯台}}" in text
    page.locator("#format").select_option("txt")
    assert (page.locator("#formatted").text_content() or "").endswith("https://tidewater.example/2024/03/05/灯台.html")
