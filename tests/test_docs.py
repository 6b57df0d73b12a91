"""The documentation says what the program does: every command, option and setting, and every line that people are to type."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builder import cli, config
from builder.hosts import HOSTS

DOCS = Path(__file__).parent.parent / "docs"
MINE = ("start.md", "commands.md", "settings.md", "deploy.md")


def _verbs() -> dict[str, argparse.ArgumentParser]:
    actions = cli.command_line()._actions  # noqa: SLF001 - argparse has no other way to ask what it accepts
    (verbs,) = [action for action in actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    return dict(verbs.choices)


def _options(verb: argparse.ArgumentParser) -> set[str]:
    known = {option for action in verb._actions for option in action.option_strings}  # noqa: SLF001
    return {option for option in known if option.startswith("--")} - {"--help"}


def _section(verb: str) -> str:
    """What docs/commands.md says of one verb."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    match = re.search(rf"^## [^\n]*`builder {verb}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""


@pytest.mark.parametrize("verb", list(_verbs()))
def test_every_verb_and_option_is_documented(verb: str) -> None:
    """docs/commands.md names each option of each verb, and none that there is not."""
    everywhere = {"--root", "--quiet"}
    documented = set(re.findall(r"`(?:-\w [A-Z]+`, `|-\w`, `)?(--[a-z-]+)", _section(verb)))
    assert documented == _options(_verbs()[verb]) - everywhere
    intro = (DOCS / "commands.md").read_text(encoding="utf-8").partition("## ")[0]
    assert all(option in intro for option in everywhere)


@pytest.mark.parametrize("verb", list(_verbs()))
def test_every_verb_explains_itself(verb: str) -> None:
    """`--help` describes the verb and each of its options."""
    parser = _verbs()[verb]
    assert parser.description
    assert all(action.help for action in parser._actions)  # noqa: SLF001


def test_every_setting_is_documented() -> None:
    """docs/settings.md has a row for each setting, with its default, and for nothing else."""
    rows = re.findall(r"^\| `([a-z_.]+)` \| (?:`([^`]*)`)? ?\|", (DOCS / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in rows] == list(config.names())
    for name, default in rows:
        value: object = config.Config()
        for part in name.split("."):
            value = getattr(value, part)
        assert default == (str(value).lower() if isinstance(value, bool) else str(value) if value else "") or not value


def test_every_host_is_documented() -> None:
    """Those with limits stand in docs/deploy.md, all in docs/commands.md."""
    assert all(f"`{name}`" in _section("check") for name in HOSTS)
    assert all(f"| `{name}` |" in (DOCS / "deploy.md").read_text(encoding="utf-8") for name in HOSTS if name != "own")


@pytest.mark.parametrize("name", MINE)
def test_settings_in_examples_are_sound(name: str) -> None:
    """Every YAML block can be copied into archive.yaml."""
    blocks = re.findall(r"^ *```yaml\n(.*?)^ *```", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        text = "\n".join(line.removeprefix("   ") if block.startswith("   ") else line for line in block.splitlines())
        assert yaml.safe_load(text)
        assert config.parse(text)[1] == []


@pytest.mark.parametrize("name", MINE)
def test_commands_in_the_docs_work(name: str, tmp_path: Path) -> None:
    """All `sh` blocks of a page, typed one after the other in an empty folder, succeed."""
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", MINE)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    """A link to another page of the documentation names a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)\)", (DOCS / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (DOCS / link).exists()] == []
