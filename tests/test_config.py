"""Settings: every one has a default, every mistake a line and a remedy, and none stops a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import config
from builder.config import Config


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "title:\n"])
def test_an_empty_file_is_enough(text: str) -> None:
    """Every setting has a default."""
    assert config.parse(text) == (Config(), [])


def test_no_file_is_enough(tmp_path: Path) -> None:
    """Without a file, the defaults hold."""
    assert config.load(tmp_path) == (Config(), [])


def test_settings_are_read() -> None:
    """Nested settings, lists and pairs arrive with their types."""
    tags = "tags:\n  minimum: 3\n  aliases: {USA: United States}\n  exclude: [A, 5]\n"
    text = f"title: 2024\nper_page: 7\n{tags}search: {{enabled: false}}\n"
    found, problems = config.parse(text)
    assert problems == []
    assert (found.title, found.per_page, found.tags.minimum) == ("2024", 7, 3)
    assert (found.tags.aliases, found.tags.exclude, found.search.enabled) == ({"USA": "United States"}, ("A", "5"), False)


@pytest.mark.parametrize(
    ("text", "line", "name", "says"),
    [
        ("titel: x", 1, "titel", "did you mean `title`?"),
        ("title: x\ntags:\n  minimun: 3", 3, "tags.minimun", "did you mean `tags.minimum`?"),
        ("\n\nper_page: 0", 3, "per_page", "must be a whole number above 0"),
        ("per_page: true", 1, "per_page", "must be a whole number above 0"),
        ("slugs: latin", 1, "slugs", "must be one of unicode, ascii"),
        ("timezone: Jakarta", 1, "timezone", "no time zone that is known"),
        ("language: klingon", 1, "language", "no language code"),
        ("base_url: example.org", 1, "base_url", "must start with https://"),
        ("tags: 3", 1, "tags", "holds settings of its own"),
        ("tags: {exclude: x}", 1, "tags.exclude", "must be a list"),
        ("search: {enabled: maybe}", 1, "search.enabled", "must be true or false"),
        ("title: [a", 1, "", "is not valid YAML"),
        ("- a", 1, "", "holds no settings"),
    ],
)
def test_mistakes(text: str, line: int, name: str, says: str) -> None:
    """A setting that cannot be used keeps its default, and is reported with file, line and what to do."""
    found, problems = config.parse(text)
    assert found == Config(title="x") if text.startswith("title: x") else Config()
    assert [(problem.path, problem.line, problem.field) for problem in problems] == [("archive.yaml", line, name)]
    assert says in str(problems[0])


def test_all_mistakes_at_once() -> None:
    """One wrong setting hides no other."""
    _, problems = config.parse("titel: x\nper_page: none\nslugs: x\n")
    assert [problem.line for problem in problems] == [1, 2, 3]
