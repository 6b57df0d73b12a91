"""Plain text survives the way through Markdown, the fast path gives what the long one gives, and nothing unsafe comes out."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import markup
from builder.markup import Markup
from builder.model import Block, Bullets, Caption, Heading, Paragraph

MARKUP = Markup(missing_image="image is missing")
LOOKS_LIKE_MARKUP = "\\`*_{}[]()<>&#+-.!|~=:;\"'/^ \xa0\u3000ab1১।0@\u200c\u200d"
LINES = (
    st.text(
        st.one_of(st.sampled_from(LOOKS_LIKE_MARKUP), st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=60
    )
    .map(str.strip)
    .filter(bool)
)
BLOCKS = st.one_of(
    LINES.map(Paragraph), LINES.map(Heading), LINES.map(Caption), st.lists(LINES, min_size=1, max_size=3).map(tuple).map(Bullets)
)


def texts(block: Block) -> list[str]:
    """The texts that a reader is to see of a block."""
    return list(block.items) if isinstance(block, Bullets) else [block.text]


def seen(rendered: str) -> list[str]:
    """The texts that a reader sees, white space folded."""
    shown = rendered.replace('<p class="note">image is missing</p>', "")
    pieces = re.findall(r"<(p|h2|li|figcaption)>(.*?)</\1>", shown, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", piece)).split()) for _, piece in pieces]


def folded(blocks: list[Block]) -> list[str]:
    """The texts of blocks, white space folded."""
    return [" ".join(text.split()) for block in blocks for text in texts(block)]


@settings(max_examples=500, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_a_reader_sees_the_text_of_the_seed(blocks: list[Block]) -> None:
    """Whatever a text looks like, what is rendered of it is that text."""
    # two lists in a row are one list to Markdown; what is read stays the same
    assert seen(MARKUP.render(markup.from_blocks(blocks)).html) == folded(blocks)


@settings(max_examples=500, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_the_fast_path_gives_what_the_long_one_gives(blocks: list[Block]) -> None:
    """Plain paragraphs come out byte for byte as Python-Markdown and nh3 give them."""
    body = markup.from_blocks(blocks)
    fast, long = MARKUP._plain(body), MARKUP._full(body, "")  # noqa: SLF001 - the two paths are what this is about
    if fast:
        assert fast.html == long.html
        assert [" ".join(text.split()) for text in fast.text] == list(long.text)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=200))
def test_any_body_renders_the_same_on_both_paths(body: str) -> None:
    """Also for text that no import wrote, the fast path only takes what it renders the same."""
    fast = MARKUP._plain(body)  # noqa: SLF001 - as above
    if fast and body.strip():
        assert fast.html == MARKUP._full(body, "").html  # noqa: SLF001 - as above


@pytest.mark.parametrize(
    "text",
    [
        "1. one",
        "# no heading",
        "* no list",
        "{{ 7*7 }}",
        "<script>alert(1)</script>",
        "---",
        "&amp;",
        "a&#65b",
        "&#x41 &#",
        "AT&T",
        "> q",
        "~~~",
        "===",
        "C#",
    ],
)
def test_known_look_alikes(text: str) -> None:
    """The look-alikes that articles do hold come out as they are, as paragraph, heading, caption and item."""
    for kind in (Paragraph, Heading, Caption):
        assert seen(MARKUP.render(markup.from_blocks([kind(text)])).html) == [text]
    assert seen(MARKUP.render(markup.from_blocks([Bullets((text, text))])).html) == [text, text]


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>\n\ntext",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<iframe src="https://example.org"></iframe>',
        "<svg><script>alert(1)</script></svg>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed" id="search" onclick="x()">x</p>',
        "<form action='https://example.org'><input name=q></form>",
        '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
        "![x](https://example.org/pixel.png)",
        "![x](//example.org/pixel.png)",
    ],
)
def test_nothing_unsafe_comes_out(body: str) -> None:
    """No script, no style, no handler, no id of the page's own, nothing from another host."""
    rendered = MARKUP.render(body).html.lower()
    for bad in (
        "<script",
        "<style",
        "<iframe",
        "<form",
        "<svg",
        "onerror",
        "onclick",
        "style=",
        "javascript:",
        "data:",
        'id="',
        "example.org/p",
    ):
        assert bad not in rendered


def test_markdown_as_people_write_it() -> None:
    """Lists, quotes, tables, links and footnotes work, and one page's footnotes stay out of the next."""
    body = "A[^1] *b* [c](https://example.org).\n\n- x\n- y\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: The note.\n"
    rendered = MARKUP.render(body)
    for part in (
        "<em>b</em>",
        '<a href="https://example.org" rel="noopener noreferrer">',
        "<li>x</li>",
        "<blockquote>",
        "<td>2</td>",
        "The note.",
    ):
        assert part in rendered.html
    assert "The note." not in MARKUP.render("Another.\n\n[x](y)").html


def test_links_from_the_root_are_relative_to_the_page() -> None:
    """`/2024/…` in a record works at any address and from a disk."""
    rendered = MARKUP.render("See [this](/2024/06/30/a.html).", "2023/01/02/b.html")
    assert 'href="../../../2024/06/30/a.html"' in rendered.html
    rendered = MARKUP.render("See [that](/search.html?q=a%20b#x) and [this](/2024/06/30/%E6%9D%B1.html).", "2023/01/02/b.html")
    assert 'href="../../../search.html?q=a%20b#x"' in rendered.html
    assert 'href="../../../2024/06/30/%E6%9D%B1.html"' in rendered.html


def test_a_body_has_no_title_of_its_own() -> None:
    """A page has one `h1`; a body's headings start below it."""
    assert MARKUP.render("# A\n\n## B\n").html == "<h2>A</h2>\n<h3>B</h3>"


def test_a_caption_says_that_its_picture_is_missing() -> None:
    """An image without target is a figure with a visible note and a caption, and no paragraph of the text."""
    rendered = MARKUP.render("One.\n\n![The *harbour*]()\n\nTwo.")
    assert '<figure class="missing">' in rendered.html
    assert "<figcaption>The <em>harbour</em></figcaption>" in rendered.html
    assert rendered.text == ("One.", "Two.")


def test_no_page_gets_what_it_may_not_hold() -> None:
    """A reference to a control character, or to what is no character, stands for a blank."""
    rendered = markup.Markup().render("one&#11;two&#x1f;three \ufffe*four*&#xFFFF;five")
    assert rendered.text == ("one two three four five",)
    assert not re.search("[\x0b\x1f\ufffe\uffff]", rendered.html)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('![The <harbour> & "boats"](https://a.example/b.png)', '<p>The &lt;harbour&gt; &amp; "boats"</p>'),
        ("text ![a seal]() text", "<p>text a seal text</p>"),
        ("![][1] text\n\n[1]: //a.example/b.png", "<p> text</p>"),
        ('<p><img src="https://a.example/b.png" alt="a > b"></p>', "<p>a &gt; b</p>"),
        ("![a seal](/static/b.png)", '<p><img alt="a seal" src="../static/b.png"></p>'),
    ],
)
def test_what_stands_for_a_picture_that_is_not_shown(body: str, shown: str) -> None:
    """Its description, as text; a picture of the site itself is shown."""
    assert MARKUP.render(body, "2021/a.html").html == shown
