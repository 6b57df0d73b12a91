"""What workers do: make the pages of some owners, or of a chunk of articles, and put them into the stage.

Plain functions of picklable arguments. A worker keeps the last job's catalog, templates and parsers open, since opening them
costs more than making a page; what it keeps depends on the job alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder import catalog, digests, output, render, search, urls
from builder.catalog import Catalog, Row
from builder.config import Config
from builder.markup import Rendered
from builder.model import Record
from builder.output import Made
from builder.pages import article
from builder.pages.around import around as surroundings
from builder.pages.context import Context
from builder.pages.kinds import ARTICLE, KINDS, owner, split
from builder.pages.page import Draft, Stale
from builder.pages.views import Page
from builder.problems import BuildError, Problem
from builder.work import batches


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """All that a worker must know. `token` names the job; `env` has a digest, by kind, of what pages depend on but content."""

    token: str
    root: Path
    state: Path
    stage: Path
    config: Config
    env: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of articles in archive order. `digest` names what search keeps of it; `stale` are the ids whose pages are made.

    `count` is set where the words are to be counted, which has not been done for exactly these articles before.
    """

    ids: tuple[int, ...]
    digest: str
    stale: frozenset[int]
    count: bool

    def __str__(self) -> str:
        return f"rendering {len(self.ids)} articles"


@dataclass(frozen=True, slots=True)
class Batch:
    """What a worker made: the files of some owners, which is all that these have now.

    `passing` are articles whose record was edited after the catalog had read it, and `chunk` is the digest of their chunk:
    neither their pages nor the words that were counted are what the catalog says.
    """

    owners: tuple[str, ...]
    made: tuple[Made, ...]
    passing: tuple[str, ...] = ()
    chunk: str = ""


TOGETHER = 64
"""Pages that are made together, each step for all of them before the next: so its code stays in the processor's cache."""


class _Look(NamedTuple):
    """A file to be, the digest of what stands there (or empty), and whether that is what it is to be."""

    file: Made
    known: str
    stands: bool


class Desk:
    """A worker's place: the catalog and the renderer of one job, open."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.db = catalog.connect(job.state)
        self.context = Context(Catalog(self.db), job.config, render.words(job.root, job.config.language))
        self.renderer = render.Renderer(render.environment(job.root), self.context)
        self._rebuilding = output.has_files(self.db)
        self._asked, self._files = "", dict[str, tuple[str, str]]()

    def put(self, drafts: Iterable[tuple[str, Draft]]) -> Iterator[Made]:
        """Make the pages of owners, as far as they are not what stands in the output."""
        for some in batches(drafts, TOGETHER):
            yield from self._put(some)

    def _put(self, drafts: Sequence[tuple[str, Draft]]) -> Iterator[Made]:
        looks = [self._look(name, draft) for name, draft in drafts]
        begun = [self._begun(look, draft) for look, (_, draft) in zip(looks, drafts, strict=True)]
        made = [
            each if isinstance(each, Made) else self.renderer.render(draft.template, each)
            for each, (_, draft) in zip(begun, drafts, strict=True)
        ]
        for look, each in zip(looks, made, strict=True):
            yield each if isinstance(each, Made) else self._staged(look, each)

    def _begun(self, look: _Look, draft: Draft) -> Made | Page:
        """What a template is to show; what needs none, such as a month's feed, can be long and is made to its end at once."""
        if look.stands:
            return look.file
        view = draft.make()
        return self._staged(look, view) if isinstance(view, bytes) else view

    def _staged(self, look: _Look, data: bytes) -> Made:
        return output.stage(self.job.stage, look.file, data, known=look.known)

    def _look(self, name: str, draft: Draft) -> _Look:
        """Whether a page must be made."""
        path = urls.output_path(draft.address)
        sha, inputs_then = self._known(name).get(path, ("", ""))
        if draft.standing and sha:
            return _Look(Made(path, name, sha=sha, inputs=inputs_then), sha, stands=True)
        inputs = digests.of((self.job.env[split(name)[0]], draft.inputs())) if draft.inputs else ""
        stands = bool(inputs) and inputs == inputs_then
        return _Look(Made(path, name, sha=sha if stands else "", inputs=inputs), sha, stands)

    def _known(self, name: str) -> dict[str, tuple[str, str]]:
        """The files that an owner has in the output; those of the last owner asked for are at hand."""
        if self._rebuilding and self._asked != name:
            self._asked, self._files = name, output.known(self.db, name)
        return self._files

    def close(self) -> None:
        """Let go of the catalog."""
        self.db.close()


