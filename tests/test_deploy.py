"""Publishing to a git branch, with real git and a real (bare, local) other side."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from builder.build import Options, build
from builder.deploy import MARK, STATE, Published, Target, built, deploy
from builder.output import state_path
from builder.problems import BuildError
from builder.progress import Progress

SITE = {
    "index.html": "<h1>Harbour news</h1>",
    ".nojekyll": "",
    "2024/06/30/نسیم-دریا.html": "<p>Sea breeze</p>",
    "tags/harbour/index.html": "<p>Two articles</p>",
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints, run in `folder`."""
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout.strip()


@dataclass
class Archive:
    """An archive in a git repository whose remote `origin` is a bare repository."""

    root: Path
    remote: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Build the site: exactly these files."""
        shutil.rmtree(self.root / "site", ignore_errors=True)
        for path, text in files.items():
            target = self.root / "site" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")

    def publish(self, target: Target | None = None) -> Published:
        """Publish what was written."""
        site = self.root / "site"
        files = [str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()]
        return deploy(self.root, site, files, target or Target(), Progress.silent())

    def published(self, branch: str = "gh-pages") -> dict[str, str]:
        """What stands on the branch: path → content."""
        names = git(self.remote, "ls-tree", "-rz", "--name-only", branch).split("\0")
        return {name: git(self.remote, "show", f"{branch}:{name}") for name in names if name}

    def commits(self, branch: str = "gh-pages") -> int:
        """How many commits the branch holds."""
        return int(git(self.remote, "rev-list", "--count", branch))

    def somebody_pushes(self, files: Mapping[str, str], branch: str = "gh-pages", start: str = "gh-pages") -> None:
        """Somebody else puts files on the branch."""
        clone = self.root.parent / "somebody"
        shutil.rmtree(clone, ignore_errors=True)
        git(self.root.parent, "clone", "-q", str(self.remote), str(clone))
        git(clone, "checkout", "-q", *([start] if start else ["--orphan", branch]))
        for path, text in files.items():
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            (clone / path).write_text(text)
        git(clone, "add", "-A")
        git(clone, "commit", "-q", "-m", "By hand")
        git(clone, "push", "-q", "origin", f"HEAD:{branch}")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with a built site and one commit of its own; git knows nobody's settings but the test's."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ada Example\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    made = Archive(tmp_path / "archive", tmp_path / "remote.git")
    made.root.mkdir()
    git(tmp_path, "init", "-q", "--bare", str(made.remote))
    git(made.root, "init", "-q")
    git(made.root, "remote", "add", "origin", str(made.remote))
    (made.root / ".gitignore").write_text("/site/\n/.builder/\n*.html\n")
    git(made.root, "add", ".gitignore")
    git(made.root, "commit", "-q", "-m", "Start")
    made.write(SITE)
    return made


def test_first_publication_makes_the_branch(archive: Archive) -> None:
    """The branch holds the site and nothing else, whatever .gitignore says, in one commit by the user."""
    result = archive.publish()
    assert archive.published() == SITE
    assert archive.commits() == 1
    assert result.commit == git(archive.remote, "rev-parse", "gh-pages")
    assert result.added == tuple(sorted(SITE))
    assert git(archive.remote, "log", "-1", "--format=%an <%ae>|%s|%b", "gh-pages") == (
        f"Ada Example <ada@example.org>|Publish the archive|{MARK}"
    )


def test_later_publication_is_one_commit_on_top(archive: Archive) -> None:
    """What was added, changed and removed is said, and is all that the new commit differs in."""
    archive.publish()
    site = {**SITE, "index.html": "<h1>New</h1>", "feed.xml": "<feed/>"}
    del site["tags/harbour/index.html"]
    archive.write(site)
    result = archive.publish()
    assert (result.added, result.changed, result.removed) == (("feed.xml",), ("index.html",), ("tags/harbour/index.html",))
    assert archive.published() == site
    assert archive.commits() == 2


def test_nothing_to_publish_pushes_nothing(archive: Archive) -> None:
    """The same site again makes no commit."""
    archive.publish()
    result = archive.publish()
    assert not result.is_needed
    assert not result.commit
    assert archive.commits() == 1


def test_dry_run_says_what_would_change_and_pushes_nothing(archive: Archive) -> None:
    """With --dry-run the other side stays as it is, before the first publication and later."""
    assert archive.publish(Target(dry_run=True)).added == tuple(sorted(SITE))
    assert not git(archive.remote, "branch", "--list")
    archive.publish()
    archive.write({**SITE, "index.html": "new"})
    assert archive.publish(Target(dry_run=True)).changed == ("index.html",)
    assert archive.published() == SITE


def test_users_repository_is_not_touched(archive: Archive) -> None:
    """HEAD, index, branches, objects and work tree of the archive's own repository are the same before and after."""

    def state() -> list[str]:
        return [
            git(archive.root, "rev-parse", "HEAD"),
            git(archive.root, "for-each-ref"),
            git(archive.root, "status", "--porcelain"),
            git(archive.root, "count-objects", "-v"),
            git(archive.root, "ls-files", "--stage", "--debug"),
        ]

    (archive.root / "draft.txt").write_text("not committed yet")
    before = state()
    archive.publish()
    assert state() == before


