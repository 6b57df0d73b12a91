"""Nothing of others is touched, nothing is ever half, and what goes wrong is said."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import record, run_build, tree

from builder import deploy, output, state, trees
from builder.problems import BuildError

Make = Callable[..., Path]


def test_a_folder_with_files_of_others_is_refused(archive: Make) -> None:
    """Somebody's folder is left as it is, to the byte."""
    root = archive({"content/a.md": record("A"), "site/holiday.jpg": "mine"})
    with pytest.raises(BuildError, match="holds files that this program did not write; nothing was touched"):
        run_build(root)
    assert tree(root / "site") == {"holiday.jpg": b"mine"}


@pytest.mark.parametrize(
    ("folder", "how"),
    [
        (".", "is the archive itself"),
        ("content", "is the archive's own"),
        ("seeds", "is the archive's own"),
        ("content/2024/x", "lies inside content/"),
        ("templates/site", "lies inside templates/"),
        ("..", "holds the archive itself"),
    ],
)
def test_the_archive_itself_is_no_output(archive: Make, folder: str, how: str) -> None:
    """The output cannot be the archive, in a source folder of it, or above it; the folder is named as it was typed."""
    root = archive({"content/a.md": record("A")})
    with pytest.raises(BuildError) as refused:
        run_build(root, output=root / folder)
    assert refused.value.problems[-1].what == f"{root / folder} {how}, not a place for its output"
    assert tree(root / "content").keys() == {"a.md"}


