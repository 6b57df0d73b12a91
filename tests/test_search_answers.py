"""What a query means: the index's answers, given by the real script in a browser, against a scan of every article."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import chromium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from search_site import opened, served, sort, write_index, write_site

from builder.search import Doc, writing
from builder.search.stems import stemmer
from builder.search.tokens import key, words

LATIN = (
    "ferry",
    "ferries",
    "bridge",
    "bridges",
    "opened",
    "opening",
    "kapal",
    "berkapal",
    "mengirim",
    "pengiriman",
    "resmi",
    "zoo",
    "14.066",
)
RUNS = ("東京", "京都", "東京都庁", "港", "สะพาน", "สะพานใหม่", "ใหม่")
TAGS = ("Harbour", "Côte d'Or", "東京", "C++", "C#", "++")
LABELS = (*TAGS, "harbour", "Cote d’or", "c")
DAYS = ("", "2021-12-31", "2022-01-01", "2022-06-15", "2023-03-09")


@dataclass(frozen=True)
class Item:
    """One part of a query: its kind, its text, and whether it keeps articles out."""

    kind: str
    text: str
    without: bool = False

    def __str__(self) -> str:
        """As a reader types it."""
        forms = {"word": "{}", "phrase": '"{}"', "begun": '"{}*"', "prefix": "{}*", "tag": 'tag:"{}"'}
        typed = forms[self.kind].format(self.text)
        return f"-{typed}" if self.without else typed


# ---- The oracle -----------------------------------------------------------------------------------------------------------


def fields(doc: Doc) -> list[list[str]]:
    """The words of title, captions, paragraphs and authors."""
    return [words(text) for text in (doc.title, *doc.captions, *doc.paragraphs, *doc.authors)]


def has(doc: Doc, item: Item, languages: Sequence[str], tags: set[str]) -> bool:
    """Whether an article, whose archive has some tags in lower case, has what an item asks for."""
    every = list(itertools.chain(*fields(doc)))
    if item.kind == "tag":
        if item.text.lower() in tags or not key(item.text):
            return item.text.lower() in map(str.lower, doc.tags)
        return key(item.text) in map(key, doc.tags)
    if item.kind == "prefix":
        return any(word.startswith(words(item.text)[0]) for word in every)
    if item.kind == "word":
        stems = {stemmer(code)(words(item.text)[0]) for code in languages}
        return any(stemmer(doc.lang)(word) in stems for word in every)
    return any(follows(field, item.text, open_end=item.kind == "begun") for field in fields(doc))


def follows(field: list[str], phrase: str, *, open_end: bool) -> bool:
    """Whether the words of a phrase stand side by side; the last letter of a run without spaces may go on, others by a star."""
    wanted = words(phrase)
    places = range(len(field) - len(wanted) + 1)
    open_end = open_end or wanted[-1] in "".join(RUNS)
    return any(
        field[at : at + len(wanted) - 1] == wanted[:-1]
        and (field[at + len(wanted) - 1].startswith(wanted[-1]) if open_end else field[at + len(wanted) - 1] == wanted[-1])
        for at in places
    )


def expected(docs: Sequence[Doc], items: Sequence[Item], start: str, end: str) -> set[str]:
    """The addresses of the articles with most of the words, and all else that was asked."""
    languages = sorted({doc.lang for doc in docs})
    tags = {tag.lower() for doc in docs for tag in doc.tags}
    asked = [item for item in dict.fromkeys(items) if not item.without and item.kind != "tag"]
    asked = list({str(parts): item for item in asked for parts in [(item.kind, words(item.text))]}.values())
    found: dict[int, set[str]] = {}
    for doc in docs:
        day = doc.day
        if (start or end) and not (day and (not start or day >= start) and (not end or day[: len(end)] <= end)):
            continue
        if any(has(doc, item, languages, tags) for item in items if item.without):
            continue
        if not all(has(doc, item, languages, tags) for item in items if item.kind == "tag" and not item.without):
            continue
        found.setdefault(sum(has(doc, item, languages, tags) for item in asked), set()).add(doc.address)
    best = max(found, default=0)
    return set() if asked and not best else found.get(best, set())


# ---- Corpora and queries --------------------------------------------------------------------------------------------------

PIECE = st.sampled_from((*LATIN, *RUNS))
TEXT = st.lists(PIECE, max_size=8).map(" ".join)


@st.composite
def corpora(draw: st.DrawFn) -> list[Doc]:
    """Up to a dozen articles of few words, so that queries find some of them."""
    return [
        Doc(
            address=f"{draw(st.sampled_from(DAYS)) or 'undated'}/{number}.html",
            title=draw(TEXT),
            day=draw(st.sampled_from(DAYS)),
            time=draw(st.sampled_from(("", "08:00", "19:30"))),
            lang=draw(st.sampled_from(("en", "id"))),
            tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))),
            captions=tuple(draw(st.lists(TEXT, max_size=1))),
            paragraphs=tuple(draw(st.lists(TEXT, max_size=3))),
            authors=tuple(draw(st.lists(PIECE, max_size=1))),
        )
        for number in range(draw(st.integers(1, 12)))
    ]


WORD = st.sampled_from(LATIN[:-1])
ITEM = st.one_of(
    st.builds(Item, st.just("word"), WORD, st.booleans()),
    st.builds(
        Item, st.just("phrase"), st.lists(st.sampled_from((*LATIN, *RUNS)), min_size=1, max_size=3).map(" ".join), st.booleans()
    ),
    st.builds(
        Item,
        st.just("begun"),
        st.tuples(st.lists(PIECE, max_size=2), WORD).map(lambda parts: " ".join([*parts[0], parts[1][:3]])),
        st.booleans(),
    ),
    st.builds(Item, st.just("prefix"), WORD.map(lambda word: word[:3]), st.booleans()),
    st.builds(Item, st.just("tag"), st.sampled_from(LABELS), st.booleans()),
)
QUERY = st.tuples(
    st.lists(ITEM, min_size=1, max_size=4),
    st.sampled_from(("", "2022", "2022-01-01", "2022-06")),
    st.sampled_from(("", "2022", "2022-06-15", "2023-03")),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def ask(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Runs queries in the browser, over an index made of the given articles."""
    folder = tmp_path_factory.mktemp("answers")
    write_site(folder, [Doc(address="undated/a.html", title="Empty")])
    numbers = itertools.count()
    with opened(browser) as page:
        page.goto((folder / "search.html").as_uri())

        def run(docs: Sequence[Doc], queries: Sequence[dict[str, Any]], chunk: int = 5) -> list[Any]:
            place = folder / str(next(numbers))
            write_index(place, docs, chunk=chunk)
            return answers(page, place, queries)

        yield run


