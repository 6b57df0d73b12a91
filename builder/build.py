"""The pipeline: seeds → records → catalog → pages → files. Read `build`, and you know the program."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from builder import config, files, making, output, planning, state, sync, themecheck
from builder.config import Config
from builder.output import Committed, Output
from builder.planning import Plan
from builder.problems import BuildError, Problem, Problems, Severity
from builder.progress import Progress
from builder.work import Pool


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What is asked of a build. `output` defaults to `site` in the root; `explain` lists every file written, and why.

    Without `look` the output is taken to be as the last build left it, which saves looking at all of its files. `changed` are the
    only paths below the root that changed since, if that is known: where all are edited records, nothing else is looked at.
    """

    root: Path
    output: Path | None = None
    base_url: str | None = None
    jobs: int | None = None
    clean: bool = False
    drafts: bool = False
    verify: bool = False
    explain: bool = False
    seeds: bool = True
    look: bool = True
    changed: frozenset[str] = frozenset()

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.output or self.root / "site"

    @property
    def only_records(self) -> bool:
        """Whether nothing but records changed, as far as is known."""
        return bool(self.changed) and all(path.startswith("content/") for path in self.changed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What a build made. `written` pairs each file with the reason, and `removed` lists files, if that was asked for."""

    articles: int
    pages: int
    files: int
    bytes: int
    seconds: float
    problems: Problems
    changed: int = 0
    written: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()


def build(options: Options, progress: Progress) -> Result:
    """Import what is new in `seeds/`, then bring the output in line with `content/`; raises BuildError if it cannot."""
    started = time.perf_counter()
    problems = Problems()
    settings = _settings(options, problems)
    _refuse_what_is_no_archive(options.root)
    state.expect_ours(options.root, options.folder)
    with _telling_all(problems), state.locked(options.root), Pool(options.jobs) as pool:
        problems.extend(themecheck.look(options.root, settings.language))
        if options.seeds and not options.only_records and (options.root / "seeds").is_dir():
            problems.extend(list(config.keep_from_import(problems)) or _import(options.root, settings, pool, progress))
        with state.opened(options.root, options.folder, clean=options.clean) as db:
            site = Output(db, options.folder)
            with site.staged(clean=options.clean):
                damaged = _look(site, options, pool)
                problems.extend(_sync(db, options, settings, pool, progress))
                plan = planning.plan(db, site, options.root, settings, damaged())
                committed = Committed() if plan.is_empty else _make(plan, site, pool, progress, explain=options.explain)
            state.note(db, settings.base_url, drafts=options.drafts)
            problems.extend((*plan.static.problems, *committed.problems))
            result = _result(db, site, committed, problems, time.perf_counter() - started)
    if options.verify:
        _verify(options, problems, progress)
    return result


@contextlib.contextmanager
def _telling_all(problems: Problems) -> Iterator[None]:
    """Whatever stops the work is raised together with what was found before it: most often the one is why the other is."""
    try:
        yield
    except BuildError as error:
        raise BuildError(*problems, *error.problems) from None


def _settings(options: Options, problems: Problems) -> Config:
    settings, found = config.load_to_work(options.root)
    problems.extend(found)
    return settings if options.base_url is None else replace(settings, base_url=options.base_url)


def _refuse_what_is_no_archive(root: Path) -> None:
    """A folder without seeds and records is most likely the wrong one, so nothing is written there."""
    if not any(files.holds_any(root / part) for part in ("seeds", "content")):
        hint = "put article texts into seeds/, or make an archive with `builder init my-archive`"
        raise BuildError(
            Problem(kind="empty", what="there are no seeds and no records here, so there is nothing to build", hint=hint)
        )


def _import(root: Path, settings: Config, pool: Pool, progress: Progress) -> Problems:
    from builder.importing import import_seeds  # noqa: PLC0415 - grammars take long to load, and a site without seeds needs none

    return import_seeds(root, settings, pool=pool, progress=progress).problems


def _look(site: Output, options: Options, pool: Pool) -> Callable[[], Iterable[tuple[str, str]]]:
    """The way to what is damaged in the output; a large one is looked at while the records are."""
    if not options.look and site.folder.is_dir():
        return tuple
    if site.is_large:
        return pool.begin(output.look, output.state_path(options.root, site.folder), site.folder)
    return partial(output.damaged, site.db, site.folder)


def _sync(db: sqlite3.Connection, options: Options, settings: Config, pool: Pool, progress: Progress) -> tuple[Problem, ...]:
    with progress.stage("Reading records") as stage:
        edited = options.changed if options.only_records else frozenset()
        synced = sync.sync(db, options.root, settings, pool, drafts=options.drafts, edited=edited)
        stage.advance(synced.read)
    if not db.execute("SELECT 1 FROM article LIMIT 1").fetchone():
        what = "no article can be published, so the site was left as it is"
        empty = Problem(kind="empty", what=what, hint="mend the problems named above, or add seeds or records")
        raise BuildError(*(problem for problem in synced.problems if problem.severity is Severity.ERROR), empty)
    return synced.problems


def _make(plan: Plan, site: Output, pool: Pool, progress: Progress, *, explain: bool) -> Committed:
    """Make all that is stale, and put it in place."""
    problems: list[Problem] = []
    lists = plan.lists()
    with progress.stage("Rendering", plan.count) as stage:
        for tasks in (plan.articles(lists), chain(plan.segments(), lists)):
            jobs = ((plan.job, task) for task in tasks)
            for batch in pool.run(making.make, jobs, what=lambda _, task: str(task), waiting=WAITING):
                problems += plan.note(batch)
                stage.advance(len(batch.owners))
    for batch in plan.rest():
        problems += plan.note(batch)
    with progress.stage("Publishing"):
        committed = site.commit(everything=plan.everything, explain=explain)
        plan.done(committed.left)
    return replace(committed, problems=(*problems, *committed.problems))


def _result(db: sqlite3.Connection, site: Output, committed: Committed, problems: Problems, seconds: float) -> Result:
    articles, pages = (db.execute(sql).fetchone()[0] for sql in (_COUNT_ARTICLES, _COUNT_PAGES))
    files, size = site.totals()
    return Result(
        articles=articles,
        pages=pages,
        files=files,
        bytes=size,
        seconds=seconds,
        problems=problems,
        changed=committed.changed,
        written=committed.written,
        removed=committed.removed,
    )


WAITING = 64
"""Made batches per worker that may wait for an earlier one: beside a part of the search index, which takes half a second."""

_COUNT_ARTICLES = "SELECT count(*) FROM article"
_COUNT_PAGES = "SELECT count(*) FROM page WHERE path LIKE '%.html'"


def _verify(options: Options, problems: Problems, progress: Progress) -> None:
    """Build the same archive clean, elsewhere, and compare every byte."""
    with tempfile.TemporaryDirectory(prefix="news-archive-") as folder:
        clean = Path(folder) / options.folder.absolute().name
        try:
            build(replace(options, output=clean, clean=True, verify=False, seeds=False), progress)
            difference = files.first_difference(clean, options.folder)
        finally:
            state.forget(options.root, clean)
    if difference:
        hint = "please report this: a rebuild must equal a clean build; `build --clean` mends the site"
        if difference.endswith("too many"):
            hint = "this program does not know it as its own: delete it, if nobody needs it"
        problems.add(Problem(kind="verify", what=f"the site differs from a clean build: {difference}", hint=hint))
