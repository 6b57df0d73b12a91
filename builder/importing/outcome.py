"""What an import did, for whoever started it to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.problems import Problems


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """Counts of seeds by what became of them, all problems, and what changed.

    `new`, `updated` and `moved` say what this import did; `unchanged`, `kept` (changed, but their record was not), `set_aside`,
    `duplicates` and `failed` how the other seeds stand; `vanished` counts records whose seed is gone. `written` are the paths
    of the records that were written (in a dry run: would be). `diffs` shows, by record, what a changed seed would
    change in a record that somebody edited. `by_shape`, `by_language` and `by_year` count the articles of all seeds known.
    """

    new: int = 0
    unchanged: int = 0
    updated: int = 0
    moved: int = 0
    kept: int = 0
    set_aside: int = 0
    duplicates: int = 0
    failed: int = 0
    vanished: int = 0
    dry_run: bool = False
    written: tuple[str, ...] = ()
    diffs: Mapping[str, str] = field(default_factory=dict)
    by_shape: Mapping[str, int] = field(default_factory=dict)
    by_language: Mapping[str, int] = field(default_factory=dict)
    by_year: Mapping[str, int] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)

    @property
    def seeds(self) -> int:
        """How many seeds were looked at."""
        return self.new + self.unchanged + self.updated + self.moved + self.kept + self.set_aside + self.duplicates + self.failed