def test_files_that_a_person_adds_to_the_site_stay(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the whole tree is swapped."""
    monkeypatch.setattr(output, "FEW", 20)
    root = archive({"content/a.md": record("A")})
    run_build(root)
    (root / "site/CNAME").write_text("example.org", encoding="utf-8")
    (root / "site/.git").mkdir()
    (root / "site/.git/HEAD").write_text("ref", encoding="utf-8")
    for number in range(output.FEW):
        (root / f"content/{number}.md").write_text(record(f"T{number}"), encoding="utf-8")
    run_build(root)
    assert (root / "site/CNAME").read_text(encoding="utf-8") == "example.org"
    assert (root / "site/.git/HEAD").read_text(encoding="utf-8") == "ref"


def test_damage_is_found_by_a_build_that_looks(archive: Make) -> None:
    """One that does not takes the output to be as it was left, as long as it is there at all."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    (root / "site/about.html").write_text("spoilt", encoding="utf-8")
    assert run_build(root, look=False).changed == 0
    assert [path for path, _ in run_build(root).written] == ["about.html"]
    shutil.rmtree(root / "site")
    assert run_build(root, look=False).changed > 1


def with_a_file_in_the_way(archive: Make) -> tuple[Path, Path]:
    """An archive, built, with a new article at whose place a person put a file; and that file."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    theirs = root / "site/2024/05/06/b.html"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", encoding="utf-8")
    (root / "content/b.md").write_text(record("B", "2024-05-06"), encoding="utf-8")
    return root, theirs


def test_a_persons_file_in_the_way_is_not_overwritten(archive: Make) -> None:
    """A page that would land on it is left out and reported."""
    root, theirs = with_a_file_in_the_way(archive)
    result = run_build(root)
    assert theirs.read_text(encoding="utf-8") == "mine"
    assert [problem.path for problem in result.problems] == ["site/2024/05/06/b.html"]


def test_what_is_left_out_is_made_when_its_place_is_free(archive: Make) -> None:
    """Until then it is reported by every build."""
    root, theirs = with_a_file_in_the_way(archive)
    for _ in range(2):
        assert [problem.path for problem in run_build(root).problems] == ["site/2024/05/06/b.html"]
    theirs.unlink()
    assert list(run_build(root).problems) == []
    assert b"<h1" in theirs.read_bytes()


def test_no_file_of_a_person_is_lost_in_a_swap(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one that stands where a page is to be, nor a link, nor an empty folder."""
    monkeypatch.setattr(output, "FEW", 1)
    root = archive({"content/a.md": record("A"), "content/c.md": record("C")})
    run_build(root)
    theirs = root / "site/2024/05/06/b.html"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", encoding="utf-8")
    (root / "site/refs").mkdir()
    (root / "site/link").symlink_to("/nowhere/at/all")
    (root / "content/b.md").write_text(record("B", "2024-05-06"), encoding="utf-8")
    (root / "content/c.md").write_text(record("D"), encoding="utf-8")
    assert [problem.path for problem in run_build(root).problems] == ["site/2024/05/06/b.html"]
    assert theirs.read_text(encoding="utf-8") == "mine"
    assert (root / "site/refs").is_dir()
    assert (root / "site/link").is_symlink()


@pytest.mark.parametrize("few", [0, output.FEW], ids=["swapped", "file by file"])
def test_a_file_becomes_a_folder_and_a_folder_a_file(archive: Make, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Of our own, either way, and back."""
    monkeypatch.setattr(output, "FEW", few)
    root = archive({"content/a.md": record("A"), "static/fonts": "1"})
    run_build(root)
    for folder in (True, False):
        shutil.rmtree(root / "static")
        (root / "static" / ("fonts" if folder else "")).mkdir(parents=True)
        (root / "static" / ("fonts/a.css" if folder else "fonts")).write_text("2", encoding="utf-8")
        assert list(run_build(root).problems) == []
        assert (root / "site/static/fonts").is_dir() == folder
        assert run_build(root, verify=True).changed == 0


@pytest.mark.parametrize("after", range(5))
def test_killed_while_a_file_becomes_a_folder(archive: Make, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """After any number of its steps: what is done again comes to the same, and a file is never lost."""
    root = archive({"content/a.md": record("A"), "static/one": "1", "static/two/a": "2"})
    run_build(root)
    shutil.rmtree(root / "static")
    (root / "static/one").mkdir(parents=True)
    (root / "static/one/a").write_text("1", encoding="utf-8")
    (root / "static/two").write_text("2", encoding="utf-8")
    steps = iter(range(after))

    def die_after_some(step: Callable[..., None]) -> Callable[..., None]:
        def act(*paths: Path) -> None:
            if next(steps, None) is None:
                raise KeyboardInterrupt
            step(*paths)

        return act

    with monkeypatch.context() as patch:
        patch.setattr(trees, "put", die_after_some(trees.put))
        patch.setattr(trees, "remove_file", die_after_some(trees.remove_file))
        with contextlib.suppress(KeyboardInterrupt):
            run_build(root)
    run_build(root)
    assert run_build(root, verify=True).changed == 0
    assert tree(root / "site/static").items() >= {"one/a": b"1", "two": b"2"}.items()


@pytest.mark.parametrize("lost", [False, True], ids=["known", "state lost"])
@pytest.mark.parametrize("theirs", ["site/about.html/mine.txt", "site/tags"])
def test_a_person_puts_a_folder_for_a_file_or_a_file_for_a_folder(archive: Make, theirs: str, *, lost: bool) -> None:
    """It stays as it is, and once it is moved away all is whole again; where the state was lost, a file is taken for ours."""
    root = archive({"content/a.md": record("A", tags="[B, C]"), "content/b.md": record("B", tags="[B, C]")})
    run_build(root)
    before = tree(root / "site")
    top = root / "site" / Path(theirs).parts[1]
    shutil.rmtree(top) if top.is_dir() else top.unlink()
    (root / theirs).parent.mkdir(exist_ok=True)
    (root / theirs).write_text("mine", encoding="utf-8")
    if lost:
        state.forget(root, root / "site")
    problems = list(run_build(root).problems)
    if not lost or theirs.endswith(".txt"):
        assert theirs in {problem.path for problem in problems}
        assert (root / theirs).read_text(encoding="utf-8") == "mine"
        shutil.rmtree(top) if top.is_dir() else top.unlink()
        run_build(root)
    assert tree(root / "site") == before


def test_a_clean_build_gets_out_of_what_cannot_be_finished(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build was killed, and then a person put a folder where its journal has a file: `--clean` makes everything anew."""
    root = archive({"content/a.md": record("A"), "static/one": "1"})
    run_build(root)
    (root / "static/two").write_text("2", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(trees, "put", fail(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            run_build(root)
    (root / "site/static/two").mkdir()
    (root / "site/static/two/mine").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match=r"cannot write to site/: .* `build --clean`"):
        run_build(root)
    assert "site/static/two/mine" in {problem.path for problem in run_build(root, clean=True).problems}
    shutil.rmtree(root / "site/static/two")
    run_build(root)
    assert (root / "site/static/two").read_text(encoding="utf-8") == "2"


@pytest.mark.parametrize("target", ["../www", "../not/there/yet"])
def test_an_output_that_is_a_link_is_followed(archive: Make, target: str) -> None:
    """The site is written where it leads, also where nothing is yet; the link stays."""
    root = archive({"content/a.md": record("A")})
    (root.parent / "www").mkdir()
    (root / "site").symlink_to(target)
    for _ in range(2):
        run_build(root, clean=True)
        assert (root / "site").readlink() == Path(target)
        assert (root / target / "index.html").is_file()
    assert sorted(path.name for path in root.iterdir()) == [".builder", "content", "site"]
    (root / "content/b.md").write_text(record("B"), encoding="utf-8")
    run_build(root)
    assert (root / target / "2024/01/02/b.html").is_file()


def test_a_link_to_the_archive_itself_is_no_output(archive: Make) -> None:
    """Wherever it stands."""
    root = archive({"content/a.md": record("A")})
    (root / "site").symlink_to("content")
    with pytest.raises(BuildError, match="is the archive's own"):
        run_build(root)


def test_an_output_on_another_disk(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can take the place of a folder at which a disk is mounted: its files are copied, each beside its place first."""
    root = archive({"content/a.md": record("A"), "content/b.md": record("B")})
    (root / "site").mkdir()
    rename, before = Path.replace, (root / "site").stat().st_ino

    def across(source: Path, target: Path) -> Path:
        if ".site.stage" in source.parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(source, target)

    monkeypatch.setattr(trees, "exchange", fail(OSError(errno.EBUSY, "Device or resource busy")))
    monkeypatch.setattr(Path, "replace", across)
    run_build(root)
    (root / "content/b.md").unlink()
    run_build(root, verify=True)
    assert (root / "site").stat().st_ino == before
    assert (root / "site/2024/01/02/a.html").is_file()
    assert run_build(root).changed == 0
    assert sorted(path.name for path in root.iterdir()) == [".builder", "content", "site"]


def fail(error: BaseException) -> Callable[..., None]:
    """A step that raises."""

    def act(*_: object) -> None:
        raise error

    return act


def test_a_lost_state_is_no_loss(archive: Make) -> None:
    """Without `.builder` the site is built again over the old one, which the marker shows to be ours."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    for path in (root / ".builder").glob("*.sqlite*"):
        path.unlink()
    run_build(root)
    assert tree(root / "site") == before


def test_a_damaged_state_is_built_anew(archive: Make) -> None:
    """A state file that is no database any more is replaced; until then nothing is published by it."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    path = output.state_path(root, root / "site")
    path.write_bytes(b"garbage" * 3000)
    with pytest.raises(BuildError, match=r"cannot use \.builder/: file is not a database"), state.locked(root):
        deploy.built(root, root / "site")
    run_build(root)
    assert tree(root / "site") == before
    assert deploy.built(root, root / "site")


def test_a_state_that_is_damaged_within(archive: Make) -> None:
    """What begins as a database and is spoilt behind that is said, with the remedy, and the remedy helps."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    path = output.state_path(root, root / "site")
    with contextlib.closing(sqlite3.connect(path)) as db:
        page = db.execute("PRAGMA page_size").fetchone()[0]
    data = path.read_bytes()
    path.write_bytes(data[:page] + b"garbage" * (len(data) // 7))
    with pytest.raises(BuildError, match=r"cannot use \.builder/: .*malformed.*delete \.builder/"):
        run_build(root)
    shutil.rmtree(root / ".builder")
    run_build(root)
    assert tree(root / "site") == before


@pytest.mark.parametrize("spoil", ["PRAGMA user_version = 7", "DROP TABLE tag; CREATE TABLE tag (x); PRAGMA user_version = 7"])
def test_a_state_of_another_version_is_built_anew(archive: Make, spoil: str) -> None:
    """Its tables may be others, or have other columns."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    with contextlib.closing(sqlite3.connect(output.state_path(root, root / "site"))) as db:
        db.executescript(spoil)
    run_build(root)
    assert tree(root / "site") == before
    assert run_build(root).changed == 0


def test_a_state_in_use_is_left_as_it_is(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that writes to it, such as a backup, stops a build that must; it is not taken for damaged."""
    root = archive({f"content/{name}.md": record(name) for name in "ab"})
    for path in (root / "content").iterdir():
        os.utime(path, (1, 1))  # so long ago that it need not be read again
    run_build(root)
    before = tree(root / "site")
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
    with contextlib.closing(sqlite3.connect(output.state_path(root, root / "site"))) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run_build(root).changed == 0  # nothing is to be done, so nothing is written
        (root / "content/b.md").unlink()
        with pytest.raises(BuildError, match=r"cannot use \.builder/: database is locked .*wait"):
            run_build(root)
        assert tree(root / "site") == before
    assert "2024/01/02/b.html" in run_build(root).removed


def test_two_outputs_of_one_archive(archive: Make) -> None:
    """Each output has its own state, and neither build disturbs the other."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    run_build(root, output=root / "other", base_url="https://example.org/")
    first = tree(root / "site")
    (root / "content/b.md").write_text(record("B"), encoding="utf-8")
    run_build(root, output=root / "other", base_url="https://example.org/")
    assert tree(root / "site") == first
    run_build(root)
    assert (root / "site/2024/01/02/b.html").exists()
    assert tree(root / "site").keys() == tree(root / "other").keys()


def test_clean_removes_what_we_wrote_and_no_more(archive: Make) -> None:
    """The output, the state, and nothing else; a file of somebody's in the output stays, with its folder."""
    root = archive({"content/a.md": record("A"), "seeds/readme.md": "x"})
    run_build(root, seeds=False)
    (root / "site/tags/mine.txt").write_text("mine", encoding="utf-8")
    state.clean(root, root / "site")
    assert tree(root).keys() == {"content/a.md", "seeds/readme.md", "site/tags/mine.txt"}


def test_clean_leaves_what_other_outputs_need(archive: Make) -> None:
    """Each output is known until it is cleaned itself; with the last one goes all that builds remember."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    run_build(root, output=root / "public")
    state.clean(root, root / "site")
    assert {path.name for path in root.iterdir()} == {".builder", "content", "public"}
    state.clean(root, root / "public")
    assert tree(root).keys() == {"content/a.md"}


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: path.write_bytes(b"garbage" * 1000)])
def test_clean_says_where_it_does_not_know_what_is_ours(archive: Make, lose: Callable[[Path], object]) -> None:
    """The state was lost or spoilt: nothing is removed, and what to do is said."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    lose(output.state_path(root, root / "site"))
    with pytest.raises(BuildError, match=r"site/: error: holds a site, but .* is lost, .* \(.* delete the folder yourself\)"):
        state.clean(root, root / "site")
    assert tree(root / "site") == before


@pytest.mark.parametrize("other", [False, True], ids=["state lost", "output of another archive"])
def test_pages_that_nobody_made_are_named(archive: Make, *, other: bool) -> None:
    """They are left for a person, and said to be there: by the build that finds them, and by every one that is clean."""
    root = archive({f"content/{name}.md": record(name) for name in "abcdef"})
    run_build(root)
    (root / "site/.git").write_text("a person's own, which hosts need")
    for name in "bcdef":
        (root / f"content/{name}.md").unlink()
    if other:
        root = archive({"content/a.md": record("a")}, name="other")
    else:
        state.forget(root, root / "site")
    site = root.parent / "archive/site"
    for clean, said in ((False, 1), (False, 0), (True, 1)):
        problems = list(run_build(root, output=site, clean=clean).problems)
        assert len(problems) == said
    assert str(problems[0]).startswith(
        "site/: warning: holds files that are no part of the site: "
        "2024/01/02/b.html, 2024/01/02/c.html, 2024/01/02/d.html and 2 more ("
    )
    (problem,) = run_build(root, output=site, verify=True).problems
    assert problem.what.endswith("is too many")
    assert problem.hint.endswith("delete it, if nobody needs it")
    for name in "bcdef":
        (site / f"2024/01/02/{name}.html").unlink()
    assert list(run_build(root, output=site, clean=True).problems) == []


def test_a_lost_marker_is_made_again(archive: Make) -> None:
    """As long as the manifest knows any file of the folder; else it is somebody's folder, and not touched."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    (root / "site" / output.MARKER).unlink()
    assert [path for path, _ in run_build(root).written] == [output.MARKER]
    shutil.rmtree(root / "site")
    (root / "site").mkdir()
    (root / "site/index.html").write_text("mine")
    with pytest.raises(BuildError, match="nothing was touched"):
        run_build(root)
    assert tree(root / "site") == {"index.html": b"mine"}


def test_a_refused_output_leaves_everything_as_it_was(archive: Make) -> None:
    """No record is written, and no state."""
    root = archive({"seeds/a.txt": "A Title\n\nSome words.\n", "public/thesis.txt": "mine"})
    with pytest.raises(BuildError, match="nothing was touched"):
        run_build(root, output=root / "public")
    assert tree(root).keys() == {"seeds/a.txt", "public/thesis.txt"}


def test_a_build_at_work_keeps_others_out(archive: Make) -> None:
    """Two builds of one archive do not get in each other's way."""
    root = archive({"content/a.md": record("A")})
    with state.locked(root), pytest.raises(BuildError, match="another build"):
        run_build(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the two tests below hold for root too")
def test_no_permission_to_write(archive: Make) -> None:
    """A folder that cannot be written is one clear message."""
    root = archive({"content/a.md": record("A")})
    root.chmod(0o500)
    try:
        with pytest.raises(BuildError, match="cannot write"):
            run_build(root)
    finally:
        root.chmod(0o700)


def test_a_place_that_cannot_be_written(archive: Make) -> None:
    """An output below a file, where nobody may make a folder, root included, is one clear message, and nothing is touched."""
    root = archive({"content/a.md": record("A"), "notes.txt": "mine"})
    with pytest.raises(BuildError, match=r"cannot write to .*(permissions|space)"):
        run_build(root, output=root / "notes.txt" / "site")
    assert (root / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_state_that_cannot_be_written(archive: Make) -> None:
    """Where the state should lie stands a file: one clear message, and the file stays."""
    root = archive({"content/a.md": record("A"), ".builder": "mine"})
    with pytest.raises(BuildError, match=r"cannot write to \.builder/"):
        run_build(root)
    assert (root / ".builder").read_text(encoding="utf-8") == "mine"


def test_a_mistake_in_a_template_leaves_the_old_site(archive: Make) -> None:
    """The template and its line are named, and what was published stays."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    (root / "templates").mkdir()
    (root / "templates/article.html").write_text("<h1>\n{{ page.titel }}", encoding="utf-8")
    with pytest.raises(BuildError, match=r"templates/article.html:2: error: .*titel"):
        run_build(root)
    assert tree(root / "site") == before
    (root / "templates/article.html").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(BuildError, match=r"templates/article.html:1: error"):
        run_build(root)
    assert tree(root / "site") == before


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (b"<h1>\n{{ 1 / 0 }}", "templates/article.html:2: error: ZeroDivisionError: division by zero"),
        (b"{{ page.title + 1 }}", "templates/article.html:1: error: TypeError"),
        (b"{{ page.title | nosuch }}", "templates/article.html:1: error: No filter named 'nosuch'"),
        (b"{% include 'nowhere.html' %}", "templates/article.html:1: error: the template nowhere.html is not there"),
        (b"\xff\xfe", r"templates/article.html: error: is not UTF-8 text \(byte 0\)"),
    ],
)
def test_whatever_a_template_does_wrong_is_a_problem(archive: Make, template: bytes, problem: str) -> None:
    """It names the template, and its line where there is one; no traceback."""
    root = archive({"content/a.md": record("A"), "templates/article.html": template})
    with pytest.raises(BuildError, match=problem):
        run_build(root)


@pytest.mark.parametrize(
    ("words", "line", "what"), [("- x\n", 1, "holds no words"), ("home: [\n", 2, "is not valid YAML"), ("", 0, "")]
)
def test_words_that_are_none(archive: Make, words: str, line: int, what: str) -> None:
    """A file of words that cannot be read is named with its line; an empty one changes nothing."""
    root = archive({"content/a.md": record("A"), "templates/words/en.yaml": words})
    if what:
        with pytest.raises(BuildError, match=f"templates/words/en.yaml:{line}: error: {what}"):
            run_build(root)
    else:
        assert list(run_build(root).problems) == []


@pytest.mark.parametrize("path", ["templates/_head.html", "templates/words/en.yaml", "templates/parts/_head.html"])
def test_no_template_leads_out_of_the_archive(archive: Make, path: str) -> None:
    """A link to a file, or a folder, elsewhere on the machine is refused; one within the archive is as good as a file."""
    files = {"content/a.md": record("A"), "theme/_head.html": "<meta name=mine>", "theme/en.yaml": "home: {title: mine}"}
    root = archive(files)
    archive({"_head.html": "<meta name=secret>", "en.yaml": "home: {title: secret}"}, name="elsewhere")
    if "parts" in path:
        (root / "templates").mkdir()
        (root / "templates/article.html").write_text("{% include 'parts/_head.html' %}")
        (root / "templates/parts").symlink_to(root.parent / "elsewhere")
    else:
        (root / path).parent.mkdir(parents=True)
        (root / path).symlink_to(root.parent / "elsewhere" / Path(path).name)
    with pytest.raises(BuildError, match=rf"{path}: error: is a link to what is not in the archive, and is not followed"):
        run_build(root)
    assert not (root / "site").exists()
    if "parts" not in path:
        (root / path).unlink()
        (root / path).symlink_to(root / "theme" / Path(path).name)
        run_build(root)
        assert b"mine" in b"".join(tree(root / "site").values())


def test_static_files_are_published_or_named(archive: Make) -> None:
    """A link within the archive is as good as a file, `.well-known/` stands where hosts look; what is passed over is said so."""
    files = {"content/a.md": record("A"), "assets/logo.svg": "<svg/>", "static/.well-known/deep/.x": "1", "static/.DS_Store": ""}
    root = archive(files)
    archive({"secret": "secret"}, name="elsewhere")
    for name, target in (("logo.svg", "../assets/logo.svg"), ("out", "../../elsewhere/secret"), ("gone", "nowhere")):
        (root / "static" / name).symlink_to(target)
    Path(os.fsdecode(bytes(root / "static") + b"/caf\xe9.txt")).write_text("x")
    for _ in range(2):
        problems = list(run_build(root).problems)
        assert [(problem.path, problem.kind) for problem in problems] == [
            ("static/caf?.txt", "file-name"),
            ("static/gone", "no-file"),
            ("static/out", "link"),
        ]
    built = tree(root / "site")
    assert built["static/logo.svg"] == b"<svg/>"
    assert built[".well-known/deep/.x"] == b"1"
    assert not {"static/.DS_Store", "static/out", "static/gone"} & built.keys()
    shutil.rmtree(root / "static")
    run_build(root)
    assert not (root / "site/.well-known").exists()


def test_lists_in_lists_without_end(archive: Make) -> None:
    """Markdown that is nested deeper than can be read is named by its file."""
    root = archive({"content/a.md": record("A", body="1. " * 5000)})
    with pytest.raises(BuildError, match=re.escape("content/a.md: error: its lists or quotations are nested too deeply")):
        run_build(root)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("nav: Ways\n", "words/en.yaml:1: error: has at `nav` not what"),
        ("nav:\n  home:\n    - Home\n", "words/en.yaml:2: error: has at `nav.home` not what"),
        ("nav:\n  home: {a: b}\n", "words/en.yaml:2: error: has at `nav.home` not what"),
        ('home:\n  span: "from {frist}"\n', "words/en.yaml:2: error: nothing fills the blank {frist} of `home.span`"),
    ],
)
def test_words_that_fit_nowhere(archive: Make, words: str, problem: str) -> None:
    """Several where one text is wanted, one text where several are, or a blank that nothing fills."""
    root = archive({"content/a.md": record("A"), "content/b.md": record("B", "2025-01-01"), "templates/words/en.yaml": words})
    with pytest.raises(BuildError, match=re.escape(problem)):
        run_build(root)


def test_verify_finds_nothing(archive: Make) -> None:
    """`--verify` builds clean, elsewhere, compares, and leaves nothing behind."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    result = run_build(root, verify=True)
    assert list(result.problems) == []
    assert sorted(path.name for path in root.iterdir()) == [".builder", "content", "site"]


def test_pages_at_old_addresses(archive: Make) -> None:
    """An alias leads to the article; one that the site's own page has, or that leaves the site, is reported and not made."""
    root = archive({"content/a.md": record("A", aliases='["/old/a.html", "/about.html", "/../../evil.html"]')})
    result = run_build(root)
    assert "../2024/01/02/a.html" in (root / "site/old/a.html").read_text(encoding="utf-8")
    assert [problem.kind for problem in result.problems] == ["alias", "alias"]
    assert not (root.parent / "evil.html").exists()


def test_many_processes_write_the_same(archive: Make) -> None:
    """The number of workers changes no byte."""
    files = {f"content/{n}.md": record(f"T{n}", f"2024-01-{n % 28 + 1:02d}", f'["Tag {n % 40}"]') for n in range(300)}
    sites = []
    for jobs in (1, 2, 3):
        root = archive(files, name=str(jobs))
        run_build(root, jobs=jobs)
        sites.append(tree(root / "site"))
    assert sites[0] == sites[1] == sites[2]


def test_a_large_output_is_looked_at_in_a_process_of_its_own(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was changed or deleted in it is found and mended all the same."""
    root = archive({f"content/{n}.md": record(f"T{n}") for n in range(3)})
    run_build(root, jobs=2)
    before = tree(root / "site")
    (root / "site" / "index.html").write_text("mine")
    (root / "site" / "about.html").unlink()
    monkeypatch.setattr("builder.output.MANY", 3)
    run_build(root, jobs=2)
    assert tree(root / "site") == before
