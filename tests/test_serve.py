"""The preview: what it serves, and how an edit gets onto the screen of a real browser."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from browser import chromium
from playwright.sync_api import Page, expect
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from watchfiles import Change

from builder.console import Console
from builder.init import init
from builder.problems import BuildError, Problem, warning
from builder.rebuild import Builder, Outcome
from builder.serve import Preview, State, application, serve
from builder.state import locked
from builder.watch import is_source, watch

RECORD = '---\ntitle: "{title}"\ntimestamp: "2024-06-30"\nslug: lighthouse\n---\n\nThe lamp is lit.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site."""
    folder = tmp_path / "site"
    for path, text in {
        "index.html": "<html><body><h1>Home</h1></body></html>",
        "404.html": "<html><body><h1>Not here</h1></body></html>",
        "tags/دریا/index.html": "<html><body><h1>Sea</h1></body></html>",
        "style.css": "body { color: green }",
        "bare.html": "<p>no body tag",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def get(  # noqa: PLR0913 - what a request is made of
    site: Path,
    path: str,
    state: State | None = None,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    prefix: str = "",
) -> HTTPResponse:
    """What the preview answers."""

    async def ask() -> HTTPResponse:
        (listener,) = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(application(site, state or State(), prefix))
        server.add_socket(listener)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}{path}"
        request = HTTPRequest(url, method=method, headers=headers, follow_redirects=False)
        try:
            return await AsyncHTTPClient().fetch(request, raise_error=False)
        finally:
            server.stop()

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("/", 200, "<h1>Home</h1>"),
        ("/index.html", 200, "<h1>Home</h1>"),
        ("/tags/%D8%AF%D8%B1%DB%8C%D8%A7/", 200, "<h1>Sea</h1>"),
        ("/style.css", 200, "body { color: green }"),
        ("/bare.html", 200, "<p>no body tag"),
        ("/nowhere.html", 404, "<h1>Not here</h1>"),
        ("/%00", 404, "<h1>Not here</h1>"),
        ("/tags/", 404, "<h1>Not here</h1>"),
        ("/../secret.txt", 403, "Forbidden"),
        ("/%2e%2e/secret.txt", 403, "Forbidden"),
        ("/tags/../../secret.txt", 403, "Forbidden"),
    ],
)
def test_addresses(site: Path, path: str, code: int, text: str) -> None:
    """Folders are their index, what is missing is the site's own 404, nothing outside the site is served."""
    answer = get(site, path)
    assert answer.code == code
    assert text in answer.body.decode()
    assert "secret" not in answer.body.decode().replace("secret.txt", "")


def test_a_folder_without_its_slash_leads_to_it(site: Path) -> None:
    """As hosts do it, so that relative links work."""
    answer = get(site, "/tags/%D8%AF%D8%B1%DB%8C%D8%A7")
    assert answer.code == 301
    assert answer.headers["Location"] == "/tags/%D8%AF%D8%B1%DB%8C%D8%A7/"


def test_the_path_that_it_will_be_published_below(site: Path) -> None:
    """The page for what is not there links to the site's root on its host, which is the same in the preview."""
    codes = [get(site, path, prefix="/archive/").code for path in ("/archive/style.css", "/style.css", "/archived/style.css")]
    assert codes == [200, 200, 404]


def test_pages_get_the_reload_script_and_files_do_not(site: Path) -> None:
    """The script is added to what is served, never to what was built."""
    assert b'<script src="/livereload.js?made=0"></script></body>' in get(site, "/").body
    assert get(site, "/bare.html").body.endswith(b"</script>")
    assert b"script" not in get(site, "/style.css").body
    assert "script" not in (site / "index.html").read_text()


def test_nothing_is_kept_by_the_browser(site: Path) -> None:
    """Neither a page nor a stylesheet that changes is ever shown from a cache."""
    first = get(site, "/style.css")
    (site / "style.css").write_text("body { color: blue }")
    again = get(site, "/style.css", headers={"If-Modified-Since": first.headers["Last-Modified"], "If-None-Match": "*"})
    assert (again.code, again.body) == (200, b"body { color: blue }")
    assert get(site, "/").headers["Cache-Control"] == "no-store"


def test_head_requests(site: Path) -> None:
    """Length without content."""
    answer = get(site, "/", method="HEAD")
    assert (answer.code, answer.body) == (200, b"")