def answers(page: Page, place: Path, queries: Sequence[dict[str, Any]]) -> list[Any]:
    """What the script answers to each query: addresses in order, how many count, and the views of them."""
    script = """async ([root, queries]) => {
      const { views } = archive;
      const index = await new archive.Index(root).open();
      const all = [];
      for (const { text, ...options } of queries) {
        const answer = await archive.query.search(index, text, options);
        const heads = await Promise.all(answer.hits.map(({ doc }) => index.head(doc)));
        const facets = {};
        for (const kind of ["tag", "source", "lang"]) facets[kind] = await views.facet(answer, kind);
        const { counted, instead, elsewhere = false, tag = "", cut } = answer;
        const frequent = answer.items.filter((item) => item.frequent).map(({ text }) => text);
        const said = { counted, instead, elsewhere, tag, cut, frequent, facets };
        all.push({ found: heads.map(({ address }) => address), periods: views.periods(answer), ...said });
      }
      return all;
    }"""
    return list(page.evaluate(script, [f"{place.as_uri()}/", list(queries)]))


def story(address: str, title: str = "", text: str = "", **more: Any) -> Doc:  # noqa: ANN401 - fields of Doc
    """A short article in English."""
    return Doc(address=address, title=title, paragraphs=(text,), **{"lang": "en", **more})


