"""The command line: verbs, options, and what happens when a command is broken off.

Exit codes: 0 done, 1 errors (with ``--strict``: or warnings), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from builder import __version__, verbs
from builder.console import Console, standard
from builder.hosts import HOSTS
from builder.problems import BuildError, Problem

_ABOUT = """\
Turns a folder of news articles into a web site that others can read, search and cite.

  builder init my-archive     make a new archive, with a few sample articles
  cd my-archive
  build                       read seeds/, write the site into site/
  builder serve --open        look at it in the browser; it follows what you edit
  builder deploy              publish it to GitHub Pages
"""
_MORE = """\
`builder VERB --help` says more about each. Everywhere, problems go to standard error as `file:line: error: what (remedy)`.
Exit codes: 0 done, 1 errors (with --strict: or warnings), 2 wrong usage. NO_COLOR and CI are honoured.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """The `builder` command; gives its exit code."""
    parser = command_line()
    options = parser.parse_args(argv)
    if not options.verb:
        parser.print_help()
        return verbs.USAGE
    console = standard(quiet=options.quiet)
    if refused := verbs.refuse_report(options):
        console.complain([refused])
        return verbs.USAGE
    try:
        return int(options.run(options, console))
    except BuildError as error:
        return _stopped(options, console, *error.problems)
    except KeyboardInterrupt:
        console.note("interrupted; what was there before is as it was")
        return verbs.INTERRUPTED
    except OSError as error:
        return _stopped(options, console, _trouble(error))


def _stopped(options: argparse.Namespace, console: Console, *problems: Problem) -> int:
    """Say why the work stopped, in the report too, which would else be that of an earlier time."""
    try:
        verbs.write_report(options, problems, {})
    except OSError as error:
        problems = tuple(dict.fromkeys((*problems, _trouble(error))))
    console.complain(problems)
    return verbs.FAILED


def build(argv: Sequence[str] | None = None) -> int:
    """The `build` command: `builder build`."""
    return main(["build", *(sys.argv[1:] if argv is None else argv)])


_REMEDIES = {
    errno.EACCES: "check the permissions of the file and its folder",
    errno.EPERM: "check the permissions of the file and its folder",
    errno.EROFS: "this disk can only be read; name a folder elsewhere with --output",
    errno.ENOSPC: "free some space on the disk, then try again",
    errno.EMFILE: "allow more open files (`ulimit -n 4096`), or use fewer --jobs",
}


