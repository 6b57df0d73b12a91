"""Whatever comes: a record or a problem, never an exception, nothing lost, and time that grows with the size and no faster."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Article, Bullets, SetAside
from builder.problems import BuildError
from builder.seeds import decode, parse

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus").iterdir())
HEADER = (
    "Perahu Dongeng\n(last modified Tue, 04 May 2021 11:05:09 GMT )\nMay 04, 2021 09:22 Asia/Jakarta\n  • Perahu\n    Dermaga\n\n"
)

PIECES = st.sampled_from(
    [
        *HEADER.splitlines(keepends=True),
        *(
            "Pars Today\n",
            "-\n",
            "\n",
            " \u00a0\n",
            "Tags\n",
            "(sl)\n",
            "#\n",
            "./",
            "•",
            "• x\n",
            "https://a.example/id/news/x-i1-a_b\n",
        ),
        *(
            "Kabar:\n",
            "May 14, 2023 13:28Abul",
            "Kompas.com - 23/10/2023, 13:21 WIB\n",
            "Sabtu, 16 April 1988\n",
            "15:32 - March 03, 2019\n",
        ),
        *(
            "Apr ۰۴, ۲۰۲۴ ۰۹:۲۲ Asia/Tehran\n",
            "Foo 99, 0000 99:99 X\n",
            "Oct 27, 2024 02:30 Europe/Berlin\n",
            "Tehran, Pars Today- ",
        ),
        *("Kalimat.\n", "\u200c", "\u202e", "\ufeff", "(", ")", "A, B (C) - ", "‚Äú", "\ud7ff", "Oleh A dan B\n"),
    ]
)
"""Parts of seeds, whole and broken, that random text is put together from."""


def line_text() -> st.SearchStrategy[str]:
    """Any line a person could read: no controls, no line ends, something in it."""
    characters = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufeff\u200b\u2060")
    return st.text(characters, min_size=1, max_size=60).filter(
        lambda text: bool(text.strip()) and re.search(r"\w", text) is not None
    )


def read_all(raw: bytes) -> None:
    """Decode and parse; a BuildError is an answer, any other exception a bug."""
    try:
        text, problems = decode(raw)
    except BuildError as error:
        assert_one(error)
        return
    read, more = parse(text)
    assert isinstance(read, Article | SetAside)
    assert all(0 <= problem.line <= text.count("\n") + 1 and not problem.path and problem.what for problem in (*problems, *more))
    if isinstance(read, Article):
        assert read.blocks
        assert all("\n" not in words and words.strip() for words in words_of(read))


def assert_one(error: BuildError) -> None:
    """A refusal has one problem, which says what to do."""
    (problem,) = error.problems
    assert problem.hint


def words_of(read: Article) -> list[str]:
    """The texts of blocks and captions."""
    inner = [words for block in read.blocks for words in (block.items if isinstance(block, Bullets) else (block.text,))]
    return [*inner, *read.lead_captions]


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_give_an_answer(raw: bytes) -> None:
    """Text or not."""
    read_all(raw)


@settings(deadline=None)
@given(st.lists(PIECES | line_text(), max_size=25).map("".join))
def test_any_mixture_of_the_parts_of_seeds_gives_an_answer(text: str) -> None:
    """Shapes that nobody has seen yet."""
    read_all(text.encode())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_inputs_that_once_were_trouble_give_an_answer(path: Path) -> None:
    """`tests/fuzz/fuzz.py` finds them; each stays here for good."""
    read_all(path.read_bytes())


@settings(deadline=None)
@given(st.lists(line_text(), min_size=1, max_size=8))
def test_no_word_of_the_text_is_lost_or_changed(lines: list[str]) -> None:
    """Whatever the paragraphs look like, their characters come out in the same order, white space folded, bullets aside."""
    body = [f"{line}." for line in lines]  # so that nothing of it is a sign-off or furniture
    text, _ = decode((HEADER + "\n\n".join(body)).encode())
    read, _ = parse(text)
    assert isinstance(read, Article)
    wanted = "".join(text[len(HEADER) :].split())
    got = "".join("".join(words_of(read)[: -len(read.lead_captions)]).split())
    assert got.replace("•", "") == wanted.replace("•", "")


HOSTILE: dict[str, Callable[[int], str]] = {
    "one long line": lambda size: "kata " * (size // 5),
    "one long word": lambda size: "a" * size,
    "short lines": lambda size: "ab\n" * (size // 3),
    "short paragraphs": lambda size: "ab\n\n" * (size // 4),
    "deep brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "bullets": lambda size: "• a\n" * (size // 4),
    "hard spaces": lambda size: "\u00a0" * size,
    "digits": lambda size: "1" * size,
    "slashes": lambda size: "A/" * (size // 2),
    "a date line without end": lambda size: "Jun 30, 2024 10:25 " + "A/" * (size // 2),
    "a month without end": lambda size: "J " * (size // 2) + "30, 2024 10:25 UTC",
    "words before a date": lambda size: "Materials " * (size // 10),
    "an address without end": lambda size: "https://a.example/" + "i1-" * (size // 3),
    "a last change without end": lambda size: "Title\n(last modified " + " " * size + ") x\nJun 30, 2024 10:25 UTC\n\nText.\n",
    "mojibake": lambda size: "‚Äú" * (size // 3),
    "mojibake that is not all of one kind": lambda size: "a ‚Äú" * (size // 5) + "é",
    "piled marks": lambda size: "a" + "\u0301\u0323" * (size // 2),
    "dots": lambda size: "." * size,
    "letters with a slash": lambda size: "a" * (size // 2) + "/" + "1" * (size // 2),
}


def work(raw: bytes) -> int:
    """How many lines of this program run to read `raw`: a measure of work that no clock and no load of the machine changes."""
    count = 0

    def step(frame: FrameType, event: str, arg: Any) -> Any:  # noqa: ANN401, ARG001 - the shape of a trace function
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        read_all(raw)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_size_and_no_faster(name: str) -> None:
    """Four times the text is at most five times the steps; `bench/seeds.py --hostile` measures the time, up to two megabytes."""
    read_all(HOSTILE[name](4_000).encode())  # tables that are made once are made now
    small, large = (work(HOSTILE[name](size).encode()) for size in (8_000, 32_000))
    assert large <= 5 * small


@pytest.mark.parametrize("name", HOSTILE)
def test_large_hostile_input_is_read(name: str) -> None:
    """A quadratic step inside a regular expression would hang here."""
    read_all(HOSTILE[name](400_000).encode())
