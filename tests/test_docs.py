"""The documentation says what the program does: every command, option and setting, and every line that people are to type."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import PROJECT, record, run_build, tree

from builder import cli, config
from builder.hosts import HOSTS
from builder.importing import import_seeds
from builder.problems import BuildError

DOCS = PROJECT / "docs"
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


def test_the_program_is_installed_into_an_environment_of_its_own(tmp_path: Path) -> None:
    """Systems such as Debian refuse anything else; what comes before `pip install .` makes and enters one."""
    installs = re.compile(r"^```console\n((?:(?!```).*\n)*?)pip install \.\n", re.MULTILINE)
    found = [installs.findall(page.read_text(encoding="utf-8")) for page in (PROJECT / "README.md", DOCS / "start.md")]
    assert found[0] == found[1] != []
    done = subprocess.run(
        ["bash", "-euc", f"{found[0][0]}\ncommand -v python pip"],
        cwd=tmp_path,
        env={"PATH": f"{sys.base_prefix}/bin{os.pathsep}/usr/bin{os.pathsep}/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    (made,) = (path.parent for path in tmp_path.glob("*/pyvenv.cfg"))
    assert done.stdout.splitlines() == [str(made / "bin" / name) for name in ("python", "pip")]


def test_what_counts_at_the_import_can_be_done_over(archive: Callable[..., Path]) -> None:
    """As docs/settings.md says: nothing but deleting the record, or editing both its lines, brings another time zone into it."""
    seed = "Story Boat Calls\n\nMay 4, 2021 11:22 PM\n\nThe story boat called at the pier, and all the children came to see it.\n"
    root = archive({"archive.yaml": "timezone: UTC", "seeds/a.txt": seed})
    run_build(root)
    (made,) = (root / "content").rglob("*.md")
    imported = made.read_text(encoding="utf-8")
    (root / "archive.yaml").write_text("timezone: Asia/Jakarta")
    run_build(root)
    import_seeds(root, config.load(root)[0], update=True)
    assert made.read_text(encoding="utf-8") == imported
    assert 'timestamp: "2021-05-04T23:22:00+00:00"\ntimezone: UTC\n' in imported
    made.unlink()
    run_build(root)
    assert 'timestamp: "2021-05-04T23:22:00+07:00"\ntimezone: Asia/Jakarta\n' in made.read_text(encoding="utf-8")
    assert (root / "site/2021/05/04/story-boat-calls.html").exists()
    made.write_text(imported.replace("timezone: UTC", "timezone: Asia/Jakarta"), encoding="utf-8")
    run_build(root)
    assert (root / "site/2021/05/05/story-boat-calls.html").exists()


@pytest.mark.parametrize("text", [b'title: "open', b"title: \xff", b"- a\n- b\n"])
def test_settings_of_which_nothing_can_be_used_stop_the_build(archive: Callable[..., Path], text: bytes) -> None:
    """As docs/settings.md says: nothing is imported or built then, and the site stays as it is."""
    root = archive({"content/a.md": record("A")})
    run_build(root)
    before = tree(root / "site")
    (root / "archive.yaml").write_bytes(text)
    (root / "content/b.md").write_text(record("B"), encoding="utf-8")
    with pytest.raises(BuildError):
        run_build(root)
    assert tree(root / "site") == before


def test_the_templates_are_found_as_the_starter_says() -> None:
    """docs/themes.md names the same command as templates/README.md of a new archive, which is run in test_init.py."""
    pages = (DOCS / "themes.md", PROJECT / "builder/starter/templates/README.md")
    commands = [re.findall(r"python -c .*", page.read_text(encoding="utf-8")) for page in pages]
    assert commands[0] == commands[1] != []


@pytest.mark.parametrize("name", MINE)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    """A link to another page of the documentation names a file that is there, and a heading in it."""
    for page, _, heading in re.findall(r"\]\(([^)#:]*)(#([^)]+))?\)", (DOCS / name).read_text(encoding="utf-8")):
        target = DOCS / (page or name)
        assert target.exists(), page
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
        assert not heading or heading in {re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-") for text in headings}
