"""What a build has to make: the owners that are stale, the chunks of articles, the parts of the search index.

Each kind of page depends on templates, settings and the program itself; a digest of these is kept from build to build, and a
kind whose digest changed is stale as a whole. Everything else is stale as far as `sync` noted it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder import assets, desk, digests, follow, kept, output, render, search, sync
from builder.catalog import Catalog, address_in
from builder.config import Config
from builder.desk import Job
from builder.making import Batch, Chunk, Owners, Segment
from builder.output import Made, Output
from builder.pages.kinds import ARTICLE, KINDS, owner, settings_digest, split
from builder.pages.page import Stale
from builder.problems import Problem
from builder.work import batches

LARGEST_CHUNK = 1024
"""Articles in a chunk at the most: it is the unit of work and of memory."""

OWNERS_AT_ONCE = 40
"""Owners whose pages a worker makes in one go."""

SHARE = 10_000
"""Articles of a long list that a worker shows in one go."""

_INDEX = "index"
_MARKER = "marker"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chunk as search counts on it: the digest of its articles, how many, the address of the last."""

    digest: str
    info: search.ChunkInfo


class Plan:
    """What is to be made, and how to ask for it piece by piece.

    `whole` are the kinds that are stale as a whole; `other` says that something is to be made which is no page; `static` are
    the static files.
    """

    def __init__(  # noqa: PLR0913 - what it works with, and what it found
        self, db: sqlite3.Connection, site: Output, job: Job, whole: frozenset[str], static: assets.Found, *, other: bool
    ) -> None:
        self.db = db
        self.site = site
        self.job = job
        self.whole = whole
        self.catalog = Catalog(db)
        self.static = static
        self.other = other
        self._stretches: list[Stretch] = []
        self._waited_for = 0  # chunks given out and not made yet
        self._passing: set[str] = set()  # articles whose record was edited after the catalog had read it …
        self._unsure: set[str] = set()  # … and the digests of their chunks

    @property
    def everything(self) -> bool:
        """Whether every kind is stale, so that what is not made does not belong to the site."""
        return len(self.whole) == len(KINDS) + 1

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do at all."""
        return not self.whole and not self.other and not self.db.execute("SELECT 1 FROM stale LIMIT 1").fetchone()

    # articles

    @property
    def count(self) -> int:
        """How many articles and other owners, or shares of these, are made."""
        articles = (
            self.catalog.listing().total
            if ARTICLE in self.whole
            else self.catalog.number("SELECT count(*) FROM stale WHERE owner GLOB 'article:*'")
        )
        return articles + sum(1 for _ in self._owners())

    def articles(self, meanwhile: Iterator[Owners]) -> Iterator[Chunk | Owners]:
        """The chunks to make; then, while the last of them are being made, what else can be made `meanwhile`."""
        for chunk in self._chunks():
            self._waited_for += 1
            yield chunk
        while self._waited_for > 0 and (owners := next(meanwhile, None)):
            yield owners

    def note(self, batch: Batch) -> list[Problem]:
        """Take down what a task gave, each in its turn; problems where pages clash."""
        self._waited_for -= 1
        if batch.passing:
            self._passing.update(batch.passing)
            self._unsure.add(batch.chunk)
        return self.site.note(batch.owners, batch.made)

    def _chunks(self) -> Iterator[Chunk]:
        """The chunks in which anything is stale. Walks an index of all articles once, and notes all chunks on the way."""
        self._stretches.clear()
        stale = self._stale_articles()
        for run in _runs(self.db.execute("SELECT id, position, cut, sha FROM article ORDER BY position")):
            digest = self._digest(run)
            self._stretches.append(Stretch(digest, search.ChunkInfo(len(run), address_in(run[-1][1]))))
            ids = tuple(row[0] for row in run)
            made = frozenset(ids) if ARTICLE in self.whole else stale.intersection(ids)
            count = self.job.config.search.enabled and not kept.has(self.job.state, digest)
            if made or count:
                yield Chunk(ids, digest, made, count)

    def _stale_articles(self) -> frozenset[int]:
        """Ids of the articles that were noted as stale: those that a few changes touch."""
        sql = "SELECT id FROM stale JOIN article ON address = substr(owner, 9) WHERE owner GLOB 'article:*'"
        return frozenset(number for (number,) in self.db.execute(sql)) if ARTICLE not in self.whole else frozenset()

    def _digest(self, run: list[tuple[Any, ...]]) -> str:
        """Of all that the words of a chunk depend on: its records, their places, and the settings by which they are read."""
        state = hashlib.blake2b(self.job.env[_INDEX].encode(), digest_size=16)
        for _, position, _, sha in run:
            state.update(f"{position}\0{sha}\0".encode())
        return state.hexdigest()

    # everything else that is a page

    def lists(self) -> Iterator[Owners]:
        """The stale owners, articles apart, those with a long list first."""
        yield from (Owners((each,)) for each in self._owners() if each[1].shares > 1)
        others = (each for each in self._owners() if each[1].shares == 1)
        yield from (Owners(tuple(some)) for some in batches(others, OWNERS_AT_ONCE))

    def _owners(self) -> Iterator[tuple[str, Stale]]:
        """The stale owners, articles apart, each with what of it is stale; one with a long list as often as it has shares."""
        for name, kind in KINDS.items():
            if name != ARTICLE:
                for each, since in self._all(name) if name in self.whole else self._noted(name):
                    shares = self._shares(since) if kind.shared else 1
                    yield from ((each, Stale(since, share, shares)) for share in range(shares))

    def _all(self, kind: str) -> Iterator[tuple[str, str]]:
        """All owners of a kind, those too that only have pages from the last build."""
        keys = {owner(kind, key) for key in KINDS[kind].keys(self.catalog, self.job.config)}
        gone = self.db.execute("SELECT DISTINCT owner FROM page WHERE owner = ? OR owner GLOB ?", (kind, f"{kind}:*"))
        return ((each, "") for each in sorted(keys | {each for (each,) in gone}))

    def _shares(self, since: str) -> int:
        """In how many shares the list of all articles is made, from a position on."""
        listing = self.catalog.listing()
        return 1 + (listing.total - (listing.count(before=since) if since else 0)) // SHARE

    def gone_articles(self) -> Iterator[str]:
        """Owners of articles that are stale, or that pages stand for, but that are no more."""
        known = "SELECT 'article:' || address FROM article"
        noted = f"SELECT owner FROM stale WHERE owner GLOB 'article:*' AND owner NOT IN ({known})"
        pages = f"SELECT DISTINCT owner FROM page WHERE owner GLOB 'article:*' AND owner NOT IN ({known})"
        return (name for (name,) in self.db.execute(f"{noted} UNION {pages}" if ARTICLE in self.whole else noted))

    def _noted(self, kind: str) -> list[tuple[str, str]]:
        sql = "SELECT owner, since FROM stale WHERE owner = ? OR owner GLOB ? ORDER BY owner"
        return list(self.db.execute(sql, (kind, f"{kind}:*")))

    # search

    def segments(self) -> Iterator[Segment]:
        """The parts of the search index to be written, when all articles are made."""
        return (segment for segment in self._segments() if not self._stands(segment))

    def _segments(self) -> Iterator[Segment]:
        """All parts of the search index, now that `articles` has walked all articles."""
        if not self.job.config.search.enabled:
            return
        for part in search.segments([stretch.info for stretch in self._stretches]):
            chunks = tuple(stretch.digest for stretch in self._stretches[part.start : part.stop])
            inputs = digests.of((part.name, chunks))
            yield Segment(part.name, inputs, chunks)

    def _stands(self, segment: Segment) -> bool:
        rows = self.db.execute("SELECT inputs FROM page WHERE owner = ?", (owner(_INDEX, segment.name),)).fetchall()
        stand = bool(rows) and all(inputs.startswith(segment.inputs) for (inputs,) in rows)
        return stand and kept.has(self.job.state, segment.inputs)

    def rest(self) -> Iterator[Batch]:
        """What takes no worker: the index's first file, parts of it that stand, static files, the marker; asked for last."""
        yield Batch(tuple(self.gone_articles()), ())
        yield Batch((*self._gone_parts(), _INDEX), tuple(self._index()))
        for segment in self._segments():
            if self._stands(segment):
                name = owner(_INDEX, segment.name)
                yield Batch((name,), tuple(self._standing(name)))
        yield Batch((assets.OWNER,), tuple(assets.make(self.static, self.job.stage, output.known(self.db, assets.OWNER))))
        file = Made(output.MARKER, _MARKER)
        sha = output.known(self.db, _MARKER).get(output.MARKER, ("", ""))[0]
        yield Batch((_MARKER,), (output.stage(self.job.stage, file, output.MARKER_TEXT, known=sha),))

    def _gone_parts(self) -> list[str]:
        parts = {owner(_INDEX, segment.name) for segment in self._segments()}
        standing = self.db.execute("SELECT DISTINCT owner FROM page WHERE owner GLOB 'index:*'")
        return [name for (name,) in standing if name not in parts]

    def _index(self) -> Iterator[Made]:
        segments = list(self._segments())
        if segments:
            config = self.job.config
            summaries = [kept.get(self.job.state, segment.inputs) for segment in segments]
            manifest = search.write_manifest(summaries, base_url=config.base_url, publisher=config.publisher or config.title)
            known = output.known(self.db, _INDEX)
            for path, data in (*search.write_scripts(), manifest):
                yield output.stage(self.job.stage, Made(path, _INDEX), data, known=known.get(path, ("", ""))[0])

    def _standing(self, name: str) -> Iterator[Made]:
        return (Made(path, name, sha=sha, inputs=inputs) for path, (sha, inputs) in output.known(self.db, name).items())

    # after it

    def done(self, left: Iterable[str]) -> None:
        """Note that all that was stale is made, but for owners `left` out, and what was made of a record being edited."""
        desk.clear()
        with self.db:
            self.db.execute("DELETE FROM stale")
            _mark(self.db, left, "something was in the way of its file")
            _mark(self.db, sorted(self._passing), "its record was edited while the site was built")
            self.db.execute("INSERT OR REPLACE INTO meta VALUES ('env', ?)", (json.dumps(dict(self.job.env), sort_keys=True),))
        kept.drop_all_but(self.job.state, self._kept())

    def _kept(self) -> Iterator[str]:
        """The digests of what the next build can use: chunks, bundles of them, summaries of segments."""
        yield from (stretch.digest for stretch in self._stretches if stretch.digest not in self._unsure)
        for segment in self._segments():
            if self._unsure.isdisjoint(segment.chunks):
                yield segment.inputs
            yield from (bundle.digest for bundle in kept.bundles(segment.chunks) if self._unsure.isdisjoint(bundle.chunks))


