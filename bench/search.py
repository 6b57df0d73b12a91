"""What search costs: building its index, its size, and what a reader's browser loads and waits for a query.

    python bench/search.py                                  # 2,000 invented articles
    python bench/search.py --count 100000                   # as many as you like
    python bench/search.py --corpus articles.jsonl.xz --count 10000   # articles of your own: one JSON object a line
    python bench/search.py … --pagefind python3             # beside Pagefind, by a Python that has it

A line of a corpus has `title`, `paragraphs` (a list) and, if known, `source` and `tags`; past its end, halves of two articles are
joined. Bytes and requests are those that the browser counts, compressed as a host would send them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gzip
import html
import http.server
import io
import itertools
import json
import lzma
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from browser import chromium  # noqa: E402 - found on the path that was just made
from playwright.sync_api import Browser, Request  # noqa: E402
from search_site import search_page  # noqa: E402

from builder import search, urls  # noqa: E402

CHUNK = 512
START = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
MINUTES = 8 * 365 * 24 * 60
NAME = re.compile(r"\b[A-Z][a-zA-Z]{3,}\b")
TYPES = {".js": "application/javascript; charset=utf-8", ".css": "text/css", ".html": "text/html; charset=utf-8"}


# ---- articles --------------------------------------------------------------------------------------------------------------


def invented(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Texts of invented words, some far more frequent than others, as in any language."""
    rng = random.Random(seed)
    syllables = [a + b for a in "bdgjklmnprst" for b in "aeiou"]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(60_000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    cumulative = list(itertools.accumulate(weights))
    for _ in range(count):
        text = rng.choices(vocabulary, cum_weights=cumulative, k=rng.randint(120, 360))
        size = len(text) // 8
        paragraphs = [" ".join(text[at : at + size]).capitalize() + "." for at in range(0, len(text), size)]
        title = " ".join(rng.choices(text, k=7)).title()
        yield {"title": title, "paragraphs": paragraphs, "source": rng.choice(("Harbour Post", "Bay Times")), "tags": text[:4]}


def corpus(path: Path, count: int) -> Iterator[dict[str, Any]]:
    """Articles of a JSONL file (may be .xz); past its end, halves of two are joined."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    pool = [json.loads(line) for line in text.strip().split("\n")]
    rng = random.Random(1)
    for number in range(count):
        base = pool[number % len(pool)]
        paragraphs, title = base["paragraphs"], base["title"]
        if number >= len(pool):
            other = rng.choice(pool)["paragraphs"]
            paragraphs, title = paragraphs[: len(paragraphs) // 2] + other[len(other) // 2 :], f"{title} ({number})"
        yield {**base, "title": title, "paragraphs": paragraphs, "tags": base.get("tags") or sorted(set(NAME.findall(title)[:3]))}


def documents(articles: Iterator[dict[str, Any]], lang: str) -> list[search.Doc]:
    """Articles with dates spread over eight years, in the archive's order."""
    rng = random.Random(2)
    docs = []
    for number, article in enumerate(articles):
        when = START + dt.timedelta(minutes=rng.randrange(MINUTES))
        day = f"{when:%Y-%m-%d}"
        docs.append(
            search.Doc(
                address=urls.article(day, urls.slug(article["title"]) or f"article-{number}"),
                title=article["title"],
                day=day,
                time=f"{when:%H:%M}",
                lang=lang,
                source=article.get("source") or "",
                tags=tuple(article["tags"]),
                paragraphs=tuple(article["paragraphs"]),
            )
        )
    return sorted(docs, key=lambda doc: (doc.day, doc.time, doc.address))


# ---- building --------------------------------------------------------------------------------------------------------------


def build(docs: Sequence[search.Doc], lang: str, folder: Path) -> dict[str, float]:
    """Write the index into `folder`; what it took."""
    clock = time.process_time
    began = clock()
    parts = [docs[at : at + CHUNK] for at in range(0, len(docs), CHUNK)]
    blobs = [search.count_words(part, lang) for part in parts]
    counted = clock()
    summaries, slowest = [], 0.0
    for segment in search.segments([search.ChunkInfo(len(part), part[-1].address) for part in parts]):
        before = clock()
        for path, _, make in search.write_segment(segment.name, map(io.BytesIO, blobs[segment.start : segment.stop])):
            if path == search.SUMMARY:
                summaries.append(make())
            else:
                write(folder / path, make())
        slowest = max(slowest, clock() - before)
    for path, data in (*search.write_scripts(), search.write_manifest(summaries)):
        write(folder / path, data)
    files = [path for path in (folder / search.FOLDER).rglob("*") if path.is_file()]
    return {
        "articles": len(docs),
        "count, ms per article": 1000 * (counted - began) / len(docs),
        "write, s": clock() - counted,
        "slowest part, s": slowest,
        "parts": len(summaries),
        "files": len(files),
        "MB": sum(path.stat().st_size for path in files) / 1e6,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def article_page(doc: search.Doc) -> str:
    """As little of an article's page as its snippet is cut from."""
    text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in doc.paragraphs)
    return (
        f'<!doctype html><meta charset="utf-8"><article><h1>{html.escape(doc.title)}</h1><div class="text">{text}</div></article>'
    )


def pagefind_index(docs: Sequence[search.Doc], python: str, folder: Path) -> dict[str, float]:
    """Write the articles as pages into `folder` and let Pagefind index them; what that took."""
    for doc in docs:
        text = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in doc.paragraphs)
        head = f'<!doctype html><html lang="{doc.lang}"><meta charset="utf-8">'
        write(folder / doc.address, f"{head}<body data-pagefind-body><h1>{html.escape(doc.title)}</h1>{text}".encode())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, "-m", "pagefind", "--site", str(folder)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    return {
        "Pagefind, cpu s": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "Pagefind, files": len(files),
        "Pagefind, MB": sum(path.stat().st_size for path in files) / 1e6,
        "Pagefind, peak MB": after.ru_maxrss / 1024,
    }


