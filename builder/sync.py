"""`content/` → catalog: reads what is new or changed, and notes which pages that makes stale.

A few changes are followed one by one to the pages they touch. Many at once (a first build, a bulk edit) make everything
stale, which is cheaper than finding out, and harmless: a page whose bytes come out the same is not written again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from builder import content, digests, files
from builder.config import Config
from builder.content import Entry
from builder.follow import Follower, mark
from builder.problems import Problem, Severity, warning
from builder.work import Pool, batches

FEW = 500
"""Up to so many changes are followed one by one."""

EVERYTHING = "everything"
_BATCH = 250  # records read in one go by a worker
_FOLDER = "content"
_NAMED = 3  # of the files that are no records, in the word about them


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync found: all problems of all records, and how many records were read."""

    problems: tuple[Problem, ...]
    read: int


def sync(  # noqa: PLR0913 - what it works with, and what it is to do
    db: sqlite3.Connection, root: Path, config: Config, pool: Pool, *, drafts: bool, edited: Collection[str] = ()
) -> Synced:
    """Bring the catalog in line with `root/content/`, in one transaction; `edited` are the only files that changed, if known."""
    _forget_what_is_read_otherwise(db, config, drafts=drafts)
    looked_at = files.now_ns()
    odd: list[Problem] = []
    changed, gone = _compare(db, root, odd, _edited(db, root, edited))
    with db:
        everything = changed + len(gone) > FEW
        if everything:
            mark(db, EVERYTHING, "many records changed")
        follow = Follower(db, config, precise=not everything)
        follow.remove(gone)
        listed = (files.Seen(*row) for row in db.execute("SELECT * FROM changed ORDER BY rowid"))
        tasks = ((root, batch, config) for batch in batches(listed, _BATCH))
        for entries in pool.run(read_entries, tasks, what=lambda _, seen, __: f"reading {seen[0].path} to {seen[-1].path}"):
            _remember(db, entries, looked_at)
            follow.replace([entry for _, entry in entries], drafts=drafts)
        follow.finish()
    return Synced((*_stored_problems(db), *_unknown_keys(db), *_clashes(db, config), *odd), changed)


def read_entries(root: Path, batch: Sequence[files.Seen], config: Config) -> list[tuple[files.Seen, Entry]]:
    """What the catalog keeps of some records; runs in a worker."""
    return [(seen, _read_entry(root, seen.path, config)) for seen in batch]


def found(root: Path, odd: list[Problem]) -> Iterator[files.Seen]:
    """Every record in `root/content/`, by path; `odd` gets a problem for what cannot be one, and one for all other files."""
    others: list[str] = []
    count = 0
    for seen in files.walk(root, _FOLDER, odd=odd):
        if content.is_record(seen.path):
            yield seen
        else:
            count += 1
            others += [seen.path] if count <= _NAMED else []
    if others:
        odd.append(_no_records(count, others))


def _no_records(count: int, first: Sequence[str]) -> Problem:
    names = ", ".join(first) + (" …" if count > len(first) else "")
    what = f"{names}: not a record by its name, so passed over" if count == 1 else f"{count:,} files are no records: {names}"
    hint = "let the name of a record end in .md; files that pages are to show belong into static/"
    return warning("no-record", what, path=_FOLDER, hint=hint)


def _read_entry(root: Path, path: str, config: Config) -> Entry:
    try:
        raw = files.read(root, path)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        problem = Problem(kind="unreadable", what=what, path=path, hint="check its permissions")
        return Entry(path=path, sha="", broken=True, problems=(problem,))
    return content.entry(raw, path, config)


# ---- what changed on disk ----------------------------------------------------------------------------------------------


def _forget_what_is_read_otherwise(db: sqlite3.Connection, config: Config, *, drafts: bool) -> None:
    """Settings that decide what an entry says make every record be read again when they change, and so does another program."""
    settings = [config.language, config.slugs, dict(config.tags.aliases), config.tags.minimum, drafts]
    now = json.dumps([*settings, digests.program()])
    before = db.execute("SELECT value FROM meta WHERE key = 'sync'").fetchone()
    if before != (now,):
        db.execute("UPDATE file SET mtime_ns = 0, sha = ''")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('sync', ?)", (now,))


