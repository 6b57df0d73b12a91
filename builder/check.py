"""Everything that can be known before publishing: are the records sound, do all links lead somewhere, will the host take it?

Only looks; changes nothing. Records and pages are read once, in parallel, a batch at a time, so an archive of any size is
checked in the memory of a small one. What is wrong with many pages in the same way is said once, with their number.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from builder import content, files, pagecheck, state, sync, themecheck
from builder.config import FILE_NAME, Config, is_unread
from builder.files import Seen
from builder.hosts import HOSTS, limits
from builder.pagecheck import Fragment, Look
from builder.problems import Problem, Problems, warning
from builder.progress import Progress
from builder.work import Pool, batches

_BATCH = 200
_LONG_CAPTION = 500
_SHOWN = 8
_FEW = 3


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
    """What every part of a check needs; `problems` fill up as it goes, and hold from the start what the settings' file is about.

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
    if not is_unread(problems):
        problems.extend(_settings(replace(run.config, base_url=run.address)))
    problems.extend(themecheck.look(root, run.config.language))
    sums, links = _Sums(), 0
    with contextlib.closing(_Together()) as together:
        records = _check_records(run, together)
        if state.has_marker(site):
            sizes = ((_shown(root, site, seen.path), seen.size) for seen in sums.of(_published(site)))
            problems.extend(limits(HOSTS[host], sizes))
            links = _check_pages(run, site, sums.pages, together)
        else:
            what, hint = f"there is no built site in {site}", "run `build` first, or say where the site is with --output"
            problems.add(Problem(kind="no-site", what=what, hint=hint))
    return Checked(records=records, pages=sums.pages, links=links, files=sums.files, bytes=sums.bytes, problems=problems)


@dataclass(slots=True)
class _Sums:
    """How many files there are, how many of them are pages, and their bytes."""

    files: int = 0
    pages: int = 0
    bytes: int = 0

    def of(self, published: Iterable[Seen]) -> Iterator[Seen]:
        """The files, counted as they pass by."""
        for seen in published:
            self.files += 1
            self.pages += _is_page(seen)
            self.bytes += seen.size
            yield seen


def _published(site: Path) -> Iterator[Seen]:
    """The files of a site, by path: looked at once more rather than kept, since there can be millions."""
    return files.walk(site, hidden=True)


def _is_page(seen: Seen) -> bool:
    return seen.path.endswith(".html")


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


def _check_records(run: Run, together: _Together) -> int:
    """Check every record by itself, then what only shows in all of them together; gives their number."""
    odd: list[Problem] = []
    count = sum(1 for _ in sync.found(run.root, odd))
    run.problems.extend(odd)
    paths = (seen.path for seen in sync.found(run.root, []))
    tasks = ((run.root, run.config, batch) for batch in batches(paths, _BATCH))
    with run.progress.stage("Checking records", count) as stage:
        for batch in run.pool.run(_facts, tasks, what=lambda _, __, batch: f"checking {batch[0]} to {batch[-1]}"):
            for facts in batch:
                run.problems.extend(facts.problems)
                run.problems.extend(together.take(facts))
            stage.advance(len(batch))
        run.problems.extend(together.found(run.config.tags.minimum))
    return count


_TOGETHER = """
CREATE TABLE address (wanted TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tag (name TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE unknown (key TEXT PRIMARY KEY, total INTEGER NOT NULL, path TEXT NOT NULL) WITHOUT ROWID;
"""


class _Together:
    """What only shows in all records together; kept in a file without a name, since there can be millions."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.executescript(_TOGETHER)

    def take(self, facts: _Facts) -> Iterator[Problem]:
        """Take down the facts of one record; a problem where an earlier one asks for the same address."""
        wanted = facts.wanted.casefold()
        if wanted and not self._db.execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (wanted, facts.path)).rowcount:
            yield _same_address(facts, *self._db.execute("SELECT path FROM address WHERE wanted = ?", (wanted,)).fetchone())
        tags = "INSERT INTO tag VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET total = total + 1"
        self._db.executemany(tags, ((name,) for name in facts.tags))
        unknown = "INSERT INTO unknown VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE SET total = total + 1"
        self._db.executemany(unknown, ((key, facts.path) for key in facts.unknown))

    def found(self, minimum: int) -> Iterator[Problem]:
        """What shows when all are taken down; `minimum` is how many articles a tag with a page has."""
        for row in self._db.execute("SELECT key, total, path FROM unknown"):
            yield content.unknown_key(*row)
        total, rare = self._db.execute("SELECT count(*), coalesce(sum(total < ?), 0) FROM tag", (minimum,)).fetchone()
        first = self._db.execute("SELECT name FROM tag WHERE total < ? ORDER BY name LIMIT ?", (minimum, _SHOWN))
        if rare:
            yield _rare_tags(rare, total, minimum, [name for (name,) in first])

    def record(self, page: str) -> str:
        """The record of an article's page; empty for any other, and for one that has a mark in its address."""
        row = self._db.execute("SELECT path FROM address WHERE wanted = ?", (page.casefold(),)).fetchone()
        return str(row[0]) if row else ""

    def close(self) -> None:
        """The file goes."""
        self._db.close()


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


