"""What machines read on an article's page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import record, run_build

Make = Callable[..., Path]


def page(root: Path) -> str:
    """The page of the article A."""
    run_build(root)
    return (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")


def data(text: str) -> dict[str, Any]:
    """The structured data of a page."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


@pytest.mark.parametrize(
    ("source", "publisher", "newspaper"),
    [("The Post", "The Herald", "The Post"), ("", "The Herald", "The Herald"), ("The Post", "", "The Post"), ("", "", "")],
)
def test_the_newspaper_is_one_thing_and_the_archive_another(archive: Make, source: str, publisher: str, newspaper: str) -> None:
    """An article is part of its newspaper, by default that of the settings; its data are published by the archive."""
    root = archive({"content/a.md": record("A", source=source), "archive.yaml": f'title: Attic\npublisher: "{publisher}"'})
    found = data(page(root))
    assert found.get("isPartOf", {}).get("name", "") == newspaper
    assert found["publisher"]["name"] == (newspaper or "Attic")
    assert found["sdPublisher"]["name"] == "Attic"


@pytest.mark.parametrize(
    ("lang", "locale"), [("id", "id_ID"), ("en", "en_US"), ("zh-Hant", "zh_TW"), ("pt-PT", "pt_PT"), ("sr-Latn", "sr_RS")]
)
def test_open_graph_names_language_and_country(archive: Make, lang: str, locale: str) -> None:
    """OpenGraph knows `id_ID` and no `id`; the country of most speakers stands for one that is not named."""
    root = archive({"content/a.md": record("A", lang=lang)})
    assert f'<meta property="og:locale" content="{locale}">' in page(root)


def test_an_offset_from_before_standard_time_is_claimed_nowhere(archive: Make) -> None:
    """Machines know offsets of whole minutes only, so of a time in Amsterdam in 1890 the day and the local time are published."""
    when = "1890-07-04T10:00:00+00:17:30"
    root = archive({"content/a.md": record("A", timestamp=when, timezone="Europe/Amsterdam")})
    run_build(root)
    made = {
        file.name: file.read_text(encoding="utf-8")
        for file in (root / "site").rglob("*")
        if file.suffix in {".html", ".xml", ".json"}
    }
    assert not [name for name, text in made.items() if "00:17" in text or "0:17" in text]
    assert '<time datetime="1890-07-04T10:00:00">' in made["a.html"]
    assert data(made["a.html"])["datePublished"] == "1890-07-04"


@pytest.mark.parametrize(
    ("updated", "claimed"),
    [
        ("2024-02-03T04:05:06Z", "2024-02-03T04:05:06Z"),
        ("2024-02-03 04:05:06 +07:00", "2024-02-03T04:05:06+07:00"),
        ("2024-02-03T04:05:06", "2024-02-03"),
        ("2024-02-03", "2024-02-03"),
    ],
)
def test_a_change_without_an_offset_is_claimed_as_a_day(archive: Make, updated: str, claimed: str) -> None:
    """As the time of publication is: in the page's own data and in the sitemap, whose form knows no time without an offset."""
    root = archive({"content/a.md": record("A", updated=f'"{updated}"')})
    text = page(root)
    assert data(text)["dateModified"] == claimed
    assert f'<meta property="article:modified_time" content="{claimed}">' in text
    assert f"<lastmod>{claimed}</lastmod>" in (root / "site/sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("www.paper.example/a/b", ""),
        ("javascript:alert(1)", ""),
        ("https://paper.example/a b", "https://paper.example/a%20b"),
    ],
)
def test_the_source_is_the_same_wherever_it_stands(archive: Make, written: str, read: str) -> None:
    """In the text for readers and in all that machines read: an address that can be followed, or nothing."""
    text = page(archive({"content/a.md": record("A", source_url=f'"{written}"')}))
    assert written not in text
    assert data(text).get("isBasedOn", "") == read
    for name in ('meta name="DC.source" content', 'link rel="original" href', 'a class="original" href'):
        assert (f'<{name}="{read}"' in text) is bool(read)


def test_a_caption_that_is_listed_twice_stood_above_the_text_too(archive: Make) -> None:
    """One that is listed once and stands in the text is shown there only."""
    body = "Words.\n\n![The seal]()\n\n![The pier]()\n\nMore words."
    root = archive({"content/a.md": record("A", body=body, captions='["The seal", "The seal", "The pier"]')})
    made = page(root)
    assert (made.count("<figcaption>The seal"), made.count("<figcaption>The pier")) == (2, 1)