def test_bytes_are_published_as_built(archive: Archive) -> None:
    """Line-end conversion, attributes and hooks of the user change nothing."""
    attributes, hooks = archive.root.parent / "attributes", archive.root.parent / "hooks"
    attributes.write_text("* text=auto eol=crlf\n")
    hooks.mkdir()
    (hooks / "pre-push").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-push").chmod(0o755)
    for key, value in (("core.autocrlf", "true"), ("core.attributesFile", str(attributes)), ("core.hooksPath", str(hooks))):
        git(archive.root, "config", "--global", key, value)
    (archive.root / "site" / "citation.ris").write_bytes(b"TY  - NEWS\r\nER  - \r\n")
    archive.publish()
    shown = subprocess.run(
        ["git", "-C", str(archive.remote), "cat-file", "blob", "gh-pages:citation.ris"], check=True, capture_output=True
    )
    assert shown.stdout == b"TY  - NEWS\r\nER  - \r\n"


def test_files_of_others_on_the_branch_stay(archive: Archive) -> None:
    """A CNAME made in the host's settings outlives every publication; nothing of the site is mistaken for it."""
    archive.publish()
    archive.somebody_pushes({"CNAME": "news.example.org"})
    archive.write({**SITE, "feed.xml": "<feed/>"})
    assert archive.publish().kept == ("CNAME",)
    archive.write(SITE)
    result = archive.publish()
    assert result.removed == ("feed.xml",)
    assert archive.published() == {**SITE, "CNAME": "news.example.org"}
    assert archive.commits() == 4


def test_another_machine_knows_what_was_published(archive: Archive) -> None:
    """Without the state of the last time, after somebody's commit, ours are still told from theirs by the history alone."""
    archive.publish()
    archive.somebody_pushes({"CNAME": "news.example.org"})
    shutil.rmtree(archive.root / STATE)
    del (site := dict(SITE))["tags/harbour/index.html"]
    archive.write(site)
    result = archive.publish()
    assert result.removed == ("tags/harbour/index.html",)
    assert archive.published() == {**site, "CNAME": "news.example.org"}


def test_a_page_changed_on_the_branch_is_replaced_and_said(archive: Archive) -> None:
    """The site's own version wins, the other stays in the history, and a warning tells."""
    archive.publish()
    archive.somebody_pushes({"index.html": "edited in the browser"})
    result = archive.publish()
    assert archive.published() == SITE
    (problem,) = result.problems
    assert str(problem) == (
        "index.html: warning: somebody else changed this file on the branch gh-pages; the site's own is published in its place "
        "(make such changes in static/ or templates/; theirs stays in the history)"
    )


def test_a_file_of_others_in_the_place_of_a_folder_gives_way(archive: Archive) -> None:
    """A file called like one of the site's folders cannot stand beside it."""
    archive.somebody_pushes({"tags": "a file", "README.md": "# Hello"}, start="")
    result = archive.publish()
    assert result.kept == ("README.md",)
    assert archive.published() == {**SITE, "README.md": "# Hello"}


@pytest.mark.parametrize("source", ["archive.yaml", "news/archive.yaml", "content/a.md", "seeds/2024/a.txt"])
@pytest.mark.parametrize("dry_run", [True, False])
def test_the_branch_of_the_sources_is_refused(archive: Archive, source: str, *, dry_run: bool) -> None:
    """The site is not poured among the files that it is made from, however few, and the remedy is named."""
    archive.somebody_pushes({source: "mine", "README.md": "# Mine"}, branch="main", start="")
    with pytest.raises(BuildError) as caught:
        archive.publish(Target(branch="main", dry_run=dry_run))
    assert str(caught.value) == (
        f"error: the branch main holds the sources of an archive, such as {source}, and no published site "
        "(publish to a branch of its own: `builder deploy --branch gh-pages`)"
    )
    assert archive.published("main") == {source: "mine", "README.md": "# Mine"}
    archive.publish(Target(branch="gh-pages"))
    assert archive.published("gh-pages") == SITE