# ---- Tests ----------------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(docs=corpora(), queries=st.lists(QUERY, min_size=4, max_size=8), chunk=st.integers(1, 5))
def test_the_index_answers_as_a_scan_does(ask: Callable[..., Any], docs: list[Doc], queries: list[Any], chunk: int) -> None:
    """For any articles and any query, the script counts the articles that the oracle finds, whatever the cut into chunks."""
    asked = [{"text": " ".join(map(str, items)), "from": start, "to": end, "exact": True} for items, start, end in queries]
    for (items, start, end), query, got in zip(queries, asked, ask(docs, asked, chunk), strict=True):
        assert set(got["found"][: got["counted"]]) == expected(docs, items, start, end), query


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(docs=corpora(), queries=st.lists(QUERY, min_size=2, max_size=4), exact=st.booleans())
def test_every_count_is_that_of_the_list_it_opens(
    ask: Callable[..., Any], docs: list[Doc], queries: list[Any], *, exact: bool
) -> None:
    """A facet's number, and a bar's, is what the query narrowed to it counts; misspelt words included."""
    asked = [{"text": " ".join(map(str, items)), "from": start, "to": end, "exact": exact} for items, start, end in queries]
    narrowed = []
    for query, got in zip(asked, ask(docs, asked), strict=True):
        for kind, values in got["facets"].items():
            narrowed += [({**query, "text": f'{query["text"]} {kind}:"{label}"'}, count) for label, count in values]
        if not query["from"] and not query["to"]:
            narrowed += [({**query, "from": period, "to": period}, count) for period, count in got["periods"] if period]
    for (query, count), got in zip(narrowed, ask(docs, [query for query, _ in narrowed]), strict=True):
        assert got["counted"] == count, query


def test_orders(ask: Callable[..., Any]) -> None:
    """Newest and oldest go by day and time; relevance prefers the title; each keeps articles with all the words first."""
    docs = [
        story("a.html", "Ferry delayed", "Nothing more.", day="2024-01-01"),
        story("b.html", "Weather", "A ferry waited in the harbour.", day="2024-02-01", time="08:00"),
        story("c.html", "Weather", "A ferry waited.", day="2024-02-01", time="09:00"),
    ]
    queries = [{"text": "ferry", "sort": sort} for sort in ("relevance", "newest", "oldest")] + [
        {"text": "ferry harbour", "sort": "newest"}
    ]
    relevance, newest, oldest, both = (got["found"] for got in ask(docs, queries))
    assert relevance[0] == "a.html"
    assert newest == ["c.html", "b.html", "a.html"]
    assert oldest == ["a.html", "b.html", "c.html"]
    assert both == ["b.html", "c.html", "a.html"]


def test_articles_with_most_of_the_words_follow_where_few_have_all(ask: Callable[..., Any]) -> None:
    """They are shown, and not counted."""
    docs = [
        story("all.html", "red green blue"),
        story("two.html", "red green"),
        story("one.html", "red"),
        story("none.html", "black"),
    ]
    (got,) = ask(docs, [{"text": "red green blue"}])
    assert got["found"] == ["all.html", "two.html", "one.html"]
    assert got["counted"] == 1


def test_a_misspelt_word_finds_what_was_meant(ask: Callable[..., Any]) -> None:
    """One letter added, dropped, changed or swapped, in any place; exactly means exactly."""
    docs = [story("a.html", "The lighthouse keeper"), story("b.html", "A warehouse")]
    typed = ("lighthose", "lighthousse", "kighthouse", "lighthuose", "lihgthouse", "lighthousr")
    for got in ask(docs, [{"text": word} for word in typed]):
        assert got["found"] == ["a.html"]
        assert got["instead"][0]["used"] == ["lighthouse"]
    (exact,) = ask(docs, [{"text": "lighthose", "exact": True}])
    assert exact["found"] == []


