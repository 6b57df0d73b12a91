"""Checking an archive and its built site before publishing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import pagecheck
from builder.check import Checked, Run, check
from builder.config import Config, TagSettings, parse
from builder.hosts import HOSTS, MB, limits
from builder.problems import Problems, Severity
from builder.progress import Progress
from builder.work import Pool

CONFIG = Config(title="Larkhaven News", description="All of it", publisher="Larkhaven News", base_url="https://news.example/a/")
RECORD = '---\ntitle: "{title}"\ntimestamp: "2024-06-30"\ntags: {tags}\n---\n\nText.\n'
PAGE = '<!doctype html>\n<html lang="en"><head><title>Harbour</title></head>\n<body><h1>Harbour</h1>\n{body}\n</body></html>\n'


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below `root`."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def run(root: Path, config: Config = CONFIG, host: str = "github-pages", jobs: int = 1) -> Checked:
    """Check the archive in `root`, whose site is in `root/site`."""
    with Pool(jobs) as pool:
        return check(Run(root, config, pool, Progress.silent()), root / "site", host)


def said(found: Checked) -> list[str]:
    """The problems as they are shown."""
    return [str(problem) for problem in found.problems]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A sound archive with one record and two pages."""
    write(
        tmp_path,
        {
            "content/2024/06/30/harbour.md": RECORD.format(title="Harbour", tags="[]"),
            "site/index.html": PAGE.format(body='<a href="2024/06/30/harbour.html#end">Harbour</a>'),
            "site/2024/06/30/harbour.html": PAGE.format(body='<p id="end"><a href="../../../index.html">Home</a></p>'),
            "site/.news-archive": "",
        },
    )
    return tmp_path


def test_a_sound_archive_has_no_problems(archive: Path) -> None:
    """Everything is counted, nothing is complained about."""
    found = run(archive)
    assert said(found) == []
    assert (found.records, found.pages, found.links, found.files) == (1, 2, 2, 3)
    assert found.bytes == sum(path.stat().st_size for path in (archive / "site").rglob("*.html"))


def test_settings_that_a_published_site_should_have(archive: Path) -> None:
    """Defaults that are fine for trying are named before publishing."""
    assert [(p.field, p.severity) for p in run(archive, Config()).problems] == [
        ("base_url", "warning"),
        ("description", "warning"),
        ("publisher", "warning"),
        ("title", "warning"),
    ]


def test_records_are_looked_at_one_by_one_and_together(archive: Path) -> None:
    """Front matter, dates, titles, addresses: each with its file."""
    write(
        archive,
        {
            "content/a.md": "---\ntitle: [\n---\n",
            "content/b.md": '---\ntitel: "Typo"\ntimestamp: "2024-13-01"\n---\n\nSome words stand here.\n',
            "content/c.md": "---\ntitle: Undated\n---\n\nText.\n",
            "content/e.md": RECORD.format(title="Harbour", tags="[]").replace("tags: []", "slug: harbour"),
        },
    )
    (archive / "content" / "d.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")
    kinds = [(problem.path, problem.kind) for problem in run(archive).problems]
    assert kinds == [
        ("content/a.md", "front-matter"),
        ("content/b.md", "no-title"),
        ("content/b.md", "unknown-key"),
        ("content/b.md", "timestamp"),
        ("content/c.md", "undated"),
        ("content/d.md", "encoding"),
        ("content/e.md", "same-address"),
    ]


def test_tags_with_too_few_articles_are_listed_once(archive: Path) -> None:
    """A misspelt tag shows as a tag of one article."""
    write(archive, {f"content/{n}.md": RECORD.format(title=n, tags="[Harbour, Ferry]") for n in "ab"})
    write(archive, {"content/c.md": RECORD.format(title="c", tags="[Harbor]")})
    config = Config(title="x", description="x", publisher="x", base_url="https://x.example", tags=TagSettings(minimum=2))
    (line,) = said(run(archive, config))
    assert line.startswith("warning: 1 of 3 tags have fewer than 2 articles, so no page: Harbor (look for misspelt ones")


