"""What pages say is true of small and odd archives, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record, run_build

from builder.problems import BuildError, Problem

Make = Callable[..., Path]

DAY = record("A", tags="[T]")
NIGHT = record("B", "2024-01-02T20:00:00+07:00", tags="[T]")
NEXT = record("C", "2024-01-03T10:00:00+07:00", tags="[T]")
UNDATED = record("D", "", tags="[T]")


def said(root: Path, page: str) -> str:
    """The words of a page's main part, built."""
    run_build(root)
    main = (root / "site" / page).read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.mark.parametrize(
    ("records", "span"),
    [
        ([DAY], "1 article from January 2, 2024"),
        ([DAY, NIGHT], "2 articles from January 2, 2024"),
        ([DAY, NEXT], "2 articles from January 2, 2024 to January 3, 2024"),
        ([UNDATED], "1 article Newest"),
    ],
)
def test_home_says_a_day_once(archive: Make, records: list[str], span: str) -> None:
    """How much there is and from when: two dates where these differ, one where they do not, none where none is known."""
    root = archive({f"content/{n}.md": text for n, text in enumerate(records)})
    text = said(root, "index.html")
    assert span in text
    assert text.count(" to January") == span.count(" to January")


@pytest.mark.parametrize("page", ["tags/t/index.html", "about.html"])
def test_a_day_is_said_once_elsewhere(archive: Make, page: str) -> None:
    """So do the pages of tags and the page about the archive."""
    root = archive({"content/a.md": DAY, "content/b.md": NIGHT})
    assert "2 articles from January 2, 2024" in said(root, page)
    assert "to January 2" not in said(root, page)


def test_nothing_is_said_of_months_where_there_are_none(archive: Make) -> None:
    """Undated articles have no first and no last month between which nothing could be missing."""
    assert "no month without articles" in said(archive({"content/a.md": DAY}, "dated"), "about.html")
    assert "no month without articles" not in said(archive({"content/a.md": UNDATED}, "undated"), "about.html")


def test_an_article_leads_to_its_day_or_to_the_undated(archive: Make) -> None:
    """What the link says is what stands behind it."""
    root = archive({"content/a.md": DAY, "content/d.md": UNDATED})
    assert "All articles of this day" in said(root, "2024/01/02/a.html")
    assert "All undated articles" in said(root, "undated/d.html")
    assert "All articles of this day" not in said(root, "undated/d.html")


def test_the_source_file_is_called_so(archive: Make) -> None:
    """Name and checksum of a file are not the text that it held."""
    root = archive({"content/a.md": record("A", seed="seeds/a.txt", seed_sha256="0" * 64)})
    assert "Source file This page was made from the file named here." in said(root, "2024/01/02/a.html")


def test_the_page_about_the_archive_counts_articles_without_a_date(archive: Make) -> None:
    """How much an archive holds is said whether or not it is known from when."""
    assert "What it holds 1 article. " in said(archive({"content/a.md": UNDATED}), "about.html")


def test_a_citation_of_what_is_not_known_has_no_empty_sentence(archive: Make) -> None:
    """Without date, source and publisher, title and address remain."""
    root = archive({"content/d.md": UNDATED, "archive.yaml": "base_url: https://a.example"})
    assert "D . https://a.example/undated/d.html" in said(root, "undated/d.html")


def test_the_mark_of_a_missing_picture_says_its_language(archive: Make) -> None:
    """It is the page's own word, in an article that may be in another language and direction."""
    marks = []
    for name, body in {"plain": "![A boat]()\n", "full": "![A boat]()\n\n*Text.*\n"}.items():
        root = archive({"content/a.md": record("A", lang="ar", body=body)}, name)
        run_build(root)
        text = (root / "site/2024/01/02/a.html").read_text(encoding="utf-8")
        marks += re.findall(r"<p [^>]*>Picture not archived", text)
    assert marks == ['<p class="note" dir="ltr" lang="en">Picture not archived'] * 2


# ---- what is said to those who write words and templates ------------------------------------------------------------------


def refused(archive: Make, files: dict[str, str]) -> Problem:
    """The one thing that stops a build."""
    with pytest.raises(BuildError) as caught:
        run_build(archive({"content/a.md": DAY, "content/b.md": NEXT, **files}))
    (problem,) = caught.value.problems
    return problem


def refused_with(archive: Make, file: dict[str, str], line: int, what: str, hint: str) -> None:
    """A file stops a build, with the place in it and these words."""
    problem = refused(archive, file)
    assert (problem.path, problem.line) == (*file, line)
    assert what in problem.what
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("words", "line", "what", "hint"),
    [
        (
            'home:\n  span: "{nope} x"',
            2,
            "nothing fills the blank {nope} of `home.span`",
            "its blanks are {count}, {first}, {last}",
        ),
        ('nav:\n  home: H\nabout:\n  version: "by {nope}"', 4, "nothing fills the blank {nope} of `about.version`", "{version}"),
        ('about:\n  version: "by {}"', 2, "nothing fills the blank {} of `about.version`", "{version}"),
        ('about:\n  version: "by {"', 2, "nothing fills the blank {} of `about.version`: by {", "{version}"),
        ("home:\n  newest: [a]", 2, "has at `home.newest` not what the program's own words have there", "write lines"),
        ("# mine\nnav: x", 2, "has at `nav` not what the program's own words have there", "write lines"),
    ],
)
def test_a_slip_in_the_words_is_said_where_it_is(archive: Make, words: str, line: int, what: str, hint: str) -> None:
    """In the file that its owner wrote, on its line, once; not in a template of the program's."""
    refused_with(archive, {"templates/words/en.yaml": words}, line, what, hint)


def test_a_slip_in_the_words_of_another_language(archive: Make) -> None:
    """It is looked for in all files that are read for the language of the pages."""
    files = {"archive.yaml": "language: pt-BR", "templates/words/pt.yaml": 'home: {span: "de {nope}"}'}
    problem = refused(archive, {**files, "templates/words/pt-BR.yaml": "nav: {home: Casa}"})
    assert (problem.path, problem.line) == ("templates/words/pt.yaml", 1)


@pytest.mark.parametrize(
    ("template", "line", "what", "hint"),
    [
        ("{{ words.article.nope }}", 1, "there is no word `article.nope`", "templates/words/en.yaml"),
        ("\n{{ words.article.sources }}", 2, "no word `article.sources`; did you mean `source`?", "templates/words/en.yaml"),
        ("{{ words.nav['hom'] }}", 1, "there is no word `nav.hom`; did you mean `home`?", "templates/words/en.yaml"),
        ("{{ page.titel }}", 1, "`ArticlePage` has no `titel`; did you mean `title`?", "builder/pages/views.py"),
        ("\n{{ page.when.dat }}", 2, "`When` has no `dat`; did you mean `date`?", "builder/pages/views.py"),
        ("{{ pag.title }}", 1, "there is no `pag`; did you mean `page`?", "builder/pages/views.py"),
        ('<p>\n\n{% include "_foo.html" %}', 3, "the template _foo.html is not there", ""),
        ("\n{{ filled(words.home.span, count=1) }}", 2, "nothing fills the blank {first} of the words", "builder/pages/views.py"),
    ],
)
def test_a_slip_in_a_template_is_said_with_what_was_meant(archive: Make, template: str, line: int, what: str, hint: str) -> None:
    """Its line, and the nearest name that there is."""
    refused_with(archive, {"templates/article.html": template}, line, what, hint)
