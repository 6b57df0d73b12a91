"""The index as files: numbers, payloads, chunks and segments; what a changed article rewrites."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.search import (
    SUMMARY,
    ChunkInfo,
    Doc,
    count_words,
    counting,
    merge_blobs,
    segments,
    write_manifest,
    write_scripts,
    write_segment,
)
from builder.search.arrays import encoded, np, sizes_of
from builder.search.blobs import Blob
from builder.search.codec import ESCAPE, UNSAFE, script, squeeze_distances, squeeze_places, squeeze_ranks, squeeze_text
from builder.search.counting import MOST
from builder.search.fronting import front_coded
from builder.search.grouping import LARGEST, SMALLEST
from builder.search.model import OFTEN
from builder.search.script import SCRIPTS
from builder.search.stems import stemmer
from builder.search.tokens import words


def payloads(file: bytes) -> tuple[str, str, list[bytes]]:
    """Name, stamp and payloads of a file, read as ``docs/search.md`` says."""
    text = file.decode("utf-16", "surrogatepass")
    found = re.fullmatch(r'archive\.part\("([^"]*)","([^"]*)"((?:,"[^"\n\r\\]*")*)\)', text)
    assert found
    literals = re.findall(r'"([^"]*)"', found[3])
    return found[1], found[2], [inflated(literal) for literal in literals]


def inflated(literal: str) -> bytes:
    """The bytes of a string literal."""
    units = re.sub(f"{ESCAPE}(.)", lambda hit: UNSAFE[ord(hit[1]) - 0x100], literal[1:], flags=re.DOTALL)
    data = units.encode("utf-16-le", "surrogatepass")
    return zlib.decompress(data[: len(data) - int(literal[0])], -15)


def read_numbers(data: bytes) -> list[int]:
    """The numbers that bytes hold, read as ``docs/search.md`` says."""
    found, at = [], 0
    while at < len(data):
        first = data[at]
        size, base = (1, 0) if first < 0xE0 else (2, 0xE0) if first < 0xF8 else (3, 0x18E0) if first < 0xFF else (5, 0)
        lead = {1: first, 2: first - 0xE0, 3: first - 0xF8, 5: 0}[size]
        found.append(base + int.from_bytes(bytes([lead]) + data[at + 1 : at + size], "big"))
        at += size
    return found


def article(address: str, text: str = "A ferry in the harbour", day: str = "") -> Doc:
    """A short article in English."""
    return Doc(address=address, title=text, day=day, lang="en", paragraphs=(text,))


def files(blobs: Iterable[bytes], name: str = "first") -> dict[str, bytes]:
    """The files of a segment."""
    return {path: make() for path, _, make in write_segment(name, map(io.BytesIO, blobs))}


@given(values=st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 7000), max_size=50))
def test_numbers_come_back(values: list[int]) -> None:
    """Whatever their size."""
    assert read_numbers(encoded(np.array(values, np.int64)).tobytes()) == values


@pytest.mark.parametrize(
    ("value", "size"), [(0, 1), (223, 1), (224, 2), (6367, 2), (6368, 3), (465119, 3), (465120, 5), (2**32 - 1, 5)]
)
def test_small_numbers_are_short(value: int, size: int) -> None:
    """One byte for the places of a usual article, two and three for distances."""
    assert len(encoded(np.array([value]))) == sizes_of(np.array([value])) == size


@given(data=st.binary(max_size=300), text=st.text(st.characters(codec="utf-8"), max_size=100))
def test_payloads_come_back(data: bytes, text: str) -> None:
    """Any bytes and any text survive the way through a script; it holds nothing that could end a string."""
    numbers = [squeeze(data) for squeeze in (squeeze_distances, squeeze_ranks, squeeze_places)]
    file = script("first/p0", "abc", *numbers, squeeze_text(text))
    name, stamp, (*found, other) = payloads(file)
    assert (name, stamp, found, other.decode()) == ("first/p0", "abc", [data] * 3, text)
    assert file.startswith(b"\xff\xfe")


@given(found=st.lists(st.text(st.sampled_from("abcde한𠮷"), min_size=1, max_size=40), max_size=30).map(sorted))
def test_front_coding_comes_back(found: list[str]) -> None:
    """What words share with the one before is left out and put back."""
    before, again = "", []
    for mark, rest in re.findall("([\x01-\x1e])([^\x01-\x1e]*)", front_coded(found)):
        before = before[: ord(mark) - 1] + rest
        again.append(before)
    assert again == found


def test_a_chunk_depends_on_its_articles_alone() -> None:
    """The same articles give the same bytes, whatever was counted before in the same process."""
    docs = [article(f"2024/01/0{day}/a.html", day=f"2024-01-0{day}") for day in range(1, 6)]
    first = count_words(docs, "en")
    count_words([article("other.html", "Something quite different")], "id")
    assert count_words(docs, "en") == first


WORDS = st.text("ab 1-é東京กขा\u0301ß٣\0", max_size=30)
ARTICLES = st.builds(
    Doc,
    address=st.just("a.html"),
    title=WORDS,
    lang=st.sampled_from(["en", "id", "ja"]),
    captions=st.lists(WORDS, max_size=2).map(tuple),
    paragraphs=st.lists(WORDS, max_size=3).map(tuple),
    authors=st.lists(WORDS, max_size=1).map(tuple),
    tags=st.lists(WORDS, max_size=2).map(tuple),
)


def counted_one_by_one(docs: list[Doc]) -> dict[str, dict[int, list[int]]]:
    """From term to article to the places where it stands; between two texts one place stays free."""
    found: dict[str, dict[int, list[int]]] = {}
    for number, doc in enumerate(docs):
        place = 0
        for text in (doc.title, *doc.captions, *doc.paragraphs, *doc.authors):
            for word in words(text):
                found.setdefault(f"{stemmer(doc.lang)(word)}\t{word}", {}).setdefault(number, []).append(place)
                place += 1
            place += 1
    return found


def written(places: list[int]) -> list[int]:
    """Places of one article as the index has them: how many more than three, the first, the distances."""
    return [*([len(places) - 3] if len(places) > 2 else []), *(b - a for a, b in pairwise([0, *places]))]


def assert_counted(docs: list[Doc]) -> None:
    """A chunk holds what counting one by one finds, and facets, which have no places."""
    terms = Blob(io.BytesIO(count_words(docs, "en"))).take(None)
    numbers, ranks, expected = terms.docs.tolist(), terms.ranks.tolist(), counted_one_by_one(docs)
    posting = byte = 0
    for name, count, size in zip(terms.names, terms.counts.tolist(), terms.sizes.tolist(), strict=True):
        places = read_numbers(terms.places[byte : byte + size].tobytes())
        here = slice(posting, posting + count)
        posting, byte = posting + count, byte + size
        if ":" in name:
            assert not places
            continue
        found = expected.pop(name)
        assert (numbers[here], places) == (sorted(found), [number for doc in sorted(found) for number in written(found[doc])])
        assert [rank >= OFTEN for rank in ranks[here]] == [len(found[doc]) > 2 for doc in sorted(found)]
    assert not expected


@given(st.lists(ARTICLES, min_size=1, max_size=5))
def test_words_are_where_they_stand(docs: list[Doc]) -> None:
    """All articles of a chunk at once are counted as one after the other: every script, empty texts, articles without words."""
    assert_counted(docs)


def test_an_article_can_be_long() -> None:
    """Places and counts beyond two bytes, and those that take five when written."""
    often = "row " * 70_000
    far = f"first {'w ' * 470_000} first last"
    assert_counted([article("a.html"), Doc(address="b.html", title="Row", lang="en", paragraphs=(often, far)), article("c.html")])


def test_a_large_chunk_is_counted_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which leave no trace: words that several pieces have, of several languages, and facets come out as at once."""
    docs = [
        Doc(address=f"{number}.html", title=f"Ferry {number % 3}", lang="en" if number % 2 else "id", tags=("Harbour",))
        for number in range(9)
    ]
    at_once = count_words(docs, "en")
    monkeypatch.setattr(counting, "AT_ONCE", 2)
    assert count_words(docs, "en") == at_once


