"""What becomes of each seed that was read: the one place that decides, in one order.

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
`Inbox.incoming` gets it; each of the others gets the address with a mark made from its own text, which is therefore the same
whatever else is in the archive. An address that a record has is never given to a newcomer, however early its article.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from builder import records, urls
from builder.importing import spool
from builder.importing.ledger import UNSURE, Ledger, RecordRow, SeedRow
from builder.importing.reading import Reading, pack, unpack
from builder.importing.spool import Place
from builder.importing.writing import Writing
from builder.model import Record
from builder.problems import Problem, Problems, warning


class Settling:
    """Settles readings one by one; what it decided stands in `tally`, `written`, `diffs` and `problems`."""

    def __init__(self, root: Path, ledger: Ledger, *, update: bool, sure_until: int) -> None:
        """`sure_until`: a file written after this time (ns) may be written again without its time showing it."""
        self._root = root
        self._ledger = ledger
        self._update = update
        self._sure_until = sure_until
        self.tally: Counter[str] = Counter()
        self.written: list[str] = []
        self.unwritable: set[str] = set()
        self.diffs: dict[str, str] = {}
        self.problems = Problems()

    def stand(self, place: str) -> None:
        """Count the seeds at `place` that need not be read as they were settled before."""
        self.tally.update(dict(self._ledger.inbox.standing(place)))
        for packed in self._ledger.inbox.standing_problems(place):
            self.problems.extend(unpack(packed))

    def settle_all(self) -> Iterator[Writing | None]:
        """Decide about all that was read; gives for each the record to write, if there is one."""
        inbox = self._ledger.inbox
        yield from map(self._plain, inbox.keep_plain(self._is_there, sure_until=self._sure_until, unsure=UNSURE))
        yield from map(self._settle, inbox.incoming())

    def _plain(self, reading: Reading) -> Writing:
        """A newcomer about which there was nothing to decide; it is remembered already."""
        self.problems.extend(unpack(reading.problems))
        self.tally["imported"] += 1
        return self._writing("new", reading, f"{reading.folder}/{reading.slug}.md", reading.waiting)

    def _settle(self, reading: Reading) -> Writing | None:
        """Decide about one reading and remember it; gives the record to write, if there is one."""
        if reading.status == "article":
            return self._article(reading)
        if reading.status == "same":
            self._same(reading)
        else:
            self._remember(reading, reading.status)
        return None

    def _article(self, reading: Reading) -> Writing | None:
        """What a seed holds decides before where it lies, so that each record keeps its article through any renaming."""
        copies = self._ledger.records_with_bytes(reading.sha256)
        record = next((copy for copy in copies if copy.seed == reading.path), None) or self._ledger.record_of(reading.path)
        if record and record.seed_sha256 in {reading.sha256, ""}:
            return self._unchanged(reading, record)
        if moved := next((copy for copy in copies if not self._holds(copy)), None):
            return self._moved(reading, moved)
        if record and not copies:
            return self._changed(reading, record)
        if same := next(iter(copies), None) or self._ledger.same_article(reading.text_key, reading.url_key):
            there = self._is_there(same.seed)
            return self._duplicate(reading, same.path, same.seed) if there else self._changed(reading, same)
        newer = self._ledger.changed_to(reading.sha256)
        return self._duplicate(reading, newer.record, newer.path, ", and has changed since") if newer else self._new(reading)

    # ---- the cases -------------------------------------------------------------------------------------------------

    def _same(self, reading: Reading) -> None:
        """The file was written again with the same bytes."""
        row = self._ledger.seed(reading.path)
        if row.sha256 == reading.sha256:  # nobody has doubted since what it was settled as
            self._keep_seed(row._replace(size=reading.size, mtime_ns=reading.mtime_ns))
        self.tally[row.status] += 1
        self.problems.extend(unpack(row.problems))

    def _new(self, reading: Reading) -> Writing:
        name = next(name for name in _names(reading) if not self._taken(reading.folder, f"{name}.md"))
        path = f"{reading.folder}/{name}.md"
        text = reading.waiting if name == reading.slug else records.to_text(replace(_waiting(reading), slug=name))
        return self._write("new", reading, path, text)

    def _unchanged(self, reading: Reading, record: RecordRow) -> Writing | None:
        self._remember(reading, "imported", record.path)
        self._ledger.keep_record(_claimed(reading, record))
        return None

    def _changed(self, reading: Reading, record: RecordRow) -> Writing | None:
        if self._update:
            return self._renew(reading, record)
        self._remember(reading, "changed", record.path, _changed(reading, record))
        return None

    def _renew(self, reading: Reading, record: RecordRow) -> Writing | None:
        """Make a record again from its changed seed, at the address that it has; not where a person edited it."""
        present = self._read(record.path)
        text = records.to_text(_renewed(_waiting(reading), _record(present)))
        if records.is_untouched(present):
            return self._write("updated", reading, record.path, text)
        self.diffs[record.path] = _diff(present, text, record.path, reading.path)
        what = f"has changed, but {record.path} was edited since and is kept"
        place = "" if record.seed == reading.path else f"`seed: {reading.path}` and "
        hint = f"take over by hand what you want of the change, then write {place}`seed_sha256: {reading.sha256}` in the record"
        self._remember(reading, "changed", record.path, _changed(reading, record), told=warning("edited-record", what, hint=hint))
        return None

    def _moved(self, reading: Reading, record: RecordRow) -> Writing | None:
        """The seed of this record lies somewhere else now: the record says so, where nobody edited it."""
        present = self._read(record.path)
        self._ledger.doubt(record.path)  # what was settled by where its seed lay may be otherwise now
        if records.is_untouched(present):
            return self._write("moved", reading, record.path, records.to_text(replace(_record(present), seed=reading.path)))
        what = f"was {record.seed}, as {record.path} still says"
        found = warning("moved-seed", what, hint=f"write `seed: {reading.path}` in the record")
        self._remember(reading, "imported", record.path, found)
        self._ledger.keep_record(_claimed(reading, record))
        return None

    def _duplicate(self, reading: Reading, record: str, seed: str, but: str = "") -> Writing | None:
        what = f"holds the same article as {seed}, from which {record} was made{but}"
        self._remember(reading, "duplicate", record, warning("duplicate", what, hint="keep one of the two files"))
        return None

    def _write(self, kind: str, reading: Reading, path: str, text: str | Place) -> Writing:
        self._remember(reading, "imported", path)
        folder, _, name = path.rpartition("/")
        self._ledger.keep_record(
            RecordRow(folder, name, reading.path, reading.sha256, text_key=reading.text_key, url_key=reading.url_key)
        )
        return self._writing(kind, reading, path, text)

    def _writing(self, kind: str, reading: Reading, path: str, text: str | Place) -> Writing:
        self.tally[kind] += 1
        self.written.append(path)
        return Writing(kind, path, reading.path, text)

    def unwritten(self, writing: Writing, why: str) -> None:
        """Take back what was decided about a record that could then not be written; its seed will be tried again."""
        row = self._ledger.seed(writing.seed)
        self._ledger.forget_record(*writing.path.rsplit("/", 1))
        self._ledger.keep_seed(row._replace(status="failed", record="", sha256="", mtime_ns=UNSURE))
        self.tally.subtract(("imported", writing.kind))
        self.tally["failed"] += 1
        self.unwritable.add(writing.path)
        what = f"its record {writing.path} cannot be written: {why}"
        hint = "check the permissions of the folder and the space on the disk"
        self.problems.add(Problem(kind="unwritable", what=what, path=writing.seed, hint=hint))

    # ---- remembering -----------------------------------------------------------------------------------------------

    def _remember(self, reading: Reading, status: str, record: str = "", *problems: Problem, told: Problem | None = None) -> None:
        """Remember a seed and its problems, which are told now and whenever it stands unchanged; `told` is for now instead."""
        own = [*unpack(reading.problems), *_marked(reading, record, status)]
        found = [*own, *(problem.at(reading.path) for problem in problems)]
        self.problems.extend([*own, told.at(reading.path)] if told else found)
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
            year=reading.year,
        )
        self._keep_seed(row)

    def _keep_seed(self, row: SeedRow) -> None:
        sure = row.mtime_ns <= self._sure_until
        self._ledger.keep_seed(row if sure else row._replace(mtime_ns=UNSURE))

    # ---- the disk --------------------------------------------------------------------------------------------------

    def _holds(self, record: RecordRow) -> bool:
        """Whether the seed that a record names holds what the record was made from; the disk knows, the ledger may be behind."""
        place = self._root / record.seed
        try:
            return place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() == record.seed_sha256
        except OSError:
            return False

    def _taken(self, folder: str, name: str) -> bool:
        return self._ledger.has_record(folder, name) or self._is_there(f"{folder}/{name}")

    def _is_there(self, path: str) -> bool:
        return os.path.lexists(f"{self._root}/{path}")

    def _read(self, path: str) -> str:
        try:
            return (self._root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""  # then it is nothing that we wrote, and stays


def _claimed(reading: Reading, record: RecordRow) -> RecordRow:
    """A record, known by what its seed holds."""
    row = record._replace(seed_sha256=reading.sha256, text_key=reading.text_key, url_key=reading.url_key)
    return record if row == record else row._replace(claimed=True)


def _changed(reading: Reading, record: RecordRow) -> Problem:
    was = "" if record.seed == reading.path else f" when it was {record.seed}"
    what = f"has changed since {record.path} was made from it{was}"
    return warning("changed-seed", what, hint="`builder import --update` takes the change where nobody edited the record")


def _renewed(new: Record, old: Record) -> Record:
    """A record made again: its name stays, and where its day has changed, the old address leads to the new one."""
    before, after = _page(old, old.slug), _page(new, old.slug)
    aliases = (*old.aliases, before) if before != after else old.aliases
    return replace(new, slug=old.slug, aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias != after))


def _page(record: Record, slug: str) -> str:
    day = record.timestamp.day.isoformat() if record.timestamp else ""
    return f"/{urls.article(day, slug)}"


def _marked(reading: Reading, path: str, status: str) -> Iterator[Problem]:
    """A word about a record whose address has a mark, since another has the plain one; told from its name, in every import."""
    if status == "imported" and path == f"{reading.folder}/{urls.distinct(reading.slug, reading.text_key)}.md":
        what = f"would have the address of {reading.folder}/{reading.slug}.md; it is {path} instead"
        hint = "nothing to do; it stays so, and once you give the record's file another name, nothing more is said of it"
        yield warning("same-address", what, path=reading.path, hint=hint)


def _names(reading: Reading) -> Iterator[str]:
    """Names that a newcomer could have, best first."""
    yield reading.slug
    yield urls.distinct(reading.slug, reading.text_key)
    for number in itertools.count():
        yield urls.distinct(reading.slug, f"{reading.sha256}{number}")


def _waiting(reading: Reading) -> Record:
    """The record that a seed would like to have."""
    with spool.expected("read"):
        return _record(reading.waiting.read().decode())


def _record(text: str) -> Record:
    return records.parse(text)[0]


def _diff(present: str, proposed: str, record: str, seed: str) -> str:
    old, new = present.splitlines(keepends=True), proposed.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, record, f"what {seed} gives now", n=1))