def test_errors_of_the_last_build_are_shown_on_every_page(site: Path) -> None:
    """File, line and remedy, safely; warnings stay on the terminal."""
    state = State()
    error = Problem(kind="x", what="<b>is</b> wrong", path="content/a.md", line=3, hint="mend it")
    state.take(Outcome(problems=(error, warning("y", "odd"))))
    page = get(site, "/", state).body.decode()
    assert "The build found 1 error</summary>" in page
    assert "<li>content/a.md:3: error: &lt;b&gt;is&lt;/b&gt; wrong (mend it)</li>" in page
    assert "odd" not in page
    state.take(Outcome(failed=True, problems=(error,)))
    assert "The build failed; this is the site as it was before" in get(site, "/nowhere", state).body.decode()
    assert get(site, "/.preview.css").headers["Content-Type"].startswith("text/css")


def test_a_page_older_than_the_last_build_is_loaded_anew(site: Path) -> None:
    """A build that ends between the page and its script is not missed."""
    state = State(generation=2)
    assert get(site, "/livereload.js?made=1", state).body == b"location.reload();"
    assert b"LiveReload" in get(site, "/livereload.js?made=2", state).body


def test_before_the_first_build(tmp_path: Path) -> None:
    """Whoever comes early sees that the site is on its way, and then the site."""
    answer = get(tmp_path / "site", "/")
    assert answer.code == 404
    assert "The site is being built" in answer.body.decode()
    assert "livereload.js" in answer.body.decode()


@pytest.mark.parametrize(
    ("before", "after", "is_new"),
    [
        (Outcome(), Outcome(changed=True), True),
        (Outcome(changed=True), Outcome(), False),
        (Outcome(), Outcome(failed=True), True),
        (Outcome(failed=True), Outcome(), True),
        (Outcome(problems=(warning("x", "odd"),)), Outcome(problems=(warning("x", "odd"),)), False),
    ],
)
def test_pages_are_loaded_anew_only_if_they_differ(before: Outcome, after: Outcome, *, is_new: bool) -> None:
    """An editor's backup file rebuilds nothing that one could see."""
    state = State()
    state.take(before)
    assert state.take(after) is is_new


