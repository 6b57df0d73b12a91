"""A small archive with a search page, made without the rest of the program; for the tests of search."""

from __future__ import annotations

import functools
import html
import http.server
import io
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browser import chromium
from playwright.sync_api import Browser, Page

from builder import render
from builder.config import Config
from builder.pages import views
from builder.pages.context import Context
from builder.search import SUMMARY, ChunkInfo, Doc, count_words, segments, write_manifest, write_scripts, write_segment

ROOT = Path(__file__).parent.parent
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<script src="{root}static/site.js" defer></script></head>
<body><article><h1>{title}</h1><div class="text">{text}</div></article></body></html>"""


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
        for path, _, make in write_segment(segment.name, map(io.BytesIO, blobs[segment.start : segment.stop])):
            if path == SUMMARY:
                summaries.append(make())
            else:
                _write(folder / path, make())
    for path, data in (
        *write_scripts(),
        write_manifest(summaries, base_url="https://archive.example/", publisher="Harbour Archive"),
    ):
        _write(folder / path, data)


def write_site(folder: Path, docs: Sequence[Doc], language: str = "en", chunk: int = 5) -> None:
    """Write articles, index and the search page, the last in the archive's real frame."""
    write_index(folder, docs, language, chunk)
    for doc in docs:
        text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in doc.paragraphs)
        root = "../" * doc.address.count("/")
        page = PAGE.format(lang=doc.lang or language, title=html.escape(doc.title), text=text, root=root)
        _write(folder / doc.address, page.encode())
    shutil.copytree(ROOT / "static", folder / "static", dirs_exist_ok=True)
    _write(folder / "search.html", search_page(language).encode())


@functools.cache
def search_page(language: str) -> str:
    """The search page, with the interface in a language."""
    config = Config(title="Harbour Archive", language=language)
    no_catalog: Any = None  # the search page asks nothing of it
    renderer = render.Renderer(render.environment(ROOT), Context(no_catalog, config, render.words(ROOT, language)))
    page = views.SearchPage(
        title="Search",
        root="",
        canonical="",
        section="search",
        index="search/",
        tags=(views.Link(text="Harbour", href="tags/harbour/index.html"),),
        years=(views.Link(text="2024", href="2024/index.html"),),
    )
    return renderer.render("search.html", page).decode()


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
    """A page of a browser of its own; see `opened`."""
    with chromium() as browser, opened(browser) as page:
        yield page


@contextmanager
def opened(browser: Browser, **context: Any) -> Iterator[Page]:  # noqa: ANN401 - Playwright's own options
    """A fresh page; what a script complains of on its console fails the test."""
    window = browser.new_context(**context)
    page = window.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    window.close()
    assert [text for text in complaints if "Failed to load resource" not in text] == []
