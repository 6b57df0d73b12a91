"""Runs git for `deploy`, and turns what it says when it fails into a problem that a person can act on.

Only real git is used, as a program. Whatever the user's environment or settings hold that could change what is published
(hooks, line-end conversion, filters, variables of a repository that happens to be current) is shut out; whatever is needed to
reach the other side (proxies, credentials, rewritten addresses) is let through. git never asks: it fails, and we say why.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.problems import BuildError, Problem

_OWN_SETTINGS = {
    "core.attributesFile": os.devnull,  # no filter, no line-end conversion: the branch holds the very bytes that were built
    "core.autocrlf": "false",
    "core.checkStat": "minimal",  # a build may link unchanged files into a new tree: only size and time of change count
    "core.fileMode": "false",  # files are files, whatever the disk says of their modes
    "core.hooksPath": os.devnull,
    "core.looseCompression": "1",
    "gc.auto": "0",
    "push.gpgSign": "false",
    "commit.gpgSign": "false",
}
_LOCAL = re.compile(r"GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX)$")
_REACH = r"^(http|credential|url)\.|^core\.sshcommand$"
_SECRET = re.compile(r"(?<=://)[^/@\s]+@")

_LOG_IN = "log in first (https: `gh auth login` or a credential helper; ssh: a key in your agent), and ask for the right to write"
_REMEDIES = (
    (r"could not read (Username|Password)|Authentication failed|Permission denied|Access denied|403|not authorized", _LOG_IN),
    (r"Could not resolve host|unable to access|timed out|Connection refused", "check the address and your connection"),
    (r"not appear to be a git|[Rr]epository .*not found|does not exist", "check the address; create the repository if need be"),
    (r"\.lock': File exists", "another publication is running, or one was killed: delete .builder/deploy.git and try again"),
    (r"No space left|disk quota", "free some space on the disk and try again"),
    (r"protected branch|hook declined", "the other side refuses changes of this branch: allow them, or take another --branch"),
)


class GitFailedError(Exception):
    """git could not do what it was asked to; `said` is what it wrote about it."""

    def __init__(self, command: str, said: str) -> None:
        """`command` is git's verb (`push`)."""
        super().__init__(f"git {command}: {said}")
        self.command = command
        self.said = said

    def problem(self) -> Problem:
        """What happened and the remedy, without any password that an address may hold."""
        said = _SECRET.sub("", self.said.strip())
        hint = next((remedy for pattern, remedy in _REMEDIES if re.search(pattern, said)), "")
        telling = [line.strip() for line in said.splitlines() if line.startswith(("fatal:", "error:", "remote:"))]
        return Problem(
            kind="git", what=f"git {self.command} failed: {'; '.join(telling) or said or 'no reason given'}", hint=hint
        )


class Git:
    """One repository, with a work tree that is not its own; every method raises GitFailedError where git fails."""

    def __init__(self, folder: Path, work_tree: Path, reach: Mapping[str, str] | None = None) -> None:
        """Work in the bare repository `folder`, made if it is not there; `reach` are settings for reaching other sides."""
        folder, self._work_tree = folder.absolute(), work_tree.absolute()
        self._environment = environment({**(reach or {}), **_OWN_SETTINGS}) | {"GIT_DIR": str(folder)}
        if not (folder / "HEAD").exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            run("init", "--quiet", "--bare", "--template=", str(folder), env=environment({}))

    def __call__(self, *arguments: str, feed: Iterable[str] = (), env: Mapping[str, str] | None = None) -> str:
        """Run git on the repository, with NUL-ended lines of `feed` on its standard input; gives what it printed."""
        stdin = b"".join(os.fsencode(line) + b"\0" for line in feed)
        where = {"GIT_WORK_TREE": str(self._work_tree)}
        return run(*arguments, stdin=stdin, env=self._environment | where | dict(env or {}), cwd=self._work_tree)

    def lines(self, *arguments: str) -> list[str]:
        """Run git and give the NUL-ended lines that it printed."""
        return [line for line in self(*arguments).split("\0") if line]


