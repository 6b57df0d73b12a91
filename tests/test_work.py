"""Work in processes: in order, bounded, the same by every start method; a death and a Ctrl-C are handled."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import record, run_build, tree

from builder import desk, making, planning, work
from builder.problems import BuildError
from builder.work import Pool, batches

Make = Callable[..., Path]


def square(number: int) -> int:
    """A task."""
    return number * number


def die(number: int) -> int:
    """A task in which the third worker is killed, as by a machine without memory."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order(jobs: int) -> None:
    """However many workers, results have the order of the tasks."""
    with Pool(jobs) as pool:
        assert list(pool.run(square, ((n,) for n in range(40)))) == [n * n for n in range(40)]


def test_tasks_are_taken_as_they_are_needed() -> None:
    """A million tasks wait outside, not in memory."""
    taken = 0

    def tasks() -> Iterator[tuple[int]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield (number,)

    with Pool(2) as pool:
        results = pool.run(square, tasks())
        next(results)
        assert taken <= 2 * work.AHEAD + 2
        results.close()


def test_others_go_on_beside_a_long_task() -> None:
    """A task that takes long, as a part of the search index does, keeps one worker, and the other has its fill to do."""
    later = threading.Event()

    def task(number: int) -> bool:
        if number == 20:
            later.set()
        return later.wait(60) if number == 0 else True

    with Pool(2, ThreadPoolExecutor) as pool:
        assert all(pool.run(task, ((n,) for n in range(40)), waiting=10))


def test_a_worker_that_dies_is_reported_with_what_it_did() -> None:
    """The message names the task, and what to do."""
    with Pool(2) as pool, pytest.raises(BuildError, match=r"a worker process died while doing .*3") as caught:
        list(pool.run(die, ((n,) for n in range(8)), what=lambda number: f"doing {number}"))
    assert "fewer --jobs" in str(caught.value)


def test_one_task_takes_no_process() -> None:
    """A small rebuild does not pay for starting workers."""

    def fail(_: int) -> Executor:
        raise AssertionError("a process was started")

    with Pool(4, fail) as pool:
        assert list(pool.run(square, [(3,)])) == [9]


def test_batches() -> None:
    """All items, in order, in lists of at most the size."""
    assert list(batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(batches([], 3)) == []


def _spawning(jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def articles(count: int) -> dict[str, str]:
    """Records that make several chunks' worth of work."""
    return {f"content/{n}.md": record(f"T{n}", f"2024-01-{n % 28 + 1:02d}", f'["Tag {n % 40}"]') for n in range(count)}


def test_spawned_workers_write_the_same(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The start method, which differs between systems, changes no byte."""
    root, other = archive(articles(600), "one"), archive(articles(600), "two")
    run_build(root, jobs=2)
    monkeypatch.setattr(work, "_processes", _spawning)
    run_build(other, jobs=2)
    assert tree(root / "site") == tree(other / "site")


def test_a_build_whose_worker_dies_leaves_the_old_site(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing half-made is kept, and the next build is whole."""
    monkeypatch.setattr(planning, "LARGEST_CHUNK", 20)  # enough chunks for several workers
    root = archive(articles(60))
    run_build(root)
    before = tree(root / "site")
    (root / "archive.yaml").write_text("title: Other", encoding="utf-8")
    with monkeypatch.context() as deadly:
        deadly.setattr(desk.Desk, "put", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        with pytest.raises(BuildError, match="a worker process died while rendering"):
            run_build(root, jobs=2)
    assert tree(root / "site") == before
    run_build(root, jobs=2)
    assert b"Other" in (root / "site/index.html").read_bytes()


def test_ctrl_c_leaves_the_old_site(archive: Make) -> None:
    """An interrupted build says so in a line, exits with 130, and what was published stays."""
    root = archive(articles(60))
    run_build(root)
    before = tree(root / "site")
    (root / "archive.yaml").write_text("title: Other", encoding="utf-8")
    program = (
        "import os, signal, sys\n"
        "from builder import desk, planning, cli\n"
        "planning.LARGEST_CHUNK = 20\n"
        "put = desk.Desk.put\n"
        "def interrupting(*args):\n"
        "    os.kill(main, signal.SIGINT)\n"
        "    yield from put(*args)\n"
        "main = os.getpid()\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # which a shell takes from what it runs in the background
        "desk.Desk.put = interrupting\n"
        f"sys.exit(cli.main(['build', '--root', {str(root)!r}, '--jobs', '2']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 130, done.stderr
    assert "interrupted" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tree(root / "site") == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_begun_beside_gives_its_result_when_asked(jobs: int) -> None:
    """In a process of its own where there are several, and else in this one."""
    with Pool(jobs) as pool:
        result = pool.begin(pow, 2, 10)
        assert list(pool.run(pow, [(2, 3), (3, 2)])) == [8, 9]
        assert result() == 1024


def test_work_begun_beside_says_what_it_was_doing_when_it_dies() -> None:
    """Nothing waits for ever for a process that is gone."""
    with pytest.raises(BuildError, match="while _exit"), Pool(2) as pool:
        pool.begin(os._exit, 1)()


class _AtOnce(Executor):
    """Does each task when it is given out, in this process."""

    def submit(self, function: Callable[..., Any], /, *args: object, **more: object) -> Future[Any]:
        """The task, done."""
        future: Future[Any] = Future()
        future.set_result(function(*args, **more))
        return future


def test_lists_are_made_while_the_last_articles_are(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are given out before the last articles have come back; only parts of the search index wait for all words."""
    root = archive({f"content/{n}.md": record(f"T{n}") for n in range(9)})
    order: list[str] = []
    make = making.make

    def noted(job: desk.Job, task: making.Chunk | making.Owners | making.Segment) -> making.Batch:
        order.append(type(task).__name__)
        return make(job, task)

    monkeypatch.setattr(making, "make", noted)
    monkeypatch.setattr(planning, "LARGEST_CHUNK", 2)
    monkeypatch.setattr(planning, "OWNERS_AT_ONCE", 1)
    monkeypatch.setattr(work, "_processes", lambda _: _AtOnce())
    run_build(root, jobs=2)
    chunks = [place for place, name in enumerate(order) if name == "Chunk"]
    assert chunks == list(range(5))
    assert chunks[-1] < order.index("Owners") < order.index("Segment")
