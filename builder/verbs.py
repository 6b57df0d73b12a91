# ruff: noqa: PLC0415 - what a verb needs is imported when it is asked for, so that `builder --help` is there at once
"""What each verb does: calls the part of the program that does the work, and prints what came of it.

A verb takes the parsed options and a console, and gives the exit code.
"""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from builder.console import Console, count, counts, one_line, sample, tally
from builder.problems import BuildError, Problem, Problems, Severity

if TYPE_CHECKING:
    from builder.build import Result as Build
    from builder.check import Checked
    from builder.deploy import Published
    from builder.importing import ImportReport

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
_SHOWN = 10  # paths named of each kind, without -v


def build(options: argparse.Namespace, console: Console) -> int:
    """Import what is new in `seeds/`, and write the site."""
    from builder.build import Options
    from builder.build import build as build_site

    result = build_site(
        Options(
            root=options.root,
            output=options.output,
            base_url=options.base_url,
            jobs=options.jobs,
            clean=options.clean,
            drafts=options.drafts,
            verify=options.verify,
            explain=options.verbose,
        ),
        console.progress(),
    )
    console.complain(result.problems)
    for path, reason in result.written:
        console.say(f"wrote {one_line(path)} ({reason})")
    for path in result.removed:
        console.say(f"removed {one_line(path)}")
    if options.verify and not any(problem.kind == "verify" for problem in result.problems):
        console.say("verified: a clean build gives the very same bytes")
    console.say(
        f"{count(result.articles, 'article')}, {count(result.pages, 'page')}, {count(result.files, 'file')}, "
        f"{count(result.bytes, 'byte')}, {result.seconds:.1f} seconds, {tally(result.problems)}"
    )
    return _end(options, result.problems, result)


def import_(options: argparse.Namespace, console: Console) -> int:
    """Turn seeds into records."""
    from builder import config
    from builder.importing import import_seeds
    from builder.work import Pool

    _expect_archive(options.root)
    settings, problems = config.load_to_work(options.root)
    if kept := list(config.keep_from_import(problems)):
        raise BuildError(*problems, *kept)
    report = import_seeds(
        options.root,
        settings,
        paths=[path.absolute() for path in options.paths],
        update=options.update,
        dry_run=options.dry_run,
        jobs=Pool(options.jobs).jobs,
        progress=console.progress(),
    )
    report.problems.extend(problems)
    console.complain(report.problems)
    for path, difference in report.diffs.items():
        console.say(f"{one_line(path)} was edited; its seed would change it so:\n{difference}")
    for line in _imported(report, whole=not options.paths):
        console.say(line)
    return _end(options, report.problems, report)


def _imported(report: ImportReport, *, whole: bool) -> list[str]:
    """What became of the seeds, and what articles there are now, if it was the whole of `seeds/` that was imported."""
    fates = {
        "new": report.new,
        "updated": report.updated,
        "moved": report.moved,
        "unchanged": report.unchanged,
        "changed but not taken": report.kept,
        "the same as another": report.duplicates,
        "no article": report.set_aside,
        "failed": report.failed,
    }
    by = (("shape", report.by_shape), ("language", report.by_language), ("year", report.by_year)) if whole else ()
    groups = [f"by {name}: " + ", ".join(f"{word or 'none'} {number:,}" for word, number in of.items()) for name, of in by if of]
    would = "; nothing was written (--dry-run)" if report.dry_run else ""
    return [*groups, f"{count(report.seeds, 'seed')}: {counts(fates) or 'none'}, {tally(report.problems)}{would}"]


def serve(options: argparse.Namespace, console: Console) -> int:
    """Preview the site with live reload, until Ctrl-C."""
    from builder.serve import Preview
    from builder.serve import serve as serve_site

    serve_site(
        Preview(root=options.root, output=options.output, host=options.host, port=options.port, open=options.open),
        console,
    )
    return DONE


def check(options: argparse.Namespace, console: Console) -> int:
    """Look for everything that can be known before publishing."""
    from builder import config, state
    from builder.check import Run
    from builder.check import check as check_site
    from builder.work import Pool

    settings, problems = config.load(options.root)
    made_with = state.made_with(options.root, _output(options))
    base_url = made_with.base_url if made_with else ""
    with Pool(options.jobs) as pool:
        run = Run(options.root, settings, pool, console.progress(), Problems(problems), base_url)
        found = check_site(run, _output(options), options.host)
    console.complain(found.problems)
    console.say(
        f"{count(found.records, 'record')}, {count(found.pages, 'page')}, {count(found.links, 'link')}, "
        f"{count(found.files, 'file')}, {count(found.bytes, 'byte')}, {tally(found.problems)}"
    )
    return _end(options, found.problems, found)


