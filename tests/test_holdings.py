"""Which records the import finds in `content/`; tests/test_importing.py has what it makes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import record

from builder import records
from builder.importing import holdings
from builder.importing.ledger import Ledger
from builder.problems import BuildError
from builder.work import Pool


def test_a_worker_that_dies_over_records_names_them(archive: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """As any other does, so that a person knows where to look."""
    root = archive({f"content/a/{name}.md": record(name, seed=f"seeds/{name}.txt") for name in ("one", "two")})
    monkeypatch.setattr(holdings, "_CHUNK", 1)  # enough chunks for several workers
    main = os.getpid()

    def die(_: str) -> None:
        assert os.getpid() != main
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(records, "parse", die)
    says = r"died while reading content/a/one\.md to content/a/one\.md"
    with Ledger(root, "x") as ledger, Pool(2) as workers, pytest.raises(BuildError, match=says):
        holdings.sync(root, ledger, workers, tidy=False)
