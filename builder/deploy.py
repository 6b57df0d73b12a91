"""Publishes the built site to a branch of a git repository, as GitHub Pages and its like serve it.

All work happens in a repository of our own, ``.builder/deploy.git``, whose work tree is the output folder: the user's work
tree, index, branches and HEAD are never touched. Its index remembers what was published, so that only what changed is read
again, and a push sends only what the other side lacks.

History on the branch is never rewritten: each publication is one commit on top of whatever stands there; where somebody else
moved the branch meanwhile, the commit is made anew on the new tip. As everywhere, only files that this program wrote are
replaced or removed: files that others put on the branch (a README, a CNAME made in the host's settings) stay, and are named
in the commit message, so that the next publication knows them again.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote_to_bytes

from builder import config, state
from builder.git import Git, GitFailedError, address_of, author, expect_branch, reach_settings
from builder.output import Output, damaged, state_path
from builder.problems import BuildError, Problem, warning
from builder.progress import Progress

STATE = ".builder/deploy.git"
"""The repository that publishes, under the archive's root; deleting it loses nothing but time."""

MARK = "Published-by: news-archive-builder"
"""The line of a commit message that tells our commits from those of others."""

_MESSAGE = "Publish the archive"
_KEPT = "Kept: "
_MAX_KEPT = 50
_SOURCES = ("content", "seeds")
_OTHER_BRANCH = "publish to a branch of its own: `builder deploy --branch gh-pages`"
_TRIES = 3
_TIP = "refs/heads/published"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where to publish: `remote` is the name of a remote of the archive's own repository, or the address of any other.

    `message` is the commit's; empty stands for the default. With `dry_run` nothing is pushed.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str = ""
    dry_run: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """What a publication did, or with `dry_run` would do; paths are relative to the site, sorted.

    `commit` is empty where nothing was pushed. `kept` are files of others on the branch, which stay.
    """

    branch: str
    commit: str = ""
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_needed(self) -> bool:
        """Whether the branch does not already hold this very site."""
        return bool(self.added or self.changed or self.removed)


def deploy(root: Path, site: Path, files: Collection[str], target: Target, progress: Progress) -> Published:
    """Publish `files` (relative paths) of the folder `site` for the archive in `root`.

    Raises BuildError where it cannot be done: nothing built, no git, no such remote, no permission, a branch that holds sources
    or is full of other people's files. Nothing has been pushed then.
    """
    if not files:
        raise BuildError(Problem(kind="deploy", what="there is no site to publish", hint="run `build` first"))
    try:
        return _Publication(root, site, target, progress).run(files)
    except GitFailedError as error:
        raise BuildError(error.problem()) from error


def built(root: Path, site: Path) -> list[str]:
    """The files of `site` that the last build made; raises BuildError where there is no whole site as it was built."""
    path = state_path(root, site)
    if not path.is_file():
        return []
    made_with = state.made_with(root, site)
    if made_with and made_with.drafts:
        what = f"the site was built with --drafts, and holds drafts that are not to be published: {made_with.drafts:,}"
        raise BuildError(Problem(kind="deploy", what=what, hint="run `build` without --drafts first"))
    with contextlib.closing(sqlite3.connect(path)) as db:
        folder = Output(db, site).folder
        if db.execute("SELECT 1 FROM journal LIMIT 1").fetchone():
            raise BuildError(Problem(kind="deploy", what="the last build was broken off", hint="run `build` to finish it"))
        for changed, _ in damaged(db, folder):
            what = "is not as the last build wrote it"
            raise BuildError(Problem(kind="deploy", what=what, path=f"{site.name}/{changed}", hint="run `build` to mend it"))
        return [file for (file,) in db.execute("SELECT path FROM page ORDER BY path")]


