"""A new archive."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from conftest import record, run_build

from builder import __version__, config
from builder.init import init
from builder.problems import BuildError

UNCOMMENTED = re.compile(r"^# ?(?=( *)[a-z_]+:( |$))", re.MULTILINE)


def test_a_new_archive_holds_what_its_owner_needs(tmp_path: Path) -> None:
    """Settings, samples, places for templates and files, a workflow; nothing else."""
    written = init(tmp_path / "news")
    assert written == [
        ".github/workflows/publish.yml",
        ".gitignore",
        "README.md",
        "archive.yaml",
        "requirements.txt",
        "seeds/001-clock-tower.txt",
        "seeds/002-night-ferry.txt",
        "seeds/003-perpustakaan.txt",
        "templates/README.md",
    ]
    assert (
        sorted(str(path.relative_to(tmp_path / "news")) for path in (tmp_path / "news").rglob("*") if path.is_file()) == written
    )
    assert (tmp_path / "news" / "content").is_dir()
    assert (tmp_path / "news" / "static").is_dir()


@pytest.mark.parametrize("cloned", [False, True])
def test_an_empty_folder_is_taken(tmp_path: Path, *, cloned: bool) -> None:
    """Somebody may have made the folder first, or cloned an empty repository."""
    if cloned:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert init(tmp_path)


@pytest.mark.parametrize("name", [".gitignore", "notes.txt"])
def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written among somebody's files."""
    (tmp_path / name).write_text("mine")
    with pytest.raises(BuildError, match="is not empty; nothing was written"):
        init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    """A file is not a folder."""
    (tmp_path / "news").write_text("mine")
    with pytest.raises(BuildError, match="is a file; nothing was written"):
        init(tmp_path / "news")


def test_its_settings_are_sound_and_show_all_there_are(tmp_path: Path) -> None:
    """The file as it stands reads without a problem, and so it does with every comment switched on."""
    init(tmp_path)
    text = (tmp_path / "archive.yaml").read_text()
    assert config.parse(text)[1] == []
    everything = UNCOMMENTED.sub(r"", text)
    settings, problems = config.parse(everything)
    assert problems == []
    assert _names(yaml.safe_load(everything)) == set(config.names())
    assert settings.tags == config.TagSettings()
    assert settings.deploy == config.DeploySettings()
    assert (settings.per_page, settings.indexing, settings.slugs) == (50, "index", "unicode")


def _names(settings: dict[str, object], prefix: str = "") -> set[str]:
    sections = {name for name in ("tags", "search", "deploy") if not prefix}
    found = {prefix + name for name in settings if name not in sections}
    for name in sections:
        found |= _names(settings[name], f"{name}.")  # type: ignore[arg-type]
    return found


def test_its_workflow_publishes_with_the_official_actions(tmp_path: Path) -> None:
    """It builds with the program, and leaves nothing to actions of third parties."""
    init(tmp_path)
    workflow = yaml.safe_load((tmp_path / ".github/workflows/publish.yml").read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in used)
    assert {name.partition("@")[0].partition("/")[2] for name in used} >= {
        "configure-pages",
        "upload-pages-artifact",
        "deploy-pages",
    }
    install, *others = [step["run"] for step in steps if "run" in step]
    assert install.splitlines()[-1] == "pip install -r requirements.txt"
    assert others == ['build --base-url "$BASE_URL"', "builder check"]


@pytest.mark.parametrize(("named", "code"), [("", 1), ("news-archive-builder==0.1.0\n", 0)])
def test_its_workflow_says_that_no_program_is_named(tmp_path: Path, named: str, code: int) -> None:
    """Before pip would install nothing without a word."""
    init(tmp_path)
    workflow = yaml.safe_load((tmp_path / ".github/workflows/publish.yml").read_text())
    (install,) = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "pip" in step.get("run", "")]
    (tmp_path / "requirements.txt").write_text(f"# A comment.\n{named}")
    script = f"pip() {{ :; }}\n{install}"
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stdout.startswith("::error file=requirements.txt::names no program yet") is bool(code)


GIT = {"vcs": "git", "commit_id": "1f2e"}


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, f"news-archive-builder=={__version__}"),
        (
            {"url": "https://git.example/builder.git", "vcs_info": GIT},
            "news-archive-builder @ git+https://git.example/builder.git@1f2e",
        ),
        ({"url": "https://a.example/builder.zip", "archive_info": {}}, "news-archive-builder @ https://a.example/builder.zip"),
    ],
)
def test_it_asks_for_the_program_that_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, object] | None, line: str
) -> None:
    """requirements.txt names the same program, from where it was installed; by its name alone if a registry gave it."""
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed(origin))
    init(tmp_path)
    assert required(tmp_path) == [line]


@pytest.mark.parametrize(
    "origin",
    [
        {"url": "file:///somewhere", "dir_info": {}},
        {"url": "file:///somewhere", "dir_info": {"editable": True}},
        {"url": "file:///somewhere/builder.whl", "archive_info": {}},
        {"url": "file:///somewhere", "vcs_info": GIT},
        "not installed",
    ],
)
def test_a_program_from_a_folder_is_not_looked_for_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: dict[str, object] | str
) -> None:
    """No registry is asked for its name, which there could be anybody's; the file says what to do, and names no folder."""

    def distribution(name: str) -> Installed:
        if isinstance(origin, str):
            raise metadata.PackageNotFoundError(name)
        return Installed(origin)

    monkeypatch.setattr(metadata, "distribution", distribution)
    init(tmp_path)
    assert required(tmp_path) == []
    text = (tmp_path / "requirements.txt").read_text()
    assert "# news-archive-builder @ git+https://github.com/OWNER/news-archive-builder@main" in text
    assert "somewhere" not in text


class Installed:
    """This program as it was installed from `origin`."""

    def __init__(self, origin: dict[str, object] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        """What the file `name` of the installation says."""
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


def required(root: Path) -> list[str]:
    """What an archive asks pip for."""
    lines = (root / "requirements.txt").read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_its_samples_can_be_taken_out(tmp_path: Path) -> None:
    """As the README says, by deleting seed and record; of one whose record was left, a build says what to do."""
    init(tmp_path)
    assert "delete its seed **and** its record in `content/`" in (tmp_path / "README.md").read_text()
    (tmp_path / "content" / "own.md").write_text(record("Own"))
    assert run_build(tmp_path).articles == 4
    for seed in (tmp_path / "seeds").iterdir():
        seed.unlink()
    result = run_build(tmp_path)
    assert result.articles == 4
    assert {problem.kind for problem in result.problems} == {"vanished-seed"}
    assert all("delete the record too if the article is to go" in problem.hint for problem in result.problems)
    for problem in result.problems:
        (tmp_path / problem.path).unlink()
    result = run_build(tmp_path)
    assert (result.articles, list(result.problems)) == (1, [])


def test_it_says_where_the_templates_are(tmp_path: Path) -> None:
    """The command in templates/README.md prints the folder that holds them."""
    init(tmp_path)
    (code,) = re.findall(r'^    python -c "(.*)"$', (tmp_path / "templates/README.md").read_text(), re.MULTILINE)
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert {"article.html", "home.html", "base.html"} <= {path.name for path in Path(printed).iterdir()}