def test_a_misspelling_that_is_a_word_of_its_own(ask: Callable[..., Any]) -> None:
    """Where no article has all the words, but some have with another spelling of one, that one stands in."""
    docs = [story("a.html", "The harbour lantern"), story("b.html", "A latern is no lamp")]
    (got,) = ask(docs, [{"text": "harbour latern"}])
    assert got["found"][0] == "a.html"
    assert got["instead"] == [{"typed": "latern", "used": ["lantern"]}]


YEARS = [
    story("a.html", "The harbour lantern", day="2021-05-01"),
    story("b.html", "A harbour and its lighthouse", day="2022-05-01"),
    story("d.html", "The latern of a laternist", day="2023-06-01", tags=("Lanterns",)),
]


def test_a_word_that_other_dates_have_is_not_misspelt(ask: Callable[..., Any]) -> None:
    """Where a date limits the query, no word stands in for one of the archive's; that other dates have it is said."""
    alone, both, misspelt = ask(
        YEARS,
        [{"text": text, "from": "2022", "to": "2022"} for text in ("lantern", "harbour lantern", "lanterm harbuor")],
    )
    assert (alone["found"], alone["instead"], alone["elsewhere"]) == ([], [], True)
    assert (both["found"], both["instead"]) == (["b.html"], [])
    assert (misspelt["found"], [one["used"] for one in misspelt["instead"]]) == (["b.html"], [["lantern"], ["harbour"]])


def test_words_that_are_together_in_other_dates_stand_as_typed(ask: Callable[..., Any]) -> None:
    """Another spelling of one, which is together with the others within the dates, does not stand in; nor for a filter."""
    docs = [*YEARS, story("e.html", "The harbour latern", day="2023-07-01", tags=("Lanterns",))]
    queries = [{"text": "harbour lantern", "from": "2023", "to": "2023"}, {"text": "harbour lantern tag:lanterns"}]
    for got in ask(docs, queries):
        assert (got["found"], got["instead"]) == (["e.html"], [])


def test_nothing_found_with_other_words_is_not_said_of_them(ask: Callable[..., Any]) -> None:
    """Where the words that stand in find nothing either, there is nothing to say of them."""
    (got,) = ask(YEARS, [{"text": "lighthosue", "from": "2021", "to": "2021"}])
    assert (got["found"], got["instead"], got["elsewhere"]) == ([], [], True)
    (nowhere,) = ask(YEARS, [{"text": "lantern tag:nothing", "from": "2022"}])
    assert not nowhere["elsewhere"]


def test_what_no_text_says_may_be_a_tag(ask: Callable[..., Any]) -> None:
    """The tag is offered as it is written; not where the words are found."""
    docs = [story("a.html", "An alliance", tags=("NATO", "Old Town")), story("b.html", "The bridge", tags=("Bridge",))]
    queries = [{"text": text} for text in ("nato", "old town", "bridge", "ferry")]
    assert [got["tag"] for got in ask(docs, queries)] == ["NATO", "Old Town", "", ""]


def test_tags_that_differ_in_signs_are_two(ask: Callable[..., Any]) -> None:
    """As on pages; a label that no tag has finds those of the same words, and one without a letter is a tag like others."""
    docs = [story(f"{number}.html", tags=tags) for number, tags in enumerate((("C++", "C#"), ("C#",), ("+++",), ("c#",)))]
    queries = [{"text": text} for text in ('tag:"C++"', 'tag:"C#"', "tag:c#", "tag:+++", "tag:C", 'tag:"---"', "-tag:+++")]
    found = [sorted(address[0] for address in got["found"]) for got in ask(docs, queries)]
    assert found == [["0"], ["0", "1", "3"], ["0", "1", "3"], ["2"], ["0", "1", "3"], [], ["0", "1", "3"]]
    (every,) = ask(docs, [{"text": "lang:en"}])
    assert every["facets"]["tag"] == [["C#", 3], ["+++", 1], ["C++", 1]]


