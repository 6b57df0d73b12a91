"""The search page as a reader meets it: over http and from a disk, by keyboard, on a small screen, and when things go wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium
from conftest import record, run_build
from playwright.sync_api import Browser, Page, Route, expect
from search_site import PAGE, ROOT, opened, served, write_index, write_site

from builder import locales
from builder.markup import Markup
from builder.search import VERSION, Doc, write_scripts
from builder.search.script import slim

SCRIPT = dict(write_scripts())["search/search.js"]
STANDARDS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def stories(count: int = 24) -> list[Doc]:
    """Articles about a harbour over two years; every second one is about ferries."""
    return [
        Doc(
            address=f"{day.replace('-', '/')}/{'ferry' if number % 2 else 'bridge'}-news-{number}.html",
            title=f"{'Ferry' if number % 2 else 'Bridge'} news {number}",
            day=day,
            time="10:00",
            lang="en",
            source=("Harbour Post", "Bay Times")[number % 3 == 0],
            tags=("Harbour", "Ferries") if number % 2 else ("Harbour",),
            paragraphs=(
                "The weather was calm.",
                f"Number {number}: the pilots waved as the {'ferries' if number % 2 else 'cranes'} came in.",
            ),
        )
        for number in range(count)
        for day in [f"{2022 + number % 2}-{1 + number % 12:02}-{1 + number:02}"]
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site on disk."""
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, stories())
    return folder


