"""Work given out to processes: plain functions of picklable arguments, results in the order of the tasks.

This is the seam at which another `concurrent.futures.Executor`, of a cluster say, can be put in: nothing assumes that a worker
shares memory with the main process, only that it sees the same files.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice, starmap
from types import TracebackType
from typing import Any, Self, TypeVar

from builder.problems import BuildError, Problem

AHEAD = 3
"""Tasks given out per worker, done or not, before their results are asked for; bounds what waits in memory."""

T = TypeVar("T")


class Pool:
    """Runs tasks on `jobs` processes, or in this one where there is only one, or too little to do to be worth a process."""

    def __init__(self, jobs: int | None = None, make: Callable[[int], Executor] | None = None) -> None:
        """`jobs` defaults to the number of usable processors; `make` makes the executor on first need."""
        self.jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
        self._make = make or _processes
        self._executor: Executor | None = None

    def run(
        self,
        function: Callable[..., T],
        tasks: Iterable[tuple[Any, ...]],
        *,
        what: Callable[..., str] = repr,
        waiting: int = 0,
    ) -> Generator[T, None, None]:
        """`function(*task)` for each task, in order; `what` names a task for the message if its worker dies.

        Up to `waiting` results per worker may wait for that of an earlier task, so that others go on beside a long one: worth
        their memory where tasks differ much and results are small.
        """
        pending = iter(tasks)
        first = list(islice(pending, 2))
        pending = chain(first, pending)
        if self.jobs == 1 or len(first) < 2:  # noqa: PLR2004 - one task gains nothing from a second process
            yield from starmap(function, pending)
        else:
            yield from self._spread(function, pending, what, self.jobs * waiting)

    def begin(self, function: Callable[..., T], *task: object) -> Callable[[], T]:
        """Begin `function(*task)` beside what this process does; gives the way to its result. Alone, it works when asked."""
        if self.jobs == 1:
            return lambda: function(*task)
        future = self._open().submit(function, *task)

        def result() -> T:
            try:
                return future.result()
            except BrokenProcessPool:
                raise _died([task], lambda *_: function.__name__) from None

        return result

    def _open(self) -> Executor:
        if self._executor is None:
            self._executor = self._make(self.jobs)
        return self._executor

    def _spread(
        self, function: Callable[..., T], tasks: Iterator[tuple[Any, ...]], what: Callable[..., str], waiting: int
    ) -> Iterator[T]:
        executor = self._open()
        running: deque[tuple[tuple[Any, ...], Future[T]]] = deque()

        def give() -> list[Future[T]]:
            undone = [future for _, future in running if not future.done()]
            ahead = self.jobs * AHEAD
            for task in islice(tasks, max(0, min(ahead - len(undone), ahead + waiting - len(running)))):
                undone.append(executor.submit(function, *task))
                running.append((task, undone[-1]))
            return undone

        try:
            give()
            while running:
                while not running[0][1].done():
                    wait(give(), return_when=FIRST_COMPLETED)
                result = running[0][1].result()
                running.popleft()
                give()
                yield result
        except BrokenProcessPool:
            unfinished = [task for task, future in running if not future.done() or future.exception()]
            raise _died(unfinished[: self.jobs], what) from None  # workers take tasks in order, so it was one of these

    def __enter__(self) -> Self:
        _look_for_cycles_seldom()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor is None:
            return
        if kind is not None:  # stop at once, and let nobody write any more
            for process in multiprocessing.active_children():
                process.terminate()
                process.join()
        self._executor.shutdown(wait=kind is None, cancel_futures=True)
        self._executor = None


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _processes(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, initializer=_begin_worker)


def _begin_worker() -> None:
    """Ctrl-C reaches every process of the terminal; the main one alone answers, and stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _look_for_cycles_seldom()


def _look_for_cycles_seldom() -> None:
    """What pages are made of dies by reference counting; looking for cycles as often as Python does costs a tenth of a build."""
    gc.set_threshold(100_000, 20, 20)


def _died(tasks: Sequence[tuple[Any, ...]], what: Callable[..., str]) -> BuildError:
    doing = " or ".join(what(*task) for task in tasks) or "waiting"
    hint = "often the machine ran out of memory: try fewer --jobs; the old site stands as it was"
    return BuildError(Problem(kind="worker", what=f"a worker process died while {doing}", hint=hint))
