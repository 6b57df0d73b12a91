"""Slips in an archive's own templates and words are seen, and what is right is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT, record, run_build

from builder.problems import Problem
from builder.themecheck import look

Make = Callable[..., Path]


def found(archive: Make, files: dict[str, str]) -> list[str]:
    """What is said of the own templates of an archive."""
    return [str(problem) for problem in look(archive(files), "en")]


def only(archive: Make, files: dict[str, str]) -> Problem:
    """The one thing that is said of them."""
    (problem,) = look(archive(files), "en")
    return problem


@pytest.mark.parametrize(
    ("text", "name", "line", "hint"),
    [
        ("nav:\n  tagz: Subjects\n", "nav.tagz", 2, "did you mean `nav.tags`?"),
        ("nav: {tagz: Subjects}\n", "nav.tagz", 1, "did you mean `nav.tags`?"),
        ("# mine\nnavv:\n  tags: Subjects\n", "navv.tags", 3, "did you mean `nav.tags`?"),
        ("counts:\n  articel:\n    one: 1\n    other: '{n}'\n", "counts.articel", 2, "did you mean `counts.article`?"),
        ("welcome: Hello\n", "welcome", 1, "see the program's own templates/words/en.yaml"),
    ],
)
def test_a_misspelt_word_is_found(archive: Make, text: str, name: str, line: int, hint: str) -> None:
    """With its line and what was perhaps meant, whatever language the file is for."""
    problem = only(archive, {"templates/words/de.yaml": text})
    assert (problem.path, problem.line) == ("templates/words/de.yaml", line)
    assert f"`{name}`" in problem.what
    assert problem.hint == hint


def test_words_that_are_asked_for_are_right(archive: Make) -> None:
    """The program's own, all plural forms of a language, and those that an own template asks for."""
    files = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "templates/words").glob("*.yaml")}
    own = {"templates/words/xx.yaml": "mine:\n  greeting: Hello\n", "templates/about.html": "{{ words.mine.greeting }}"}
    assert found(archive, {f"templates/words/{name}": text for name, text in files.items()} | own) == []


@pytest.mark.parametrize("text", ["nav: x", "home: {newest: [a]}"])
def test_what_has_not_the_form_of_a_word_is_said_by_the_build_alone(archive: Make, text: str) -> None:
    """`nav` is known, though no word: that it is a group is said once."""
    assert found(archive, {"templates/words/en.yaml": text}) == []


@pytest.mark.parametrize("text", ["", "- a\n", "nav: [", "just text"])
def test_what_is_no_file_of_words_is_said_by_the_build_alone(archive: Make, text: str) -> None:
    """Nothing falls over it here."""
    assert len(found(archive, {"templates/words/en.yaml": text})) <= 1


@pytest.mark.parametrize(
    ("name", "hint"), [("hoem.html", "did you mean `home.html`?"), ("index.htm", "a template"), ("old/base.html", "did you mean")]
)
def test_a_template_that_nothing_uses_is_found(archive: Make, name: str, hint: str) -> None:
    """Such as one of a misspelt name."""
    problem = only(archive, {f"templates/{name}": "Hello"})
    assert problem.path == f"templates/{name}"
    assert hint in problem.hint


def test_templates_that_are_used_are_right(archive: Make) -> None:
    """Those of the program's names, what they include by name, notes beside them."""
    files = {
        "_head.html": '{% include "mine/card.html" %}',
        "mine/card.html": "Hello",
        "home.html": "Hello",
        "README.md": "Notes",
    }
    assert found(archive, {f"templates/{name}": text for name, text in files.items()}) == []


def test_an_archive_without_templates_has_no_slips_in_them(archive: Make) -> None:
    """Most have none."""
    assert found(archive, {"content/a.md": record("A")}) == []


@pytest.mark.parametrize(
    ("lang", "stands_in"),
    [
        ("sv", "English ones"),
        ("pt-BR", "English ones"),
        ("zh-TW", "those of `zh`"),
        ("zh-Hant", "those of `zh`"),
        ("zh-CN", ""),
        ("zh-Hans-HK", ""),
        ("en-GB", ""),
        ("de-AT", ""),
        ("id", ""),
    ],
)
def test_a_language_without_words_is_said(archive: Make, lang: str, stands_in: str) -> None:
    """Pages would say that they are in it, and speak another; those of a country or script are read for its language too."""
    root = archive({"content/a.md": record("A"), "archive.yaml": f"language: {lang}"})
    said = [problem for problem in run_build(root).problems if problem.field == "language"]
    assert [problem.path for problem in said] == ["archive.yaml"] * bool(stands_in)
    assert all(f"no words in `{lang}`, so {stands_in} stand" in problem.what for problem in said)
    name = lang.removesuffix("-BR")  # what is written for a language is read in all its countries
    assert all(f"write templates/words/{name}.yaml" in problem.hint for problem in said)
    archive({f"templates/words/{name}.yaml": "nav: {home: Home}"})
    assert look(root, lang) == []


def test_a_build_says_it(archive: Make) -> None:
    """Who wonders why a page still says the old word is told in the next line."""
    root = archive({"content/a.md": record("A"), "templates/words/en.yaml": "nav: {tagz: Subjects}"})
    assert [problem.path for problem in run_build(root).problems] == ["templates/words/en.yaml"]
