"""What stands for a summary, and for a missing title, is the beginning of what a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder import markup, opening
from builder.escaping import NONCHARACTERS
from builder.markup import Markup
from builder.model import Block, Bullets, Caption, Heading, Paragraph

MARKUP = Markup()
LOOKS_LIKE_MARKUP = st.sampled_from([*"\\`*_{}[]()<>&#+-.!|~=:;\"'/^ ab1", "http://", "&#61;", "&lt;", "amp;", "](", "[^1]: "])
TEXTS = (
    st.lists(
        LOOKS_LIKE_MARKUP | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NONCHARACTERS),
        min_size=1,
        max_size=40,
    )
    .map("".join)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=500)
@given(TEXTS)
@example("[VIDEO](http://x.example) The ferry")
@example("= equals")
@example("~~x")
@example("[^1]: note")
def test_the_opening_words_of_a_seed_are_its_own(text: str) -> None:
    """Whatever Markdown or HTML they look like, in a paragraph and in a list; captions and headings come before them."""
    words = " ".join(text.split())
    before: list[Block] = [Caption("A *caption*"), Heading("A heading")]
    for block in (Paragraph(text), Bullets((text,))):
        body = markup.from_blocks([*before, block, Paragraph("More.")])
        assert opening.opening(body, 10_000) == words
        assert " ".join(MARKUP.render(body).text[1].split()) == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("![A caption]()\n\n## A heading\n\nThe *first* words, and [a link](x).\n\nMore.", "The first words, and a link."),
        ("", ""),
        ("> Quoted \\*words\\* first.", "Quoted *words* first."),
        ("- one\n- *two*\n\nMore.", "one two"),
        ("1. one\n2. two", "one two"),
        (
            "[![A picture](a.png) of **it**](b), <b>bold</b> <https://a.example/> 1 < 2 > 1",
            "A picture of it, bold https://a.example/ 1 < 2 > 1",
        ),
        ("snake_case, 2 * 3, _thus_ `so`[^1], [a \\] b](c) &#61; &amp;amp; \\d", "snake_case, 2 * 3, thus so, a ] b = &amp; \\d"),
    ],
)
def test_the_opening_words(body: str, words: str) -> None:
    """What stands for a missing title or summary is the first running text, without its marks."""
    assert opening.opening(body) == words


def test_opening_words_of_brackets() -> None:
    """A text of nothing but brackets is cut as any other, and not looked through for each of them."""
    assert opening.opening("[" * 1_000_000) == "[" * 239 + "…"


def test_shortening_cuts_between_words() -> None:
    """A cut is marked, and falls between words where there are any."""
    assert opening.shorten("one two three four", 12) == "one two…"
    assert opening.shorten("字" * 30, 10) == "字" * 9 + "…"