_desks: dict[str, Desk] = {}


def _desk(job: Job) -> Desk:
    """This process's place for a job; that of an earlier job is cleared."""
    if job.token not in _desks:
        clear()
        _desks[job.token] = Desk(job)
    return _desks[job.token]


def clear() -> None:
    """Clear this process's place, so that no catalog stays open."""
    for desk in _desks.values():
        desk.close()
    _desks.clear()


# ---- owners ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owners:
    """Some owners whose pages are stale, and which of them are."""

    stale: tuple[tuple[str, Stale], ...]

    def __str__(self) -> str:
        return f"rendering {self.stale[0][0]} to {self.stale[-1][0]}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the search index to be written: its name, a digest of what it is made from, the digests of its chunks."""

    name: str
    inputs: str
    chunks: tuple[str, ...]

    def __str__(self) -> str:
        return f"writing the part {self.name} of the search index"


def make(job: Job, task: Chunk | Owners | Segment) -> Batch:
    """Make what a task asks for."""
    if isinstance(task, Chunk):
        return _make_articles(job, task)
    return _make_segment(job, task) if isinstance(task, Segment) else _make_owners(job, task.stale)


def _make_owners(job: Job, owners: Sequence[tuple[str, Stale]]) -> Batch:
    """An owner that is gone has no pages."""
    desk = _desk(job)
    drafts = ((name, draft) for name, stale in owners for draft in _drafts(desk.context, name, stale))
    return Batch(tuple(name for name, _ in owners), tuple(desk.put(drafts)))


def _drafts(context: Context, name: str, stale: Stale) -> Iterator[Draft]:
    kind, key = split(name)
    return KINDS[kind].produce(context, key, stale)


# ---- articles ----------------------------------------------------------------------------------------------------------


def _make_articles(job: Job, chunk: Chunk) -> Batch:
    """Make the stale pages of a chunk, and count its words for search; reads each article's text once."""
    desk = _desk(job)
    rows = desk.context.catalog.by_id(chunk.ids)
    around = surroundings(desk.context.catalog, rows, [row for row in rows if row.id in chunk.stale])
    known = desk.context.catalog.digests(chunk.ids)
    owners: list[str] = []
    passing: list[str] = []
    made: list[Made] = []
    docs: list[search.Doc] = []
    for some in batches((row for row in rows if chunk.count or row.id in chunk.stale), TOGETHER):
        read = [article.read(job.root, row.path) for row in some]
        passing += [_owner(row) for row, (_, digest) in zip(some, read, strict=True) if digest != known[row.id]]
        bodies = [_rendered(desk, row, record) for row, (record, _) in zip(some, read, strict=True)]
        found = list(zip(some, (record for record, _ in read), bodies, strict=True))
        stale = [article.Article(*each, around[each[0].id]) for each in found if each[0].id in chunk.stale]
        owners += [_owner(each.row) for each in stale]
        made += desk.put((_owner(each.row), draft) for each in stale for draft in article.drafts(desk.context, each))
        docs += [_doc(*each) for each in found] if chunk.count else []
    if chunk.count:
        _keep(_chunk_path(job.state, chunk.digest), search.count_words(docs, job.config.language))
    return Batch(tuple(owners), tuple(made), tuple(passing), chunk.digest)