def test_broken_links_are_said_once_with_their_first_place(archive: Path) -> None:
    """A link that a template gets wrong is on every page; one line tells it."""
    link = '<link rel="stylesheet" href="{}missing.css">'
    write(
        archive,
        {
            "site/a.html": PAGE.format(body=link.format("")),
            "site/b.html": PAGE.format(body=link.format("")),
            "site/deep/c.html": PAGE.format(body=link.format("../")),
        },
    )
    assert said(run(archive)) == [
        "site/a.html:4: error: a link leads to `missing.css`, which is not there (so 3 times, here first)"
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="#nowhere">x</a>', "a link leads to `x.html#nowhere`, but that page has no such place"),
        ('<a href="index.html#nowhere">x</a>', "a link leads to `index.html#nowhere`, but that page has no such place"),
        ('<a href="https://news.example/a/gone.html">x</a>', "a link leads to `gone.html`, which is not there"),
        ('<a href="/index.html">x</a>', "the link `/index.html` begins with `/`, so it works only where the site has a domain"),
        ('<img src="gone.png" alt="">', "a link leads to `gone.png`, which is not there"),
        ('<img src="index.html">', "a picture has no alternative text"),
        ('<i id="a"></i><i id="a"></i>', "several elements have the id `a`"),
        ("<h1>Twice</h1>", "the page should have one main heading"),
        ("<h3>Too deep</h3>", "a heading `h3` follows on `h1`"),
        ("<a href='%C3%A9.html'>x</a>", "a link leads to `é.html`, which is not there"),
    ],
)
def test_what_is_wrong_with_a_page(archive: Path, body: str, problem: str) -> None:
    """Links that lead nowhere are errors, what keeps people from reading a warning."""
    write(archive, {"site/x.html": PAGE.format(body=body)})
    assert [line for line in said(run(archive)) if problem in line]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://elsewhere.example/gone">x</a>',
        '<a href="mailto:ada@example.org">x</a>',
        '<a href="">x</a><a href="#end">x</a><p id="end">',
        '<a href="tags/">x</a><a href="tags/?q=1#top">x</a><a href="./">x</a><a href="tags/..">x</a>',
        '<a href="https://news.example/a/tags/">x</a><a href="https://news.example/a">x</a>',
        "<a href=tags/index.html>x</a>",
        '<p title="<a href=\'gone.html\'>">&lt;a href="gone.html"&gt;</p>',
        '<form action="search.html?q=x"><input name="q"></form>',
    ],
)
def test_what_is_right_with_a_page(archive: Path, body: str) -> None:
    """Other sites are not looked at, folders have their index, full addresses of the site itself count as links within it."""
    write(archive, {"site/x.html": PAGE.format(body=body), "site/search.html": PAGE.format(body="")})
    write(archive, {"site/tags/index.html": PAGE.format(body='<p id="top">')})
    assert said(run(archive)) == []


def test_the_404_page_may_link_from_the_root(archive: Path) -> None:
    """It is served at any depth, so it alone cannot link relatively; the site lies below the root of its domain."""
    write(archive, {"site/404.html": PAGE.format(body='<a href="/a/index.html">Home</a><a href="/index.html">Elsewhere</a>')})
    assert said(run(archive)) == []
    write(archive, {"site/404.html": PAGE.format(body='<a href="/a/gone.html">Gone</a>')})
    assert said(run(archive)) == ["site/404.html:4: error: a link leads to `gone.html`, which is not there"]


def test_a_page_says_its_language_and_title(archive: Path) -> None:
    """Screen readers need both."""
    write(archive, {"site/x.html": "<!doctype html><html><title> </title><body><h1>x</h1></body></html>"})
    assert [problem.what for problem in run(archive).problems] == [
        "the page does not say its language",
        "the page has no title",
    ]


def test_a_page_that_only_leads_elsewhere_needs_no_heading(archive: Path) -> None:
    """The page at an article's old address."""
    write(archive, {"site/old.html": '<!doctype html><meta http-equiv="refresh" content="0; url=index.html">'})
    assert said(run(archive)) == []


