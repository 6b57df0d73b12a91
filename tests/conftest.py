"""What several tests need: small archives on disk, and builds of them in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from builder.build import Options, Result, build
from builder.progress import Progress

# No test asserts a speed: whoever runs them may have a machine that is busy with something else.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Makes an archive: `archive({"content/2024/01/02/a.md": text, …})` gives its root."""

    def make(files: dict[str, str | bytes], name: str = "archive") -> Path:
        root = tmp_path / name
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode())
        root.mkdir(exist_ok=True)
        return root

    return make


@pytest.fixture
def build_here() -> Callable[..., Result]:
    """Builds an archive in this process: `build_here(root, clean=True)`; takes the fields of `Options`."""
    return run_build


def run_build(root: Path, **options: object) -> Result:
    """Build in this process, on one processor unless said otherwise, without a word."""
    return build(Options(root=root, **{"jobs": 1, "explain": True, **options}), Progress.silent())  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def record(
    title: str, timestamp: str = "2024-01-02T10:00:00+07:00", tags: str = "[]", body: str = "Some words.", **more: str
) -> str:
    """The text of a record."""
    head = "".join(f"{key}: {value}\n" for key, value in more.items())
    when = f'timestamp: "{timestamp}"\n' if timestamp else ""
    return f'---\ntitle: "{title}"\n{when}tags: {tags}\n{head}---\n\n{body}\n'


PROJECT = Path(__file__).parent.parent
"""The project's own folder."""
