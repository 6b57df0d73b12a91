"""Which records `content/` holds, and which seeds they were made from: read once from their front matter, then remembered."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from builder import content, records
from builder.files import is_text
from builder.importing.ledger import Ledger, RecordRow
from builder.importing.reading import text_key, url_key
from builder.importing.writing import is_left_over
from builder.work import Pool, batches

FOLDER = "content"
Stamp = tuple[str, str, int, int]
"""A record's folder and name, its size in bytes and when it was last written (ns)."""

_CHUNK = 64


def sync(root: Path, ledger: Ledger, workers: Pool, *, tidy: bool) -> None:
    """Bring the ledger's records up to the files that are there; only those are opened that are new or were written since.

    `tidy` takes away what a killed import left half written.
    """
    gone = set(ledger.folders())
    tasks = ((str(root), chunk) for chunk in batches(_changes(root, ledger, gone, tidy=tidy), _CHUNK))
    for rows in workers.run(claims, tasks, what=lambda _, chunk: f"reading {_path(chunk[0])} to {_path(chunk[-1])}"):
        for row in rows:
            ledger.note_record(row)
    for folder in gone:
        for name in ledger.stamps(folder):
            ledger.forget_record(folder, name)


def unclaim(root: Path, ledger: Ledger) -> None:
    """Know records whose seeds are to be read by their own files again; a seed that holds what it held will claim its own."""
    for row in ledger.touched():
        ledger.keep_record(_claim(str(root), RecordRow(row.folder, row.name, size=row.size, mtime_ns=row.mtime_ns)))


def claims(root: str, stamps: list[Stamp]) -> list[RecordRow]:
    """What each of these records says of its seed."""
    return [_claim(root, RecordRow(folder, name, size=size, mtime_ns=mtime_ns)) for folder, name, size, mtime_ns in stamps]


def _path(stamp: Stamp) -> str:
    return "/".join(stamp[:2])


def _changes(root: Path, ledger: Ledger, gone: set[str], *, tidy: bool) -> Iterator[Stamp]:
    """Records that the ledger does not know; forgets those that are gone, and leaves in `gone` the folders that are."""
    for folder, stamps in _folders(str(root / FOLDER), FOLDER, tidy=tidy):
        gone.discard(folder)
        known = ledger.stamps(folder)
        for name in known.keys() - stamps.keys():
            ledger.forget_record(folder, name)
        if stamps != known:
            yield from ((folder, name, *stamp) for name, stamp in sorted(stamps.items()) if known.get(name) != stamp)


def _folders(place: str, path: str, *, tidy: bool) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    """Every folder at or below `place` that has records, and how they look; what cannot be listed is the catalog's to report."""
    stamps = {}
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if not is_text(entry.name):
                    continue  # the catalog's to report
                if content.is_record(entry.name) and not entry.name.startswith(".") and entry.is_file():  # a pipe never ends
                    found = entry.stat()
                    stamps[entry.name] = found.st_size, found.st_mtime_ns
                elif tidy and is_left_over(entry.name):
                    Path(entry.path).unlink()
                elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    yield from _folders(entry.path, f"{path}/{entry.name}", tidy=tidy)
    except OSError:
        return
    if stamps:
        yield path, stamps


def _claim(root: str, nobody: RecordRow) -> RecordRow:
    try:
        text = Path(root, nobody.folder, nobody.name).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return nobody  # the catalog reads every record and reports this one
    if "\nseed:" not in text:
        return nobody
    record, problems = records.parse(text)
    if any(problem.kind == "front-matter" for problem in problems):
        return nobody._replace(**dict(reversed(_CLAIM.findall(text))))
    if not record.seed:
        return nobody
    keys = text_key(record), url_key(record)
    return nobody._replace(seed=record.seed, seed_sha256=record.seed_sha256, text_key=keys[0], url_key=keys[1])


# Of a record with a slip of the pen in its front matter, as it stands: it has its seed all the same, which is not imported again.
_CLAIM = re.compile(r"""^(seed|seed_sha256): *["']?([^"'\r\n]*?)["']?[ \t]*\r?$""", re.MULTILINE)
