"""The benchmarks run, so that they cannot rot; what they measure is not judged here."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT


def test_every_scenario_runs() -> None:
    """A small run of all scenarios prints a row each."""
    command = [sys.executable, str(PROJECT / "bench/run.py"), "60", "--no-peers"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split(" | ")[1] for line in done.stdout.splitlines()[2:]]
    assert rows == [
        *("first build", "nothing changed", "one text changed", "one retagged", "one added", "one deleted"),
        *("a template changed", "a setting changed"),
    ]


def test_peers_stand_beside_every_size(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where they are installed, each size begins with them, over articles of its own; what they do is not run here."""
    monkeypatch.syspath_prepend(PROJECT / "bench")
    run = importlib.import_module("run")
    (tmp_path / "hugo").touch()
    monkeypatch.setattr(run, "BIN", tmp_path)
    monkeypatch.setattr(run, "measure", lambda _, __: run.Cost(2.0, 2.0, 2.0))
    monkeypatch.setattr(sys, "argv", ["run.py", "4", "6"])
    run.main()
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    assert [row[0] for row in rows if row[1] == "Hugo + Pagefind"] == ["| 4", "| 6"]
    assert [row[5] for row in rows if row[1] == "first build"] == ["2.00 |", "2.00 |"]


def test_invented_articles_are_the_same_everywhere() -> None:
    """The generator depends on its arguments alone."""
    code = "import generate; print([generate.seed(a) for a in generate.articles(3)])"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=PROJECT / "bench",
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
