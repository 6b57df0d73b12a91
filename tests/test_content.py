"""From the files of `content/` to what the catalog keeps of them: whatever lies there, the rest is built and nothing silent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import run_build

from builder import files
from builder.config import Config
from builder.importing import import_seeds
from builder.problems import Problem, Severity


def record(root: Path, path: str, title: str, more: str = "", text: str = "It was late.") -> Path:
    """Write a record into `content/`."""
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {title}\ntimestamp: 2021-03-05\n{more}---\n\n{text}\n", encoding="utf-8")
    return file


def pages(root: Path) -> list[str]:
    """The names of the articles' pages of the one day that is used here."""
    return sorted(page.name for page in (root / "site/2021/03/05").glob("*.html") if page.name != "index.html")


def found(root: Path) -> dict[str, Problem]:
    """The problems of a build, by path."""
    return {problem.path: problem for problem in run_build(root).problems}


def test_a_record_may_end_in_any_of_the_usual_letters(tmp_path: Path) -> None:
    """`.md` and `.markdown`, in either case, are records to the build and to the import."""
    for name in ("a.md", "b.MD", "c.markdown", "d.Markdown"):
        record(tmp_path, name, name[0])
    assert found(tmp_path) == {}
    assert pages(tmp_path) == ["a.html", "b.html", "c.html", "d.html"]


def test_a_record_of_a_seed_may_be_given_the_longer_ending(tmp_path: Path) -> None:
    """It is still the seed's record, so the article is not published twice."""
    (tmp_path / "seeds").mkdir()
    text = "Seal delays the ferry\nMar 05, 2021 10:20 Asia/Jakarta\n\nIt slept on the stage.\n\nNobody woke it.\n"
    (tmp_path / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    run_build(tmp_path)
    (made,) = (tmp_path / "content").rglob("*.md")
    made.rename(made.with_suffix(".markdown"))
    assert found(tmp_path) == {}
    assert pages(tmp_path) == ["seal-delays-the-ferry.html"]
    assert not list((tmp_path / "content").rglob("*.md"))


def test_files_that_are_no_records_are_counted(tmp_path: Path) -> None:
    """One word for all of them; hidden ones are nobody's."""
    record(tmp_path, "a.md", "A")
    record(tmp_path, "b.mdx", "B")
    assert "content/b.mdx" in found(tmp_path)["content"].what
    for name in ("c.txt", "d.jpg", "e", ".f"):
        record(tmp_path, f"sub/{name}", "C")
    (problem,) = found(tmp_path).values()
    assert (problem.path, problem.severity) == ("content", Severity.WARNING)
    assert problem.what == "4 files are no records: content/b.mdx, content/sub/c.txt, content/sub/d.jpg …"
    assert pages(tmp_path) == ["a.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_records_is_passed_over(tmp_path: Path) -> None:
    """It would never end; so it is not read, by the build or by the import."""
    record(tmp_path, "a.md", "A")
    os.mkfifo(tmp_path / "content" / "x.md")
    import_seeds(tmp_path, Config())
    assert found(tmp_path)["content/x.md"].severity is Severity.WARNING
    assert pages(tmp_path) == ["a.html"]


def _refused(place: str) -> OSError:
    return PermissionError(13, "Permission denied", place)


def test_a_folder_that_cannot_be_listed_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is built; the place is named from the archive's root."""
    record(tmp_path, "a.md", "A")
    record(tmp_path, "sub/b.md", "B")
    look = os.scandir

    def scandir(place: str) -> Any:  # noqa: ANN401 - the standard library's own iterator
        if str(place).rstrip("/").endswith("sub"):
            raise _refused(place)
        return look(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert {path: problem.severity for path, problem in found(tmp_path).items()} == {"content/sub": Severity.ERROR}
    assert pages(tmp_path) == ["a.html"]


def test_looking_without_a_list_of_problems_raises_what_cannot_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody publishes a folder of which a part was not seen."""

    def scandir(place: str) -> Iterator[os.DirEntry[str]]:
        raise _refused(place)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(PermissionError):
        list(files.walk(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    """A file, a folder that cannot be listed, and a folder whose files cannot be looked at."""
    record(tmp_path, "a.md", "A")
    places = {
        record(tmp_path, "b.md", "B"): 0,
        record(tmp_path, "c/c.md", "C").parent: 0,
        record(tmp_path, "d/d.md", "D").parent: 0o444,
    }
    for place, mode in places.items():
        place.chmod(mode)
    try:
        problems = found(tmp_path)
    finally:
        for place in places:
            place.chmod(0o755)
    assert sorted(problems) == ["content/b.md", "content/c", "content/d/d.md"]
    assert {problem.kind for problem in problems.values()} == {"unreadable"}
    assert pages(tmp_path) == ["a.html"]


@pytest.mark.parametrize(
    "alias",
    [
        *("/feed.xml", "/feed.json", "/robots.txt", "/sitemap.xml", "/opensearch.xml", "/CNAME", "/404.html", "/ABOUT.html"),
        *("/.nojekyll", "/.news-archive", "/old/.git/x.html", "/index.html", "/tags/x.html", "/../x.html", "https://a.example/x"),
        *(f"/{'x' * 300}.html", f"/{'é' * 130}.html", f"/{'x/' * 600}", "/old.html/x.html", "/old.htm/"[:-1] + "/x"),
    ],
)
def test_an_alias_that_cannot_be_a_file_is_left_out(tmp_path: Path, alias: str) -> None:
    """A problem at its record that says why; that record's other aliases, and all else, are built."""
    record(tmp_path, "a.md", "A", f'aliases: ["{alias}", "/old.html", "/old.htm", "/2019/older/"]\n')
    record(tmp_path, "b.md", "B")
    (problem,) = run_build(tmp_path).problems
    assert (problem.path, problem.field, problem.severity) == ("content/a.md", "aliases", Severity.WARNING)
    assert len(str(problem)) < 300
    assert pages(tmp_path) == ["a.html", "b.html"]
    for old in ("old.html", "old.htm", "2019/older/index.html"):
        assert "a.html" in (tmp_path / "site" / old).read_text(encoding="utf-8")


def test_what_a_page_does_not_show_is_said_with_its_line(tmp_path: Path) -> None:
    """One warning for each kind, in each build."""
    record(tmp_path, "a.md", "A", text="One.\n\n![a](https://a.example/b.png)\n\n<script>x</script>\n\n<script>y</script>")
    for _ in range(2):
        assert [(p.path, p.line, p.kind) for p in run_build(tmp_path).problems] == [
            ("content/a.md", 8, "left-out"),
            ("content/a.md", 10, "left-out"),
        ]


def test_a_record_without_text_is_named(tmp_path: Path) -> None:
    """Its page is empty; one with a lede or a caption is not, and a draft has no page."""
    record(tmp_path, "a.md", "A", text="")
    record(tmp_path, "b.md", "B", "summary: It was late.\n", text="")
    record(tmp_path, "c.md", "C", "captions: [The ferry]\n", text="")
    record(tmp_path, "d.md", "D", "draft: true\n", text="")
    for _ in range(2):
        assert {path: (problem.kind, problem.severity) for path, problem in found(tmp_path).items()} == {
            "content/a.md": ("no-text", Severity.WARNING)
        }
