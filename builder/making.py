"""What workers do: make the pages of some owners, or of a chunk of articles, or a part of the search index, into the stage.

Plain functions of picklable arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from builder import kept, output, search
from builder.catalog import Row
from builder.desk import TOGETHER, Desk, Job, desk_for
from builder.markup import Rendered
from builder.model import Record
from builder.output import Made
from builder.pages import article
from builder.pages.around import around as surroundings
from builder.pages.context import Context
from builder.pages.kinds import ARTICLE, KINDS, owner, split
from builder.pages.page import Draft, Stale
from builder.problems import BuildError, Problem
from builder.work import batches


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


def make(job: Job, task: Chunk | Owners | Segment) -> Batch:
    """Make what a task asks for."""
    if isinstance(task, Chunk):
        return _make_articles(job, task)
    return _make_segment(job, task) if isinstance(task, Segment) else _make_owners(job, task.stale)


# ---- owners ------------------------------------------------------------------------------------------------------------


def _make_owners(job: Job, owners: Sequence[tuple[str, Stale]]) -> Batch:
    """An owner that is gone has no pages."""
    desk = desk_for(job)
    drafts = ((name, draft) for name, stale in owners for draft in _drafts(desk.context, name, stale))
    return Batch(tuple(name for name, _ in owners), tuple(desk.put(drafts)))


def _drafts(context: Context, name: str, stale: Stale) -> Iterator[Draft]:
    kind, key = split(name)
    return KINDS[kind].produce(context, key, stale)


# ---- articles ----------------------------------------------------------------------------------------------------------


def _make_articles(job: Job, chunk: Chunk) -> Batch:
    """Make the stale pages of a chunk, and count its words for search; reads each article's text once."""
    desk = desk_for(job)
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
        kept.put(job.state, chunk.digest, search.count_words(docs, job.config.language))
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
    desk = desk_for(job)
    owned = owner("index", segment.name)
    known = output.known(desk.db, owned)
    made: list[Made] = []
    with ExitStack() as opened:
        blobs = [opened.enter_context(kept.bundled(job.state, bundle)) for bundle in kept.bundles(segment.chunks)]
        for path, stamp, make_bytes in search.write_segment(segment.name, blobs):
            sha, inputs_then = known.get(path, ("", ""))
            inputs = f"{segment.inputs} {job.env['index']} {stamp}"
            if path == search.SUMMARY:
                kept.put(job.state, segment.inputs, make_bytes())
            elif sha and inputs_then.partition(" ")[2] == inputs.partition(" ")[2]:
                made.append(Made(path, owned, sha=sha, inputs=inputs))
            else:
                made.append(output.stage(job.stage, Made(path, owned, inputs=inputs), make_bytes(), known=sha))
    return Batch((owned,), tuple(made))