def test_nothing_built(archive: Path) -> None:
    """Without a site only the records are checked, and that is said."""
    for path in sorted((archive / "site").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    missing = f"error: there is no built site in {archive}/site (run `build` first, or say where the site is with --output)"
    assert said(run(archive)) == [missing]
    write(archive, {"site/thesis.html": "mine"})
    found = run(archive)
    assert (said(found), found.files, found.records) == ([missing], 0, 1)


def test_settings_that_could_not_be_read_are_not_called_unset(archive: Path) -> None:
    """One mistake in the file is one problem; with one in a single setting the others are looked at."""
    for text, others in (("title: [", set()), ("titel: x", {"base_url", "description", "publisher", "title"})):
        settings, problems = parse(text)
        with Pool(1) as pool:
            found = check(Run(archive, settings, pool, Progress.silent(), Problems(problems)), archive / "site", "own")
        assert {problem.field for problem in found.problems if problem.severity is Severity.WARNING} == others


TEXT = '<article>{above}<div class="text">\n{text}\n</div>\n</article>{below}<p id="end">'
HARBOUR, RECORD_OF_IT = "site/2024/06/30/harbour.html", "content/2024/06/30/harbour.md"
GONE = '<a href="gone.html">x</a>'


def page(above: str = "\n", text: str = "", below: str = "\n") -> str:
    """An article's page as the program's template has it."""
    return PAGE.format(body=TEXT.format(above=above, text=text, below=below))


@pytest.mark.parametrize("body", [page(text=GONE), PAGE.format(body=f'<p id="end">{GONE}</p>')])
def test_a_broken_link_is_mended_in_its_record(archive: Path, body: str) -> None:
    """The page itself is written anew by each build."""
    write(archive, {HARBOUR: body})
    (line,) = said(run(archive))
    assert line.endswith(f"`2024/06/30/gone.html`, which is not there (mend it in {RECORD_OF_IT})")


def test_a_slip_outside_the_text_is_mended_in_the_archives_own_templates(archive: Path) -> None:
    """Whatever stands around an article's own text is not in its record; neither is what is on many pages of an own design."""
    write(archive, {"templates/article.html": "{{ page.html }}"})
    of_template, of_text = "(mend it in templates/article.html", f"(mend it in {RECORD_OF_IT}"
    either = f"{of_text} or templates/article.html"
    unlike = '\n<p id="end">{}</p>'.format
    picture, way = '<img src="../../../index.html">', '<a href="/index.html">x</a>'
    for slip in (GONE, picture, way, '<a href="../../../index.html#x">x</a>', '<p style="color: red">'):
        for body, remedy in (
            (page(above=f"{slip}\n"), of_template),
            (page(text=slip), of_text),
            (page(above=f'<link rel="original">{slip}\n'), of_text),
            (page(below=f"\n{slip}"), of_template),
            (PAGE.format(body=unlike(slip)), either),
        ):
            write(archive, {HARBOUR: body})
            (line,) = said(run(archive))
            assert remedy in line, line
    write(archive, {HARBOUR: PAGE.format(body=unlike(way)), "site/2024/06/30/b.html": PAGE.format(body=way)})
    (line,) = said(run(archive))
    assert "so 2 times" in line
    assert line.endswith(f"{of_template})")
    write(archive, {f"templates/{name}.html": "" for name in ("day", "home", "month")})
    (line,) = said(run(archive))
    assert line.endswith("(mend it in templates/)")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<script>alert(1)</script>", "a script stands in the page itself"),
        ('<script type="module">import "./x.js"</script>', "a script stands in the page itself"),
        ("<script\n TYPE='text/javascript'></script>", "a script stands in the page itself"),
        ('<p style="color: red">', "`<p>` has a `style` of its own"),
        ("<style>p { color: red }</style>", "a `<style>` stands in the page itself"),
        ('<p class="x" onClick="go()">', "`<p>` has a script as its `onclick`"),
        ('<a href="javascript:go()">x</a>', "`<a>` has a script as its `href`"),
        ('<img alt="" src="https://other.example/x.png">', "`<img>` needs `https://other.example/x.png`"),
        ('<img alt="" src="//other.example/x.png">', "`<img>` needs `//other.example/x.png`"),
        ('<img alt="" srcset="index.html 1x, HTTPS://other.example/x.png 2x">', "`<img>` needs `HTTPS://other.example/x.png 2x`"),
        ('<link rel=stylesheet href="https://other.example/x.css">', "`<link>` needs `https://other.example/x.css`"),
        ('<script src="https://other.example/x.js"></script>', "`<script>` needs `https://other.example/x.js`"),
        ('<iframe src="https://other.example/"></iframe>', "`<iframe>` needs `https://other.example/`"),
        ('<video poster="https://other.example/x.png"></video>', "`<video>` needs `https://other.example/x.png`"),
        ('<form action="https://other.example/"></form>', "`<form>` needs `https://other.example/`"),
    ],
)
def test_what_the_policy_of_pages_refuses(archive: Path, body: str, problem: str) -> None:
    """Nobody sees it, so it is said, with its line; once, on however many pages it is."""
    write(archive, {"site/x.html": PAGE.format(body=f"\n{body}"), "site/y.html": PAGE.format(body=f"\n{body}")})
    (line,) = said(run(archive))
    assert line.startswith(f"site/x.html:5: warning: {problem}")
    assert "(so 2 times, here first)" in line