def _rare_tags(rare: int, total: int, minimum: int, first: Sequence[str]) -> Problem:
    """One word on the tags that have no page, so that misspelt ones are seen."""
    shown = ", ".join(first) + (" …" if rare > len(first) else "")
    what = f"{rare:,} of {total:,} tags have fewer than {minimum} articles, so no page: {shown}"
    return warning("rare-tags", what, hint="look for misspelt ones; `tags.aliases` joins spellings")


# ---- pages -------------------------------------------------------------------------------------------------------------


def _check_pages(run: Run, site: Path, count: int, together: _Together) -> int:
    """Check every page of the built site, of which there are `count`; gives the number of links within it."""
    found: dict[str, _Slip] = {}
    times: Counter[str] = Counter()
    places: dict[str, dict[str, tuple[Fragment, frozenset[int] | None]]] = defaultdict(dict)
    links = 0
    pages = (seen.path for seen in _published(site) if _is_page(seen))
    tasks = ((site, run.address, batch) for batch in batches(pages, _BATCH))
    with run.progress.stage("Checking pages", count) as stage:
        for looks in run.pool.run(_looks, tasks, what=lambda _, __, batch: f"checking {batch[0]} to {batch[-1]}"):
            for look in looks:
                links += look.links
                _gather(found, times, (_Slip(problem, look.own) for problem in look.problems))
                for link in look.fragments:
                    places[link.target].setdefault(link.name, (link, look.own))
            stage.advance(len(looks))
    _gather(found, times, _broken_places(site, places))
    templates = _own_templates(run.root)
    for what, slip in found.items():
        problem = slip.mended(together.record(slip.problem.path), templates, times[what])
        run.problems.add(_once(problem, times[what], _shown(run.root, site, problem.path)))
    return links


class _Slip(NamedTuple):
    """A problem of a page, and the lines there of what the article brings along, if they are known."""

    problem: Problem
    own: frozenset[int] | None

    def mended(self, record: str, templates: str, times: int) -> Problem:
        """The problem with where to mend it, since a page is written anew: in its record, or in the archive's own templates."""
        hint = self.problem.hint
        is_of_record = times == 1 if self.own is None else self.problem.line in self.own
        if not is_of_record:
            where = templates or ("" if hint else record)
        elif self.own is None and templates:
            where = " or ".join(filter(None, (record, templates)))
        else:
            where = record
        return replace(self.problem, hint=": ".join(filter(None, (where and f"mend it in {where}", hint))))


def _own_templates(root: Path) -> str:
    """The templates that are an archive's own, by name where they are few; empty where it has none."""
    names = sorted(path.relative_to(root).as_posix() for path in (root / "templates").rglob("*.html"))
    return " or ".join(names) if len(names) <= _FEW else "templates/"


def _looks(site: Path, base_url: str, pages: Sequence[str]) -> list[Look]:
    """What is seen on some pages; runs in a worker."""
    return [pagecheck.look(site, page, base_url) for page in pages]


def _gather(found: dict[str, _Slip], times: Counter[str], slips: Iterable[_Slip]) -> None:
    """Keep the first of all problems that say the same of different pages, and count them."""
    for slip in slips:
        found.setdefault(slip.problem.what, slip)
        times[slip.problem.what] += 1


def _broken_places(site: Path, links: Mapping[str, Mapping[str, tuple[Fragment, frozenset[int] | None]]]) -> Iterator[_Slip]:
    """Links to a place on another page that has no such place; of many to the same one, the first."""
    for target, by_name in sorted(links.items()):
        places = pagecheck.ids(site, target)
        broken = (found for name, found in by_name.items() if name not in places)
        yield from (_Slip(pagecheck.broken_fragment(link), own) for link, own in broken)


def _once(problem: Problem, times: int, path: str) -> Problem:
    """A problem of one page, or of `times` pages, placed on the first."""
    what = problem.what if times == 1 else f"{problem.what} (so {times:,} times, here first)"
    return replace(problem, what=what, path=path)


def _shown(root: Path, site: Path, path: str) -> str:
    """The path of a built file as people see it from the archive's folder."""
    folder = site.relative_to(root) if site.is_relative_to(root) else Path(site.name)
    return f"{folder.as_posix()}/{path}"
