"""`seeds/` → `content/`, safely again and again.

An import reads the seeds that are new or changed, in as many processes as there are, and then settles them one by one in an
order that depends on their contents alone (`settling`). What it learns it remembers in a ledger, so that a seed that has not
changed is not even opened. It writes no record that a person edited and deletes none. ``docs/records.md`` says what
people can rely on.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from builder import __version__
from builder.config import Config
from builder.importing import holdings, spool
from builder.importing.ledger import Ledger, Seen
from builder.importing.outcome import ImportReport
from builder.importing.reading import Rules, Task, read_all
from builder.importing.scan import FOLDER, Found, prefixes, scan
from builder.importing.settling import Settling
from builder.importing.writing import Writing, write_all
from builder.problems import Problem, warning
from builder.progress import Progress, Stage
from builder.work import Pool, batches

__all__ = ["ImportReport", "import_seeds"]

CHUNK = 128
"""Seeds given out at a time: enough that handing them over costs little, few enough that all workers end together."""

RECORDS_AT_ONCE = 256
"""Records given out to be written; one takes a tenth of the time of reading a seed."""

_TICK_NS = 2_000_000_000
"""The coarsest clock of a file system (FAT): within it, a file can be written twice and show one time."""


def import_seeds(  # noqa: PLR0913 - each is a choice of the person who starts it
    root: Path,
    config: Config,
    *,
    paths: Sequence[Path] = (),
    update: bool = False,
    dry_run: bool = False,
    jobs: int | None = 1,
    pool: Pool | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import what is new in `seeds/`, or in those of its files and folders that `paths` name (relative to `root`, or absolute).

    `update` makes records again from seeds that changed, where nobody edited the record. `dry_run` does everything but
    write. Works in the processes of `pool`, or else in up to `jobs` of its own (None: one per processor). Raises BuildError
    where the archive cannot be written, where another import is at work in it, or where a worker dies.
    """
    rules = Rules.of(config)
    progress = progress or Progress.silent()
    places, problems = prefixes(root, paths) if paths else ([FOLDER], [])
    sure_until = time.time_ns() - _TICK_NS
    with (
        Ledger(root, f"{__version__} {rules.timezone}", keep=not dry_run) as ledger,
        spool.opened(root, keep=not dry_run) as waiting,
        _workers(pool, jobs) as workers,
    ):
        holdings.sync(root, ledger, workers, tidy=not dry_run)
        settling = Settling(root, ledger, update=update, sure_until=sure_until)
        settling.problems.extend(problems)
        _plan(root, ledger, places if (root / FOLDER).exists() else (), settling, update=update)
        with progress.stage("Reading seeds", ledger.inbox.planned()) as stage:
            tasks = ((str(root), chunk, rules, waiting) for chunk in batches(ledger.inbox.tasks(), CHUNK))
            _read(tasks, ledger, workers, stage)
        with progress.stage("Writing records", ledger.inbox.planned()) as stage:
            writings = _settled(settling, stage)
            for writing, why in _written(root, ledger, writings, workers) if not dry_run else _unwritten(writings):
                settling.unwritten(writing, why)
        vanished = _vanished(root, ledger, places)
        settling.problems.extend((*vanished, *_copies(ledger, places)))
        return _report(ledger, settling, len(vanished), dry_run=dry_run)


def _workers(pool: Pool | None, jobs: int | None) -> contextlib.AbstractContextManager[Pool]:
    """The caller's pool, which stays open, or one of our own."""
    return contextlib.nullcontext(pool) if pool else Pool(jobs)


def _plan(root: Path, ledger: Ledger, places: Sequence[str], settling: Settling, *, update: bool) -> None:
    """Put down which seeds are to be read; the others are counted as they stand."""
    gone: list[str] = []
    inbox = ledger.inbox
    for place in places:
        inbox.plan(_tasks(_pairs(scan(root, place), ledger.seen(place)), settling, gone, update=update))
    inbox.plan(_rivals(root, inbox.rivals()))
    holdings.unclaim(root, ledger)
    for path in gone:
        ledger.forget_seed(path)
        inbox.drop(path)
    for place in places:
        settling.stand(place)


def _tasks(
    pairs: Iterator[tuple[Found | Problem | None, Seen | None]],
    settling: Settling,
    gone: list[str],
    *,
    update: bool,
) -> Iterator[Task]:
    """The seeds that are new or were written since, and those that are gone, which are put into `gone` too."""
    for found, row in pairs:
        if isinstance(found, Problem):
            settling.problems.add(found)
        elif found is None and row:
            gone.append(row.path)
            yield Task(row.path, row.size, row.mtime_ns, seen="")
        elif found and (row is None or (update and row.status == "changed")):
            yield Task(*found, seen="")
        elif found and row and (row.size, row.mtime_ns) != (found.size, found.mtime_ns):
            yield Task(*found, seen=row.sha256)


def _rivals(root: Path, paths: Sequence[str]) -> Iterator[Task]:
    """Seeds that held the same article as one that changed or is gone: one of them may be that seed, moved, or a newcomer now."""
    for path in paths:
        with contextlib.suppress(OSError):  # it is gone as well
            found = (root / path).stat()
            yield Task(path, found.st_size, found.st_mtime_ns, seen="")


