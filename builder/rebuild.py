"""Builds again and again in a process of its own, so that the preview answers while a build is under way.

The process stays, with its modules loaded, and takes one request after another over a pipe. It is started anew by `spawn`,
never forked from a server with threads, and stands apart from the terminal: Ctrl-C reaches the preview, which then tells it.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from builder.problems import BuildError, Problem

_PATIENCE = 5.0  # seconds that a build has to stop in, once told


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one build: `failed` if it could not go on (the site is then as before), `changed` if it wrote anything.

    `busy` if it failed since another command is at work on the archive.
    """

    failed: bool = False
    busy: bool = False
    changed: bool = False
    summary: str = ""
    problems: tuple[Problem, ...] = ()


class Builder:
    """A process that builds the archive in `root` into `output` (None: the default) whenever it is asked to."""

    def __init__(self, root: Path, output: Path | None) -> None:
        """The process starts with the first build."""
        self._archive = (root.absolute(), output.absolute() if output else None)
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    async def build(self, changed: frozenset[str] = frozenset()) -> Outcome:
        """Build once; `changed` are the only paths that changed since the last time, if that is known.

        Never raises for what is wrong with the archive; a process that dies is a failed build.
        """
        process, pipe = self._started()
        try:
            pipe.send((*self._archive, changed))
            outcome = await asyncio.to_thread(pipe.recv)
        except (EOFError, OSError):
            process.join(_PATIENCE)
            self._process = None
            what = f"the process that builds died (exit code {process.exitcode})"
            hint = "often the machine ran out of memory; save a file to try again"
            return Outcome(failed=True, problems=(Problem(kind="worker", what=what, hint=hint),))
        return outcome if isinstance(outcome, Outcome) else Outcome(failed=True)

    @property
    def pid(self) -> int | None:
        """The process's number, where there is one."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """Stop the process, and the build that it may be at, which leaves the old site."""
        process = self._process
        if process is None or process.pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGINT)
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        self._process = None

    def _started(self) -> tuple[SpawnProcess, Connection]:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, inner = context.Pipe()
            self._process = context.Process(target=_work, args=(inner,), name="builder")
            self._process.start()
            inner.close()
        return self._process, self._pipe


def _work(pipe: Connection) -> None:
    """The life of the process: build what is asked for until the other end of the pipe is closed.

    Only a first build, or one after a failed one, looks at all records, and whether the output is as it was left.
    """
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit to be deaf to it
    look = True
    with contextlib.suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        while True:
            root, output, changed = pipe.recv()
            outcome = _build(root, output, frozenset() if look else changed, look=look)
            look = outcome.failed
            pipe.send(outcome)


def _build(root: Path, output: Path | None, changed: frozenset[str], *, look: bool) -> Outcome:
    from builder.build import Options, build  # noqa: PLC0415 - what builds is loaded in this process only
    from builder.progress import Progress  # noqa: PLC0415

    try:
        result = build(Options(root=root, output=output, look=look, changed=changed), Progress.silent())
    except BuildError as error:
        busy = any(problem.kind == "busy" for problem in error.problems)
        return Outcome(failed=True, busy=busy, problems=error.problems)
    except OSError as error:
        return Outcome(failed=True, problems=(Problem(kind="system", what=str(error)),))
    except Exception:  # noqa: BLE001 - a fault of the program is shown like any other, and the preview goes on
        return Outcome(failed=True, problems=(Problem(kind="internal", what=traceback.format_exc().strip()),))
    return Outcome(
        changed=bool(result.changed),
        summary=f"{result.changed:,} files changed in {result.seconds:.1f} seconds",
        problems=tuple(result.problems),
    )