def test_a_filter_may_stand_apart_from_its_label(ask: Callable[..., Any]) -> None:
    """As many type it: the next word, or what stands in quotation marks, is the label; where nothing follows, it is a word."""
    docs = [
        story("a.html", "Bridge", tags=("Harbour",)),
        story("b.html", "Bridge", tags=("Old town",), source="Bay Times"),
        story("c.html", "Bridge tag", "Harbour"),
    ]
    queries = [
        "tag: harbour",
        'bridge tag:  "Old town"',
        "-tag: Harbour bridge",
        "tag：　Harbour",
        'SOURCE: "bay times"',
        "bridge tag:",
    ]
    found = [set(got["found"][: got["counted"]]) for got in ask(docs, [{"text": text, "exact": True} for text in queries])]
    assert found == [{"a.html"}, {"b.html"}, {"b.html", "c.html"}, {"a.html"}, {"b.html"}, {"c.html"}]


@pytest.mark.parametrize(
    "typed",
    [" ".join(f"ferry{n}" for n in range(40)), f'"{"ferry " * 500}"', "ferry " * 500],
    ids=["words", "phrase", "one word"],
)
def test_a_filter_is_obeyed_however_long_the_query_is(ask: Callable[..., Any], typed: str) -> None:
    """It counts for no word, so a pasted paragraph can still be narrowed."""
    text = "ferry " * 500 + " ".join(f"ferry{n}" for n in range(40))
    docs = [story(f"{tag}.html", "Log", text, tags=(tag,)) for tag in ("Harbour", "Bridge")]
    (got,) = ask(docs, [{"text": f'{typed} tag:"Bridge"'}])
    assert got["found"] == ["Bridge.html"]


def test_an_answer_says_that_words_were_left_out(ask: Callable[..., Any]) -> None:
    """Where a query has more than are looked for; those that are typed again, and filters, are not among them."""
    many = [f"ferry{n}" for n in range(33)]
    docs = [story("a.html", "Log", " ".join(many), tags=("Harbour",))]
    queries = [" ".join(many), " ".join(many * 2), " ".join([*many[1:], "ferry1", "tag:Harbour"]), f"unknown {' '.join(many)}"]
    assert [got["cut"] for got in ask(docs, [{"text": text} for text in queries])] == [True, True, False, True]


