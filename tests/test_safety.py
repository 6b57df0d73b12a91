"""What may stand in a page of what an article brings along; tests/test_markup.py has it with the Markdown around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import safety
from builder.escaping import writable


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_quoted_as_it_is_left(text: str) -> None:
    """What is quoted once is not changed any more, so that a text need not go through the cleaning."""
    quoted = safety.quoted(writable(text).replace("\r", " "))
    assert safety.clean(quoted, "") == quoted


@pytest.mark.parametrize(
    "link", ["//other.example/a", "\\\\other.example/a.png", " https://other.example/a", "ftp://other.example/a"]
)
def test_no_picture_is_taken_from_another_host(link: str) -> None:
    """However it is named; its description stands for it."""
    assert safety.clean(f'<p><img src="{link}" alt="a seal"></p>', "a.html") == "<p>a seal</p>"


@pytest.mark.parametrize("link", ["/\\other.example/a", "/\t/other.example/a", "/\n\\other.example/a"])
def test_a_link_from_the_root_stays_on_the_site(link: str) -> None:
    """Also where a browser would take it for one to another host."""
    assert '<img src="../' in safety.clean(f'<p><img src="{link}"></p>', "2024/a.html")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("One.\n\n![a](https://a.example/b.png) ![c](//a.example/d.png)", {"picture": 3}),
        (
            "<img alt=x\nsrc='http://a.example/b.png'>\n<b>bold</b> <script>x</script> <IFRAME src=x></IFRAME>",
            {"picture": 1, "<script>": 3, "<iframe>": 3},
        ),
        ("Press <Enter>, or <https://a.example> or <a@b.example>, 1 < 2 > 1", {"<enter>": 1}),
        ("`<script>`\n\n```\n<style>\n```\n\n\\<script>, &lt;script> [x](https://a.example) ![x](/static/b.png)", {}),
    ],
)
def test_what_is_left_out_is_known_with_its_line(body: str, names: dict[str, int]) -> None:
    """Pictures of other hosts and tags that no page has; code shows what it holds."""
    assert safety.left_out(body) == names