def test_a_busy_port_is_said_with_the_remedy(tmp_path: Path) -> None:
    """Another program listens there already."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(BuildError, match=rf"cannot listen on 127\.0\.0\.1, port {port}: .*builder serve --port {port + 1}"):
            serve(Preview(root=tmp_path, port=port), Console(sys.stdout, sys.stderr))


# ---- watching ----------------------------------------------------------------------------------------------------------


async def _until_noticed(root: Path, act: Callable[[], object], *wanted: str) -> None:
    """Watch `root`, do something to it, and wait until that (these paths) is noticed; done again until the watch has begun."""
    noticed = asyncio.Event()

    def note(paths: Iterable[str]) -> None:
        if not wanted or set(wanted) <= set(paths):
            noticed.set()

    watching = asyncio.create_task(watch(root, note))
    while not noticed.is_set():
        act()
        await asyncio.wait([asyncio.create_task(noticed.wait())], timeout=1)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


@pytest.mark.parametrize("path", ["content/2024/a.md", "seeds/a.txt", "templates/base.html", "static/logo.svg", "archive.yaml"])
def test_changes_of_sources_are_noticed(tmp_path: Path, path: str) -> None:
    """In folders that are there, and in those that are made while it watches."""
    (tmp_path / "content").mkdir()

    def act() -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("new")

    asyncio.run(asyncio.wait_for(_until_noticed(tmp_path, act), timeout=30))


def test_an_edit_is_noticed_with_its_path(tmp_path: Path) -> None:
    """So that no other record need be looked at."""
    file = tmp_path / "content" / "2024" / "a.md"
    file.parent.mkdir(parents=True)
    edit = partial(file.write_text, "new")
    asyncio.run(asyncio.wait_for(_until_noticed(tmp_path, edit, "content/2024/a.md"), timeout=30))


def test_changes_gather_until_the_next_build() -> None:
    """Paths add up; one change of which nothing is known makes it everything."""

    async def story(*notes: tuple[str, ...]) -> frozenset[str]:
        state = State()
        for paths in notes:
            state.note(paths)
        return await state.next_changes()

    assert asyncio.run(story(("a",), ("b", "c"))) == {"a", "b", "c"}
    assert asyncio.run(story(("a",), (), ("b",))) == frozenset()
    assert asyncio.run(story((), ("b",))) == frozenset()


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", ".git", "a.md.tmp", ".site.stage"])
def test_temporary_files_are_not_sources(name: str) -> None:
    """What editors and builds leave beside the files for a moment sets off no build."""
    assert not is_source(Change.modified, f"/archive/content/{name}")
    assert is_source(Change.modified, "/archive/content/a.md")


# ---- the whole, in a real browser --------------------------------------------------------------------------------------


@dataclass
class Running:
    """A running `builder serve`."""

    process: subprocess.Popen[str]
    url: str

    def wait_for(self, text: str) -> str:
        """Read what it prints until a line holds `text`; gives that line."""
        assert self.process.stdout is not None
        return next(line for line in self.process.stdout if text in line)


@contextmanager
def serving(root: Path) -> Iterator[Running]:
    """`builder serve` as a user starts it, on a free port."""
    command = [sys.executable, "-m", "builder", "serve", "--root", str(root), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    running = Running(process, "")
    try:
        line = running.wait_for("serving ")
        running.url = re.findall(r"http\S+", line)[0]
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A new archive with one record of its own."""
    init(tmp_path / "archive")
    record = tmp_path / "archive" / "content" / "lighthouse.md"
    record.write_text(RECORD.format(title="The Lighthouse"))
    return tmp_path / "archive"


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of a real browser, in which nothing may go wrong."""
    with chromium() as browser:
        tab = browser.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        yield tab
        assert complaints == []


def _connected(page: Page) -> None:
    """Wait until livereload has introduced itself."""
    page.wait_for_function("window.LiveReload && LiveReload.connector.protocol === 7")


def test_an_edit_appears_in_the_browser(archive: Path, page: Page) -> None:
    """A record is saved, and its open page shows it; with a mistake in it, the page says where; mended, it is there again."""
    record = archive / "content" / "lighthouse.md"
    with serving(archive) as running:
        running.wait_for("built:")
        page.goto(f"{running.url}2024/06/30/lighthouse.html")
        expect(page.locator("h1")).to_have_text("The Lighthouse")
        _connected(page)
        record.write_text(RECORD.format(title="The New Lighthouse"))
        expect(page.locator("h1")).to_have_text("The New Lighthouse", timeout=30_000)
        _connected(page)
        (archive / "archive.yaml").write_text("titel: Larkhaven News\n")
        panel = page.locator(".builder-preview")
        expect(panel).to_contain_text("archive.yaml:1: error: titel: is not a setting", timeout=30_000)
        expect(panel).to_have_css("position", "fixed")
        expect(panel.locator("summary")).to_have_css("color", "rgb(255, 255, 255)")  # the pages have a colour for it, on white
        _connected(page)
        (archive / "archive.yaml").write_text("title: Larkhaven News\n")
        expect(panel).to_have_count(0, timeout=30_000)
    built = (archive / "site/2024/06/30/lighthouse.html").read_text()
    assert "The New Lighthouse" in built
    assert "livereload" not in built


def test_another_command_is_waited_for(archive: Path) -> None:
    """One that is at work on the archive when the preview starts, or later: the preview builds when it is done, by itself."""
    with ExitStack() as work, ExitStack() as preview:
        work.enter_context(locked(archive))
        running = preview.enter_context(serving(archive))
        running.wait_for("waiting for another command")
        work.close()
        running.wait_for("built:")
        with locked(archive):
            (archive / "content" / "lighthouse.md").write_text(RECORD.format(title="New"))
            running.wait_for("waiting for another command")
        assert "no problems" in running.wait_for("built:")
    assert "New" in (archive / "site/2024/06/30/lighthouse.html").read_text()


def test_a_process_that_dies_is_a_failed_build(archive: Path) -> None:
    """And the next build works again."""

    async def story() -> tuple[Outcome, Outcome, Outcome]:
        builder = Builder(archive, None)
        try:
            first = await builder.build()
            killed = asyncio.create_task(builder.build())
            await asyncio.sleep(0)
            assert builder.pid is not None
            os.kill(builder.pid, signal.SIGKILL)
            return first, await killed, await builder.build()
        finally:
            builder.close()

    first, killed, again = asyncio.run(story())
    assert first.changed
    assert killed.failed
    assert "the process that builds died (exit code -9)" in killed.problems[0].what
    assert not again.failed