def test_a_prefix_of_very_many_words(ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The most frequent ones are looked for, and the answer says so; but what keeps articles out keeps out all of them."""
    monkeypatch.setattr(writing, "SMALLEST_SHARD", 1)
    monkeypatch.setattr(writing, "LARGEST_SHARD", 1)
    words_ = [f"lo{a}{b}x" for a in "bcdfghjkmn" for b in "abcdefgh"]
    docs = [story(f"{word}.html", "Row", f"mast {word}") for word in words_]
    docs += [story(f"more-{word}.html", "Row", f"mast {word}") for word in words_[-9:]]
    lone = [story("other.html", "Row", "mast")]
    texts = ["lo*", "lo* -lob*", '"mast lo*"', "mast -lo*", '-"mast lo*" mast', "lob*"]
    some, without, phrase, *whole = ask([*docs, *lone], [{"text": text, "exact": True} for text in texts])
    assert {f"more-{word}.html" for word in words_[-9:]} < set(some["found"]) < {doc.address for doc in docs}
    assert [some["frequent"], without["frequent"], phrase["frequent"]] == [["lo*"], ["lo*"], ["mast lo*"]]
    assert set(phrase["found"]) == set(some["found"])
    assert not [address for address in without["found"] if "lob" in address]
    assert [(got["counted"], got["frequent"]) for got in whole] == [(1, []), (1, []), (8, [])]


def test_a_part_that_never_comes_is_missing(browser: Browser, tmp_path: Path) -> None:
    """After a while in which no other part came either, so that trying again can be offered; never mind a slow line."""
    write_site(tmp_path, [story("a.html", "Ferry")])
    script = """() => {
      globalThis.asked = [];
      const index = new archive.Index("");
      for (const name of ["late", "never"]) index.load(name, "x").catch(({ message }) => asked.push(message));
    }"""
    with served(tmp_path) as base, opened(browser) as page:
        page.route("**/search/late.js*", lambda _: None)
        page.route("**/search/never.js*", lambda _: None)
        page.clock.install()
        page.goto(f"{base}search.html")
        page.evaluate(script)
        page.clock.fast_forward(19_000)
        page.evaluate("archive.part('other', 'x')")
        page.clock.fast_forward(2_000)
        assert page.evaluate("asked") == []
        page.clock.fast_forward(21_000)
        assert page.evaluate("asked") == ["missing: late", "missing: never"]


def test_signs_of_keyboards_for_chinese_and_japanese(ask: Callable[..., Any]) -> None:
    """Full-width colon, minus, asterisk and quotation mark mean what the narrow ones mean."""
    docs = [
        story("a.html", "東京の橋", lang="ja", tags=("橋",)),
        story("b.html", "京都の橋", lang="ja", tags=("橋",)),
        story("c.html", "light house", "lighthouse"),
        story("d.html", "house light"),
    ]
    queries = [
        {"text": text, "sort": "oldest", "exact": True} for text in ("tag：橋", "橋　－東京", "lighth＊", "＂light house＂")
    ]
    assert [got["found"] for got in ask(docs, queries)] == [["a.html", "b.html"], ["b.html"], ["c.html"], ["c.html"]]


def test_another_form_of_a_word_finds_it_even_if_no_article_has_that_form(ask: Callable[..., Any]) -> None:
    """The rules of families travel with the index."""
    docs = [story("a.html", "Wali kota meresmikan jembatan", lang="id"), story("b.html", "Resep kue", lang="id")]
    (got,) = ask(docs, [{"text": "peresmian"}])
    assert got["found"] == ["a.html"]
    assert got["instead"] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        '""',
        "-",
        "*",
        "tag:",
        "tag:-",
        "- - -",
        "%00",
        "\x00",
        "?!…",
        "\u202e\u200f",
        '-"',
        "a" * 10_000,
        '"' * 999,
    ],
)
def test_nothing_that_can_be_typed_is_an_error(ask: Callable[..., Any], text: str) -> None:
    """Unmatched quotes, stray operators, only signs, far too much: all are answered."""
    (got,) = ask([story("a.html", "Ferry")], [{"text": text}])
    assert got["counted"] in (0, 1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=80) | st.text(st.sampled_from('"-*: tagferry“”'), max_size=40), min_size=10, max_size=10))
def test_no_text_breaks_the_parser(ask: Callable[..., Any], texts: list[str]) -> None:
    """Whatever is typed, there is an answer."""
    assert len(ask([story("a.html", "Ferry", tags=("Harbour",))], [{"text": text} for text in texts])) == len(texts)


def test_the_order_of_results_does_not_depend_on_the_cut_into_chunks(ask: Callable[..., Any]) -> None:
    """The same articles in other chunks give the same list, ties included."""
    docs = sort(
        [
            story(f"{number}.html", f"Ferry {number % 3}", "The same text.", day=f"2024-01-{1 + number % 9:02}")
            for number in range(30)
        ]
    )
    lists = [ask(docs, [{"text": "ferry text"}], chunk)[0]["found"] for chunk in (1, 7, 30)]
    assert lists[0] == lists[1] == lists[2]
    assert len(lists[0]) == 30
