"""What becomes of each seed that was read: the one place that decides, in one order, and writes the records.

============  ==========================================================================================================
status        meaning
============  ==========================================================================================================
imported      its record was made from these bytes
changed       its record was made from other bytes: the seed is newer than its record, which was kept
duplicate     another seed's record holds the same article
aside         it is no article
failed        it could not be read, or its record could not be written
============  ==========================================================================================================

A record keeps its address for ever. Of several newcomers that would land on one address, the first in the order of
`Ledger.incoming` gets it; each of the others gets the address with a mark made from its own text, which is therefore the same
whatever else is in the archive. An address that a record has is never given to a newcomer, however early its article.
"""

from __future__ import annotations

import contextlib
import difflib
import itertools
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from builder import records, urls
from builder.importing.ledger import UNSURE, Ledger, RecordRow, SeedRow
from builder.importing.reading import Reading, pack, unpack
from builder.model import Record
from builder.problems import Problem, Problems, warning


class Settling:
    """Settles readings one by one; what it did stands in `tally`, `written`, `diffs` and `problems`."""

    def __init__(self, root: Path, ledger: Ledger, *, update: bool, dry_run: bool, sure_until: int) -> None:
        """`sure_until`: a file written after this time (ns) may be written again without its time showing it."""
        self._root = root
        self._ledger = ledger
        self._update = update
        self._dry_run = dry_run
        self._sure_until = sure_until
        self.tally: Counter[str] = Counter()
        self.written: list[str] = []
        self.diffs: dict[str, str] = {}
        self.problems = Problems()

    def stands(self, row: SeedRow) -> None:
        """Count a seed that need not be read as it was settled before."""
        self.tally[row.status] += 1
        if row.problems:
            self.problems.extend(unpack(row.problems))

    def settle(self, reading: Reading) -> None:
        """Decide about one reading, write its record where there is one to write, and remember it."""
        if reading.status == "same":
            self._same(reading)
        elif reading.status == "article":
            self._article(reading)
        else:
            self._remember(reading, reading.status)

    def _article(self, reading: Reading) -> None:
        record = self._ledger.record_of(reading.path)
        if record:
            self._known(reading, record)
            return
        copies = self._ledger.records_with_bytes(reading.sha256)
        moved = next((copy for copy in copies if not self._exists(copy.seed)), None)
        same = next(iter(copies), None) or self._ledger.same_article(reading.text_key, reading.url_key)
        if moved:
            self._moved(reading, moved)
        elif same:
            self._duplicate(reading, same)
        else:
            self._new(reading)

    # ---- the cases -------------------------------------------------------------------------------------------------

    def _same(self, reading: Reading) -> None:
        """The file was written again with the same bytes."""
        row = self._ledger.seed(reading.path)
        self._keep_seed(row._replace(size=reading.size, mtime_ns=reading.mtime_ns))
        self.stands(row)

    def _new(self, reading: Reading) -> None:
        name = next(name for name in _names(reading) if not self._taken(reading.folder, f"{name}.md"))
        path = f"{reading.folder}/{name}.md"
        text = reading.text if name == reading.slug else records.to_text(replace(_record(reading.text), slug=name))
        if not self._write(reading, path, text):
            return
        if name != reading.slug:
            what = f"would have the address of {reading.folder}/{reading.slug}.md; it is {path} instead"
            self.problems.add(warning("same-address", what, path=reading.path, hint="nothing to do; it will stay so"))
        self._remember(reading, "imported", path)
        self._claim(reading, path)
        self.tally["new"] += 1

    def _known(self, reading: Reading, record: RecordRow) -> None:
        if record.seed_sha256 in {reading.sha256, ""}:
            self._remember(reading, "imported", record.path)
            self._claim(reading, record.path)
        elif self._update:
            self._renew(reading, record)
        else:
            what = f"has changed since {record.path} was made from it"
            hint = "`builder import --update` takes the change where nobody edited the record"
            self._remember(reading, "changed", record.path, warning("changed-seed", what, hint=hint))

    def _renew(self, reading: Reading, record: RecordRow) -> None:
        """Make a record again from its changed seed, at the address that it has; not where a person edited it."""
        present = self._read(record.path)
        old = _record(present)
        text = records.to_text(replace(_record(reading.text), slug=old.slug, aliases=old.aliases))
        if not records.is_untouched(present):
            self.diffs[record.path] = _diff(present, text, record.path, reading.path)
            what = f"has changed, but {record.path} was edited since and is kept"
            hint = "take over by hand what you want of the change, then set the record's seed_sha256 to the seed's digest"
            self._remember(reading, "changed", record.path, warning("edited-record", f"{what} ({reading.sha256})", hint=hint))
        elif self._write(reading, record.path, text):
            self._ledger.doubt(record.path)  # what was a duplicate of the old text may not be one of the new
            self._remember(reading, "imported", record.path)
            self._claim(reading, record.path)
            self.tally["updated"] += 1

    def _moved(self, reading: Reading, record: RecordRow) -> None:
        """The seed of this record lies somewhere else now: the record says so, where nobody edited it."""
        present = self._read(record.path)
        found = []
        if not records.is_untouched(present):
            what = f"was {record.seed}, as {record.path} still says"
            found = [warning("moved-seed", what, hint=f"write `seed: {reading.path}` in the record")]
        elif not self._write(reading, record.path, records.to_text(replace(_record(present), seed=reading.path))):
            return
        self._remember(reading, "imported", record.path, *found)
        self._claim(reading, record.path)
        self.tally["moved"] += 1

    def _duplicate(self, reading: Reading, record: RecordRow) -> None:
        what = f"holds the same article as {record.seed}, which is published as {record.path}"
        self._remember(reading, "duplicate", record.path, warning("duplicate", what, hint="keep one of the two files"))

    # ---- remembering -----------------------------------------------------------------------------------------------

    def _remember(self, reading: Reading, status: str, record: str = "", *problems: Problem) -> None:
        found = [*unpack(reading.problems), *(problem.at(reading.path) for problem in problems)]
        self.problems.extend(found)
        self.tally[status] += 1
        row = SeedRow(
            path=reading.path,
            size=reading.size,
            mtime_ns=reading.mtime_ns if reading.sha256 else UNSURE,
            sha256=reading.sha256,
            status=status,
            record=record,
            problems=pack(found, reading.path),
            shape=reading.shape,
            lang=reading.lang,
            year=reading.moment[:4],
        )
        self._keep_seed(row)

    def _keep_seed(self, row: SeedRow) -> None:
        sure = row.mtime_ns <= self._sure_until
        self._ledger.keep_seed(row if sure else row._replace(mtime_ns=UNSURE))

    def _claim(self, reading: Reading, path: str) -> None:
        folder, _, name = path.rpartition("/")
        row = RecordRow(folder, name, reading.path, reading.sha256, reading.text_key, reading.url_key)
        self._ledger.keep_record(row)

    # ---- the disk --------------------------------------------------------------------------------------------------

    def _exists(self, path: str) -> bool:
        return os.path.lexists(self._root / path)

    def _taken(self, folder: str, name: str) -> bool:
        return self._ledger.has_record(folder, name) or self._exists(f"{folder}/{name}")

    def _read(self, path: str) -> str:
        try:
            return (self._root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""  # then it is nothing that we wrote, and stays

    def _write(self, reading: Reading, path: str, text: str) -> bool:
        """Write a record whole or not at all; says whether it stands there now."""
        self.written.append(path)
        if self._dry_run:
            return True
        try:
            _replace(self._root / path, records.seal(text).encode())
        except OSError as error:
            self.written.pop()
            what = f"its record {path} cannot be written: {error.strerror or error}"
            problem = Problem(kind="unwritable", what=what, hint="check the permissions of the folder and the space on the disk")
            self._remember(reading._replace(sha256=""), "failed", "", problem)
            return False
        return True


def _replace(path: Path, raw: bytes) -> None:
    """Put a file in place in one step; a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".importing.part")  # one name: what a killed import left, the next one overwrites
    try:
        part.write_bytes(raw)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _names(reading: Reading) -> Iterator[str]:
    """Names that a newcomer could have, best first."""
    yield reading.slug
    yield urls.distinct(reading.slug, reading.text_key)
    for number in itertools.count():
        yield urls.distinct(reading.slug, f"{reading.sha256}{number}")


def _record(text: str) -> Record:
    return records.parse(text)[0]


def _diff(present: str, proposed: str, record: str, seed: str) -> str:
    old, new = present.splitlines(keepends=True), proposed.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, record, f"what {seed} gives now", n=1))