def test_sources_from_which_the_site_was_taken_out_again_are_refused_too(archive: Archive) -> None:
    """A publication in the history of a branch does not make it one of a site."""
    archive.publish(Target(branch="main"))
    archive.somebody_pushes({"archive.yaml": "title: Mine"}, branch="main", start="main")
    clone = archive.root.parent / "somebody"
    git(clone, "rm", "-q", *SITE)
    git(clone, "commit", "-q", "-m", "Take the site out of the sources")
    git(clone, "push", "-q", "origin", "HEAD:main")
    with pytest.raises(BuildError, match="the branch main holds the sources of an archive"):
        archive.publish(Target(branch="main"))


def test_a_branch_with_a_published_site_goes_on(archive: Archive) -> None:
    """Whatever others put beside the site there, and whatever they call it."""
    archive.publish()
    archive.somebody_pushes({"archive.yaml": "theirs", "content": "a file"})
    archive.write({**SITE, "feed.xml": "<feed/>"})
    assert archive.publish().kept == ("archive.yaml", "content")
    archive.write(SITE)
    assert archive.publish().removed == ("feed.xml",)


def test_a_branch_of_other_sources_is_refused(archive: Archive) -> None:
    """A branch with many files of others is surely the wrong one."""
    archive.somebody_pushes({f"src/{n}.py": "pass" for n in range(60)}, branch="main", start="")
    with pytest.raises(BuildError, match=r"the branch main holds 60 files that this program did not publish, such as src/0\.py"):
        archive.publish(Target(branch="main"))
    assert archive.commits("main") == 1


def test_a_branch_that_moves_on_during_the_push_is_followed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between our look at the branch and our push somebody else pushes: their commit stays, ours comes on top."""
    archive.publish()
    archive.somebody_pushes({"CNAME": "news.example.org"}, branch="theirs")
    real = shutil.which("git")
    folder = archive.root.parent / "bin"
    folder.mkdir()
    (folder / "git").write_text(
        f'#!/bin/sh\nif [ "$1" = push ]; then {real} --git-dir={archive.remote} update-ref refs/heads/gh-pages theirs; fi\n'
        f'exec {real} "$@"\n'
    )
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    archive.write({**SITE, "feed.xml": "<feed/>"})
    result = archive.publish()
    assert result.kept == ("CNAME",)
    assert archive.published() == {**SITE, "feed.xml": "<feed/>", "CNAME": "news.example.org"}
    assert archive.commits() == 3


def test_works_outside_any_repository(archive: Archive) -> None:
    """With an address for --remote the archive itself need not be in git."""
    shutil.rmtree(archive.root / ".git")
    archive.publish(Target(remote=archive.remote.as_uri(), branch="pages", message="Hello\n\nworld"))
    assert archive.published("pages") == SITE
    assert git(archive.remote, "log", "-1", "--format=%s|%b", "pages") == f"Hello|world\n\n{MARK}"


def test_a_remote_in_a_folder_nearby(archive: Archive) -> None:
    """A relative address is meant from the top of the archive's repository, wherever below it the archive is."""
    git(archive.root, "remote", "set-url", "origin", "../remote.git")
    inner = archive.root / "news"
    inner.mkdir()
    site = archive.root / "site"
    deploy(inner, site, ["index.html"], Target(), Progress.silent())
    assert archive.published() == {"index.html": SITE["index.html"]}


