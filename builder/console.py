"""What a person sees on the terminal: results on standard output, problems on standard error, colour only where it is wanted."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from builder.problems import Problem, Problems, Severity
from builder.progress import Progress, Style

OF_A_KIND = 50
"""Problems of one kind that are printed: a million records with one odd key must not bury the one broken date."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}


class Console:
    """Prints for one command. A reader who goes away (`builder check | head`) stops the printing, not the work."""

    def __init__(self, out: TextIO, err: TextIO, *, quiet: bool = False) -> None:
        """Print on `out` and `err`; `quiet`: problems only."""
        self._out = out
        self._err = err
        self._quiet = quiet
        self._colour = err.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def say(self, line: str) -> None:
        """A line of the result."""
        if not self._quiet:
            _write(self._out, line)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Each problem on a line, as compilers print theirs, those of a kind together, errors first.

        Of many of one kind the first few are printed, and how many more there are.
        """
        order = sorted(problems, key=lambda problem: (problem.severity is not Severity.ERROR, problem.kind))
        for (_, kind), group in groupby(order, key=lambda problem: (problem.severity, problem.kind)):
            alike = list(group)
            for problem in alike[:OF_A_KIND]:
                _write(self._err, self._coloured(problem))
            if len(alike) > OF_A_KIND:
                _write(self._err, f"… and {len(alike) - OF_A_KIND:,} more of this kind ({kind}); --report FILE writes them all")

    def note(self, line: str) -> None:
        """A line about the command itself, beside its results."""
        _write(self._err, line)

    def progress(self) -> Progress:
        """How to show long work: nothing when quiet, plain lines where a log is kept, else what the stream can do."""
        if self._quiet:
            return Progress.silent()
        return Progress(self._err, Style.LINES if os.environ.get("CI") or os.environ.get("TERM") == "dumb" else None)

    def _coloured(self, problem: Problem) -> str:
        text = str(problem) if problem.kind == "internal" else one_line(str(problem))  # a traceback is read line by line
        if not self._colour:
            return text
        place, word, rest = text.partition(f"{problem.severity}: ")
        return f"{place}\033[{_COLOURS[problem.severity]};1m{word}\033[0m{rest}"


def tally(problems: Problems) -> str:
    """How many problems there are, in words: `2 errors, 1 warning`, or `no problems`."""
    parts = [count(problems.count(severity), severity.value) for severity in Severity if problems.count(severity)]
    return ", ".join(parts) or "no problems"


def sample(title: str, paths: Sequence[str], *, limit: int | None) -> list[str]:
    """Lines that name `paths` under a title, at most `limit` of them (None: all)."""
    shown = paths[:limit]
    more = [f"  … and {len(paths) - len(shown):,} more"] if len(shown) < len(paths) else []
    return [f"{title}: {len(paths):,}", *(f"  {one_line(path)}" for path in shown), *more] if paths else []


def one_line(text: str) -> str:
    """A text in which no character ends the line or commands a terminal: the name of a file can hold any."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def counts(numbers: Mapping[str, int]) -> str:
    """Words with their numbers, those with none left out: `12 new, 3 unchanged`."""
    return ", ".join(f"{number:,} {word}" for word, number in numbers.items() if number)


def count(number: int, word: str) -> str:
    """A number of things: `1 page`, `2,000 pages`."""
    return f"{number:,} {word}" + ("" if number == 1 else "s")


def _write(stream: TextIO, line: str) -> None:
    try:
        stream.write(f"{line}\n")
        stream.flush()
    except BrokenPipeError:
        _discard(stream)


def _discard(stream: TextIO) -> None:
    """Send what is still printed nowhere, so that neither we nor the interpreter at its end stumble over the closed pipe."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, no path of ours
        os.dup2(nowhere.fileno(), stream.fileno())


def standard(*, quiet: bool = False) -> Console:
    """The console of this process, able to print every script whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Console(sys.stdout, sys.stderr, quiet=quiet)
