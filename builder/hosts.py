"""What hosts of static sites accept, so that a limit is met at home and not in the middle of a publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.problems import Problem, warning

MB = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Host:
    """Limits of one host, in bytes and files; 0 where it has none. Past a `soft` limit it still serves, and complains."""

    title: str
    total: int = 0
    file: int = 0
    soft_file: int = 0
    files: int = 0


HOSTS = {
    "github-pages": Host(title="GitHub Pages", total=1024 * MB, file=100 * MB, soft_file=50 * MB),
    "gitlab-pages": Host(title="GitLab Pages", total=1024 * MB, files=200_000),
    "cloudflare-pages": Host(title="Cloudflare Pages", file=25 * MB, files=20_000),
    "own": Host(title="a server of your own"),
}
"""By the name that `builder check --host` takes."""

_NEAR = 0.8
_SMALLER = "publish fewer articles in one archive, or leave out its data files"


def limits(host: Host, sizes: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """What `host` would say to files of these paths and sizes (bytes)."""
    total = count = 0
    for path, size in sizes:
        total, count = total + size, count + 1
        if host.file and size > host.file:
            what = f"this file has {megabytes(size)}; {host.title} takes at most {megabytes(host.file)} a file"
            yield Problem(kind="host-limit", what=what, path=path, hint="split it or leave it out")
        elif host.soft_file and size > host.soft_file:
            what = f"this file has {megabytes(size)}; {host.title} advises at most {megabytes(host.soft_file)} a file"
            yield warning("host-limit", what, path=path, hint="split it or leave it out")
    yield from _whole(host, "bytes", total, host.total, megabytes)
    yield from _whole(host, "files", count, host.files, lambda n: f"{n:,} files")


def _whole(host: Host, unit: str, value: int, limit: int, shown: Callable[[int], str]) -> Iterator[Problem]:
    """The site as a whole against one limit: an error past it, a warning near it."""
    if not limit or value <= limit * _NEAR:
        return
    kind = f"host-{unit}"
    if value > limit:
        what = f"the site has {shown(value)}; {host.title} takes at most {shown(limit)}"
        yield Problem(kind=kind, what=what, hint=f"{_SMALLER}, or choose another host")
    else:
        yield warning(kind, f"the site has {shown(value)}, near the {shown(limit)} that {host.title} takes", hint=_SMALLER)


def megabytes(size: int) -> str:
    """A size for people: `12.3 MB` (of 1,048,576 bytes, as hosts count)."""
    return f"{size / MB:,.1f} MB"
