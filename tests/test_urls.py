"""Slugs, addresses and links: in every script, inside the site, the same on every system."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import urls


@pytest.mark.parametrize(
    ("text", "slug", "ascii_slug"),
    [
        ("Tehran-Moskow Menekankan Hubungan Bilateral", "tehran-moskow-menekankan-hubungan-bilateral", None),
        ("हिन्दी समाचार", "हिन्दी-समाचार", "hindii-smaacaar"),
        ("می‌خواهم", "می‌خواهم", "mykhwhm"),
        ("İstanbul'da", "istanbul-da", None),
        ("C++", "c", None),
        ("«Привет, мир!»", "привет-мир", "privet-mir"),
        ("東京の春", "東京の春", "dong-jing-nochun"),
        ("a_b  c--d", "a-b-c-d", None),
        ("!!!", "", None),
    ],
)
def test_slugs(text: str, slug: str, ascii_slug: str | None) -> None:
    """A slug keeps the script of its text, joiners and vowel signs included; ASCII ones are transliterated."""
    assert urls.slug(text) == slug
    assert urls.slug(text, ascii_only=True) == (slug if ascii_slug is None else ascii_slug)


@given(st.text(max_size=300))
def test_a_slug_is_a_name(text: str) -> None:
    """Whatever the text, its slug is one short path segment, and slugging it again changes nothing."""
    slug = urls.slug(text)
    assert len(slug.encode()) <= urls.MAX_SLUG_BYTES
    assert not set(slug) & set("/\\.:?#%<>|\"' \t\n\0")
    assert urls.slug(slug) == slug


def test_a_mark_depends_on_the_thing_alone() -> None:
    """Two things of one name are told apart the same way in every build."""
    assert urls.distinct("c", "c++") == urls.distinct("c", "c++") != urls.distinct("c", "c#")
    assert len(urls.distinct("x" * 200, "y").encode()) <= urls.MAX_SLUG_BYTES


ADDRESSES = st.lists(st.sampled_from(["a", "b", "2024", "日本", "x y", "50%", "q?", "#1"]), max_size=4).flatmap(
    lambda parts: st.sampled_from(["/".join([*parts, "page.html"]), "".join(f"{part}/" for part in parts)])
)


@given(ADDRESSES, ADDRESSES)
def test_relative_links_lead_there(target: str, page: str) -> None:
    """From the file of any page, the link to any other, resolved as a browser does, is that one's file; under any prefix."""
    base = "https://example.org/repo/"
    here = base + "/".join(map(_quote, urls.output_path(page).split("/")))
    assert unquote(urljoin(here, urls.relative(target, page))) == base + urls.output_path(target)


def _quote(part: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - for one line

    return quote(part, safe="")


@pytest.mark.parametrize(
    ("name", "safe"),
    [("con", "con-"), ("CON", "CON-"), ("Nul", "Nul-"), ("LPT9", "LPT9-"), ("com²", "com²-"), ("aux.v.2", "aux-.v.2")],
)
def test_no_file_is_a_device_of_windows(name: str, safe: str) -> None:
    """`CON.html` cannot be written there, in whatever letters, nor can a folder `con`."""
    assert urls.safe_name(name) == safe
    assert urls.safe_name(safe) == safe
    if "." not in name:
        assert urls.tag_slug(name, ascii_only=False) == safe.lower()


@pytest.mark.parametrize(("name", "safe"), [("index", "index-"), ("INDEX", "INDEX-"), ("console", "console"), ("", "untitled")])
def test_an_article_is_not_the_page_of_its_day(name: str, safe: str) -> None:
    """`INDEX.html` and `index.html` are one file on macOS and Windows; all other names stay."""
    assert urls.safe_name(name) == safe


@pytest.mark.parametrize(("key", "slug"), [("index", "index"), ("iran", "iran"), ("c++", "c"), ("!!", "tag"), ("con", "con-")])
def test_a_tag_is_a_folder(key: str, slug: str) -> None:
    """A tag's page is the `index.html` of a folder, which may have any name but a device's."""
    assert urls.tag_slug(key, ascii_only=False) == slug


def test_addresses() -> None:
    """The addresses that readers and tests outside the project rely on."""
    assert urls.article("2024-06-30", "title") == "2024/06/30/title.html"
    assert urls.article("", "title") == "undated/title.html"
    assert [urls.date(period) for period in ("2024", "2024-06", "2024-06-30", "")] == [
        "2024/",
        "2024/06/",
        "2024/06/30/",
        "undated/",
    ]
    assert urls.list_page(urls.tag("iran"), 3) == "tags/iran/page/3/"
    assert urls.output_path("") == "index.html"
    assert urls.absolute("https://example.org/repo/", "tags/日本/") == "https://example.org/repo/tags/%E6%97%A5%E6%9C%AC/"
    assert urls.absolute("", "tags/") == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://paper.example/a%20b?c=d&e#f", None),
        ("HTTP://user@paper.example:8080", None),
        ("https://[2001:db8::1]/a", None),
        ("https://газета.example/страница", None),
        ("https://paper.example/100%/[a]|b", "https://paper.example/100%25/%5Ba%5D%7Cb"),
        *(
            (text, "")
            for text in (
                "",
                "paper.example/a",
                "//paper.example/a",
                "ftp://paper.example/a",
                "https:///a",
                "https://[a",
                "http://a:b/",
            )
        ),
    ],
)
def test_a_link_to_another_site_is_an_address_on_the_web(text: str, address: str | None) -> None:
    """It is as it was written, but for what no address may hold; anything else is none."""
    assert urls.foreign(text) == (text if address is None else address)


@given(st.text('/?#%a0 <>"[]{}|\\^`é\u3000', max_size=20))
def test_a_link_to_another_site_holds_nothing_that_ends_it(text: str) -> None:
    """Encoding it again changes nothing."""
    address = urls.foreign(f"https://paper.example/{text}")
    assert not set(address) & set(' <>"[]{}|\\^`\u3000')
    assert urls.foreign(address) == address
