"""How fast seeds are read: ``python bench/seeds.py [FOLDER] [--hostile]``.

Without a folder it measures invented seeds of about four kilobytes. Beside the time of decoding and parsing stands the bare cost
of reading the same files and writing them again, which no program can go below. Times are of the processor, so that other work on
the machine counts little. ``--hostile`` shows that time grows with the size and no faster.
"""

from __future__ import annotations

import argparse
import functools
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from builder.problems import BuildError
from builder.seeds import decode, parse

WORDS = (
    *("perahu", "dongeng", "dermaga", "anak", "desa", "buku", "tikar", "pagi", "penyu", "laut", "pulau", "kelapa", "cerita"),
    *("layar", "angin", "“senja”", "garam", "bakau", "lonceng", "muara"),
)
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "one long line": lambda size: b"kata " * (size // 5),
    "short lines": lambda size: b"ab\n" * (size // 3),
    "deep brackets": lambda size: b"(" * (size // 2) + b")" * (size // 2),
    "bullets": lambda size: "• a\n".encode() * (size // 6),
    "mojibake": lambda size: "kata ‚Äúx‚Äù\n".encode() * (size // 20),
    "a last change": lambda size: b"Judul\n(last modified " + b" " * size + b") x\nJun 30, 2024 10:25 UTC\n\nTeks.\n",
    "piled marks": lambda size: b"a" + "\u0301\u0323".encode() * (size // 4),
    "a code page": lambda size: b"caf\xe9 d\xe9j\xe0 " * (size // 10),
    "a date without end": lambda size: b"Jun 30, 2024 10:25 " + b"A/" * (size // 2),
}


def invented(count: int) -> list[bytes]:
    """Seeds in the shape of the given one, always the same."""
    rng = random.Random(3)
    return [_seed(rng, number).encode() for number in range(count)]


def _seed(rng: random.Random, number: int) -> str:
    paragraphs = [_sentence(rng, 40) for _ in range(14)]
    paragraphs.insert(3, " ".join(rng.choices(WORDS, k=4)))
    caption = " ".join(rng.choices(WORDS, k=8))
    head = f"Judul nomor {number}\n(last modified Sun, 30 Jun 2024 03:25:09 GMT )\nJun 30, 2024 10:25 Asia/Jakarta"
    return f"{head}\n  • {caption}\n    {caption}\n\n" + "\n\n".join(paragraphs) + "(sl)"


def _sentence(rng: random.Random, length: int) -> str:
    return " ".join(rng.choices(WORDS, k=length)).capitalize() + "."


def read(raws: list[bytes]) -> None:
    """Decode and parse; what is refused counts too."""
    for raw in raws:
        try:
            parse(decode(raw)[0])
        except BuildError:
            continue


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def copy(paths: list[Path], folder: Path) -> None:
    """Read the files and write them again."""
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())


def speed(folder: Path | None) -> None:
    """A table: bytes, time and seeds a second, of reading and of parsing."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            folder = Path(scratch) / "seeds"
            folder.mkdir()
            for number, raw in enumerate(invented(2000)):
                (folder / f"{number:06}.txt").write_bytes(raw)
        paths = sorted(folder.glob("*.txt"))
        raws = [path.read_bytes() for path in paths]
        read(raws[:10])
        target = Path(scratch) / "copy"
        target.mkdir()
        rows = {
            "read and write": seconds(lambda: copy(paths, target)),
            "decode": seconds(lambda: [_decoded(raw) for raw in raws]),
        }
        rows["decode and parse"] = seconds(lambda: read(raws))
    print(f"{len(raws)} seeds of {sum(map(len, raws)) // len(raws)} bytes")
    for name, taken in rows.items():
        print(f"{name:20} {taken:7.2f} s {1000 * taken / len(raws):8.3f} ms a seed {len(raws) / taken:9.0f} seeds/s")


def _decoded(raw: bytes) -> str:
    try:
        return decode(raw)[0]
    except BuildError:
        return ""


def hostile() -> None:
    """A table: seconds by size; each column has twice the bytes of the one before."""
    sizes = [250_000, 500_000, 1_000_000, 2_000_000]
    print(f"{'seconds for':20}" + "".join(f"{size:>12,}" for size in sizes))
    for name, make in HOSTILE.items():
        taken = [seconds(functools.partial(read, [make(size)])) for size in sizes]
        print(f"{name:20}" + "".join(f"{time_:12.3f}" for time_ in taken))


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    if options.hostile:
        hostile()
    else:
        speed(options.folder)


if __name__ == "__main__":
    main()
