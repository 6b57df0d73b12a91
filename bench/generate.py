"""Invented articles, as many as wanted, the same on every machine.

    python bench/generate.py 10000 FOLDER                  # Markdown with front matter that Hugo and Pelican read too
    python bench/generate.py 10000 FOLDER --format seeds   # raw texts in the shape of the given seed

Words are made of syllables and follow Zipf's law, as in any language; names recur, so that tags have several articles each. Dates
spread over eight years.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

START = dt.datetime(2016, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=7)))
MINUTES = 8 * 365 * 24 * 60
VOCABULARY = 40_000
SYLLABLES = [a + b for a in "bdgjklmnprst" for b in ("a", "e", "i", "o", "u", "an", "ar", "in")]


class Invented(NamedTuple):
    """An article that never was."""

    number: int
    title: str
    when: dt.datetime
    caption: str
    tags: list[str]
    paragraphs: list[str]


def articles(count: int, tags: int = 0) -> Iterator[Invented]:
    """`count` articles of about 240 words; `tags` is how many different tags there are (0: one for each three articles)."""
    rng = random.Random(2024)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(VOCABULARY)]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    names = [f"{rng.choice(words).title()} {rng.choice(words).title()}" for _ in range(tags or max(10, count // 3))]
    common = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(names))))
    for number in range(count):
        chosen = sorted(set(rng.choices(names, cum_weights=common, k=4)))
        title = " ".join(rng.choices(words, cum_weights=weights, k=7)).capitalize()
        paragraphs = [_paragraph(rng, words, weights, chosen) for _ in range(8)]
        when = START + dt.timedelta(minutes=rng.randrange(MINUTES))
        yield Invented(number, title, when, " ".join(rng.choices(words, k=5)).capitalize(), chosen, paragraphs)


def _paragraph(rng: random.Random, words: list[str], weights: list[float], names: list[str]) -> str:
    text = " ".join(rng.choices(words, cum_weights=weights, k=28))
    return f"{rng.choice(names)} {text}.".replace(" ba", ", ba")


def markdown(article: Invented) -> str:
    """An article as a record that Hugo and Pelican can read."""
    head = {"title": article.title, "date": article.when.isoformat(), "caption": article.caption, "tags": article.tags}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    when = article.when
    lines += [f'years: ["{when:%Y}"]', f'months: ["{when:%Y-%m}"]', f'days: ["{when:%Y-%m-%d}"]']
    return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(article.paragraphs) + "\n"


def seed(article: Invented) -> str:
    """An article as raw text."""
    modified = article.when.astimezone(dt.UTC) + dt.timedelta(minutes=5)
    head = (
        f"{article.title}\n(last modified {modified:%a, %d %b %Y %H:%M:%S} GMT )\n{article.when:%b %d, %Y %H:%M} Asia/Jakarta\n"
    )
    return f"{head}  • {article.caption}\n    {article.caption}\n\n" + "\n\n".join(article.paragraphs) + "\n"


def write(count: int, folder: Path, form: str = "markdown", tags: int = 0) -> None:
    """Write articles into a folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix, text = ("md", markdown) if form == "markdown" else ("txt", seed)
    for article in articles(count, tags):
        (folder / f"{article.number:07d}.{suffix}").write_text(text(article), encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", choices=["markdown", "seeds"], default="markdown")
    parser.add_argument("--tags", type=int, default=0, help="how many different tags there are")
    args = parser.parse_args()
    write(args.count, args.folder, args.format, args.tags)


if __name__ == "__main__":
    main()