@pytest.mark.parametrize(
    "body",
    [
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        '<script type="application/json">{}</script>',
        '<script src="https://news.example/a/index.html"></script>',
        '<a href="https://other.example/x.png">x</a>',
        '<link rel="canonical" href="https://other.example/"><link rel="original" href="http://other.example/">',
        '<img alt="" src="data:image/gif;base64,R0lGOD">',
        '<p title="<p style=x onclick=y>" data-style="x" class="on">',
        '<!-- <script>alert(1)</script>\n<img src="https://other.example/x.png"> -->',
    ],
)
def test_what_the_policy_of_pages_allows(archive: Path, body: str) -> None:
    """Data, links, what is the archive's own, and what stands there as text."""
    write(archive, {"site/x.html": PAGE.format(body=body)})
    assert said(run(archive)) == []


@pytest.mark.parametrize(
    ("policy", "count"),
    [
        ("default-src 'none'; img-src 'self' data:", 3),
        ("img-src https://*.other.example", 2),
        ("img-src https:; style-src 'self' 'unsafe-inline'", 1),
        ("default-src pictures.other.example 'unsafe-inline'", 0),
        ("default-src pictures.other.example 'unsafe-inline'; script-src 'self'", 1),
    ],
)
def test_a_page_that_allows_more_may_have_more(archive: Path, policy: str, count: int) -> None:
    """As a template says in its block `csp`."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    body = '<img alt="" src="https://pictures.other.example/x.png"><p style="x"><script></script>'
    write(archive, {"site/x.html": PAGE.format(body=body).replace("<title>", f"{meta}<title>")})
    assert len(said(run(archive))) == count


def test_a_large_archive_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    """Nothing is held of all records, addresses, tags or files; caches, which have their limits, are left out."""

    def taken(count: int) -> int:
        root = tmp_path / str(count)
        for number in range(count):
            page = f"{number // 100}/{number}"
            text = RECORD.format(title=f"T {number}", tags=f'["Tag {number}"]')
            write(root, {f"content/{page}.md": text, f"site/{page}.html": PAGE.format(body=""), "site/.news-archive": ""})
        tracemalloc.start()
        assert run(root).records == count
        left, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak - left

    run(tmp_path)
    assert taken(1500) < 2 * taken(300)


def test_the_number_of_workers_changes_nothing(archive: Path) -> None:
    """The same words in the same order."""
    write(archive, {f"site/{n}.html": PAGE.format(body=f'<a href="gone{n % 7}.html">x</a>') for n in range(450)})
    write(archive, {f"content/{n}.md": RECORD.format(title="Same", tags="[]") for n in range(3)})
    assert said(run(archive, jobs=2)) == said(run(archive))


@pytest.mark.parametrize(
    ("host", "sizes", "problems"),
    [
        ("github-pages", [MB], []),
        (
            "github-pages",
            [60 * MB],
            [("warning", "this file has 60.0 MB; GitHub Pages advises at most 50.0 MB a file")],
        ),
        ("github-pages", [101 * MB], [("error", "this file has 101.0 MB; GitHub Pages takes at most 100.0 MB a file")]),
        ("github-pages", [45 * MB] * 20, [("warning", "the site has 900.0 MB, near the 1,024.0 MB that GitHub Pages takes")]),
        ("github-pages", [45 * MB] * 30, [("error", "the site has 1,350.0 MB; GitHub Pages takes at most 1,024.0 MB")]),
        ("cloudflare-pages", [1] * 20_001, [("error", "the site has 20,001 files; Cloudflare Pages takes at most 20,000 files")]),
        ("own", [2000 * MB], []),
    ],
)
def test_limits_of_hosts(host: str, sizes: list[int], problems: list[tuple[str, str]]) -> None:
    """Past a limit is an error, near it a warning."""
    files = ((f"{n}.bin", size) for n, size in enumerate(sizes))
    assert [(problem.severity, problem.what) for problem in limits(HOSTS[host], files)] == problems


@given(st.text(alphabet="<>\"'= abc/-\n&", max_size=200))
def test_any_text_can_be_looked_at(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """However broken a page is, looking at it gives problems, not an exception."""
    site = tmp_path_factory.mktemp("site")
    (site / "x.html").write_text(text)
    pagecheck.look(site, "x.html", "https://news.example/a/")
