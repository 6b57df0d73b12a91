"""Makes `docs/picture.png`, the picture in the README, from the shipped archive: home, a year, and an article on a telephone.

Run it with `make picture`, or `python bench/picture.py [file]`. It builds into a temporary folder and touches nothing else.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from builder.build import Options, build
from builder.progress import Progress

PROJECT = Path(__file__).parent.parent
SHEET = (1600, 1000)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Scheme = Literal["light", "dark"]
Shot = tuple[str, Path, tuple[int, int], Scheme]
"""What it shows, the page, the size of the window, light or dark."""

PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: 1600px; height: 1000px; position: relative; overflow: hidden; background: #cfe0d6; }
img { position: absolute; border-radius: 10px; box-shadow: 0 18px 50px #0b3d2e55; }
.home { left: 60px; top: 60px; width: 960px; }
.year { left: 555px; top: 490px; width: 640px; }
.article { left: 1215px; top: 150px; width: 325px; }
</style>"""


def shots(site: Path) -> Iterator[Shot]:
    """The pages in the picture."""
    articles = sorted(path for path in site.glob("20*/*/*/*.html") if path.name != "index.html")
    arabic = max((path for path in articles if '<article lang="ar"' in path.read_text(encoding="utf-8")), key=_size)
    yield "home", site / "index.html", (1280, 1000), "light"
    yield "year", max(site.glob("20*/index.html")), (1100, 760), "light"
    yield "article", arabic, (390, 844), "dark"


def _size(path: Path) -> int:
    return path.stat().st_size


def picture(browser: Browser, site: Path, folder: Path) -> bytes:
    """The sheet with all shots, as PNG."""
    html = PAGE
    for name, page, (width, height), scheme in shots(site):
        window = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.5)
        sheet = window.new_page()
        sheet.goto(page.as_uri())
        sheet.screenshot(path=folder / f"{name}.png")
        html += f'<img class="{name}" src="{name}.png" alt="">'
    (folder / "sheet.html").write_text(html, encoding="utf-8")
    sheet = browser.new_page(viewport={"width": SHEET[0], "height": SHEET[1]})
    sheet.goto((folder / "sheet.html").as_uri())
    return sheet.screenshot()


def main(target: Path) -> None:
    """Build the shipped archive out of the way, and write its picture."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        root = Path(temporary)
        for part in ("seeds", "content"):
            shutil.copytree(PROJECT / part, root / part)
        shutil.copy(PROJECT / "archive.yaml", root)
        build(Options(root=root), Progress.silent())
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        target.write_bytes(picture(browser, root / "site", root))
        browser.close()
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "picture.png")
