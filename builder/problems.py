"""What went wrong, said so that a person can act on it: file, line, field, what, and what to do.

Nothing is dropped in silence. A stage that meets something odd makes a `Problem` and goes on; all problems are collected
and shown together at the end. Only what makes it unsafe to go on is raised, as a `BuildError` that carries its problems.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack


class Severity(enum.StrEnum):
    """How bad: an *error* is something of the owner's that is not in the site, a *warning* something repaired or odd."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong.

    `kind` is a short stable word (``unknown-zone``) that reports group by. `path` is relative to the archive's root, with
    forward slashes; `line` counts from 1 and is 0 where no line applies; `field` is a front-matter key or setting.
    `what` says what is wrong, `hint` what to do, both as sentences without their final full stop.
    """

    kind: str
    what: str
    hint: str = ""
    path: str = ""
    line: int = 0
    field: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The problem as compilers print theirs, so that editors can jump to it."""
        place = f"{self.path}:{self.line}" if self.path and self.line else self.path
        parts = [part for part in (place, self.severity.value, self.field, self.what) if part]
        return ": ".join(parts) + (f" ({self.hint})" if self.hint else "")

    def at(self, path: str) -> Problem:
        """The same problem, placed in a file: parsers know lines, only their callers know paths."""
        return replace(self, path=path)


class _Where(TypedDict, total=False):
    """The fields of a `Problem` that it may go without."""

    hint: str
    path: str
    line: int
    field: str


def warning(kind: str, what: str, **where: Unpack[_Where]) -> Problem:
    """A `Problem` of severity warning; `where` takes the other fields of `Problem`."""
    return Problem(kind=kind, what=what, severity=Severity.WARNING, **where)


@dataclass(slots=True)
class Problems:
    """Collects problems, in any order of arrival, and gives them back in an order that depends on nothing else."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep several."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """All problems, sorted by path, line and text; the same problem twice is shown once."""
        return iter(sorted(set(self.found), key=lambda p: (p.path, p.line, p.kind, p.field, p.what)))

    def __len__(self) -> int:
        """How many there are."""
        return len(set(self.found))

    def count(self, severity: Severity) -> int:
        """How many there are of one severity."""
        return sum(problem.severity is severity for problem in set(self.found))


class BuildError(Exception):
    """Work that cannot safely go on; carries the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        """Carry at least one problem."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type[BuildError], tuple[Problem, ...]]:
        """Survive the way back from a worker process, where the default would rebuild it from its text."""
        return type(self), self.problems
