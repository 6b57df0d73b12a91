"""How well search finds an article that a reader half remembers: MRR@10 and success@1, by type of query.

    python bench/relevance.py                                        # invented articles and queries
    python bench/relevance.py --corpus a.jsonl.xz --queries q.jsonl  # your own; `line` of a query is its article's, from 0
    python bench/relevance.py … --pagefind python3                   # beside Pagefind, by a Python that has it

Types of query: words of the title, words of the text, another inflection of a word, a phrase, a misspelt word, a name with a
topic. Only the one article that a query was made from counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests"), str(PROJECT / "bench")]

from browser import chromium  # noqa: E402 - found on the path that was just made
from playwright.sync_api import Page  # noqa: E402
from search import article_page, build, corpus, documents, pagefind_index, write  # noqa: E402
from search_site import search_page, served  # noqa: E402

from builder.search import Doc  # noqa: E402


@dataclass(frozen=True)
class Query:
    """A query, its type, and the address of the article that it is after."""

    kind: str
    text: str
    address: str


# ---- invented articles and queries -----------------------------------------------------------------------------------------

FIRST = [
    "Sari",
    "Budi",
    "Wulan",
    "Tirta",
    "Ratih",
    "Galang",
    "Mira",
    "Panji",
    "Laras",
    "Bayu",
    "Intan",
    "Surya",
    "Melati",
    "Agung",
]
LAST = [
    "Anggara",
    "Pranoto",
    "Lestari",
    "Kusworo",
    "Maheswari",
    "Wirasena",
    "Handaru",
    "Kinasih",
    "Baskoro",
    "Sekarwangi",
    "Jatmiko",
]
PLACES = [
    "Tanjung Rawi",
    "Muara Seling",
    "Kota Pandan",
    "Lembah Biru",
    "Teluk Karang",
    "Bukit Lontar",
    "Pulau Kenari",
    "Desa Mahoni",
]
THINGS = [
    *("jembatan gantung", "pasar ikan", "perpustakaan keliling", "taman kota", "dermaga kayu", "kebun teh", "museum layangan"),
    *(
        "rumah kaca",
        "menara air",
        "jalur sepeda",
        "sanggar tari",
        "bengkel perahu",
        "kolam renang",
        "panggung musik",
        "lumbung padi",
    ),
]
DONE = {
    "meresmikan": "peresmian",
    "membangun": "pembangunan",
    "membersihkan": "pembersihan",
    "menutup": "penutupan",
    "memugar": "pemugaran",
    "menyumbang": "sumbangan",
    "mengirim": "pengiriman",
    "menilai": "penilaian",
    "merawat": "perawatan",
    "mengecat": "pengecatan",
}
DETAILS = [
    "Warga membawa lentera dan payung warna-warni sejak pagi.",
    "Hujan rintik turun sebentar lalu pelangi tampak di atas atap.",
    "Anak-anak menerbangkan balon kertas dari halaman.",
    "Seorang pemusik memainkan kecapi di bawah pohon beringin.",
    "Panitia menyiapkan nasi bakar dan wedang jahe untuk tamu.",
]


def invented(count: int = 400, seed: int = 7) -> tuple[list[Doc], list[Query]]:
    """Articles about openings and repairs in a region that does not exist, and 20 queries of each type."""
    rng = random.Random(seed)
    docs, facts = [], []
    for number in range(count):
        person, place = f"{rng.choice(FIRST)} {rng.choice(LAST)}", rng.choice(PLACES)
        verb, thing = rng.choice(sorted(DONE)), rng.choice(THINGS)
        code = "".join(rng.choices("bdgklmnprst", k=1) + rng.choices("aeiou", k=1) + rng.choices("bdgklmnprst", k=1) + ["anto"])
        detail = rng.sample(DETAILS, 2)
        text = (
            f"{person} {verb} {thing} di {place} bersama paguyuban {code.title()}.",
            detail[0],
            f"Acara ditutup dengan doa. {detail[1]}",
        )
        day = f"{2018 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
        title = f"{thing.capitalize()} di {place} kini lebih ramai"
        docs.append(Doc(address=f"{day}/{number}.html", title=title, day=day, lang="id", paragraphs=text))
        facts.append((person, place, verb, thing, code, number))
    return docs, [query for fact in rng.sample(facts, 20) for query in _queries(rng, fact, docs[fact[-1]].address)]


def _queries(rng: random.Random, fact: tuple[Any, ...], address: str) -> list[Query]:
    person, place, verb, thing, code, _ = fact
    at = rng.randrange(len(code))
    wrong = code[:at] + rng.choice("qxz") + code[at + 1 :]
    return [
        Query("title", f"{thing} {place} {code}", address),
        Query("body", f"paguyuban {code} {thing.split()[0]}", address),
        Query("inflected", f"{DONE[verb]} {thing} {code}", address),
        Query("phrase", f'"paguyuban {code}" {thing.split()[0]}', address),
        Query("typo", f"{wrong} {thing} {person.split()[0]}", address),
        Query("name", f"{person} {thing}", address),
    ]


# ---- measuring -------------------------------------------------------------------------------------------------------------

Answer = Callable[[str], Sequence[str]]
"""From a query to the addresses found, in order."""


def score(queries: Sequence[Query], answer: Answer) -> dict[str, tuple[float, float]]:
    """For each type, and for all, MRR@10 and success@1."""
    ranks = defaultdict[str, list[float]](list)
    for query in queries:
        found = list(answer(query.text))[:10]
        value = 1 / (found.index(query.address) + 1) if query.address in found else 0.0
        ranks[query.kind].append(value)
        ranks["all"].append(value)
    return {
        kind: (sum(values) / len(values), sum(value == 1 for value in values) / len(values)) for kind, values in ranks.items()
    }


def ours(page: Page, base: str) -> Answer:
    """Our search: the results that its page shows a reader, in their order."""
    page.goto(f"{base}search.html")
    script = """async (text) => {
      history.replaceState(null, "", `?q=${encodeURIComponent(text)}`);
      dispatchEvent(new PopStateEvent("popstate"));
      const results = document.querySelector("#search-results");
      while (!["done", "failed"].includes(results.dataset.state)) await new Promise((done) => setTimeout(done));
      return [...results.querySelectorAll("h3 a")].map((link) => decodeURIComponent(link.getAttribute("href")));
    }"""
    return lambda text: list(page.evaluate(script, text))


def pagefind(page: Page, base: str) -> Answer:
    """Pagefind over the same articles."""
    page.goto(f"{base}blank.html")
    script = """async (text) => {
      const pagefind = await import("/pagefind/pagefind.js");
      const { results } = await pagefind.search(text);
      return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).map(({ url }) => url.replace(/^\\//, ""));
    }"""
    return lambda text: list(page.evaluate(script, text))


def site(folder: Path, docs: Sequence[Doc]) -> None:
    """Our index, search page and, since the first results are put in order by their texts, the articles."""
    build(sorted(docs, key=lambda doc: (doc.day, doc.time, doc.address)), "id", folder)
    write(folder / "search.html", search_page("en").encode())
    for doc in docs:
        write(folder / doc.address, article_page(doc).encode())


def measure(docs: Sequence[Doc], queries: Sequence[Query], python: str = "") -> dict[str, dict[str, tuple[float, float]]]:
    """The scores of ours and, if a Python that has it is named, of Pagefind."""
    scores = {}
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        site(folder / "ours", docs)
        with served(folder / "ours") as base:
            scores["ours"] = score(queries, ours(browser.new_page(), base))
        if python:
            pagefind_index(docs, python, folder / "pages")
            write(folder / "pages/blank.html", b"<!doctype html><title>Pagefind</title>")
            with served(folder / "pages") as base:
                scores["Pagefind"] = score(queries, pagefind(browser.new_page(), base))
    return scores


def given(articles: Path, asked: Path) -> tuple[list[Doc], list[Query]]:
    """Articles and queries of one's own."""
    lines = [json.loads(line) for line in asked.read_text(encoding="utf-8").splitlines()]
    found = list(corpus(articles, 10_000))
    docs = documents(iter({**article, "source": f"line {number}"} for number, article in enumerate(found)), "id")
    address = {int(doc.source.removeprefix("line ")): doc.address for doc in docs}
    return docs, [Query(line["type"], line["query"], address[line["line"]]) for line in lines]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--pagefind", default="", metavar="PYTHON")
    args = parser.parse_args()
    docs, queries = given(args.corpus, args.queries) if args.corpus else invented()
    for name, kinds in measure(docs, queries, args.pagefind).items():
        print(name, *(f"{kind} {mrr:.2f}/{first:.2f}" for kind, (mrr, first) in kinds.items()), sep="  ")


if __name__ == "__main__":
    main()