def _trouble(error: OSError) -> Problem:
    """What the system refused, as a problem with its remedy."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    remedy = _REMEDIES.get(error.errno or 0, "")
    return Problem(kind="system", what=error.strerror or str(error), path=name, hint=remedy)


# ---- verbs and options -------------------------------------------------------------------------------------------------


def command_line() -> argparse.ArgumentParser:
    """What can be typed: every verb and option, with their help."""
    parser = argparse.ArgumentParser(prog="builder", description=_ABOUT, epilog=_MORE, formatter_class=_Formatter)
    parser.add_argument("--version", action="version", version=f"news-archive-builder {__version__}")
    parser.set_defaults(quiet=False, strict=False)
    several = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for add in (_add_build, _add_import, _add_serve, _add_check, _add_deploy, _add_init, _add_clean):
        add(several)
    return parser


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with its descriptions as written, and room for long options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)


_Run: TypeAlias = Callable[[argparse.Namespace, Console], int]
_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse gives its type no other name


def _new(several: _Verbs, name: str, run: _Run, title: str, about: str) -> argparse.ArgumentParser:
    """A verb with what all verbs take; `run` does its work."""
    verb = several.add_parser(name, help=title, description=about, formatter_class=_Formatter)
    verb.set_defaults(run=run)
    verb.add_argument("--root", type=_folder, default=Path(), metavar="DIR", help="the archive's folder (default: this one)")
    verb.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    return verb


def _add_build(several: _Verbs) -> None:
    verb = _new(several, "build", verbs.build, "import what is new in seeds/, then write the site", _BUILD)
    _output(verb, "where to write the site (default: site)")
    verb.add_argument(
        "--base-url", type=_url, metavar="URL", help="where it will be published (default: base_url of archive.yaml)"
    )
    _jobs(verb)
    verb.add_argument("--clean", action="store_true", help="make every page anew; the result is the same, only slower")
    verb.add_argument("--drafts", action="store_true", help="include articles with `draft: true`")
    verb.add_argument("--verify", action="store_true", help="build once more from nothing and compare: the two must not differ")
    _judging(verb)
    verb.add_argument("-v", "--verbose", action="store_true", help="name each file that is written or removed, and why")


def _add_import(several: _Verbs) -> None:
    verb = _new(several, "import", verbs.import_, "turn seeds (raw articles) into records, and stop there", _IMPORT)
    verb.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders in seeds/ (default: all of it)")
    verb.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    verb.add_argument("--update", action="store_true", help="take seeds that changed, where nobody edited their record")
    _jobs(verb)
    _judging(verb)


def _add_serve(several: _Verbs) -> None:
    verb = _new(several, "serve", verbs.serve, "preview the site in the browser while you edit", _SERVE)
    _output(verb, "where to build the site (default: site)")
    verb.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1, this machine only)")
    verb.add_argument("--port", type=_port, default=8000, help="the port to listen on (default: 8000)")
    verb.add_argument("--open", action="store_true", help="open it in your browser")


def _add_check(several: _Verbs) -> None:
    verb = _new(several, "check", verbs.check, "look for everything that can be known before publishing", _CHECK)
    _output(verb, "the built site (default: site)")
    verb.add_argument("--host", choices=sorted(HOSTS), default="github-pages", help="whose limits count (default: github-pages)")
    _jobs(verb)
    _judging(verb)


def _add_deploy(several: _Verbs) -> None:
    verb = _new(several, "deploy", verbs.deploy, "publish the built site to a git branch, as for GitHub Pages", _DEPLOY)
    _output(verb, "the built site (default: site)")
    verb.add_argument(
        "--remote", type=_name, metavar="NAME", help="a git remote's name or address (default: deploy.remote, or origin)"
    )
    verb.add_argument(
        "--branch", type=_name, metavar="NAME", help="the branch that the host serves (default: deploy.branch, or gh-pages)"
    )
    verb.add_argument("--message", metavar="TEXT", help="what the commit says (default: deploy.message)")
    verb.add_argument("--dry-run", action="store_true", help="say what would change, and push nothing")
    verb.add_argument("-v", "--verbose", action="store_true", help="name each file that changes")


def _add_init(several: _Verbs) -> None:
    verb = _new(several, "init", verbs.init, "make a new archive, ready to build", _INIT)
    verb.add_argument("folder", type=Path, metavar="DIR", help="the new archive's folder; it must not exist or be empty")


def _add_clean(several: _Verbs) -> None:
    verb = _new(several, "clean", verbs.clean, "remove the site and the state that this program wrote", _CLEAN)
    _output(verb, "the built site (default: site)")


def _output(verb: argparse.ArgumentParser, about: str) -> None:
    verb.add_argument("-o", "--output", type=Path, metavar="DIR", help=about)


def _jobs(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--jobs", type=_count, metavar="N", help="processes to work with (default: one per processor)")


def _judging(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--strict", action="store_true", help="fail on warnings too")
    verb.add_argument("--report", type=Path, metavar="FILE", help="write what was done and all problems to FILE, as JSON")


def _folder(text: str) -> Path:
    if not text or not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return Path(text)


def _name(text: str) -> str:
    """Not empty, as a variable of the shell is that was not set: the site would go to where it was not meant for."""
    if not text.strip():
        raise argparse.ArgumentTypeError("names nothing; leave the option out for the default")
    return text


def _url(text: str) -> str:
    from builder import config  # noqa: PLC0415 - its libraries are no part of showing help

    try:
        return config.web_address(text) if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the highest port there is
        raise argparse.ArgumentTypeError(f"{text!r} is no port: use a number from 1 to 65535, or 0 for any that is free")
    return int(text)


_BUILD = """\
Imports what is new in seeds/ into records in content/, then writes the site.

Only what changed since the last build is made again; the result is the same as that of a build from nothing.
Whatever goes wrong, the site that was there before stays whole until the new one is complete.
"""
_IMPORT = """\
Reads seeds/ (the raw text of one article per file) and writes a record for each into content/, as Markdown with a head of
title, date, tags and so on. Records are yours to edit: no import overwrites one that you changed, or deletes any.
"""
_SERVE = """\
Builds the site and shows it at http://127.0.0.1:8000/ until you press Ctrl-C. When you save an article, a template or a
setting, the site is built again and the browser shows the new page. When a build finds errors, the page says so.
"""
_CHECK = """\
Looks at the records (dates, titles, tags, addresses), at the built site (does every link lead somewhere, can everybody
read it) and at the host's limits, and says what to mend. Changes nothing. Run `build` first.
"""
_DEPLOY = """\
Publishes the built site as one commit on a branch of a git repository (gh-pages of `origin`, unless you say otherwise),
which GitHub Pages and its like then serve. Your own branches, index and files are not touched, and nothing is forced:
what others put on that branch stays. Run `build` first; docs/deploy.md walks you through it.
"""
_INIT = """\
Makes a folder with settings, three sample articles, and a workflow that publishes from GitHub, ready to build.
"""
_CLEAN = """\
Removes the built site, and what builds remember of it in .builder/. Your seeds, records, templates and settings,
and any file in the site's folder that this program did not write, stay.
"""