def test_an_unknown_user_gets_a_neutral_name(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without user.name publishes all the same, and SOURCE_DATE_EPOCH sets the date."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    archive.publish()
    shown = git(archive.remote, "log", "-1", "--format=%cn|%an|%at|%ct", "gh-pages")
    assert shown == "News archive builder|News archive builder|1700000000|1700000000"


def test_every_date_can_be_set(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the first second of 1970, which git by itself takes for something else; what is no number is said to be none."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    archive.publish()
    assert git(archive.remote, "log", "-1", "--format=%at|%ct", "gh-pages") == "0|0"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BuildError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        archive.publish()


def test_inside_a_git_hook_the_right_repository_is_used(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIT_DIR and its like, as hooks set them, do not lead astray."""
    monkeypatch.setenv("GIT_DIR", str(archive.root.parent / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(archive.root.parent / "no-index"))
    archive.publish()
    monkeypatch.delenv("GIT_DIR")
    assert archive.published() == SITE


@pytest.mark.parametrize(
    ("target", "what", "hint"),
    [
        (Target(remote="upstream"), "there is no git remote called 'upstream' here", "git remote add upstream <address>"),
        (Target(remote="./nowhere/at/all"), "does not appear to be a git repository", "check the address"),
    ],
)
def test_an_other_side_that_cannot_be_reached(archive: Archive, target: Target, what: str, hint: str) -> None:
    """The message says what is wrong and what to do."""
    with pytest.raises(BuildError) as caught:
        archive.publish(target)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert hint in problem.hint


@pytest.mark.parametrize("dry_run", [True, False])
def test_settings_run_no_programs(archive: Archive, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool) -> None:
    """A remote that git would take for one of its options is refused, wherever in the settings it comes from."""
    monkeypatch.chdir(archive.root)
    option = "--upload-pack=touch pwned;a/b"
    with pytest.raises(BuildError, match="'--upload-pack=touch pwned;a/b' is no place to publish to"):
        archive.publish(Target(remote=option, dry_run=dry_run))
    git(archive.root, "remote", "set-url", "origin", "--", option)
    with pytest.raises(BuildError):
        archive.publish(Target(dry_run=dry_run))
    assert not [path for path in archive.root.rglob("*") if "pwned" in path.name]


@pytest.mark.parametrize("name", ["-f", "--force", "HEAD", "@", "refs/heads/x", "a b", "a..b", "", "a.lock", "x\ny"])
def test_what_is_no_branch_is_refused(archive: Archive, name: str) -> None:
    """Before anything is done, with the name and what would be one."""
    with pytest.raises(BuildError, match=r"is no name for a branch \(a name such as gh-pages"):
        archive.publish(Target(branch=name))
    assert not git(archive.remote, "for-each-ref")


def test_a_refused_push_is_said_with_the_other_sides_words(archive: Archive) -> None:
    """A hook of the other side that declines is an error, with what it said, and not tried again."""
    hook = archive.remote / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho 'only on Mondays'\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(BuildError, match="remote: only on Mondays"):
        archive.publish()


def test_passwords_in_addresses_are_not_shown(archive: Archive) -> None:
    """An address may hold a token; messages do not."""
    with pytest.raises(BuildError) as caught:
        archive.publish(replace(Target(), remote="https://ada:secret@host.invalid/archive.git"))
    assert "secret" not in str(caught.value)
    assert "host.invalid" in str(caught.value)


def test_without_git_the_remedy_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """No git on the machine: say so."""
    monkeypatch.setenv("PATH", str(archive.root))
    with pytest.raises(BuildError, match="git is not installed"):
        archive.publish()


def test_nothing_built_is_refused(archive: Archive) -> None:
    """There must be a site."""
    with pytest.raises(BuildError, match="run `build` first"):
        deploy(archive.root, archive.root / "site", [], Target(), Progress.silent())


# ---- what is published -------------------------------------------------------------------------------------------------


def test_what_the_last_build_made_is_published(tmp_path: Path) -> None:
    """The files of its manifest, and none that somebody put beside them."""
    root = _archive(tmp_path)
    (root / "site" / "thesis.txt").write_text("mine")
    files = built(root, root / "site")
    assert {"index.html", "2024/01/02/a.html", ".nojekyll"} <= set(files)
    assert "thesis.txt" not in files
    assert built(root, root / "elsewhere") == []


def test_a_site_that_is_not_as_built_is_refused(tmp_path: Path) -> None:
    """A page edited by hand, or deleted."""
    root = _archive(tmp_path)
    (root / "site" / "index.html").write_text("edited")
    with pytest.raises(BuildError, match=r"site/index\.html: error: is not as the last build wrote it"):
        built(root, root / "site")


def test_a_build_that_was_broken_off_is_refused(tmp_path: Path) -> None:
    """What it left is half old, half new: it must be finished first."""
    root = _archive(tmp_path)
    with contextlib.closing(sqlite3.connect(state_path(root, root / "site"))) as db, db:
        db.execute("INSERT INTO journal SELECT *, 'write' FROM page LIMIT 1")
    with pytest.raises(BuildError, match="the last build was broken off"):
        built(root, root / "site")


def _archive(root: Path) -> Path:
    """A built archive of one article."""
    (root / "content").mkdir()
    (root / "content" / "a.md").write_text('---\ntitle: "A"\ntimestamp: "2024-01-02"\n---\n\nText.\n')
    build(Options(root=root, jobs=1), Progress.silent())
    return root
