"""The benchmarks run, so that they cannot rot; what they measure is not judged here."""

from __future__ import annotations

import subprocess
import sys

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
