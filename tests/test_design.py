"""The pages in a real browser: everybody can read them, on any screen, in both directions, without a script and on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import chromium
from design_site import LONG, Site, long_words, site
from playwright.sync_api import Browser, Page

STANDARDS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}

STOPS = """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility()).length"""
"""How many elements the Tab key should stop at."""

FOCUSED = """(element => element === document.body
    ? null : [getComputedStyle(element).outlineStyle, element.outerHTML.slice(0, 80)])
    (document.activeElement)"""
"""The outline and the beginning of the element that has the focus."""

BRIGHTNESS = """(style => [style.backgroundColor, style.color]
    .map(colour => colour.match(/\\d+/g).reduce((a, b) => a + Number(b), 0)))
    (getComputedStyle(document.documentElement))"""
"""How bright the paper and the ink are."""

SHIFTED = """new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => done(0)));
})"""
"""How much the layout has jumped since the page was opened."""


BEYOND = """[...document.body.querySelectorAll('*')].filter(element => {
    const {left, right} = element.getBoundingClientRect();
    return (left < 0 || right > innerWidth) && !element.closest('.vh, .skip, .scroll');
}).map(element => element.outerHTML.slice(0, 60))"""
"""What reaches beyond the window, but for what is unseen and what scrolls by itself."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The archive with its pages in English."""
    with site(tmp_path_factory.mktemp("english"), "en") as built:
        yield built


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same archive with its pages in Arabic, from right to left."""
    with site(tmp_path_factory.mktemp("arabic"), "ar") as built:
        yield built


@pytest.fixture(params=["english", "arabic"])
def either(request: pytest.FixtureRequest) -> Site:
    """Each of the two in turn."""
    found: Site = request.getfixturevalue(request.param)
    return found


def opened(browser: Browser, address: str, **context: Any) -> Page:  # noqa: ANN401 - Playwright's own options
    """A page, in a window of its own with the given properties."""
    page = browser.new_context(**context).new_page()
    page.goto(address)
    return page


# ---- everybody ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, either: Site, scheme: str) -> None:
    """No page of any kind breaks a rule of WCAG 2.2 AA that a machine can check, nor one of good practice."""
    page = browser.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
    found = {}
    for name in either.pages:
        page.goto(either.page(name))
        broken = Axe().run(page, options=STANDARDS).response["violations"]
        if broken:
            found[name] = [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in broken]
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("width", [320, 640, 1280, 2000])
def test_no_page_scrolls_sideways(browser: Browser, either: Site, width: int) -> None:
    """At 320 CSS pixels, as at 200 % zoom and on a wide screen, one reads by scrolling one way."""
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    wide = {}
    for name in either.pages:
        page.goto(either.page(name))
        wide[name] = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert {name: over for name, over in wide.items() if over > 0} == {}


@pytest.fixture(scope="module", params=["en", "ar"])
def wordy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive of words that are longer than any line, and of such a name, in both directions."""
    with site(tmp_path_factory.mktemp("wordy"), request.param, long_words(), LONG) as built:
        yield built


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_word_is_wider_than_the_window(browser: Browser, wordy: Site, width: int) -> None:
    """A word of 34, 80 or 400 letters breaks wherever it stands, also where nothing scrolls and it would only be cut off."""
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    wide = {}
    for name, path in (wordy.pages | {"found": f"search.html?q={LONG}"}).items():
        page.goto(wordy.address + quote(path, safe="/?="))
        if name == "found":
            page.locator("#search-results[data-state=done]").wait_for()
        wide[name] = page.evaluate(BEYOND)
    assert {name: over for name, over in wide.items() if over} == {}


def test_what_is_wider_than_the_screen_can_be_scrolled_by_keyboard(browser: Browser, either: Site) -> None:
    """A table that does not fit scrolls by itself, and the Tab key stops at it."""
    page = opened(browser, either.page("year"), viewport={"width": 320, "height": 800})
    assert page.evaluate("(e => e.scrollWidth > e.clientWidth && e.tabIndex === 0)(document.querySelector('.scroll'))")
    page.goto(either.page("article"))
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth || e.tabIndex === 0)(document.querySelector('.text table'))")


