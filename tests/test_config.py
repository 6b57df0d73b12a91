"""Settings: every one has a default, every mistake a line and a remedy, and none stops a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import config
from builder.config import Config
from builder.problems import BuildError, Severity


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "title:\n"])
def test_an_empty_file_is_enough(text: str) -> None:
    """Every setting has a default."""
    assert config.parse(text) == (Config(), [])


def test_no_file_is_enough(tmp_path: Path) -> None:
    """Without a file, the defaults hold."""
    assert config.load(tmp_path) == (Config(), [])


@pytest.mark.parametrize("name", ["archive.yml", "archive.yaml.txt"])
def test_settings_under_another_name_are_not_passed_over(tmp_path: Path, name: str) -> None:
    """Nothing is made of the archive with defaults in their place."""
    (tmp_path / name).write_text("title: Harbour\n")
    (problem,) = config.load(tmp_path)[1]
    assert (problem.path, problem.what) == ("archive.yaml", f"is not there, but {name} is, which is not read")
    with pytest.raises(BuildError, match=f"{name}.*rename it to archive.yaml"):
        config.load_to_work(tmp_path)


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
        ('title: "a\nlanguage: id', 2, "", "close the quote that line 1 opens"),
        ("language: English", 1, "language", "did you mean `en`?"),
        ('title: "a\x07b"', 1, "", "U+0007 is not allowed"),
        ("title: [a]", 1, "title", "must be text"),
        ("title: a\ntitle: x", 2, "title", "stands twice"),
        ("tags:\n  aliases:\n    A: B\n    A: C", 4, "tags.aliases.A", "stands twice"),
        ("tags: {aliases: {A: B, b: C, C: a}}", 1, "tags.aliases", "leads to itself"),
        ("tags: &x {aliases: *x}", 1, "tags.aliases", "must be text"),
        ("tags: &x [*x]", 1, "tags", "holds settings of its own"),
        ("tags: {minimum: 99999999999999999999}", 1, "tags.minimum", "below 1,000,000,000"),
        ("per_page: ٣", 1, "per_page", "must be a whole number"),
        ("base_url: https://", 1, "base_url", "names no host"),
        ("base_url: https://a.example:x/", 1, "base_url", "names no host"),
        ("base_url: https://a..example/", 1, "base_url", "names no host"),
        (f"base_url: https://{'a' * 300}.example/", 1, "base_url", "names no host"),
        ("base_url: https://a.example/b c/", 1, "base_url", "no blanks"),
        ("base_url: https://a.example/'b'/", 1, "base_url", "no blanks"),
        ("base_url: https://a.example/?x#y", 1, "base_url", "no blanks"),
        ("base_url: https://a.example?x", 1, "base_url", "names no host"),
        ("base_url: https://a.example/b/index.html", 1, "base_url", "without index.html"),
        ("deploy: {cname: https://a.example/}", 1, "deploy.cname", "name of a host alone"),
        ('deploy: {cname: "a.example\\nb.example"}', 1, "deploy.cname", "name of a host alone"),
        ("deploy: {cname: localhost}", 1, "deploy.cname", "name of a host alone"),
        ("- a", 1, "", "holds no settings"),
    ],
)
def test_mistakes(text: str, line: int, name: str, says: str) -> None:
    """A setting that cannot be used keeps its default, and is reported with file, line and what to do."""
    found, problems = config.parse(text)
    expected = Config(title="x") if "title: x" in text else Config()
    assert found == expected or "stands twice" in says
    assert [(problem.path, problem.line, problem.field) for problem in problems] == [("archive.yaml", line, name)]
    assert says in str(problems[0])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("timezone: Asia/Jakrta\nlanguage: klingon\nper_page: 0", "language, timezone"),
        ("timezon: Asia/Jakarta", "timezon"),
        ("tags: {minimun: 3}", "tags.minimun"),
        ("tags: 3", "tags"),
        ("xyz: 1", "xyz"),
        ("titel: x\nper_page: 0\nsearch: {enabled: maybe}\ndeploy: {tags: x}", ""),
        ("timezone: UTC\ntimezone: Asia/Jakarta", ""),
    ],
)
def test_mistakes_that_records_would_keep(text: str, refused: str) -> None:
    """Nothing is imported with a default in place of what was meant, in whatever a record takes over."""
    told = [problem.what for problem in config.keep_from_import(config.parse(text)[1])]
    assert told == ([f"nothing was imported, since records would keep for good what stands in for {refused}"] if refused else [])


def test_all_mistakes_at_once() -> None:
    """One wrong setting hides no other."""
    _, problems = config.parse("titel: x\nper_page: none\nslugs: x\n")
    assert [problem.line for problem in problems] == [1, 2, 3]


def test_text_is_what_stands_there() -> None:
    """No word of YAML's is taken for a truth value or a number where a text is wanted."""
    text = "title: No\nlanguage: no\npublisher: 010\ntags: {aliases: {NO: Norway, 1_0: 2024-01-01}, exclude: [NO, 0x1F, ~]}\n"
    found, problems = config.parse(text)
    assert problems == []
    assert (found.title, found.language, found.publisher) == ("No", "no", "010")
    assert (found.tags.aliases, found.tags.exclude) == ({"NO": "Norway", "1_0": "2024-01-01"}, ("NO", "0x1F", "~"))