def plan(db: sqlite3.Connection, site: Output, root: Path, config: Config, damaged: Iterable[tuple[str, str]] = ()) -> Plan:
    """What has to be made, now that the catalog is in line with the content; `damaged` pairs files of the output with owners."""
    env = _environment_digests(root, config)
    before = json.loads((db.execute("SELECT value FROM meta WHERE key = 'env'").fetchone() or ["{}"])[0])
    everything = db.execute("SELECT 1 FROM stale WHERE owner = ?", (sync.EVERYTHING,)).fetchone()
    whole = frozenset(env) if everything else frozenset(kind for kind, digest in env.items() if before.get(kind) != digest)
    is_damaged = _note_damage(db, site, list(damaged))
    job = Job(
        token=secrets.token_hex(8),
        root=root.absolute(),
        state=output.state_path(root, site.folder).absolute(),
        stage=site.stage,
        config=config,
        env=env,
    )
    static = assets.look(root)
    return Plan(db, site, job, whole, static, other=is_damaged or static.differ(output.known(db, assets.OWNER)))


def _note_damage(db: sqlite3.Connection, site: Output, damaged: Sequence[tuple[str, str]]) -> bool:
    """Make what is gone from the output, or was changed there, be made again; whether there is any."""
    with db:
        for path, _ in damaged:
            site.forget(path)
        _mark(db, (name for _, name in damaged), "its file was gone or changed")
    return bool(damaged)


def _mark(db: sqlite3.Connection, owners: Iterable[str], reason: str) -> None:
    for name in owners:
        if split(name)[0] in KINDS:
            follow.mark(db, name, reason)


def _environment_digests(root: Path, config: Config) -> dict[str, str]:
    """For each kind, and for the search index, a digest of the templates, settings and program that it depends on."""
    env = render.environment(root)
    words = render.words(root, config.language)
    program = digests.program()
    made = {
        name: digests.of((program, render.template_digest(env, kind.templates, words), settings_digest(kind, config)))
        for name, kind in KINDS.items()
    }
    made[_INDEX] = digests.of((program, config.language, sorted(config.tags.aliases.items())))
    return made


def _runs(rows: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    """Articles in chunks: one ends behind an article that is marked so (`cut`), or when it is full."""
    run: list[tuple[Any, ...]] = []
    for row in rows:
        run.append(row)
        if row[2] or len(run) == LARGEST_CHUNK:
            yield run
            run = []
    if run:
        yield run