@pytest.mark.parametrize("name", ["home", "article", "year", "month", "tag", "tags", "about"])
def test_the_keyboard_reaches_everything(browser: Browser, either: Site, name: str) -> None:
    """Tab stops at every link and control once, in order, each with a visible outline, and leaves the page at its end."""
    page = opened(browser, either.page(name))
    expected = page.evaluate(STOPS)
    unseen, stops = [], 0
    while stops <= expected:
        page.keyboard.press("Tab")
        look = page.evaluate(FOCUSED)
        if look is None:
            break
        stops += 1
        if look[0] == "none":
            unseen.append(look[1])
    assert (stops, unseen) == (expected, [])


def test_the_way_down_is_easily_hit(browser: Browser, either: Site) -> None:
    """Its shortest names, such as a day's number, are at least 24 pixels wide and high (WCAG 2.2, 2.5.8)."""
    page = opened(browser, either.page("article"))
    sizes = page.locator(".folio a").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) == 4
    assert min(sizes) >= 24


def test_the_first_stop_leads_past_the_top_of_the_page(browser: Browser, english: Site) -> None:
    """The skip link is unseen until it has the focus; followed, it takes the focus to the content."""
    page = opened(browser, english.page("article"))
    skip = page.locator(".skip")
    assert skip.evaluate("e => getComputedStyle(e).clipPath") != "none"
    page.keyboard.press("Tab")
    assert skip.evaluate("e => [document.activeElement === e, getComputedStyle(e).clipPath]") == [True, "none"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_slash_goes_to_the_search_box(browser: Browser, english: Site) -> None:
    """`/` focuses the search box, and is an ordinary sign inside it."""
    page = opened(browser, english.page("home"))
    page.keyboard.press("/")
    page.keyboard.type("either/or")
    assert page.locator("input[name=q]").input_value() == "either/or"


# ---- directions and languages ------------------------------------------------------------------------------------------


def test_the_page_is_mirrored_from_right_to_left(browser: Browser, english: Site, arabic: Site) -> None:
    """What is at the left of a page from left to right is at the right of one from right to left, bars included."""
    for built, mirrored in ((english, False), (arabic, True)):
        page = opened(browser, built.page("home"), viewport={"width": 1280, "height": 800})
        wide, narrow = page.locator(".columns > .wide").bounding_box(), page.locator(".columns > .narrow").bounding_box()
        assert wide
        assert narrow
        assert (wide["x"] > narrow["x"]) is mirrored
        flipped = page.locator(".bars svg").first.evaluate("e => new DOMMatrix(getComputedStyle(e).transform).a")
        assert (flipped < 0) is mirrored


def test_a_title_keeps_its_own_language_and_its_neighbours_edge(browser: Browser, english: Site, arabic: Site) -> None:
    """A title in another language is written its own way, but starts where all others in the list do."""
    for built, edge in ((english, "left"), (arabic, "right")):
        page = opened(browser, built.page("tag"))
        titles = page.locator(".headline").evaluate_all("all => all.map(e => [e.lang, e.dir, getComputedStyle(e).textAlign])")
        assert ["ar", "rtl", edge] in titles
        assert ["en", "ltr", edge] in titles


def test_an_article_is_in_its_own_language_and_the_page_around_it_in_the_archives(browser: Browser, english: Site) -> None:
    """`lang` and `dir` of the page are the interface's; the article has its own, and what is said about it has the page's."""
    page = opened(browser, english.page("arabic article"))
    shown = "e => [e.closest('[lang]').lang, getComputedStyle(e).direction]"
    assert page.locator("html").evaluate(shown) == ["en", "ltr"]
    assert page.locator("article h1").evaluate(shown) == ["ar", "rtl"]
    assert page.locator("article .text").evaluate(shown) == ["ar", "rtl"]
    assert page.locator("article .when").evaluate(shown) == ["en", "ltr"]


def test_code_in_an_arabic_text_keeps_its_order(browser: Browser, english: Site) -> None:
    """From left to right, among words from right to left."""
    page = browser.new_page()
    page.goto(english.page("arabic article"))
    twelve, five = page.locator(".text").evaluate(
        """text => {
          text.innerHTML = "<p>بين <code>12-5</code> مساءً</p>";
          const code = text.querySelector("code").firstChild;
          return [[0, 2], [3, 4]].map(([from, to]) => {
            const part = document.createRange();
            part.setStart(code, from);
            part.setEnd(code, to);
            return part.getBoundingClientRect().left;
          });
        }"""
    )
    assert twelve < five


def test_every_time_can_be_read_by_machines(browser: Browser, either: Site) -> None:
    """Each `<time>` has a date that a browser understands, and only as exact as it is known."""
    page = browser.new_page()
    for name in either.pages:
        page.goto(either.page(name))
        times = page.locator("time").evaluate_all("all => all.map(e => e.getAttribute('datetime'))")
        assert all(time and page.evaluate("time => !isNaN(new Date(time))", time) for time in times), (name, times)
    page.goto(either.page("japanese article"))
    assert page.locator(".when time").get_attribute("datetime") == "2024-03-05"


# ---- other ways to look ------------------------------------------------------------------------------------------------


def test_dark_and_light_follow_the_reader(browser: Browser, english: Site) -> None:
    """The paper is light or dark, as the reader's system is, and the ink the opposite."""
    for scheme, paper_is_light in (("light", True), ("dark", False)):
        page = browser.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
        page.goto(english.page("article"))
        paper, ink = page.evaluate(BRIGHTNESS)
        assert (paper > ink) is paper_is_light


def test_reduced_motion_moves_nothing(browser: Browser, english: Site) -> None:
    """Who asks for less motion gets none, not even smooth scrolling."""
    page = opened(browser, english.page("article"), reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_on_paper_there_is_the_article_and_where_it_is_from(browser: Browser, english: Site) -> None:
    """Printed, a page has no menus; it has its own address, and that of the source."""
    page = opened(browser, english.page("article"))
    page.emulate_media(media="print")
    assert not page.locator("nav, input, select, button").filter(visible=True).count()
    assert page.locator(".printed").is_visible()
    assert page.locator(".printed").text_content() == "https://tidewater.example/2024/03/05/the-lighthouse-that-counts-ships.html"
    assert page.locator(".original").evaluate("e => getComputedStyle(e, '::after').content") != "none"


def test_on_paper_a_year_is_whole(browser: Browser, english: Site) -> None:
    """What scrolls on a screen fits the paper's width in print: all 31 days are there."""
    page = opened(browser, english.page("year"), viewport={"width": 794, "height": 1123})
    assert page.locator(".heat").evaluate("e => e.getBoundingClientRect().right > innerWidth")
    page.emulate_media(media="print")
    assert page.locator(".heat").evaluate("e => e.getBoundingClientRect().right <= innerWidth")


def test_an_article_reads_without_a_script(browser: Browser, english: Site) -> None:
    """Text, captions, tags, a citation and the ways on are there without JavaScript; controls that need it are not."""
    page = opened(browser, english.page("article"), java_script_enabled=False)
    assert "The Tidewater Post, March 5, 2024" in (page.locator("#cite").text_content() or "")
    assert page.locator("#formatted").is_visible()
    assert not page.locator("#cite select, #cite button").filter(visible=True).count()
    assert page.locator("figure.missing .note").all_text_contents() == ["Picture not archived"] * 2
    assert page.locator("figcaption").all_text_contents() == ["The tower at low tide", "A page of the notebook"]
    page.locator(".tags a", has_text="Harbour").click()
    assert page.locator("h1").text_content() == "Harbour"


# ---- nothing from elsewhere --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "from a disk"])
def test_no_page_asks_another_host_or_complains(browser: Browser, english: Site, *, from_disk: bool) -> None:
    """Every page loads from its own place alone, breaks no rule of its own policy, and its layout does not jump."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    base = f"{english.folder.as_uri()}/" if from_disk else english.address
    for name, path in english.pages.items():
        if from_disk and name == "not found":
            continue  # a host shows it at any address, so its links begin at the host's root
        page.goto(base + path)
        assert page.evaluate(SHIFTED) == 0, name
    assert said == []
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []
