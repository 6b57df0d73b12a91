"""Everything that can be known before publishing: are the records sound, do all links lead somewhere, will the host take it?

Only looks; changes nothing. Records and pages are read once, in parallel, a batch at a time, so an archive of any size is
checked in the memory of a small one. What is wrong with many pages in the same way is said once, with their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from builder import content, files, pagecheck, sync, themecheck
from builder.config import FILE_NAME, Config
from builder.hosts import HOSTS, limits
from builder.pagecheck import Fragment, Look
from builder.problems import Problem, Problems, warning
from builder.progress import Progress
from builder.work import Pool, batches

_BATCH = 200
_LONG_CAPTION = 500
_SHOWN = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What was looked at, and everything that was found."""

    records: int
    pages: int
    links: int
    files: int
    bytes: int
    problems: Problems = field(default_factory=Problems)


@dataclass(frozen=True, slots=True)
class Run:
    """What every part of a check needs; `problems` fill up as it goes.

    `base_url` is what the site was made for, where that is not what the settings say.
    """

    root: Path
    config: Config
    pool: Pool
    progress: Progress
    problems: Problems = field(default_factory=Problems)
    base_url: str = ""

    @property
    def address(self) -> str:
        """Where the site will be published, as far as is known."""
        return self.base_url or self.config.base_url


def check(run: Run, site: Path, host: str) -> Checked:
    """Check an archive and the site that was built from it in `site`, for a host named in `HOSTS`."""
    root, problems = run.root, run.problems
    problems.extend(_settings(replace(run.config, base_url=run.address)))
    problems.extend(themecheck.look(root))
    records = _check_records(run)
    published = sorted(files.walk(site, hidden=True))
    if not published:
        problems.add(Problem(kind="no-site", what="there is no built site to look at", hint="run `build` first"))
    problems.extend(limits(HOSTS[host], ((_shown(root, site, seen.path), seen.size) for seen in published)))
    pages = [seen.path for seen in published if seen.path.endswith(".html")]
    links = _check_pages(run, site, pages)
    total = sum(seen.size for seen in published)
    return Checked(records=records, pages=len(pages), links=links, files=len(published), bytes=total, problems=problems)


def _settings(config: Config) -> Iterator[Problem]:
    """Settings that a site can be built without, but should not be published without."""
    for name, what in (
        ("base_url", "is not set, so feeds, sitemap and canonical links cannot name full addresses"),
        ("description", "is not set, so search engines and feeds have nothing to say of the archive"),
        ("publisher", "is not set, so citations name no newspaper"),
    ):
        if not getattr(config, name):
            yield warning("setting", what, path=FILE_NAME, field=name, hint=f"write `{name}: …`")
    if config.title == Config().title:
        yield warning("setting", "is still the default", path=FILE_NAME, field="title", hint="give the archive its name")


# ---- records -----------------------------------------------------------------------------------------------------------


class _Facts(NamedTuple):
    """What a check of the whole needs of one record."""

    path: str
    wanted: str
    tags: tuple[str, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...] = ()


def _check_records(run: Run) -> int:
    """Check every record by itself, then what only shows in all of them together; gives their number."""
    odd: list[Problem] = []
    paths = sorted(seen.path for seen in sync.found(run.root, odd))
    run.problems.extend(odd)
    tags: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    first_with: dict[str, str] = {}
    first_at: dict[str, str] = {}
    tasks = ((run.root, run.config, batch) for batch in batches(paths, _BATCH))
    with run.progress.stage("Checking records", len(paths)) as stage:
        for batch in run.pool.run(_facts, tasks, what=lambda _, __, batch: f"checking {batch[0]} to {batch[-1]}"):
            for facts in batch:
                run.problems.extend(facts.problems)
                tags.update(facts.tags)
                unknown.update(facts.unknown)
                for key in facts.unknown:
                    first_with.setdefault(key, facts.path)
                if facts.wanted and (first := first_at.setdefault(facts.wanted.casefold(), facts.path)) != facts.path:
                    run.problems.add(_same_address(facts, first))
            stage.advance(len(batch))
    run.problems.extend(content.unknown_key(key, count, first_with[key]) for key, count in unknown.items())
    run.problems.extend(_rare_tags(tags, run.config.tags.minimum))
    return len(paths)


def _facts(root: Path, config: Config, paths: Sequence[str]) -> list[_Facts]:
    """The facts of some records; runs in a worker."""
    return [_record_facts(root, config, path) for path in paths]


