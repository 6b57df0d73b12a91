"""A look at a folder gives its files by path, and tells them from what was known of them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builder import files
from builder.files import Seen
from builder.problems import Problem

PATHS = st.sets(st.text("ab-./é1", min_size=1, max_size=3), max_size=8).map(sorted)


def make(root: Path, *paths: str) -> Path:
    """A folder with files."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")
    return root


def test_files_come_by_path(tmp_path: Path) -> None:
    """In the order of whole paths, as a database sorts them: a name with a hyphen stands before what is in a folder."""
    root = make(tmp_path, "b.md", "a/z.md", "a-1.md", "a/b/c.md", "a0.md", "é/x.md", "a/é.md", ".hidden/x.md", "a/.x")
    shown = [seen.path for seen in files.walk(root)]
    assert shown == ["a-1.md", "a/b/c.md", "a/z.md", "a/é.md", "a0.md", "b.md", "é/x.md"]
    assert [seen.path for seen in files.walk(root, hidden=True)] == sorted([*shown, ".hidden/x.md", "a/.x"])
    assert [seen.path for seen in files.walk(root, "a")] == ["a/b/c.md", "a/z.md", "a/é.md"]
    assert list(files.walk(root, "nowhere")) == []


def test_a_file_is_seen_with_its_size_and_times(tmp_path: Path) -> None:
    """They are those that the system gives."""
    stat = (make(tmp_path, "a.md") / "a.md").stat()
    assert list(files.walk(tmp_path)) == [Seen("a.md", 4, stat.st_mtime_ns, stat.st_ctime_ns)]


def test_links_are_followed_inside_only(tmp_path: Path) -> None:
    """A link to a file of the archive is that file; any other is passed over, and said."""
    root = make(tmp_path / "root", "a.md", "folder/b.md")
    outside = make(tmp_path / "outside", "c.md")
    (root / "in.md").symlink_to(root / "a.md")
    (root / "out.md").symlink_to(outside / "c.md")
    (root / "folder2").symlink_to(root / "folder")
    odd: list[Problem] = []
    assert [seen.path for seen in files.walk(root, odd=odd)] == ["a.md", "folder/b.md", "in.md"]
    assert sorted(problem.path for problem in odd) == ["folder2", "out.md"]


def test_whether_there_is_anything(tmp_path: Path) -> None:
    """A folder holds something if a file lies anywhere below it; what is hidden does not count."""
    assert not files.holds_any(tmp_path / "nowhere")
    assert not files.holds_any(make(tmp_path, "a/.keep").joinpath("a"))
    (tmp_path / "a/empty").mkdir()
    assert not files.holds_any(tmp_path / "a")
    assert files.holds_any(make(tmp_path, "a/b/c.md").joinpath("a"))


@given(PATHS, PATHS)
def test_files_stand_beside_what_is_known_of_them(seen: list[str], known: list[str]) -> None:
    """Each path of either side once, in order, with its partner if it has one."""
    rows = [(path, "row") for path in known]
    pairs = list(files.beside((Seen(path, 0, 0, 0) for path in seen), rows))
    assert [file.path if file else row[0] if row else None for file, row in pairs] == sorted({*seen, *known})
    assert [file.path for file, _ in pairs if file] == seen
    assert [row[0] for _, row in pairs if row] == known
    assert all(file.path == row[0] for file, row in pairs if file and row)
    assert sum(1 for file, row in pairs if file and row) == len({*seen} & {*known})


def test_the_first_difference_of_two_folders(tmp_path: Path) -> None:
    """A file that is missing, too many or changed; a hidden one of somebody's own is none."""
    one = make(tmp_path / "one", "a.html", "b/c.html", ".nojekyll")
    other = make(tmp_path / "other", "a.html", "b/c.html", ".nojekyll", ".git/HEAD", "b/.DS_Store")
    assert files.first_difference(one, other) == ""
    (other / "b/c.html").write_text("b/d.html", encoding="utf-8")
    assert files.first_difference(one, other) == "b/c.html differs from byte 2 on"
    make(other, "b/new.html")
    assert files.first_difference(one, other) == "b/c.html differs from byte 2 on", "it is the first by path, whatever its kind"
    make(other, "b/a.html")
    assert files.first_difference(one, other) == "b/a.html is too many"
    (other / ".nojekyll").unlink()
    assert files.first_difference(one, other) == ".nojekyll is missing"
