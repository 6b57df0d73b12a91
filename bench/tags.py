"""How good are suggested tags? Compares them with tags that somebody gave after reading.

    python bench/tags.py                                        # ten articles of the demo, tags.jsonl beside this file
    python bench/tags.py TAGS.jsonl ARTICLES.jsonl[.xz] [--show N]

A line of the tags is `{"seed": …, "tags": [{"tag": …, "aliases": […], "kind": …}]}`, or with `"line": N` in place of the seed,
where N is the line (from 0) of the articles, each `{"title": …, "paragraphs": […]}`. A suggestion is right if it is the tag or
one of its aliases, case ignored.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from builder import language, seeds
from builder.config import TagSettings
from builder.model import Article, Paragraph
from builder.tagging import Rules, fold, suggest

HERE = Path(__file__).parent


@dataclass
class Score:
    """Sums over all articles; `exact` counts suggestions that are the tag itself and not an alias."""

    suggested: int = 0
    gold: int = 0
    right: int = 0
    exact: int = 0
    found: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, suggested: tuple[str, ...], gold: list[dict[str, Any]]) -> None:
        """Compare the suggestions for one article with its tags."""
        forms = [{fold(form) for form in (tag["tag"], *tag["aliases"])} for tag in gold]
        mine = [fold(tag) for tag in suggested]
        self.suggested += len(mine)
        self.gold += len(gold)
        self.right += sum(any(tag in form for form in forms) for tag in mine)
        self.exact += sum(fold(tag["tag"]) in mine for tag in gold)
        for tag, form in zip(gold, forms, strict=True):
            self.kinds[tag["kind"]] += 1
            self.found[tag["kind"]] += bool(form & set(mine))

    def lines(self) -> Iterator[str]:
        """The table."""
        found = sum(self.found.values())
        precision, recall = self.right / max(self.suggested, 1), found / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield f"suggested {self.suggested}, gold {self.gold}, {self.seconds * 1e3:.2f} ms an article"
        yield f"precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}  exact recall {self.exact / max(self.gold, 1):.2f}"
        for kind, count in sorted(self.kinds.items()):
            yield f"  {kind:14} {self.found[kind]:4} of {count:4}  {self.found[kind] / count:.2f}"


def main() -> int:
    """Print the table, and with `--show` what was suggested for the first articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tags", type=Path, nargs="?", default=HERE / "tags.jsonl")
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--lang", default="id", help="of articles by line, and the likeliest of seeds")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    gold = [json.loads(line) for line in args.tags.read_text(encoding="utf-8").splitlines()]
    articles = _by_line(args.articles, [row["line"] for row in gold], args.lang) if args.articles else _by_seed(gold, args.lang)
    rules = Rules.of(TagSettings())
    score = Score()
    for article, lang in articles:
        suggest(Article(title=article.title), lang, rules)  # lists of words are read once for each language
    for number, ((article, lang), row) in enumerate(zip(articles, gold, strict=True)):
        started = time.process_time()
        tags = suggest(article, lang, rules)
        score.seconds += (time.process_time() - started) / len(gold)
        score.add(tags, row["tags"])
        if number < args.show:
            print(article.title, "\n  ours:", "; ".join(tags), "\n  gold:", "; ".join(tag["tag"] for tag in row["tags"]))
    print("\n".join(score.lines()))
    return 0


def _by_seed(gold: list[dict[str, Any]], prior: str) -> list[tuple[Article, str]]:
    """Articles of the demo, as an import sees them, with their languages."""
    found = []
    for row in gold:
        article, _ = seeds.parse(seeds.decode((HERE.parent / row["seed"]).read_bytes())[0])
        if not isinstance(article, Article):
            raise SystemExit(f"{row['seed']} is no article")
        text = "\n".join(block.text for block in article.blocks if isinstance(block, Paragraph))
        found.append((article, article.lang or language.detect(text, prior=prior)))
    return found


def _by_line(path: Path, wanted: list[int], lang: str) -> list[tuple[Article, str]]:
    with _open(path) as lines:
        rows = {number: json.loads(line) for number, line in enumerate(lines) if number in wanted}
    return [(_article(rows[number]), lang) for number in wanted]


def _open(path: Path) -> TextIO:
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")


def _article(row: Mapping[str, Any]) -> Article:
    """As an import would see it: garbled letters repaired."""
    texts = [seeds.decode(text.encode())[0] for text in (row["title"], *row["paragraphs"])]
    return Article(title=texts[0], blocks=tuple(Paragraph(" ".join(text.split())) for text in texts[1:] if text.strip()))


if __name__ == "__main__":
    sys.exit(main())