def test_counting_depends_on_nothing_counted_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on words that are known already nor on their being forgotten, which happens when they are many."""
    long = "w" * 39
    docs = [Doc(address=f"{code}.html", title=f"Ferry 2024 {long}xy {long}xz", lang=code) for code in ("en", "id", "en")]
    first = count_words(docs, "en")
    count_words([article("other.html")], "id")
    assert count_words(docs, "en") == first
    monkeypatch.setattr(counting, "REMEMBERED", 0)
    assert count_words(docs, "en") == first


def test_a_chunk_without_articles_holds_nothing() -> None:
    """A segment of it has no shards."""
    assert [path for path in files([count_words([], "en")]) if "/p" in path] == []


def test_a_chunk_that_is_too_large_is_refused() -> None:
    """A clear word rather than a wrong index."""
    with pytest.raises(ValueError, match="a chunk has at most"):
        count_words([article("a.html")] * (MOST + 1), "en")


CHUNKS = st.lists(st.tuples(st.integers(1, 2000), st.text("0123456789abcdef", min_size=8, max_size=8)), min_size=1, max_size=300)


@given(chunks=CHUNKS)
def test_segments_cover_all_chunks_in_order(chunks: list[tuple[int, str]]) -> None:
    """Each chunk is in one segment, names are distinct, and no segment is too large."""
    infos = [ChunkInfo(docs, last) for docs, last in chunks]
    found = segments(infos)
    assert [at for segment in found for at in range(segment.start, segment.stop)] == list(range(len(infos)))
    for segment in found:
        docs = sum(info.docs for info in infos[segment.start : segment.stop])
        assert docs <= LARGEST
        assert docs >= SMALLEST or segment.stop == len(infos)


def test_an_added_article_moves_no_other_boundary() -> None:
    """One article more in one chunk of a hundred thousand leaves all segments where they were."""
    infos = [ChunkInfo(500, f"2024/a-{number}.html") for number in range(200)]
    names = [segment.name for segment in segments(infos)]
    assert 3 <= len(names) <= 4
    for changed in range(0, 200, 7):
        more = [ChunkInfo(info.docs + (at == changed), info.last) for at, info in enumerate(infos)]
        assert [segment.name for segment in segments(more)] == names


def test_a_changed_article_changes_its_chunk_and_what_joins_it() -> None:
    """Files of heads of other chunks stay byte for byte; so do other segments, which do not see it."""
    parts = [[article(f"{chunk}/{number}.html", f"Ferry {chunk} {number}") for number in range(5)] for chunk in range(3)]
    blobs = [count_words(part, "en") for part in parts]
    parts[1][2] = article("1/2.html", "A quite different story")
    changed = [blobs[0], count_words(parts[1], "en"), blobs[2]]
    before, after = files(blobs), files(changed)
    same = {path for path in before if before[path] == after.get(path)}
    assert {"search/first/h0-0.js", "search/first/h2-0.js"} <= same
    assert "search/first/h1-0.js" not in same
    assert "search/first/p0.js" not in same


def test_the_index_does_not_depend_on_how_blobs_arrive() -> None:
    """A generator of blobs does as well as a list."""
    blobs = [count_words([article(f"{number}.html")], "en") for number in range(4)]
    assert files(iter(blobs)) == files(blobs)


@given(
    texts=st.lists(st.text("ab \u4eac\u6771", max_size=12), min_size=1, max_size=12),
    size=st.integers(1, 5),
    cut=st.integers(1, 4),
)
def test_blobs_that_are_joined_give_the_same_files(texts: list[str], size: int, cut: int) -> None:
    """Which chunks the state keeps joined makes no difference to any byte of the index."""
    docs = [article(f"{number}.html", text, day="2024-01-01") for number, text in enumerate(texts)]
    blobs = [count_words(docs[at : at + size], "en") for at in range(0, len(docs), size)]
    joined = [merge_blobs(map(io.BytesIO, blobs[at : at + cut])) for at in range(0, len(blobs), cut)]
    assert files([merge_blobs(map(io.BytesIO, joined))]) == files(joined) == files(blobs)


def test_a_stamp_changes_with_the_bytes_and_only_then() -> None:
    """So a file that stands with the same stamp need not be made again."""
    blobs = [count_words([article(f"{number}.html", f"Ferry {number}")], "en") for number in range(3)]
    changed = [*blobs[:2], count_words([article("2.html", "A lighthouse")], "en")]
    before, after = (
        {path: (stamp, make()) for path, stamp, make in write_segment("x", map(io.BytesIO, some))} for some in (blobs, changed)
    )
    assert {path for path in before if before[path] == after[path]} == {"search/x/h0-0.js", "search/x/h1-0.js"}
    assert all((before[path][0] == after[path][0]) == (before[path][1] == after[path][1]) for path in before)


def test_the_manifest_says_what_there_is() -> None:
    """Version, articles, days, the rules of the archive's languages and no others."""
    docs = [article("undated/a.html"), article("b.html", day="2024-01-01"), article("c.html", day="2024-01-03")]
    blobs = [count_words(docs[:2], "en"), count_words(docs[2:], "en")]
    path, data = write_manifest([files(blobs)[SUMMARY]], base_url="https://archive.example/", publisher="Harbour Post")
    manifest = json.loads(payloads(data)[2][0])
    assert path == "search/index.js"
    assert (manifest["docs"], manifest["base"], manifest["publisher"]) == (3, "https://archive.example/", "Harbour Post")
    assert list(manifest["rules"]) == ["en"]
    assert manifest["segments"][0]["days"] == [["", "1"], ["2024-01-01", "101"]]
    assert [docs for docs, _ in manifest["segments"][0]["chunks"]] == [2, 1]


def test_an_archive_without_articles_has_an_index() -> None:
    """It holds nothing, and searching it finds nothing."""
    manifest = json.loads(payloads(write_manifest([])[1])[2][0])
    assert (manifest["docs"], manifest["segments"]) == (0, [])


def test_the_scripts_are_whole() -> None:
    """All their parts are there, without their comments."""
    scripts = dict(write_scripts())
    assert scripts.keys() == {"search/search.js", "search/near.js", "search/save.js"}
    for name, parts in SCRIPTS.items():
        assert scripts[f"search/{name}.js"].decode().count('"use strict"') == len(parts)
        assert b"/*" not in scripts[f"search/{name}.js"]
