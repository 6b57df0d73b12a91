"""Work in chunks, in this process or in others: same results, same order, and never more than a few chunks in memory."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from builder.problems import BuildError, Problem

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

CHUNK = 64
"""Items given out at a time: enough that handing them over costs little, few enough that all workers end together."""


class Workers:
    """Gives out work; a context manager that ends the processes it began.

    Without an `executor` it makes its own processes, `jobs` of them, once there is more than one chunk to do.
    """

    def __init__(self, jobs: int = 1, executor: Executor | None = None) -> None:
        """Use `executor`, or up to `jobs` processes."""
        self._jobs = jobs
        self._executor = executor
        self._own: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._own:
            self._own.shutdown(wait=kind is None, cancel_futures=True)

    def map(self, work: Callable[[list[_Item]], list[_Result]], items: Iterable[_Item]) -> Iterator[list[_Result]]:
        """`work` done on chunks of `items`, in their order. Raises BuildError where a worker process dies."""
        chunks = _chunks(items)
        first = list(itertools.islice(chunks, 2))
        chunks = itertools.chain(first, chunks)
        if len(first) < 2 or (self._jobs == 1 and not self._executor):  # noqa: PLR2004 - one chunk is not worth a process
            yield from map(work, chunks)
        else:
            yield from self._spread(work, chunks)

    def _spread(self, work: Callable[[list[_Item]], list[_Result]], chunks: Iterator[list[_Item]]) -> Iterator[list[_Result]]:
        executor = self._executor or self._processes()
        waiting: deque[tuple[list[_Item], Future[list[_Result]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, executor.submit(work, chunk)))
            if len(waiting) > 2 * self._jobs:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())

    def _processes(self) -> ProcessPoolExecutor:
        self._own = self._own or ProcessPoolExecutor(self._jobs)
        return self._own


def _chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield chunk


def _result(chunk: Sequence[object], future: Future[list[_Result]]) -> list[_Result]:
    try:
        return future.result()
    except BrokenExecutor:
        what = f"a worker process died somewhere between {chunk[0]} and {chunk[-1]}"
        hint = "nothing of this import is kept; try again with --jobs 1, and with more memory"
        raise BuildError(Problem(kind="worker", what=what, hint=hint)) from None