def deploy(options: argparse.Namespace, console: Console) -> int:
    """Publish the built site to a git branch."""
    from builder import config, state
    from builder.deploy import Target, built
    from builder.deploy import deploy as publish

    settings, problems = config.load(options.root)
    if problems:  # with a default in place of what was meant, the site could go where it does not belong
        raise BuildError(*problems, Problem(kind="deploy", what="nothing was published", hint="mend the settings first"))
    target = Target(
        remote=options.remote or settings.deploy.remote,
        branch=options.branch or settings.deploy.branch,
        message=options.message or settings.deploy.message,
        dry_run=options.dry_run,
    )
    site = _output(options)
    with state.locked(options.root):
        done = publish(options.root, site, built(options.root, site), target, console.progress())
    found = Problems(list(done.problems))
    console.complain(found)
    for title, paths in (("added", done.added), ("changed", done.changed), ("removed", done.removed), ("left alone", done.kept)):
        for line in sample(title, paths, limit=None if options.verbose else _SHOWN):
            console.say(line)
    console.say(_published(done, settings.base_url, dry_run=options.dry_run))
    return _code(options, found)


def _published(done: Published, base_url: str, *, dry_run: bool) -> str:
    """What became of a publication, in a line."""
    if not done.is_needed:
        return f"nothing to publish: {done.branch} holds this site already"
    if dry_run:
        return f"nothing was pushed; without --dry-run these changes go to {done.branch}"
    return f"published to {done.branch}" + (f"; it will appear at {base_url}" if base_url else "")


def init(options: argparse.Namespace, console: Console) -> int:
    """Make a new archive."""
    from builder.init import init as make_archive

    folder = options.root / options.folder
    for path in make_archive(folder):
        console.say(f"wrote {path}")
    console.say(f"\nThe archive is ready. Next:\n\n  cd {shlex.quote(str(folder))}\n  build && builder serve --open\n")
    return DONE


def clean(options: argparse.Namespace, console: Console) -> int:
    """Remove what the program wrote, records apart."""
    from builder import state

    _expect_archive(options.root)
    if options.output and not state.knows(options.root, options.output):
        hint = "say where it is with --output; nothing was removed"
        raise BuildError(Problem(kind="no-site", what=f"there is no site in {options.output}", hint=hint))
    with state.locked(options.root):
        removed = state.clean(options.root, _output(options))
    console.say(f"removed {count(len(removed), 'file')} and the state in .builder/")
    return DONE


def _expect_archive(root: Path) -> None:
    """Refuse a folder that is no archive, before anything is made in it; a mistyped `--root` would look like success."""
    if not any((root / name).exists() for name in ("archive.yaml", "seeds", "content", ".builder")):
        what = "there is no archive here: no archive.yaml, no seeds and no records"
        hint = "say where it is with --root, or make one with `builder init my-archive`"
        raise BuildError(Problem(kind="no-archive", what=what, hint=hint))


def _output(options: argparse.Namespace) -> Path:
    return Path(options.output) if options.output else options.root / "site"


def _end(options: argparse.Namespace, problems: Problems, outcome: Build | Checked | ImportReport) -> int:
    """Write the report where one is wanted; the exit code."""
    facts = {field.name: getattr(outcome, field.name) for field in fields(outcome) if field.name != "problems"}
    write_report(options, problems, facts)
    return _code(options, problems)


def write_report(options: argparse.Namespace, problems: Iterable[Problem], facts: Mapping[str, object]) -> None:
    """Write a report as JSON where the verb takes one and it is wanted: `facts` of what was done, none if the work stopped."""
    if getattr(options, "report", None):
        report = {"verb": options.verb, **facts, "problems": [asdict(problem) for problem in problems]}
        options.report.write_text(json.dumps(report, ensure_ascii=False, indent=1, default=dict) + "\n", encoding="utf-8")


def refuse_report(options: argparse.Namespace) -> Problem | None:
    """Why the file that is named for a report cannot be one, before any work is done: a report takes no other file's place."""
    path = getattr(options, "report", None)
    if path is None:
        return None
    from builder import state

    how = state.own(options.root, path, Path(getattr(options, "output", None) or options.root / "site"))
    if not how and path.is_dir():
        how = "is a folder"
    if not how and path.is_file() and not _is_report(path):
        how = "holds something else than an earlier report"
    what = f"{how}, so no report can be written there; nothing was done"
    return Problem(kind="report", what=what, path=str(path), hint="name another file with --report") if how else None


def _is_report(path: Path) -> bool:
    """Whether a file is a report that was written before, or empty."""
    try:
        text = path.read_text(encoding="utf-8")
        found = json.loads(text) if text else {"verb": "", "problems": []}
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"verb", "problems"} <= found.keys()


def _code(options: argparse.Namespace, problems: Problems) -> int:
    is_bad = len(problems) if options.strict else problems.count(Severity.ERROR)
    return FAILED if is_bad else DONE