@pytest.fixture(scope="module", params=["http", "file"])
def base(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The site's address: served, and from the disk."""
    if request.param == "file":
        yield f"{folder.as_uri()}/"
        return
    with served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page."""
    with opened(browser) as found:
        yield found


def ask(page: Page, base: str, query: str, state: str = "done") -> None:
    """Open the search page with a query and wait for its answer."""
    page.goto(f"{base}search.html?{query}")
    settled(page, state)


def settled(page: Page, state: str = "done") -> None:
    """Wait until the page says that it has come to a state."""
    page.wait_for_selector(f'#search-results[data-state="{state}"]', state="attached", timeout=10_000)


# ---- answers ---------------------------------------------------------------------------------------------------------------


def test_results_show_title_date_tags_and_a_marked_snippet(page: Page, base: str) -> None:
    """The snippet comes from the place that matched, cut from the article's own page, from a server or a disk."""
    ask(page, base, "q=ferry+waved")
    first = page.locator(".result").first
    expect(first.locator("h3 mark")).to_have_text("Ferry")
    expect(first.locator(".snippet mark").first).to_have_text("waved")
    expect(first.locator("time")).to_have_attribute("datetime", "2023-12-24T10:00")
    expect(first.locator(".tags a")).to_have_text(["Harbour", "Ferries"])
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    first.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text("Ferry news 23")


@pytest.mark.parametrize("given", ["from=2024-02-31", "from=2021-13-45&to=2023-02-29", "from=0000-00&to=soon", "to=-1"])
def test_a_date_that_there_is_not_is_none(page: Page, base: str, given: str) -> None:
    """It limits nothing, and the form says so."""
    ask(page, base, f"q=ferry&{given}")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    assert [page.input_value(f"#search-{name}") for name in ("from", "to")] == ["", ""]


def test_dates_the_wrong_way_round_are_turned(page: Page, base: str) -> None:
    """Nobody means a time that ends before it begins."""
    ask(page, base, "q=news&from=2023&to=2022-06")
    assert [page.input_value(f"#search-{name}") for name in ("from", "to")] == ["2022-06-01", "2023-12-31"]
    expect(page.locator(".result h3").last).to_be_visible()


def test_one_word_in_quotation_marks_needs_no_places(page: Page, base: str) -> None:
    """It is that word in that form, and where it stands says nothing."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    ask(page, base, "q=%22ferry%22")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    assert not [name for name in loaded if name.startswith("q")]


@pytest.mark.parametrize("served_", [True, False], ids=["http", "file"])
def test_snippets_are_cut_from_all_of_the_article_and_from_nothing_else(page: Page, tmp_path: Path, *, served_: bool) -> None:
    """Sub-headings and tables are its words; what a page says in place of a picture is the program's."""
    table = "| Port | Ferries |\n|---|---|\n| Lindholm | 12 |"
    blocks = ("![A boat at dawn]()", "The harbour was calm.", "### Zebra crossing", table, '<p class="note">A remark</p>')
    rendered = Markup(missing_image="Picture not archived").render("\n\n".join(blocks))
    doc = Doc(address="undated/a.html", title="A", lang="en", tags=("a",), captions=("A boat at dawn",), paragraphs=rendered.text)
    write_site(tmp_path, [doc])
    (tmp_path / doc.address).write_text(PAGE.format(lang="en", title="A", text=rendered.html, root="../"), encoding="utf-8")
    with served(tmp_path) as url:
        base = url if served_ else f"{tmp_path.as_uri()}/"
        ask(page, base, "q=tag:a")
        expect(page.locator(".snippet")).to_have_text("A boat at dawn")
        for word in ("Zebra", "Lindholm", "Ferries", "remark"):
            ask(page, base, f"q={word}")
            expect(page.locator(".snippet mark")).to_have_text(word)
        ask(page, base, "q=harbour+archived")
        expect(page.locator(".snippet")).to_have_text("The harbour was calm.")


def test_a_server_and_a_disk_give_the_same_parts_of_an_article() -> None:
    """A page cut up by the search and one that answers it from a frame look for the same."""
    scripts = (SCRIPT.decode(), slim((ROOT / "static/site.js").read_text("utf-8")))
    ours, theirs = (re.findall(r'"(article [^"]+)"', script) for script in scripts)
    assert ours == theirs != []


def test_a_text_that_says_one_word_again_and_again(page: Page, tmp_path: Path) -> None:
    """Its snippet is cut like any other, though everything in it matches."""
    write_site(tmp_path, [Doc(address="undated/a.html", title="Row", lang="en", paragraphs=("row " * 300_000,))])
    with served(tmp_path) as base:
        ask(page, base, "q=row")
        expect(page.locator(".snippet mark").nth(40)).to_have_text("row")


def test_the_whole_state_is_in_the_address(page: Page, base: str) -> None:
    """What is typed and chosen goes into the address; back and forward, and opening the address anew, bring it again."""
    ask(page, base, "q=bridge")
    page.fill("#search-q", "ferry")
    page.fill("#search-from", "2023-01-01")
    page.select_option("#search-sort", "oldest")
    expect(page.locator(".result h3").first).to_have_text("Ferry news 1")
    address = page.url
    page.go_back()
    expect(page.locator("#search-q")).to_have_value("bridge")
    expect(page.locator(".result h3").first).to_have_text("Bridge news 22")
    page.go_forward()
    expect(page.locator(".result h3").first).to_have_text("Ferry news 1")
    page.goto(address)
    expect(page.locator(".result h3").first).to_have_text("Ferry news 1")
    expect(page.locator("#search-from")).to_have_value("2023-01-01")
    expect(page.locator("#search-sort")).to_have_value("oldest")


def test_bars_and_facets_narrow_the_list_to_what_they_count(page: Page, base: str) -> None:
    """A click on a year, a month, a tag, a source or a language gives as many articles as it said."""
    ask(page, base, "q=news")
    assert (
        page.locator(".periods tr").all_inner_texts() == ["2022\t12", "2023\t12"] or len(page.locator(".periods tr").all()) == 2
    )
    page.click(".periods a:has-text('2023')")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    expect(page.locator(".periods caption")).to_have_text("Articles per month")
    page.click("summary:has-text('Sources')")
    entry = page.locator(".facet li", has_text="Bay Times")
    count = entry.inner_text().split()[-1]
    entry.locator("a").click()
    expect(page.locator("#search-status")).to_have_text(f"{count} articles found")
    expect(page.locator("#search-q")).to_have_value('source:"Bay Times" news')


@pytest.mark.parametrize("typed", ['"news', "«news", 'news "', "news -", 'news tag:"', "“calm news”"])
def test_a_facet_narrows_whatever_is_typed(page: Page, tmp_path: Path, typed: str) -> None:
    """Also where a quotation mark is open: the list is as long as the number beside the facet said."""
    docs = [
        Doc(address=f"{n}.html", title="Calm news", day="2024-01-01", lang="en", tags=("Odd pier",) if n % 3 else ("Pier",))
        for n in range(9)
    ]
    write_site(tmp_path, docs)
    ask(page, f"{tmp_path.as_uri()}/", f"q={quote(typed)}")
    page.click("summary:has-text('Tags')")
    page.click(".facet a:has-text('Odd pier')")
    expect(page.locator("#search-q")).to_have_value(f'tag:"Odd pier" {typed}')
    expect(page.locator("#search-status")).to_have_text("6 articles found")


@pytest.mark.parametrize(
    "typed", ['tag:"Ferries" calm', "calm tag:ferries", "calm tag：ferries  -zebra", 'calm tag:Ferries -zebra "']
)
def test_a_chosen_facet_can_be_taken_back(page: Page, base: str, typed: str) -> None:
    """It is not offered again, and what else was typed stays, whichever way the filter was written."""
    ask(page, base, f"q={quote(typed)}")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    page.click("summary:has-text('Tags')")
    expect(page.locator(".facet li")).to_have_text(["Remove Ferries", "Harbour 12"])
    page.click("text=Remove Ferries")
    expect(page.locator("#search-status")).to_have_text("24 articles found")
    assert "err" not in page.input_value("#search-q")
    assert ("-zebra" in typed) == ("-zebra" in page.input_value("#search-q"))


def test_what_a_filter_keeps_out_is_not_chosen(page: Page, base: str) -> None:
    """And a filter within a phrase is none."""
    ask(page, base, "q=calm+-tag:Ferries")
    page.click("summary:has-text('Tags')")
    expect(page.locator(".facet li")).to_have_text(["Harbour 12"])


@pytest.mark.parametrize(("given", "bar"), [("from=2022-05-06&to=2023-03-30", "2022"), ("from=2022-03&to=2023-06", "2023")])
def test_a_bar_opens_no_more_than_was_asked_for(page: Page, base: str, given: str, bar: str) -> None:
    """What of its time lies outside the dates stays there; and the dates can be left again."""
    ask(page, base, f"q=news&{given}")
    row = page.locator(".periods tr", has_text=bar)
    count = row.locator(".number").inner_text()
    row.locator("a").click()
    expect(page.locator("#search-status")).to_have_text(f"{count} articles found")
    page.click("#search-chart >> text=Search in all dates")
    expect(page.locator("#search-status")).to_have_text("24 articles found")


def test_dates_alone_lead_nowhere_when_they_are_left(page: Page, base: str) -> None:
    """Where nothing else is asked for there is nothing to look for in all dates."""
    ask(page, base, "to=0001")
    expect(page.locator("#search-status")).to_have_text("No article was found.")
    assert page.locator("text=Search in all dates").count() == 0
    ask(page, base, "from=2023")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    assert page.locator("text=Search in all dates").count() == 0


def test_pages_of_results(page: Page, base: str) -> None:
    """Ten to a page; the numbers of the list go on."""
    ask(page, base, "q=news")
    page.click("a[rel=next]")
    expect(page.locator("#search-pages")).to_contain_text("Page 2 of 3")
    expect(page.locator("#search-results")).to_have_attribute("start", "11")
    expect(page.locator(".result")).to_have_count(10)


@pytest.fixture(scope="module")
def above(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site of an article with a kicker, a lede and an author, and of one without a title."""
    root = tmp_path_factory.mktemp("above")
    head = {"summary": "Three stalls open again by the river.", "kicker": "Harbour notes", "authors": "[Ira Tamsin]"}
    text = "The first guests came at noon, and they stayed until the evening."
    (root / "content").mkdir()
    (root / "content/a.md").write_text(record("Tea", body=text, **head), encoding="utf-8")
    (root / "content/b.md").write_text(record("", body=f"Long {'and ' * 60}winding."), encoding="utf-8")
    run_build(root)
    return root / "site"


@pytest.mark.parametrize("served_", [True, False], ids=["http", "file"])
def test_what_stands_above_a_text_is_found_and_shown(page: Page, above: Path, *, served_: bool) -> None:
    """Lede and kicker, in snippets as well; an author, who stands beside the date. A kicker that did not match is no snippet."""
    shown = {
        "%22open+again+by+the+river%22": (".snippet mark", "open again by the river"),
        "harbour": (".snippet mark", "Harbour"),
        "tamsin": (".meta mark", "Tamsin"),
        "tea": (".snippet", "Three stalls open again by the river."),
    }
    with served(above) as url:
        for query, (where, text) in shown.items():
            ask(page, url if served_ else f"{above.as_uri()}/", f"q={query}")
            expect(page.locator(where)).to_have_text(text)


def test_an_article_without_a_title_is_called_as_on_other_pages(page: Page, above: Path) -> None:
    """By its opening words, cut off at the same place."""
    page.goto((above / "index.html").as_uri())
    name = page.locator(".headline", has_text="Long and").inner_text()
    ask(page, f"{above.as_uri()}/", "q=winding")
    expect(page.locator(".result h3")).to_have_text(name)


PATIENT = (
    "const timer = setTimeout; globalThis.setTimeout = (call, wait, ...more) => wait === 500 ? 0 : timer(call, wait, ...more);"
)
"""Waits for texts as long as they take, so that a test does not depend on how busy the machine is."""


def far_and_close(folder: Path) -> None:
    """Two articles: one has two words early and far apart, the other late and side by side."""
    filling = " ".join(f"filling{number}" for number in range(40))
    texts = {"far": f"A lantern. {filling} A violin. {filling}", "close": f"{filling} {filling} The lantern violin."}
    docs = [
        Doc(address=f"2024/01/01/{name}.html", title=name.title(), day="2024-01-01", lang="en", paragraphs=(text,))
        for name, text in texts.items()
    ]
    write_site(folder, docs)


@pytest.mark.parametrize("served_", [True, False], ids=["http", "file"])
def test_words_that_stand_close_come_first(page: Page, tmp_path: Path, *, served_: bool) -> None:
    """Of the first results that have all the words; their texts tell."""
    far_and_close(tmp_path)
    page.add_init_script(PATIENT)
    with served(tmp_path) as url:
        ask(page, url if served_ else f"{tmp_path.as_uri()}/", "q=lantern+violin")
    expect(page.locator(".result h3")).to_have_text(["Close", "Far"])


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: None], ids=["refused", "late"])  # noqa: ARG005 - as Playwright calls it
def test_texts_that_do_not_come_leave_the_order(page: Page, tmp_path: Path, answer: Callable[[Route], None]) -> None:
    """Results are shown all the same."""
    far_and_close(tmp_path)
    with served(tmp_path) as url:
        page.route("**/2024/**", answer)
        ask(page, url, "q=lantern+violin")
        expect(page.locator(".result h3")).to_have_text(["Far", "Close"])


def test_a_phrase_says_more_in_a_short_text(page: Page, tmp_path: Path) -> None:
    """Where a phrase alone is asked for."""
    filling = " ".join(f"filling{number}" for number in range(300))
    texts = {"long": f"The lantern violin. {filling}", "short": "Tonight, after a long dinner, the lantern violin."}
    docs = [
        Doc(address=f"2024/01/01/{name}.html", title=name.title(), day="2024-01-01", lang="en", paragraphs=(text,))
        for name, text in texts.items()
    ]
    write_site(tmp_path, docs)
    page.add_init_script(PATIENT)
    with served(tmp_path) as url:
        ask(page, url, 'q="lantern+violin"')
    expect(page.locator(".result h3")).to_have_text(["Short", "Long"])


def test_a_misspelt_word_says_so_and_leads_back(page: Page, base: str) -> None:
    """The reader sees what was looked for instead, and can insist."""
    ask(page, base, "q=brigde")
    expect(page.locator("#search-notes")).to_contain_text("Searched for bridge instead of brigde.")
    page.click("text=Search for exactly brigde")
    expect(page.locator("#search-status")).to_have_text("No article was found.")
    assert "exact=1" in page.url
    page.click("text=Search for similar words, too")
    expect(page.locator("#search-notes")).to_contain_text("Searched for bridge instead of brigde.")
    assert "exact=" not in page.url


def test_all_words_that_stand_in_are_named(page: Page, tmp_path: Path) -> None:
    """As many as are searched for."""
    words = ("lanterna", "lanternb", "lanternc", "lanternd", "lanternf")
    docs = [Doc(address=f"{word}.html", title=word, lang="en") for word in words]
    write_site(tmp_path, docs)
    ask(page, f"{tmp_path.as_uri()}/", "q=lanterne")
    expect(page.locator("#search-status")).to_have_text("5 articles found")
    for word in words:
        expect(page.locator("#search-notes")).to_contain_text(word)


def test_what_was_not_looked_for_is_said(page: Page, base: str) -> None:
    """The end of a very long query; and of very many words that begin so, the rarer ones."""
    notes = page.locator("#search-notes")
    ask(page, base, "q=" + "+".join(["ferry", *(f"zebra{number}" for number in range(40))]))
    expect(notes).to_contain_text("only its first words were searched for")
    ask(page, base, "q=ferr*")
    expect(notes).to_be_empty()
    page.evaluate(
        """() => {
          const { search } = archive.query;
          archive.query.search = async (...given) => {
            const answer = await search(...given);
            return { ...answer, items: answer.items.map((item) => ({ ...item, frequent: true })) };
          };
        }"""
    )
    page.press("#search-q", "Enter")
    expect(notes).to_have_text("Very many words begin so: the most frequent ones were searched for.")


def test_of_many_words_those_stand_in_that_occur_with_the_others(page: Page, tmp_path: Path) -> None:
    """Though there are more frequent ones that are as near."""
    frequent = [f"lantern{letter}" for letter in "abcdf"]
    docs = [Doc(address=f"{n}-{word}.html", title=word, lang="en") for word in frequent for n in range(2)]
    write_site(tmp_path, [*docs, Doc(address="meant.html", title="lanternz violin", lang="en")])
    ask(page, f"{tmp_path.as_uri()}/", "q=violin+lanterne")
    expect(page.locator("#search-status")).to_have_text("1 article found")
    expect(page.locator(".result h3").first).to_have_text("lanternz violin")
    ask(page, f"{tmp_path.as_uri()}/", "q=lanterne")
    expect(page.locator("#search-status")).to_have_text("10 articles found")


def test_exactly_is_kept_until_other_words_are_asked_for(page: Page, tmp_path: Path) -> None:
    """Bars, facets and order show parts of the list, whose numbers they say, and no words that stand in."""
    texts = [("harbour", "lantern"), ("harbour", ""), ("latern", ""), ("latern", "")]
    docs = [
        Doc(address=f"{n}.html", title=" ".join(text), day=f"{2021 + n % 2}-01-0{n + 1}", source="Post", lang="en")
        for n, text in enumerate(texts)
    ]
    write_site(tmp_path, docs)
    ask(page, f"{tmp_path.as_uri()}/", "q=harbour+latern")
    expect(page.locator("#search-status")).to_have_text("1 article found")
    page.click("text=Search for exactly latern")
    expect(page.locator("#search-status")).to_have_text("4 articles found")
    page.select_option("#search-sort", "newest")
    expect(page.locator("#search-results")).to_have_attribute("data-state", "done")
    expect(page.locator("#search-status")).to_have_text("4 articles found")
    page.click(".periods a:has-text('2021')")
    expect(page.locator("#search-status")).to_have_text("2 articles found")
    page.click("summary:has-text('Sources')")
    page.click(".facet a:has-text('Post')")
    expect(page.locator("#search-q")).to_have_value('source:"Post" harbour latern')
    expect(page.locator("#search-status")).to_have_text("2 articles found")
    page.fill("#search-q", "harbour laterm")
    page.press("#search-q", "Enter")
    expect(page.locator("#search-notes")).to_contain_text("instead of laterm")
    assert "exact=" not in page.url


def test_nothing_in_some_dates_leads_to_all_dates(page: Page, base: str) -> None:
    """It says that it is because of the dates, and drops them."""
    ask(page, base, "q=ferry&from=2030&to=2031")
    expect(page.locator("#search-status")).to_have_text("No article was found in these dates.")
    page.click("text=Search in all dates")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    ask(page, base, "q=zebra*&from=2030")
    expect(page.locator("#search-status")).to_have_text("No article was found.")


def test_a_word_that_is_a_tag_leads_to_it(page: Page, base: str) -> None:
    """Where no text has it, in whatever dates; and to all articles that have the tag."""
    ask(page, base, "q=harbour&from=2023")
    page.click("text=Articles with the tag Harbour")
    expect(page.locator("#search-q")).to_have_value('tag:"Harbour"')
    expect(page.locator("#search-status")).to_have_text("24 articles found")


@pytest.mark.parametrize("language", sorted(path.stem for path in (ROOT / "templates/words").glob("*.yaml")))
def test_dates_and_numbers_are_those_of_other_pages(page: Page, tmp_path: Path, language: str) -> None:
    """In every language: the same calendar, digits and order; of results, months and counts.

    The months are two whose names all versions of CLDR spell alike, since the browser's is not the program's.
    """
    days = ("2024-03-05", "2024-03-05", "2024-11-30")
    docs = [Doc(address=f"{n}.html", title="Ferry", day=day, lang="en") for n, day in enumerate(days)]
    write_site(tmp_path, docs, language)
    ask(page, f"{tmp_path.as_uri()}/", "q=ferry")
    expect(page.locator(".result time")).to_have_text([locales.date(day, language) for day in reversed(days)])
    expect(page.locator(".periods th")).to_have_text([locales.date(month, language) for month in ("2024-03", "2024-11")])
    expect(page.locator(".periods .number")).to_have_text([locales.number(n, language) for n in (2, 1)])


@pytest.mark.parametrize("name", ["csv", "json", "bibtex", "ris", "csl"])
def test_a_list_can_be_saved(page: Page, base: str, name: str) -> None:
    """As a table, as data and as citations, all of it and not only what is on the screen."""
    ask(page, base, "q=ferry&sort=oldest")
    page.click("summary:has-text('Save this list')")
    page.select_option("#search-format", name)
    with page.expect_download() as download:
        page.click("button:has-text('Save')")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    check: dict[str, Callable[[], list[str]]] = {
        "csv": lambda: [row["title"] for row in csv.DictReader(io.StringIO(text))],
        "json": lambda: [row["title"] for row in json.loads(text)],
        "csl": lambda: [row["title"] for row in json.loads(text)],
        "bibtex": lambda: [line.split("{{")[1].split("}}")[0] for line in text.splitlines() if line.startswith("  title")],
        "ris": lambda: [line[6:].strip() for line in text.splitlines() if line.startswith("TI")],
    }
    assert check[name]() == [doc.title for doc in sorted(stories(), key=lambda doc: doc.day) if "Ferries" in doc.tags]
    assert "https://archive.example/2023/02/02/ferry-news-1.html" in text


def test_formats_stand_in_the_order_of_use(page: Page, base: str) -> None:
    """Tables, data, then citations."""
    ask(page, base, "q=ferry")
    values = page.eval_on_selector_all("#search-format option", "all => all.map(({ value }) => value)")
    assert values == ["csv", "json", "bibtex", "ris", "csl"]


@pytest.mark.parametrize("name", ["csv", "json"])
def test_all_that_is_listed_is_saved(page: Page, tmp_path: Path, name: str) -> None:
    """Articles with fewer of the words, too; each with its authors and, without a source, its publisher."""
    docs = [
        Doc(address="a.html", title="Lantern and violin", lang="en", authors=("Ira Tamsin", "Bo Quill"), source="Post"),
        *(Doc(address=f"{n}.html", title="Lantern", lang="en") for n in range(4)),
    ]
    write_site(tmp_path, docs)
    ask(page, f"{tmp_path.as_uri()}/", "q=lantern+violin")
    expect(page.locator(".result")).to_have_count(5)
    page.click("summary:has-text('Save this list')")
    page.select_option("#search-format", name)
    with page.expect_download() as download:
        page.click("button:has-text('Save')")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text))) if name == "csv" else json.loads(text)
    assert len(rows) == 5
    assert rows[0]["authors"] == ("Ira Tamsin; Bo Quill" if name == "csv" else ["Ira Tamsin", "Bo Quill"])
    assert [row["source"] for row in rows] == ["Post", *(["Harbour Archive"] * 4)]
    expect(page.locator(".save output")).to_have_text("Saved: 5")


def test_texts_that_mean_something_to_a_page_are_only_text(page: Page, tmp_path: Path) -> None:
    """A title, a tag or a query that looks like HTML is shown as it is."""
    nasty = '<img src=x onerror=alert(1)> & "quoted" </script>'
    write_site(tmp_path, [Doc(address="undated/a.html", title=nasty, tags=(nasty,), lang="en", paragraphs=(f"Ferry {nasty}",))])
    ask(page, f"{tmp_path.as_uri()}/", "q=ferry")
    expect(page.locator(".result h3")).to_have_text(nasty)
    expect(page.locator(".snippet")).to_have_text(f"Ferry {nasty}")
    assert page.locator("main img").count() == 0
    page.locator(".tags a").click()
    expect(page.locator("#search-status")).to_have_text("1 article found")


# ---- when things go wrong --------------------------------------------------------------------------------------------------


def test_a_missing_part_is_said_and_can_be_tried_again(page: Page, tmp_path: Path) -> None:
    """The page says that a part could not be loaded; when it is there again, trying again works."""
    write_site(tmp_path, stories())
    (shard,) = tmp_path.glob("search/*/p0.js")
    data = shard.read_bytes()
    shard.unlink()
    with served(tmp_path) as base:
        ask(page, base, "q=ferry", "failed")
        expect(page.locator("#search-status")).to_contain_text("could not be loaded")
        shard.write_bytes(data)
        page.click("button:has-text('Try again')")
        settled(page)
        expect(page.locator("#search-status")).to_have_text("12 articles found")


def test_what_mends_misspelt_words_may_be_missing_or_cut(page: Page, folder: Path) -> None:
    """It is loaded when a word seems misspelt; without it that is said, and trying again works once it is there."""
    data = (folder / "search/near.js").read_bytes()
    page.route("**/near.js*", lambda route: route.abort())
    with served(folder) as base:
        ask(page, base, "q=ferry")
        ask(page, base, "q=brigde", "failed")
        expect(page.locator("#search-status")).to_contain_text("could not be loaded")
        page.route("**/near.js*", lambda route: route.fulfill(body=data[:-9], content_type="application/javascript"))
        page.click("button:has-text('Try again')")
        expect(page.locator("#search-status")).to_contain_text("damaged")
        page.unroute("**/near.js*")
        page.click("button:has-text('Try again')")
        expect(page.locator("#search-notes")).to_contain_text("instead of brigde.")


@pytest.mark.parametrize("part", ["index.js", "*/p0.js", "*/h0-0.js"])
@pytest.mark.parametrize("cut", [0, 2, 41, -2])
def test_a_cut_part_is_said(page: Page, folder: Path, part: str, cut: int) -> None:
    """Wherever a file was cut, there is a message and no complaint on the console."""
    (path,) = folder.glob(f"search/{part}")
    data = path.read_bytes()

    def shorten(route: Route) -> None:
        route.fulfill(body=data[:cut], content_type="application/javascript")

    page.route(f"**/{path.name}*", shorten)
    with served(folder) as base:
        ask(page, base, "q=news&sort=oldest", "failed")
        expect(page.locator("#search-status")).to_contain_text("damaged")


def test_a_cut_letter_inside_a_part_is_said(page: Page, folder: Path) -> None:
    """A file that is still a script but not what was written is not taken for an answer."""
    (path,) = folder.glob("search/*/p0.js")
    data = path.read_bytes()
    page.route("**/p0.js*", lambda route: route.fulfill(body=data[:200] + data[240:], content_type="application/javascript"))
    with served(folder) as base:
        ask(page, base, "q=ferry", "failed")
        expect(page.locator("#search-status button")).to_have_text("Try again")


def test_an_archive_published_anew_meanwhile_is_loaded_anew(page: Page, tmp_path: Path) -> None:
    """A page that has the old index in hand, and meets new parts of it, takes the new index by itself."""
    write_site(tmp_path, stories(10))
    with served(tmp_path) as base:
        ask(page, base, "q=tag:none")
        write_index(tmp_path, stories(24))
        page.fill("#search-q", "ferry")
        page.press("#search-q", "Enter")
        expect(page.locator("#search-status")).to_have_text("12 articles found")


def test_an_index_of_another_version_asks_for_the_page_to_be_loaded(page: Page, folder: Path) -> None:
    """A cached old script does not misread new data."""
    body = SCRIPT.decode().replace(f"VERSION={VERSION}", "VERSION=0")
    page.route("**/search/search.js", lambda route: route.fulfill(body=body, content_type="application/javascript"))
    with served(folder) as base:
        ask(page, base, "q=ferry", "failed")
        expect(page.locator("#search-status")).to_contain_text("older than the index")


def test_offline_is_said(page: Page, folder: Path) -> None:
    """Without a connection there is a message, and the search comes back with it."""
    with served(folder) as base:
        page.goto(f"{base}search.html")
        page.context.set_offline(True)
        page.fill("#search-q", "ferry")
        page.press("#search-q", "Enter")
        settled(page, "failed")
        page.context.set_offline(False)
        page.click("button:has-text('Try again')")
        settled(page)


@pytest.mark.parametrize("query", ["%00", "%E0%A4", "...", "%E2%80%AE%E2%80%8F", "a" * 5000, "%22", "tag:", "%F0%9F%98%80"])
def test_odd_queries_get_an_honest_answer(page: Page, base: str, query: str) -> None:
    """Whatever stands in the address, the page answers in words."""
    page.goto(f"{base}search.html?q={query}")
    page.wait_for_selector('#search-results:is([data-state="done"], [data-state="idle"])', state="attached")
    expect(page.locator("#search-status")).not_to_be_empty()


# ---- everybody -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_any_state(browser: Browser, tmp_path: Path, scheme: str, language: str) -> None:
    """Empty, results, none, misspelt, error and loading, in both directions, light and dark."""
    write_site(tmp_path, stories(), language)
    broken: dict[str, Any] = {}
    with served(tmp_path) as base, opened(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        for query, state in (("", "idle"), ("q=news", "done"), ("q=nothing*", "done"), ("q=ferri+brigde", "done")):
            ask(page, base, query, state)
            for summary in page.locator(".search-narrow summary").all():
                summary.click()
            broken[query] = violations(page)
        page.route("**/p0.js*", lambda route: route.abort())
        ask(page, base, "q=news", "failed")
        broken["error"] = violations(page)
        page.route("**/p0.js*", lambda _: None)
        ask(page, base, "q=news", "loading")
        broken["loading"] = violations(page)
    assert {state: found for state, found in broken.items() if found} == {}


def violations(page: Page) -> list[Any]:
    """What axe finds: rule and place."""
    return [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]])
        for rule in Axe().run(page, options=STANDARDS).response["violations"]
    ]


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_sideways_scrolling(browser: Browser, folder: Path, width: int) -> None:
    """At 320 CSS pixels all results, bars and facets fit."""
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        ask(page, f"{folder.as_uri()}/", "q=news")
        for summary in page.locator(".search-narrow summary").all():
            summary.click()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_small_screen_shows_a_result(browser: Browser, folder: Path) -> None:
    """Below the form, and beneath what is said about the list."""
    with opened(browser, viewport={"width": 320, "height": 640}) as page:
        ask(page, f"{folder.as_uri()}/", "q=brigde+ferry&from=2022-02")
        box = page.locator(".result h3").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640


def test_everything_by_keyboard(page: Page, base: str) -> None:
    """`/` goes to the box, Enter searches, Tab reaches results and bars, Enter narrows and says so where it is heard."""
    page.goto(f"{base}search.html")
    page.keyboard.press("/")
    expect(page.locator("#search-q")).to_be_focused()
    page.keyboard.type("news")
    page.keyboard.press("Enter")
    settled(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.periods') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text("12 articles found")
    expect(page.locator("#search-status")).to_be_focused()
    expect(page.locator("[role=status]")).to_contain_text("12 articles found")


def test_without_javascript_the_page_leads_to_dates_and_tags(browser: Browser, folder: Path) -> None:
    """The form that would do nothing is not shown; the other ways are."""
    with opened(browser, java_script_enabled=False) as page:
        page.goto((folder / "search.html").as_uri())
        expect(page.locator("#search-form")).to_be_hidden()
        expect(page.locator("#search-status")).to_contain_text("Searching needs JavaScript")
        expect(page.locator("#search-status")).to_be_visible()
        expect(page.locator(".search-else a")).to_have_text(["2024", "Harbour"])


def test_a_script_that_does_not_come_is_as_good_as_none(browser: Browser, folder: Path) -> None:
    """The page says so; where the script is there, nobody reads this."""
    with served(folder) as base, opened(browser) as page:
        page.route("**/search/search.js", lambda route: route.abort())
        page.goto(f"{base}search.html?q=ferry")
        expect(page.locator("#search-status")).to_contain_text("Searching needs JavaScript")
        expect(page.locator("#search-status")).to_be_visible()
        page.unroute("**/search/search.js")
        page.goto(f"{base}search.html")
        settled(page, "idle")
        expect(page.locator("#search-status")).to_be_empty()


def test_all_that_is_said_of_a_list_is_said_where_it_is_heard(page: Page, base: str) -> None:
    """Words that stand in, words that are missing, and the page; once each."""
    heard = page.locator("[role=status]")
    ask(page, base, "q=brigde+ferry")
    expect(heard).to_contain_text("Searched for bridge instead of brigde.")
    expect(heard).to_contain_text("No article has all the words.")
    assert page.locator("main").inner_text().count("No article has all the words.") == 1
    ask(page, base, "q=news")
    assert "Page" not in heard.inner_text()
    page.click("a[rel=next]")
    expect(heard).to_have_text("24 articles found · Page 2 of 3")


def test_trying_again_keeps_the_place_of_the_keyboard(page: Page, folder: Path) -> None:
    """The button goes away; what it stood in is where to go on from, on the page and in a facet."""
    with served(folder) as base:
        page.route("**/p0.js*", lambda route: route.abort())
        ask(page, base, "q=ferry", "failed")
        page.focus("#search-status button")
        page.unroute("**/p0.js*")
        page.keyboard.press("Enter")
        settled(page)
        expect(page.locator("#search-status")).to_be_focused()


def test_trying_a_facet_again_keeps_the_place_of_the_keyboard(page: Page, folder: Path) -> None:
    """It goes to what the facet is called."""
    ask(page, f"{folder.as_uri()}/", "q=ferry")
    page.evaluate("() => { facet = archive.views.facet; archive.views.facet = async () => { throw new Error(); }; }")
    page.click("summary:has-text('Sources')")
    page.focus(".facet button")
    page.evaluate("() => { archive.views.facet = facet; }")
    page.keyboard.press("Enter")
    expect(page.locator(".facet a").first).to_be_visible()
    expect(page.locator("summary:has-text('Sources')")).to_be_focused()


def test_a_link_within_the_page_leaves_what_is_typed(page: Page, base: str) -> None:
    """It goes to a place on the page and back, and to no other search."""
    ask(page, base, "q=ferry")
    page.fill("#search-q", "not yet asked")
    page.evaluate("document.querySelector('.skip').click()")
    page.wait_for_function("location.hash === '#content'")
    expect(page.locator("#search-q")).to_have_value("not yet asked")
    page.go_back()
    page.wait_for_function("location.hash === ''")
    expect(page.locator("#search-q")).to_have_value("not yet asked")


def test_the_same_search_again_is_no_step_to_go_back(page: Page, base: str) -> None:
    """Whoever presses Enter thrice goes back once, also where an address writes the same otherwise."""
    ask(page, base, "q=calm%20weather&sort=relevance&page=1")
    before = page.evaluate("history.length")
    for _ in range(2):
        page.press("#search-q", "Enter")
        settled(page)
    assert page.evaluate("history.length") == before
    page.fill("#search-q", "ferry")
    page.press("#search-q", "Enter")
    settled(page)
    assert page.evaluate("history.length") == before + 1


def test_paper_says_what_was_searched(page: Page, base: str) -> None:
    """Words, dates, how many there are and which of them these are, over the whole width."""
    ask(page, base, "q=news&from=2022-02&to=2023-03-30&page=2")
    page.emulate_media(media="print")
    text = page.locator("main").inner_text()
    assert "news · February 2022 – March 30, 2023" in text
    assert "articles found · Page 2 of 2" in text
    assert page.locator("#search-pages").inner_text().strip() == "Page 2 of 2"
    heading, result = (page.locator(place).first.bounding_box() for place in ("h1", ".result"))
    assert heading is not None
    assert result is not None
    assert result["width"] == heading["width"]


def test_nothing_comes_from_another_host(page: Page, base: str) -> None:
    """Every request goes where the page came from."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, base, "q=ferry")
    expect(page.locator(".snippet mark").first).to_be_visible()
    assert all(url.startswith((base, "data:")) for url in asked), asked


def test_the_script_is_small() -> None:
    """At most 15 KB as a host sends it."""
    assert len(gzip.compress(SCRIPT, 9)) <= 15_000


def test_a_comment_of_either_kind_takes_away_only_itself() -> None:
    """What stands below a line of comment is still in the script."""
    assert slim("one();\n  // a line\ntwo();\n/* two\n   lines */\nthree();\n").split() == ["one();two();three();"]