def _edited(db: sqlite3.Connection, root: Path, paths: Collection[str]) -> list[files.Seen]:
    """Files that changed; none where one of them is not known, or gone, so that all are to be looked at."""
    known = [path for path in sorted(paths) if db.execute("SELECT 1 FROM file WHERE path = ?", (path,)).fetchone()]
    seen = [file for path in known if (file := files.see(root, path))]
    return seen if len(seen) == len(paths) else []


def _compare(db: sqlite3.Connection, root: Path, odd: list[Problem], edited: Sequence[files.Seen]) -> tuple[int, list[str]]:
    """How many files are new or look changed (listed in the temporary table `changed`), and the paths that are gone."""
    db.executescript(
        "DROP TABLE IF EXISTS temp.changed;"
        "CREATE TEMP TABLE changed (path TEXT NOT NULL, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER);"
    )
    gone: list[str] = []

    def changed() -> Iterator[files.Seen]:
        if edited:
            yield from edited
            return
        for seen, row in files.beside(
            found(root, odd), db.execute("SELECT path, size, mtime_ns, ctime_ns FROM file ORDER BY path")
        ):
            if seen is not None and row != seen:
                yield seen
            elif row is not None and seen is None:
                gone.append(row[0])

    count = db.executemany("INSERT INTO changed VALUES (?, ?, ?, ?)", changed()).rowcount
    return max(count, 0), gone


def _remember(db: sqlite3.Connection, entries: Sequence[tuple[files.Seen, Entry]], looked_at: int) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO file (path, size, mtime_ns, ctime_ns, sha, draft, problems) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry.path,
                seen.size,
                files.settled(seen.mtime_ns, looked_at),
                seen.ctime_ns,
                entry.sha,
                entry.draft,
                _as_json(entry.problems),
            )
            for seen, entry in entries
        ),
    )


def _as_json(problems: Sequence[Problem]) -> str:
    return json.dumps([asdict(problem) for problem in problems]) if problems else ""


def _stored_problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """The problems of all records, those not read this time included: a rebuild says what a first build says."""
    for (problems,) in db.execute("SELECT problems FROM file WHERE problems <> '' ORDER BY path"):
        for fields in json.loads(problems):
            yield Problem(**{**fields, "severity": Severity(fields["severity"])})


def _unknown_keys(db: sqlite3.Connection) -> Iterator[Problem]:
    """One warning for each front-matter key that the program does not know, however many records have it."""
    for key, count, path in db.execute("SELECT key, count(*), min(path) FROM unknown_key GROUP BY key ORDER BY key"):
        yield content.unknown_key(key, count, path)


def _clashes(db: sqlite3.Connection, config: Config) -> Iterator[Problem]:
    """One warning for each article, tag and old address that could not have the address it asks for."""
    articles = (
        "SELECT path, wanted, address, (SELECT min(path) FROM article other WHERE other.clash = article.clash) FROM article "
        "WHERE clash IN (SELECT clash FROM article GROUP BY clash HAVING count(*) > 1) AND address <> wanted ORDER BY path"
    )
    for path, wanted, address, first in db.execute(articles):
        what = f"asks for the address {wanted}, which {first} has; it gets {address}"
        yield warning("same-address", what, path=path, field="slug", hint="give one of them another `slug`")
    tags = (
        "SELECT name, slug, (SELECT name FROM tag other WHERE other.wanted = tag.wanted AND other.slug = tag.wanted), "
        "(SELECT min(path) FROM article_tag JOIN article ON article.id = article_tag.article WHERE article_tag.key = tag.key) "
        "FROM tag WHERE slug <> wanted AND total >= ?"
    )
    for name, slug, first, path in db.execute(f"{tags} ORDER BY key", (config.tags.minimum,)):
        what = f"the tag {name!r} would have the address of {first!r}; it gets tags/{slug}/"
        yield warning(
            "same-address",
            what,
            path=path,
            field="tags",
            hint="nothing to do, unless the two are one: then name one in `tags.aliases`",
        )
    aliases = (
        "SELECT path, alias, (SELECT path FROM article WHERE address = alias), "
        "(SELECT min(path) FROM alias other WHERE other.alias = alias.alias) FROM alias ORDER BY path, alias"
    )
    for path, alias, page, first in db.execute(aliases):
        if page or first != path:
            what = f"the alias {alias} is the address of {page or first}, which keeps it"
            yield warning("same-address", what, path=path, field="aliases", hint="remove it from one of them")