def _pairs(
    found: Iterator[Found | Problem], known: Iterator[Seen]
) -> Iterator[tuple[Found | Problem, Seen | None] | tuple[None, Seen]]:
    """What is there beside what is remembered of it; both are sorted by path, so neither is held in memory."""
    row = next(known, None)
    for item in found:
        while row and row.path < item.path:
            yield None, row
            row = next(known, None)
        if row and row.path == item.path and isinstance(item, Found):
            yield item, row
            row = next(known, None)
        else:
            yield item, None
    while row:
        yield None, row
        row = next(known, None)


def _read(tasks: Iterator[tuple[str, list[Task], Rules, str]], ledger: Ledger, workers: Pool, stage: Stage) -> None:
    """Read what is planned, in chunks; the ledger takes in what comes of it."""
    for readings in workers.run(read_all, tasks, what=lambda _, chunk, *__: f"reading {chunk[0].path} to {chunk[-1].path}"):
        ledger.inbox.take_in(readings)
        stage.advance(len(readings))


def _settled(settling: Settling, stage: Stage) -> Iterator[Writing]:
    """The records to write, as their seeds are settled."""
    for writing in settling.settle_all():
        stage.advance()
        if writing:
            yield writing


def _written(root: Path, ledger: Ledger, writings: Iterator[Writing], workers: Pool) -> Iterator[tuple[Writing, str]]:
    """Write records; gives those that could not be written, and why."""
    tasks = ((str(root), chunk) for chunk in batches(writings, RECORDS_AT_ONCE))
    results = workers.run(write_all, tasks, what=lambda _, chunk: f"writing {chunk[0].path} to {chunk[-1].path}")
    for stamps, failures in results:
        ledger.stamp(stamps)
        yield from failures


def _unwritten(writings: Iterator[Writing]) -> Iterator[tuple[Writing, str]]:
    """Settle everything, and write nothing."""
    for _ in writings:
        yield from ()


def _vanished(root: Path, ledger: Ledger, places: Sequence[str]) -> list[Problem]:
    """A word about each record whose seed is gone; one for all where there is no folder of seeds at all."""
    orphans = [row for row in ledger.orphans() if _is_within(row.seed, places)]
    if orphans and not (root / FOLDER).exists():
        what = f"is not there, and {len(orphans)} records were made from its files; they are kept"
        return [warning("vanished-seed", what, path=FOLDER, hint="put the folder back, or ignore this if you gave it up")]
    hint = "put the seed back, or take the line `seed: …` out of the record; delete the record too if the article is to go"
    return [
        warning("vanished-seed", f"{row.seed}, from which it was made, {how}; the record is kept", path=row.path, hint=hint)
        for row in orphans
        if (how := _vanishing(root, ledger, row.seed))
    ]


def _copies(ledger: Ledger, places: Sequence[str]) -> Iterator[Problem]:
    """A word about each record that names a seed which belongs to another."""
    hint = "delete it, or take the lines `seed` and `seed_sha256` out of it if it is an article of its own"
    for seed, same in itertools.groupby(ledger.sharing(), attrgetter("seed")):
        first, *others = same
        for other in others if _is_within(seed, places) else ():
            if other.seed_sha256 not in {first.seed_sha256, ""}:
                continue  # what its seed became is told of it
            what = f"says that it was made from {seed}, as {first.path} does: one article is published twice"
            yield warning("copied-record", what, path=other.path, hint=hint)


def _is_within(seed: str, places: Sequence[str]) -> bool:
    return any(f"{seed}/".startswith(f"{place}/") for place in places)


def _vanishing(root: Path, ledger: Ledger, path: str) -> str:
    """How a seed went; empty where it is there after all, and was only not looked at."""
    if not (root / path).exists():
        return "is gone"
    if not ledger.knows(path):
        return ""
    seed = ledger.seed(path)
    ends = {"aside": "holds no article any more", "failed": "cannot be read any more"}
    return ends.get(seed.status, f"is the seed of {seed.record} now")


def _report(ledger: Ledger, settling: Settling, vanished: int, *, dry_run: bool) -> ImportReport:
    tally = settling.tally
    shapes, languages, years = Counter[str](), Counter[str](), Counter[str]()
    for shape, lang, year, count in ledger.summary():
        shapes[shape] += count
        languages[lang] += count
        years[year] += count
    return ImportReport(
        new=tally["new"],
        unchanged=tally["imported"] - tally["new"] - tally["updated"] - tally["moved"],
        updated=tally["updated"],
        moved=tally["moved"],
        kept=tally["changed"],
        set_aside=tally["aside"],
        duplicates=tally["duplicate"],
        failed=tally["failed"],
        vanished=vanished,
        dry_run=dry_run,
        written=tuple(path for path in settling.written if path not in settling.unwritable),
        diffs=settling.diffs,
        by_shape=dict(sorted(shapes.items())),
        by_language=dict(sorted(languages.items())),
        by_year=dict(sorted(years.items())),
        problems=settling.problems,
    )
