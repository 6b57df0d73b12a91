"""A small archive with a search page, made without the rest of the program; for the tests of search."""

from __future__ import annotations

import functools
import html
import http.server
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jinja2
import yaml
from playwright.sync_api import Page, sync_playwright

from builder.search import SUMMARY, ChunkInfo, Doc, count_words, segments, write_manifest, write_script, write_segment

ROOT = Path(__file__).parent.parent
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<script src="{root}static/site.js" defer></script></head><body><article><h1>{title}</h1><div class="text">{text}</div></article></body></html>"""
BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{% block csp %}default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'{% endblock %}">
<title>{% block title %}{{ page.title }}{% endblock %}</title><link rel="icon" href="data:,">{% block head %}{% endblock %}</head><body><main>{% block main %}{% endblock %}</main></body></html>"""


def sort(docs: Sequence[Doc]) -> list[Doc]:
    """Articles in the archive's order."""
    return sorted(docs, key=lambda doc: (doc.day, doc.time, doc.address))


def write_index(folder: Path, docs: Sequence[Doc], language: str = "en", chunk: int = 5) -> None:
    """Write the index of some articles, `chunk` of which are counted together."""
    ordered = sort(docs)
    parts = [ordered[at : at + chunk] for at in range(0, len(ordered), chunk)]
    blobs = [count_words(part, language) for part in parts]
    summaries = []
    for segment in segments([ChunkInfo(len(part), part[-1].address) for part in parts]):
        for path, data in write_segment(segment.name, blobs[segment.start : segment.stop]):
            if path == SUMMARY:
                summaries.append(data)
            else:
                _write(folder / path, data)
    for path, data in (write_script(), write_manifest(summaries, base_url="https://archive.example/")):
        _write(folder / path, data)


def write_site(folder: Path, docs: Sequence[Doc], language: str = "en", chunk: int = 5) -> None:
    """Write articles, index and the search page."""
    write_index(folder, docs, language, chunk)
    for doc in docs:
        text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in doc.paragraphs)
        root = "../" * doc.address.count("/")
        _write(folder / doc.address, PAGE.format(title=html.escape(doc.title), text=text, root=root).encode())
    shutil.copytree(ROOT / "static", folder / "static", dirs_exist_ok=True)
    _write(folder / "search.html", search_page().encode())


@functools.cache
def search_page() -> str:
    """The search page, in a plain frame."""
    files = {"base.html": BASE, "search.html": (ROOT / "templates" / "search.html").read_text(encoding="utf-8")}
    env = jinja2.Environment(loader=jinja2.DictLoader(files), autoescape=True, undefined=jinja2.StrictUndefined)
    words = yaml.safe_load((ROOT / "templates" / "words" / "en.yaml").read_text(encoding="utf-8"))
    page = {
        "title": "Search",
        "root": "",
        "years": [{"text": "2024", "href": "2024/index.html", "lang": "", "dir": ""}],
        "tags": [],
    }
    return env.get_template("search.html").render(page=page, words=words, site={"base": "", "publisher": "", "title": "Test"})


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of a real browser; what it complains of on its console fails the test, unless the test takes it out of `page.complaints`."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints  # type: ignore[attr-defined]
        yield page
        browser.close()
        assert complaints == []