def run(*arguments: str, env: Mapping[str, str], stdin: bytes = b"", cwd: Path | None = None) -> str:
    """Run git; gives its standard output, raises GitFailedError where it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], input=stdin, env=env, cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607 - git as the user has it on the PATH
    except FileNotFoundError as error:
        hint = "install git (https://git-scm.com/downloads, or `apt install git`)"
        raise BuildError(Problem(kind="git", what="git is not installed", hint=hint)) from error
    if done.returncode:
        raise GitFailedError(arguments[0] if arguments[0] != "-C" else arguments[2], os.fsdecode(done.stderr))
    return os.fsdecode(done.stdout)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The user's environment, freed of what points git to some repository, in English, unable to ask, and with `settings`."""
    env = {name: value for name, value in os.environ.items() if not _LOCAL.match(name)}
    env |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS": "", "GCM_INTERACTIVE": "never"}
    env.setdefault("GIT_ASKPASS", "")
    env.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
    start = int(env.get("GIT_CONFIG_COUNT") or 0)
    for number, (key, value) in enumerate(settings.items(), start):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return env | {"GIT_CONFIG_COUNT": str(start + len(settings))}


def reach_settings(root: Path) -> dict[str, str]:
    """Settings of the archive's own repository, if it is in one, that say how to reach other sides."""
    try:
        found = run("-C", str(root), "config", "--local", "--includes", "-z", "--get-regexp", _REACH, env=environment({}))
    except GitFailedError:
        return {}
    pairs = (entry.partition("\n") for entry in found.split("\0") if entry)
    return {key: value for key, _, value in pairs}


def address_of(root: Path, remote: str) -> str:
    """Where to push to: `remote` as a remote of the repository around `root`, else as an address or folder of its own."""
    if remote.startswith("-"):  # git would take it for an option, and some of its options run programs
        hint = "name a remote, or write the address of a repository"
        raise BuildError(Problem(kind="git", what=f"{remote!r} is no place to publish to", hint=hint))
    env = environment({})
    try:
        address = run("-C", str(root), "remote", "get-url", "--push", "--", remote, env=env).strip()
    except GitFailedError as error:
        if Path(remote).is_dir():
            return str(Path(remote).resolve())
        if "/" in remote or ":" in remote:
            return remote
        hint = f"add one with `git remote add {remote} <address>`, or say where to: `builder deploy --remote <address>`"
        what = f"there is no git remote called {remote!r} here"
        raise BuildError(Problem(kind="git", what=what, hint=hint)) from error
    nearby = Path(run("-C", str(root), "rev-parse", "--show-toplevel", env=env).rstrip("\n"), address)
    return str(nearby) if nearby.is_dir() else address


def expect_branch(name: str) -> None:
    """Raise BuildError where a branch cannot have this name, or nobody would mean one by it."""
    is_fit = not name.startswith(("-", "refs/")) and name not in {"HEAD", "@"}
    try:
        run("check-ref-format", f"refs/heads/{name}" if is_fit else "", env=environment({}))
    except GitFailedError as error:
        hint = "a name such as gh-pages: letters and digits, no blanks, no `-` at the beginning"
        raise BuildError(Problem(kind="git", what=f"{name!r} is no name for a branch", hint=hint)) from error


def author(root: Path) -> dict[str, str]:
    """Who commits: the user as git knows them, else a neutral name; the date is SOURCE_DATE_EPOCH where that is set."""
    identity: dict[str, str] = {}
    for field, key, neutral in (("NAME", "user.name", "News archive builder"), ("EMAIL", "user.email", "builder@localhost")):
        try:
            value = run("-C", str(root), "config", key, env=environment({})).strip()
        except GitFailedError:
            value = ""
        identity |= {f"GIT_{role}_{field}": value or neutral for role in ("AUTHOR", "COMMITTER")}
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        hint = "give it the seconds since 1970, such as 1719717900, or unset it"
        raise BuildError(Problem(kind="git", what=f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds", hint=hint))
    if epoch:
        identity |= {f"GIT_{role}_DATE": f"@{epoch} +0000" for role in ("AUTHOR", "COMMITTER")}
    return identity
