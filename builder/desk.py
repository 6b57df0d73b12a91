"""A worker's desk: the catalog, templates and parsers of one job, open, and the way from a draft to a file in the stage.

A process keeps the desk of its last job, since opening all that costs more than making a page; what lies on it depends on the
job alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from builder import catalog, digests, output, render, urls
from builder.catalog import Catalog
from builder.config import Config
from builder.output import Made
from builder.pages.context import Context
from builder.pages.kinds import split
from builder.pages.page import Draft
from builder.pages.views import Page
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


TOGETHER = 64
"""Pages that are made together, each step for all of them before the next: so its code stays in the processor's cache."""


class _Look(NamedTuple):
    """A file to be, the digest of what stands there (or empty), and whether that is what it is to be."""

    file: Made
    known: str
    stands: bool


class Desk:
    """What a worker has open for one job: the catalog, and the renderer with its templates and parsers."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.db = catalog.connect(job.state)
        self.context = Context(Catalog(self.db), job.config, render.words(job.root, job.config.language))
        self.renderer = render.Renderer(render.environment(job.root), self.context)
        self._rebuilding = output.has_files(self.db)
        self._known = functools.lru_cache(maxsize=1)(functools.partial(output.known, self.db))  # owners come one after another

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
        sha, inputs_then = self._known(name).get(path, ("", "")) if self._rebuilding else ("", "")
        if draft.standing and sha:
            return _Look(Made(path, name, sha=sha, inputs=inputs_then), sha, stands=True)
        inputs = digests.of((self.job.env[split(name)[0]], draft.inputs())) if draft.inputs else ""
        stands = bool(inputs) and inputs == inputs_then
        return _Look(Made(path, name, sha=sha if stands else "", inputs=inputs), sha, stands)

    def close(self) -> None:
        """Let go of the catalog."""
        self.db.close()


_desks: dict[str, Desk] = {}


def desk_for(job: Job) -> Desk:
    """This process's desk for a job; that of an earlier job is cleared."""
    if job.token not in _desks:
        clear()
        _desks[job.token] = Desk(job)
    return _desks[job.token]


def clear() -> None:
    """Clear this process's desk, so that no catalog stays open."""
    for desk in _desks.values():
        desk.close()
    _desks.clear()