@pytest.mark.parametrize("value", ['""', "' '", "~", "null", '"\\a"'])
def test_an_empty_value_is_as_good_as_none(value: str) -> None:
    """An archive without a name has the default one, so that no link to it is blank."""
    assert config.parse(f"title: {value}\nlanguage: {value}\nbase_url: {value}\ntags: {{minimum: {value}}}") == (Config(), [])


def test_control_characters_are_blanks() -> None:
    """YAML can put any of them into a text, and no page or feed may hold one."""
    found, problems = config.parse('title: "a\\x07b"\ndescription: "c\\ufffed"\ntags: {exclude: ["e\\0f"]}')
    assert problems == []
    assert (found.title, found.description, found.tags.exclude) == ("a b", "c d", ("e f",))


def test_aliases_are_followed_to_their_end() -> None:
    """Where one alias leads to another, whatever their case; one that only says how a tag is written is an end."""
    found, problems = config.parse("tags: {aliases: {A: b, B: C, c:  D, usa: USA, U.S.: Usa}}")
    assert problems == []
    assert found.tags.aliases == {"A": "D", "B": "D", "c": "D", "usa": "USA", "U.S.": "USA"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTPS://Paper.Example/Archive", "https://Paper.Example/Archive"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("http://[::1]:8000/a/", "http://[::1]:8000/a/"),
        ("https://zeitung-köln.example/år/", "https://zeitung-köln.example/år/"),
        ("https://a.example/~me/x%20y/", "https://a.example/~me/x%20y/"),
    ],
)
def test_addresses_of_sites(text: str, address: str) -> None:
    """Any host, port and folder; only the scheme is put into small letters."""
    assert config.parse(f"base_url: {text}") == (Config(base_url=address), [])


@pytest.mark.parametrize(
    ("base_url", "cname", "warned"),
    [
        ("https://news.example.org/", "news.example.org", False),
        ("https://News.Example.org:443/a/", "news.example.ORG", False),
        ("https://owner.example.org/", "news.example.org", True),
        ("", "news.example.org", False),
    ],
)
def test_one_host_for_links_and_pages(base_url: str, cname: str, warned: bool) -> None:  # noqa: FBT001 - one column of the table
    """Where the file CNAME and the canonical links would name different hosts, that is said; both are used."""
    found, problems = config.parse(f'base_url: "{base_url}"\ndeploy:\n  cname: {cname}\n')
    assert (found.base_url, found.deploy.cname) == (base_url, cname)
    assert [(p.line, p.field, p.severity) for p in problems] == [(3, "deploy.cname", Severity.WARNING)] * warned