def _owner(row: Row) -> str:
    return owner(ARTICLE, row.address)


def _rendered(desk: Desk, row: Row, record: Record) -> Rendered:
    try:
        return desk.context.markup.render(record.body, row.address)
    except RecursionError:
        what = "its lists or quotations are nested too deeply"
        hint = r"put a backslash before what is no list: `1\. 2\. 3\.`"
        raise BuildError(Problem(kind="markdown", what=what, path=row.path, hint=hint)) from None


def _doc(row: Row, record: Record, body: Rendered) -> search.Doc:
    """What search knows of an article: all that its page says above the text belongs to it."""
    above = tuple(text for text in (row.kicker, article.lede(record, body)) if text)
    return search.Doc(
        address=row.address,
        title=row.title if row.titled else "",
        opening=row.title,
        day=row.day,
        time=row.time[:5],
        lang=row.lang,
        source=row.source,
        tags=tuple(row.tags.splitlines()),
        authors=record.authors,
        captions=record.captions,
        paragraphs=(*above, *body.text),
    )


# ---- the search index --------------------------------------------------------------------------------------------------


def _make_segment(job: Job, segment: Segment) -> Batch:
    """The files of a segment, from what was kept of its chunks; one that stands already with the same stamp is not made anew."""
    desk = _desk(job)
    owned = owner("index", segment.name)
    known = output.known(desk.db, owned)
    made: list[Made] = []
    with ExitStack() as opened:
        blobs = [opened.enter_context(_bundled(job.state, bundle).open("rb")) for bundle in bundles(segment)]
        for path, stamp, make_bytes in search.write_segment(segment.name, blobs):
            sha, inputs_then = known.get(path, ("", ""))
            inputs = f"{segment.inputs} {job.env['index']} {stamp}"
            if path == search.SUMMARY:
                _keep(_chunk_path(job.state, segment.inputs), make_bytes())
            elif sha and inputs_then.partition(" ")[2] == inputs.partition(" ")[2]:
                made.append(Made(path, owned, sha=sha, inputs=inputs))
            else:
                made.append(output.stage(job.stage, Made(path, owned, inputs=inputs), make_bytes(), known=sha))
    return Batch((owned,), tuple(made))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some chunks of a segment that are kept joined, under a digest, since a changed chunk leaves most bundles as they are."""

    digest: str
    chunks: tuple[str, ...]


def bundles(segment: Segment) -> list[Bundle]:
    """The bundles of a segment; where it is small, each chunk on its own."""
    size = BUNDLE if len(segment.chunks) > BUNDLE * BUNDLE / 2 else 1
    return [Bundle(digests.of(some) if size > 1 else some[0], tuple(some)) for some in batches(segment.chunks, size)]


BUNDLE = 8
"""Chunks in a bundle."""


def _bundled(state: Path, bundle: Bundle) -> Path:
    """Where a bundle is kept; it is made where it is not yet."""
    path = _chunk_path(state, bundle.digest)
    if not path.is_file():
        with ExitStack() as opened:
            blobs = [opened.enter_context(_chunk_path(state, digest).open("rb")) for digest in bundle.chunks]
            _keep(path, search.merge_blobs(blobs))
    return path


def kept(state: Path, digest: str) -> bytes | None:
    """What was kept under a digest, if anything."""
    path = _chunk_path(state, digest)
    return path.read_bytes() if path.is_file() else None


def is_kept(state: Path, digest: str) -> bool:
    """Whether anything is kept under a digest."""
    return _chunk_path(state, digest).is_file()


def _chunk_path(state: Path, digest: str) -> Path:
    return state.with_suffix(".search") / digest


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    passing = path.with_suffix(".new")
    passing.write_bytes(data)
    passing.replace(path)


def drop_all_but(state: Path, digests: Iterable[str]) -> None:
    """Forget what is kept under other digests."""
    folder, wanted = state.with_suffix(".search"), set(digests)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in wanted:
            path.unlink()
