"""Which records `content/` holds, and which seeds they were made from: read once from their front matter, then remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from builder import content, records
from builder.files import is_text
from builder.importing.ledger import Ledger, RecordRow
from builder.importing.reading import text_key, url_key
from builder.importing.writing import is_left_over
from builder.work import Pool, batches

FOLDER = "content"


_CHUNK = 64


def sync(root: Path, ledger: Ledger, workers: Pool, *, tidy: bool) -> None:
    """Bring the ledger's records up to the files that are there; only files that it does not know are opened.

    `tidy` takes away what a killed import left half written.
    """
    gone = set(ledger.folders())
    tasks = ((str(root), chunk) for chunk in batches(_changes(root, ledger, gone, tidy=tidy), _CHUNK))
    for rows in workers.run(claims, tasks, what=lambda _, chunk: f"reading {'/'.join(chunk[0])} to {'/'.join(chunk[-1])}"):
        for row in rows:
            ledger.keep_record(row)
    for folder in gone:
        for name in ledger.names(folder):
            ledger.forget_record(folder, name)


def claims(root: str, places: list[tuple[str, str]]) -> list[RecordRow]:
    """What each record at `(folder, name)` says of its seed."""
    return [_claim(root, folder, name) for folder, name in places]


def _changes(root: Path, ledger: Ledger, gone: set[str], *, tidy: bool) -> Iterator[tuple[str, str]]:
    """Records that the ledger does not know; forgets those that are gone, and leaves in `gone` the folders that are."""
    for folder, names in _folders(str(root / FOLDER), FOLDER, tidy=tidy):
        gone.discard(folder)
        known = ledger.names(folder)
        for name in known - names:
            ledger.forget_record(folder, name)
        yield from ((folder, name) for name in sorted(names - known))


def _folders(place: str, path: str, *, tidy: bool) -> Iterator[tuple[str, set[str]]]:
    """Every folder at or below `place` that has records, and their names; what cannot be listed is the catalog's to report."""
    names = set()
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                if not is_text(entry.name):
                    continue  # the catalog's to report
                if content.is_record(entry.name) and not entry.name.startswith(".") and entry.is_file():  # a pipe never ends
                    names.add(entry.name)
                elif tidy and is_left_over(entry.name):
                    Path(entry.path).unlink()
                elif entry.is_dir(follow_symlinks=False):
                    yield from _folders(entry.path, f"{path}/{entry.name}", tidy=tidy)
    except OSError:
        return
    if names:
        yield path, names


def _claim(root: str, folder: str, name: str) -> RecordRow:
    nobody = RecordRow(folder, name, "", "", "", "")
    try:
        text = Path(root, folder, name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return nobody  # the catalog reads every record and reports this one
    if "\nseed:" not in text:
        return nobody
    record, _ = records.parse(text)
    return RecordRow(folder, name, record.seed, record.seed_sha256, text_key(record), url_key(record)) if record.seed else nobody
