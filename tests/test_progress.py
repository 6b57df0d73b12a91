"""How long work is shown."""

from __future__ import annotations

import io
import re

import pytest

from builder.progress import Progress, Style


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def shown(stream: io.StringIO, style: Style | None = None) -> str:
    """What a stage of three steps writes to `stream`."""
    with Progress(stream, style).stage("Rendering", 3) as stage:
        stage.advance()
        stage.advance(2)
    return stream.getvalue()


def test_a_log_gets_one_line_per_stage() -> None:
    """How much was done, and how long it took, when it is over."""
    assert re.fullmatch(r"Rendering: 3 in \d+\.\d s\n", shown(io.StringIO()))


def test_a_stage_without_steps() -> None:
    """Then only the time is said."""
    stream = io.StringIO()
    with Progress(stream).stage("Publishing"):
        pass
    assert re.fullmatch(r"Publishing: \d+\.\d s\n", stream.getvalue())


def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    """Name, count and rate while it runs; nothing stays on the last line."""
    text = shown(Terminal())
    assert "Rendering:" in text
    assert "0/3" in text
    assert text.rsplit("\r", 1)[-1].strip() == ""


def test_a_terminal_can_be_given_lines() -> None:
    """As where `CI` is set."""
    assert shown(Terminal(), Style.LINES).count("\n") == 1


def test_quiet() -> None:
    """Nothing is shown, and the work goes on."""
    with Progress.silent().stage("Rendering", 3) as stage:
        stage.advance()
    assert shown(io.StringIO(), Style.SILENT) == ""


def test_a_stage_that_fails_is_not_said_to_be_done() -> None:
    """Its error is for others to tell."""
    stream = io.StringIO()
    with pytest.raises(ValueError, match="broken"), Progress(stream).stage("Rendering"):
        raise ValueError("broken")
    assert stream.getvalue() == ""