def _record_facts(root: Path, config: Config, path: str) -> _Facts:
    try:
        raw = (root / path).read_bytes()
    except OSError as error:
        problem = Problem(kind="unreadable", what=f"cannot be read: {error.strerror}", path=path, hint="check its permissions")
        return _Facts(path, "", (), (problem,))
    entry = content.entry(raw, path, config)
    if entry.broken:
        return _Facts(path, "", (), entry.problems)
    problems = [*entry.problems, *_captions(raw, path)]
    if not entry.titled:
        problems.append(warning("no-title", "has no title; its opening words stand in for it", path=path, field="title"))
    if not entry.day and not any(problem.field == "timestamp" for problem in entry.problems):
        problems.append(warning("undated", "has no date that can be used", path=path, field="timestamp"))
    tags = tuple(name for _, name in entry.tags)
    return _Facts(path, "" if entry.draft else entry.wanted, tags, tuple(problems), entry.unknown)


def _captions(raw: bytes, path: str) -> Iterator[Problem]:
    record, _ = content.load(raw, path)
    for caption in record.captions:
        if len(caption) > _LONG_CAPTION:
            what = f"a caption has {len(caption):,} letters; it may be a paragraph"
            yield warning("caption", what, path=path, field="captions", hint="move it into the text if it is one")


def _same_address(facts: _Facts, other: str) -> Problem:
    what = f"asks for the same address as {other}: {facts.wanted}"
    return warning("same-address", what, path=facts.path, hint="give one of them another `slug`; until then this one gets a mark")


def _rare_tags(tags: Counter[str], minimum: int) -> Iterator[Problem]:
    """One word on the tags that have no page, so that misspelt ones are seen."""
    rare = sorted(tag for tag, count in tags.items() if count < minimum)
    if rare:
        shown = ", ".join(rare[:_SHOWN]) + (" …" if len(rare) > _SHOWN else "")
        what = f"{len(rare):,} of {len(tags):,} tags have fewer than {minimum} articles, so no page: {shown}"
        yield warning("rare-tags", what, hint="look for misspelt ones; `tags.aliases` joins spellings")


# ---- pages -------------------------------------------------------------------------------------------------------------


def _check_pages(run: Run, site: Path, pages: Sequence[str]) -> int:
    """Check every page of the built site; gives the number of links within it."""
    found: dict[str, Problem] = {}
    times: Counter[str] = Counter()
    places: dict[str, dict[str, Fragment]] = defaultdict(dict)
    links = 0
    tasks = ((site, run.address, batch) for batch in batches(pages, _BATCH))
    with run.progress.stage("Checking pages", len(pages)) as stage:
        for looks in run.pool.run(_looks, tasks, what=lambda _, __, batch: f"checking {batch[0]} to {batch[-1]}"):
            for look in looks:
                links += look.links
                _gather(found, times, look.problems)
                for link in look.fragments:
                    places[link.target].setdefault(link.name, link)
            stage.advance(len(looks))
    _gather(found, times, _broken_places(site, places))
    run.problems.extend(_once(found[what], times[what], _shown(run.root, site, found[what].path)) for what in found)
    return links


def _looks(site: Path, base_url: str, pages: Sequence[str]) -> list[Look]:
    """What is seen on some pages; runs in a worker."""
    return [pagecheck.look(site, page, base_url) for page in pages]


def _gather(found: dict[str, Problem], times: Counter[str], problems: Iterable[Problem]) -> None:
    """Keep the first of all problems that say the same of different pages, and count them."""
    for problem in problems:
        found.setdefault(problem.what, problem)
        times[problem.what] += 1


def _broken_places(site: Path, links: Mapping[str, Mapping[str, Fragment]]) -> Iterator[Problem]:
    """Links to a place on another page that has no such place; of many to the same one, the first."""
    for target, by_name in sorted(links.items()):
        places = pagecheck.ids(site, target)
        yield from (pagecheck.broken_fragment(link) for name, link in by_name.items() if name not in places)


def _once(problem: Problem, times: int, path: str) -> Problem:
    """A problem of one page, or of `times` pages, placed on the first."""
    what = problem.what if times == 1 else f"{problem.what} (so {times:,} times, here first)"
    return replace(problem, what=what, path=path)


def _shown(root: Path, site: Path, path: str) -> str:
    """The path of a built file as people see it from the archive's folder."""
    folder = site.relative_to(root) if site.is_relative_to(root) else Path(site.name)
    return f"{folder.as_posix()}/{path}"