class _Publication:
    """One run of `deploy`."""

    def __init__(self, root: Path, site: Path, target: Target, progress: Progress) -> None:
        expect_branch(target.branch)
        self.url = address_of(root, target.remote)
        self.git = Git(root / STATE, site, reach_settings(root))
        self.author = author(root)
        self.target = target
        self.progress = progress

    def run(self, files: Collection[str]) -> Published:
        with self.progress.stage("Collecting files"):
            site = self._site_tree(files)
        for _ in range(_TRIES):
            with self.progress.stage("Comparing with what is published"):
                tip = self._fetch()
                tree, plan = self._plan(tip, site)
            if self.target.dry_run or not plan.is_needed:
                return plan
            commit = self._commit(tree, tip, plan.kept)
            with self.progress.stage("Pushing"):
                if self._push(commit, tip):
                    return replace(plan, commit=commit)
        what = f"the branch {self.target.branch} moved on {_TRIES} times while this was being published"
        raise BuildError(Problem(kind="deploy", what=what, hint="somebody else is publishing; try again when they are done"))

    def _site_tree(self, files: Collection[str]) -> str:
        """The tree of the site's files and no others; the index tells git which of them it has read before."""
        stale = set(self.git.lines("ls-files", "-z")).difference(files)
        self.git("update-index", "--force-remove", "-z", "--stdin", feed=sorted(stale))
        self.git("update-index", "--add", "-z", "--stdin", feed=sorted(files))
        return self.git("write-tree").strip()

    def _fetch(self) -> str:
        """The branch's newest commit, now also in our repository; empty where there is no such branch yet."""
        tip = self._remote_tip()
        if tip and not self._holds(tip):
            self.git("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.url, f"+{tip}:{_TIP}")
        return tip

    def _remote_tip(self) -> str:
        return self.git("ls-remote", "--", self.url, self._ref).partition("\t")[0].strip()

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.target.branch}"

    def _holds(self, commit: str) -> bool:
        try:
            self.git("cat-file", "-e", f"{commit}^{{commit}}")
        except GitFailedError:
            return False
        return True

    def _plan(self, tip: str, site: str) -> tuple[str, Published]:
        """The tree to publish, and how it differs from the branch's."""
        if not tip:
            return site, Published(branch=self.target.branch, added=tuple(self.git.lines("ls-tree", "-rz", "--name-only", site)))
        ours, now, new = self._ours(tip), self._tree(tip), self._tree(site)
        if ours.keys().isdisjoint(now):
            self._refuse_sources(now)
        kept = _beside(set(now) - set(ours), new)
        self._refuse_crowd(kept)
        tree = self._with_kept(site, {path: now[path] for path in kept}) if kept else site
        lost = [path for path in new if path in now and now[path] not in (new[path], ours.get(path))]
        added, changed, removed = self._difference(tip, tree)
        plan = Published(
            branch=self.target.branch,
            added=added,
            changed=changed,
            removed=removed,
            kept=tuple(sorted(kept)),
            problems=tuple(map(self._replaced, sorted(lost))),
        )
        return tree, plan

    def _ours(self, tip: str) -> dict[str, str]:
        """What this program published last, up to `tip`: path → the entry's mode, kind and digest."""
        last = self._last_of_ours(tip)
        if not last and self.git("rev-parse", "--is-shallow-repository").strip() == "true":
            self.git("fetch", "--quiet", "--no-tags", "--unshallow", self.url, self._ref)
            last = self._last_of_ours(tip)
        if not last:
            return {}
        message = self.git("log", "-1", "--format=%B", last)
        kept = {
            os.fsdecode(unquote_to_bytes(line.removeprefix(_KEPT))) for line in message.splitlines() if line.startswith(_KEPT)
        }
        return {path: entry for path, entry in self._tree(last).items() if path not in kept}

    def _last_of_ours(self, tip: str) -> str:
        return self.git("log", "-1", "--format=%H", "--fixed-strings", f"--grep={MARK}", tip).strip()

    def _tree(self, commit: str) -> dict[str, str]:
        entries = (line.partition("\t") for line in self.git.lines("ls-tree", "-rz", commit))
        return {path: entry for entry, _, path in entries}

    def _refuse_sources(self, now: Iterable[str]) -> None:
        """Whoever names the branch of their sources by mistake is told, before the site stands among them."""
        if sources := sorted(filter(_is_source, now)):
            what = f"the branch {self.target.branch} holds the sources of an archive, such as {sources[0]}, and no published site"
            raise BuildError(Problem(kind="deploy", what=what, hint=_OTHER_BRANCH))

    def _refuse_crowd(self, kept: Collection[str]) -> None:
        """The same for other sources than an archive's."""
        if len(kept) > _MAX_KEPT:
            what = (
                f"the branch {self.target.branch} holds {len(kept)} files that this program did not publish, such as {min(kept)}"
            )
            raise BuildError(Problem(kind="deploy", what=what, hint=_OTHER_BRANCH))

    def _with_kept(self, site: str, kept: dict[str, str]) -> str:
        """The site's tree with the files of others beside it, made in an index of its own."""
        index = {"GIT_INDEX_FILE": self.git("rev-parse", "--git-path", "index-with-kept").strip()}
        self.git("read-tree", site, env=index)
        self.git("update-index", "-z", "--index-info", feed=(f"{entry}\t{path}" for path, entry in kept.items()), env=index)
        return self.git("write-tree", env=index).strip()

    def _difference(self, tip: str, tree: str) -> tuple[tuple[str, ...], ...]:
        """Paths that are added, changed and removed."""
        words = self.git.lines("diff-tree", "-r", "-z", "--no-renames", "--name-status", tip, tree)
        pairs = sorted(zip(words[1::2], words[::2], strict=True))
        return tuple(tuple(path for path, status in pairs if status in wanted) for wanted in ("A", "MT", "D"))

    def _replaced(self, path: str) -> Problem:
        what = f"somebody else changed this file on the branch {self.target.branch}; the site's own is published in its place"
        return warning("deploy", what, path=path, hint="make such changes in static/ or templates/; theirs stays in the history")

    def _commit(self, tree: str, tip: str, kept: Iterable[str]) -> str:
        kept_lines = [f"{_KEPT}{quote(os.fsencode(path))}" for path in kept]
        message = "\n".join([self.target.message.strip() or _MESSAGE, "", MARK, *kept_lines])
        parent = ["-p", tip] if tip else []
        commit = self.git("commit-tree", tree, *parent, "-m", message, env=self.author).strip()
        self.git("update-ref", _TIP, commit)
        return commit

    def _push(self, commit: str, tip: str) -> bool:
        """Whether the commit is on the branch now; False where the branch is no longer at `tip`."""
        try:
            self.git("push", "--quiet", "--", self.url, f"{commit}:{self._ref}")
        except GitFailedError:
            if self._remote_tip() == tip:
                raise
            return False
        return True


def _is_source(path: str) -> bool:
    """Whether a file on a branch is one that an archive is made from; the archive may lie in a folder of the repository."""
    parts = PurePosixPath(path).parts
    return parts[-1] == config.FILE_NAME or (parts[0] in _SOURCES and len(parts) > 1)


def _beside(foreign: Iterable[str], site: Collection[str]) -> set[str]:
    """The files of others that can stand beside the site's: not at the same path, nor a file where the site has a folder."""
    folders = {str(parent) for path in site for parent in PurePosixPath(path).parents}
    return {
        path
        for path in foreign
        if path not in site and path not in folders and not any(str(parent) in site for parent in PurePosixPath(path).parents)
    }
