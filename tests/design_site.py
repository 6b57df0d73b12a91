"""A small invented archive with every kind of page, in two directions, served on this machine; for the tests of the design."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import run_build

ARTICLE = "2024/03/05/the-lighthouse-that-counts-ships.html"

_RICH = """---
title: "The lighthouse that counts ships"
timestamp: "2024-03-05T10:25:00+07:00"
timezone: Asia/Jakarta
updated: "2024-03-06T02:00:00Z"
lang: en
kicker: "Harbour notes"
section: Coast
authors: ["Ira Tamsin", "Bo {Lund} & Sons"]
tags: [Harbour, Lanterns, 灯台]
captions: ["The tower at low tide"]
summary: "A keeper, a notebook and forty years of evenings."
source: The Tidewater Post
source_url: "https://tidewater.example/en/the_lighthouse"
aliases: ["old/lighthouse.html"]
---

The keeper writes down every ship, and the list now fills a shelf.[^1]
A_very_long_word_that_no_screen_of_a_telephone_could_ever_hold.

![A page of the notebook]()

## What the list says

- Most ships come **before noon**.
- Few come twice on one day.

> Nobody asked me to count. Nobody asked me to stop.

| Year | Ships | Lanterns | Storms | Visitors |
|-----:|------:|---------:|-------:|---------:|
| 2022 |   410 |       12 |      3 |    1,204 |
| 2023 |   388 |       14 |      5 |    1,377 |

[^1]: A long shelf.
"""

_ARABIC = """---
title: "المنارة التي تعدّ السفن"
timestamp: "2023-03-05T08:00:00+02:00"
timezone: Africa/Cairo
lang: ar
tags: [Harbour, منارة]
captions: ["البرج عند الجزر"]
summary: "حارس ودفتر وأربعون عامًا من المساءات."
---

يكتب الحارس اسم كل سفينة، وقد ملأت القائمة رفًّا كاملًا.
"""

_JAPANESE = """---
title: "船を数える灯台"
timestamp: "2024-03-05"
lang: ja
tags: [灯台, Lanterns]
tags_source: automatic
---

灯台守は毎晩、通る船の名前を書きとめている。
"""

_UNTITLED = """---
timestamp: "2024-03-09T19:00:00+07:00"
lang: id
tags: [Harbour]
---

Kapal kecil itu pulang sebelum fajar.
"""

_UNDATED = """---
title: "A note without a day"
lang: en
raw_date: "Some day in spring"
tags: [منارة]
---

Nobody wrote down when.
"""

_REPORT = """---
title: "Evening report {n}"
timestamp: "2022-0{n}-1{n}T20:00:00+07:00"
lang: en
tags: [Harbour]
---

All is well.
"""

FILES = {
    "content/the-lighthouse-that-counts-ships.md": _RICH,
    "content/المنارة.md": _ARABIC,
    "content/灯台.md": _JAPANESE,
    "content/kapal-kecil.md": _UNTITLED,
    "content/a-note-without-a-day.md": _UNDATED,
    **{f"content/reports/{n}.md": _REPORT.format(n=n) for n in range(1, 8)},  # enough for a second page of lists
}

TITLE = "The Tidewater Archive"

SETTINGS = "title: {title}\ndescription: Evenings on an invented coast.\nlanguage: {lang}\nper_page: 5\nbase_url: {base}\n"

LONG = "Donaudampfschifffahrtsgesellschaft"

_LONG = """---
title: "{word}"
timestamp: "2024-03-0{n}T10:25:00+07:00"
timezone: Asia/Jakarta
lang: {lang}
kicker: "{word}"
section: "{word}"
source: "{word}"
dateline: "{word}"
sign_off: "{word}"
authors: ["{word}"]
tags: ["{tag}", "{word}"]
captions: ["{word}"]
summary: "{word}"
seed: "seeds/{word}.txt"
---

{word} {tag}

## {word}

- {word}
"""

_LETTERS = {"de": "abcdefghij", "ar": "المنارةسفن"}


def long_words() -> dict[str, str]:
    """Records in which each thing that a page shows is a single word: of 34, of 80 and, as tags can be, of 400 letters."""
    words = [("de", LONG)] * 2 + [(lang, letters * 8) for lang, letters in _LETTERS.items() for _ in range(2)]
    files = {
        f"content/{n}.md": _LONG.format(word=word, n=n, lang=lang, tag=LONG if word == LONG else word * 5)
        for n, (lang, word) in enumerate(words, 1)
    }
    undated = _LONG.replace("timestamp", "raw_date").format(word=LONG, n=7, lang="de", tag=LONG)
    return {**files, "content/7.md": undated}


@dataclass(frozen=True, slots=True)
class Site:
    """A built archive: its folder, the address that it is served at, and a page of each kind (name → path)."""

    folder: Path
    address: str
    pages: dict[str, str]

    def page(self, name: str) -> str:
        """The full address of a kind of page."""
        return self.address + self.pages[name]


def _pages(folder: Path) -> dict[str, str]:
    def named(fragment: str) -> str:
        files = [path for path in folder.rglob("*.html") if fragment in path.read_text(encoding="utf-8")]
        return min(
            path.relative_to(folder).as_posix() for path in files if path.name != "index.html" and "search" not in path.parts
        )

    return {
        "home": "index.html",
        "older": "page/1/index.html",
        "article": ARTICLE,
        "arabic article": named('<article lang="ar"'),
        "japanese article": named('<article lang="ja"'),
        "undated article": named("Some day in spring"),
        "day": "2024/03/05/index.html",
        "month": "2024/03/index.html",
        "year": "2024/index.html",
        "tag": "tags/harbour/index.html",
        "tag in another script": "tags/灯台/index.html",
        "tags": "tags/index.html",
        "undated": "undated/index.html",
        "search": "search.html",
        "about": "about.html",
        "not found": "404.html",
    }


def _all_pages(folder: Path) -> dict[str, str]:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return dict(zip(paths, paths, strict=True))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; gives its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def site(root: Path, lang: str, files: dict[str, str] | None = None, title: str = TITLE) -> Iterator[Site]:
    """Build the archive, or one of other `files`, with its pages in a language, and serve it."""
    for path, text in (files or FILES).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "archive.yaml").write_text(
        SETTINGS.format(title=title, lang=lang, base="https://tidewater.example/"), encoding="utf-8"
    )
    run_build(root)
    with served(root / "site") as address:
        yield Site(root / "site", address, _all_pages(root / "site") if files else _pages(root / "site"))