def write(path: Path, data: bytes) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# ---- asking ----------------------------------------------------------------------------------------------------------------


class _Host(http.server.BaseHTTPRequestHandler):
    """Serves a folder and articles, compressed, as hosts do."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path, articles: Mapping[str, search.Doc]) -> None:  # noqa: ANN401 - as the base class
        self.folder, self.articles = folder, articles
        super().__init__(*args)

    def do_GET(self) -> None:
        name = unquote(self.path.partition("?")[0].lstrip("/"))
        path, doc = self.folder / name, self.articles.get(name)
        data = gzip.compress(article_page(doc).encode() if doc else path.read_bytes() if path.is_file() else b"", 6)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", TYPES.get(path.suffix, "image/svg+xml"))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def host(folder: Path, docs: Sequence[search.Doc]) -> Iterator[str]:
    """The address at which a folder and articles are served."""
    handler = functools.partial(_Host, folder=folder, articles={doc.address: doc for doc in docs})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def ask(browser: Browser, base: str, query: str) -> dict[str, Any]:
    """What the first query of a visit loads, in bytes as sent, and how long it takes once more with all of it at hand."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[tuple[str, int]] = []

    def finished(request: Request) -> None:
        loaded.append((request.url.removeprefix(base), request.sizes()["responseBodySize"]))

    page.on("requestfinished", finished)
    page.goto(f"{base}search.html?{query}")
    page.wait_for_selector('#search-results[data-state="done"]', state="attached")
    page.wait_for_load_state("networkidle")  # the pages for the snippets, too
    page.remove_listener("requestfinished", finished)
    again = """async () => {
      const began = performance.now();
      history.replaceState(null, "", `${location.search}&again`);  // where the address is the same, nothing is looked for
      dispatchEvent(new PopStateEvent("popstate"));
      while (document.querySelector("#search-results").dataset.state !== "done") await new Promise((done) => setTimeout(done));
      return performance.now() - began;
    }"""
    milliseconds = page.evaluate(again)
    found = page.inner_text("#search-status")
    context.close()
    index = [size for name, size in loaded if re.match(r"search/(?!search\.js)", name)]
    heads = [size for name, size in loaded if re.search(r"/h\d+-\d+\.js", name)]
    return {
        "query": query,
        "answer": found,
        "bytes": sum(size for name, size in loaded if not name[:1].isdigit()),
        "pages of articles": sum(size for name, size in loaded if name[:1].isdigit()),
        "index bytes": sum(index),
        "requests before heads": len(index) - len(heads),
        "ms": round(milliseconds),
    }


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--lang", default="id")
    parser.add_argument("--pagefind", default="", metavar="PYTHON")
    parser.add_argument("--query", action="append", help="as in the address: q=two+words&from=2019&to=2019")
    args = parser.parse_args()
    docs = documents(corpus(args.corpus, args.count) if args.corpus else invented(args.count), args.lang)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took = build(docs, args.lang, folder / "ours")
        if args.pagefind:
            took |= pagefind_index(docs, args.pagefind, folder / "pagefind")
        for what, value in took.items():
            print(f"{what:24}{value:12,.2f}".rstrip("0").rstrip("."))
        for path in (PROJECT / "static").iterdir():
            write(folder / "ours/static" / path.name, path.read_bytes())
        write(folder / "ours/search.html", search_page("en").encode())
        title = docs[len(docs) // 2].title.split()
        queries = args.query or [
            f"q={title[0]}+{title[1]}",
            f"q={title[0]}+{title[1]}&from=2019&to=2019",
            f"q=%22{title[0]}+{title[1]}%22",
        ]
        with host(folder / "ours", docs) as base, chromium() as browser:
            for query in queries:
                print(ask(browser, base, query))


if __name__ == "__main__":
    main()
