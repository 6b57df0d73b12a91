"""How far long work has come: a bar on a terminal, one plain line per stage elsewhere, nothing when nobody should hear it.

A stage of the work says its name and, where it knows it, how much there is to do; `Progress` decides what a person sees::

    with progress.stage("Rendering", len(articles)) as stage:
        for article in articles:
            ...
            stage.advance()

Nothing here reaches the site: times are shown and forgotten.
"""

from __future__ import annotations

import contextlib
import enum
import time
from collections.abc import Callable, Iterator
from typing import Protocol, TextIO


class Stage(Protocol):
    """One stage of the work, while it runs."""

    def advance(self, n: int = 1, /) -> object:
        """Say that `n` more things are done."""


class Style(enum.Enum):
    """How progress is shown."""

    BAR = "bar"
    LINES = "lines"
    SILENT = "silent"


class Progress:
    """Shows the stages of one run on `stream` (`None`: shows nothing)."""

    def __init__(self, stream: TextIO | None, style: Style | None = None) -> None:
        """Show on `stream`, in `style`; without one, a bar where the stream is a terminal and lines elsewhere."""
        self._stream = stream
        self._style = Style.SILENT if stream is None else style or (Style.BAR if stream.isatty() else Style.LINES)

    @classmethod
    def silent(cls) -> Progress:
        """One that shows nothing: for `-q` and for tests."""
        return cls(None)

    @contextlib.contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Show the stage `name` while the block runs; `total` is how many things there are to do, None where unknown."""
        if self._stream is None or self._style is Style.SILENT:
            yield _Counter()
        elif self._style is Style.BAR:
            with _bar(self._stream, name, total) as bar:
                yield bar
        else:
            started = time.perf_counter()
            counter = _Counter()
            yield counter
            self._stream.write(_line(name, counter.count, time.perf_counter() - started))
            self._stream.flush()


class _Counter:
    """Counts, and shows nothing itself."""

    def __init__(self) -> None:
        self.count = 0

    def advance(self, n: int = 1, /) -> None:
        self.count += n


class _Bar:
    """A bar with count, rate and time left."""

    def __init__(self, update: Callable[[float], object]) -> None:
        self._update = update

    def advance(self, n: int = 1, /) -> None:
        self._update(n)


@contextlib.contextmanager
def _bar(stream: TextIO, name: str, total: int | None) -> Iterator[_Bar]:
    from tqdm import tqdm  # noqa: PLC0415 - only a terminal needs it, and `--help` should not wait for it

    with tqdm(total=total, desc=name, file=stream, unit="", leave=False, dynamic_ncols=True) as bar:
        yield _Bar(bar.update)


def _line(name: str, count: int, seconds: float) -> str:
    amount = f"{count:,} in " if count else ""
    return f"{name}: {amount}{seconds:.1f} s\n"
