"""The command line: what is typed, what is printed where, and how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import tree

from builder import __version__, cli, state, verbs
from builder.console import OF_A_KIND, Console, sample, tally
from builder.init import init
from builder.problems import BuildError, Problem, Problems, warning

ERROR = Problem(kind="x", what="is wrong", path="content/a.md", line=3, hint="mend it")
WARNING = warning("y", "looks odd", path="content/b.md")
HEAVY = {"jinja2", "markdown", "yaml", "babel", "tornado", "tqdm", "sqlite3", "asyncio", "concurrent.futures"}
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new archive, and we are in its folder."""
    init(tmp_path / "archive")
    monkeypatch.chdir(tmp_path / "archive")
    return tmp_path / "archive"


def builder(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-m", "builder", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


# ---- what is typed -----------------------------------------------------------------------------------------------------


def test_a_whole_life(archive: Path, capsys: Printed) -> None:
    """Build, build again, check, publish, clean: each verb does its job and says so in its last line."""
    assert cli.main(["build"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"3 articles, \d+ pages, \d+ files, [\d,]+ bytes, \d+\.\d seconds, no problems", last)
    assert cli.build([]) == 0
    subprocess.run(["git", "init", "-q", "--bare", "../published.git"], check=True)
    capsys.readouterr()
    assert cli.main(["deploy", "--remote", "../published.git", "--dry-run"]) == 0
    assert "nothing was pushed" in capsys.readouterr().out
    assert cli.main(["deploy", "--remote", "../published.git"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "published to gh-pages"
    assert cli.main(["deploy", "--remote", "../published.git"]) == 0
    assert capsys.readouterr().out == "nothing to publish: gh-pages holds this site already\n"
    assert cli.main(["clean"]) == 0
    assert re.fullmatch(r"removed \d+ files? and the state in \.builder/\n", capsys.readouterr().out)
    assert not (archive / "site").exists()
    assert len(list((archive / "content").rglob("*.md"))) == 3


def test_what_the_shipped_workflow_does(archive: Path, capsys: Printed) -> None:
    """The address is known to the build alone, and no setting: `check` finds no error, nor that it is missing."""
    assert cli.main(["build", "-q", "--base-url", "https://owner.example/repository"]) == 0
    assert cli.main(["check"]) == 0
    assert "base_url" not in capsys.readouterr().err
    assert cli.main(["build", "-q"]) == 0
    assert cli.main(["check"]) == 0
    assert "base_url: is not set" in capsys.readouterr().err
    assert (archive / "site" / "404.html").is_file()


def test_drafts_are_not_published(archive: Path, capsys: Printed) -> None:
    """A site with drafts in it is for looking at; where there are none, `--drafts` changes nothing."""
    subprocess.run(["git", "init", "-q", "--bare", "../published.git"], check=True)
    deploy = ["deploy", "-q", "--dry-run", "--remote", "../published.git"]
    assert cli.main(["build", "-q", "--drafts"]) == 0
    assert cli.main(deploy) == 0
    (archive / "content" / "a.md").write_text('---\ntitle: "A"\ntimestamp: "2024-01-01"\ndraft: true\n---\n\nText.\n')
    assert cli.main(["build", "-q", "--drafts"]) == 0
    assert cli.main(deploy) == 1
    assert "holds drafts that are not to be published: 1 (run `build` without --drafts first)" in capsys.readouterr().err
    assert cli.main(["build", "-q"]) == 0
    assert cli.main(deploy) == 0


def test_verbs_work_from_elsewhere(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """`--root` names the archive, `--output` the site."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "-q", "--root", str(archive), "--output", "www"]) == 0
    assert (tmp_path / "www" / "index.html").is_file()
    assert not (archive / "site").exists()
    assert capsys.readouterr().out == ""
    assert cli.main(["check", "--root", str(archive), "-o", "www"]) in {0, 1}
    assert cli.main(["clean", "--root", str(archive), "-o", "www"]) == 0
    assert not (tmp_path / "www").exists()


def test_verbose_names_each_file_with_its_reason(archive: Path, capsys: Printed) -> None:
    """After a build that changed nothing, none."""
    cli.main(["build"])
    (archive / "content" / "new.md").write_text('---\ntitle: "New"\ntimestamp: "2025-05-05"\n---\n\nText.\n')
    capsys.readouterr()
    cli.main(["build", "-v"])
    assert re.search(r"^wrote 2025/05/05/new\.html \(.+\)$", capsys.readouterr().out, re.MULTILINE)
    cli.main(["build", "-v"])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_verify_compares_with_a_clean_build(archive: Path, capsys: Printed) -> None:
    """Equal bytes are said to be; a page that somebody changed since is mended by the build itself."""
    cli.main(["build"])
    (archive / "site" / "index.html").write_text("changed by hand")
    assert cli.main(["build", "--verify"]) == 0
    assert "verified: a clean build gives the very same bytes\n" in capsys.readouterr().out


def test_import_writes_records_only(archive: Path, capsys: Printed) -> None:
    """With `--dry-run` not even these; with a path only that seed's."""
    assert cli.main(["import", "--dry-run"]) == 0
    assert not list((archive / "content").rglob("*.md"))
    assert cli.main(["import", "seeds/002-night-ferry.txt"]) == 0
    assert [path.name for path in (archive / "content").rglob("*.md")] == ["night-ferry-to-larkhaven-will-run-all-winter.md"]
    assert not (archive / "site").exists()
    assert capsys.readouterr().out.splitlines()[-1:] == ["1 seed: 1 new, no problems"]
    assert cli.main(["import"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["by year: 2024 2, 2025 1", "3 seeds: 2 new, 1 unchanged, no problems"]


@pytest.mark.parametrize(
    "settings", ["timezone: Asia/Jakrta", "timezon: Asia/Jakarta", "title: [", "timezone: Asia/Jakrta\ntitel: x"]
)
def test_import_with_settings_that_cannot_be_used(archive: Path, capsys: Printed, settings: str) -> None:
    """No record is made with a default in place of what was meant: it would keep it when the setting is mended."""
    (archive / "archive.yaml").write_text(settings)
    assert cli.main(["import"]) == 1
    assert "archive.yaml:1: error: " in capsys.readouterr().err
    assert not list((archive / "content").rglob("*.md"))


def test_build_with_settings_that_records_would_keep(archive: Path, capsys: Printed) -> None:
    """The records that are there become a site; seeds wait until the setting is mended, and are then read as it says."""
    assert cli.main(["import", "-q", "seeds/002-night-ferry.txt"]) == 0
    (archive / "seeds" / "new.txt").write_text("Feri Malam Tiba\nSenin, 11 Des 2017 10:19\n\nFeri malam tiba pagi ini.\n")
    (archive / "archive.yaml").write_text("timezone: Asia/Jakrta\n")
    assert cli.main(["build"]) == 1
    printed = capsys.readouterr()
    assert "seeds: error: nothing was imported, since records would keep for good what stands in for timezone" in printed.err
    assert printed.out.splitlines()[-1].startswith("1 article,")
    (archive / "archive.yaml").write_text("timezone: Asia/Jakarta\n")
    assert cli.main(["build", "-q"]) == 0
    assert "2017-12-11T10:19:00+07:00" in next((archive / "content/2017/12/11").iterdir()).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["seeds/009-typo.txt", "sedes", "archive.yaml"])
def test_import_of_what_is_no_seed(archive: Path, capsys: Printed, path: str) -> None:
    """What is not there is said to be not there, what lies elsewhere to lie elsewhere; the whole archive is not counted."""
    assert cli.main(["import", "-q"]) == 0
    assert cli.main(["import", path]) == 1
    printed = capsys.readouterr()
    what = (
        "is not inside seeds/ (copy it into seeds/ first)" if path == "archive.yaml" else "is not there (check how it is written)"
    )
    assert printed.err.splitlines()[-1] == f"{archive / path}: error: {what}"
    assert printed.out == "0 seeds: none, 1 error\n"


@pytest.mark.parametrize("verb", ["import", "clean"])
def test_outside_an_archive(tmp_path: Path, capsys: Printed, verb: str) -> None:
    """A folder that is no archive is refused, and nothing is made in it."""
    assert cli.main([verb, "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "error: there is no archive here: no archive.yaml, no seeds and no records"
        " (say where it is with --root, or make one with `builder init my-archive`)\n"
    )
    assert not list(tmp_path.iterdir())


def test_the_report(archive: Path) -> None:
    """What was done and every problem, for programs: numbers as numbers, problems with kind, file, line and remedy."""
    (archive / "archive.yaml").write_text("titel: News\n")
    for verb, number in (("build", "articles"), ("import", "unchanged"), ("check", "records")):
        assert cli.main([verb, "-q", "--report", "report.json"]) == 1
        report = json.loads((archive / "report.json").read_text(encoding="utf-8"))
        assert (report["verb"], report[number]) == (verb, 3)
        assert {
            "kind": "setting",
            "severity": "error",
            "path": "archive.yaml",
            "line": 1,
            "field": "titel",
            "what": "is not a setting",
            "hint": "did you mean `title`?",
        } in report["problems"]


@pytest.mark.parametrize(
    ("path", "how"),
    [
        ("archive.yaml", "is the archive's own"),
        ("seeds/report.json", "lies inside seeds/"),
        ("content/report.json", "lies inside content/"),
        ("templates/report.json", "lies inside templates/"),
        ("site/index.html", "lies inside site/"),
        ("notes.txt", "holds something else than an earlier report"),
        ("package.json", "holds something else than an earlier report"),
        (".", "is the archive itself"),
        ("drafts", "is a folder"),
    ],
)
def test_a_report_takes_no_other_file_s_place(archive: Path, capsys: Printed, path: str, how: str) -> None:
    """It is refused before any work is done."""
    (archive / "notes.txt").write_text("mine")
    (archive / "package.json").write_text("{}")
    (archive / "drafts").mkdir()
    before = tree(archive)
    for verb in ("build", "import", "check"):
        assert cli.main([verb, "-q", "--report", path]) == 2
        assert capsys.readouterr().err.startswith(f"{path}: error: {how}, so no report can be written there; nothing was done")
    assert tree(archive) == before


def test_a_report_may_take_the_place_of_an_empty_file(archive: Path) -> None:
    """As `mktemp` makes."""
    (archive / "report").write_text("")
    assert cli.main(["build", "-q", "--report", "report"]) == 0
    assert json.loads((archive / "report").read_text(encoding="utf-8"))["verb"] == "build"


def test_what_is_no_site_is_neither_checked_nor_cleaned(archive: Path, capsys: Printed) -> None:
    """A mistyped folder would look like success; without one named, to clean again is fine."""
    before = tree(archive)
    for folder in ("seeds", "nowhere"):
        assert cli.main(["check", "-o", folder]) == 1
        assert f"error: there is no built site in {folder} (" in capsys.readouterr().err
        assert cli.main(["clean", "-o", folder]) == 1
        assert capsys.readouterr() == (
            "",
            f"error: there is no site in {folder} (say where it is with --output; nothing was removed)\n",
        )
    assert tree(archive) == before
    assert cli.main(["clean"]) == 0


def test_the_report_of_what_stopped(archive: Path, capsys: Printed) -> None:
    """It is written all the same, in the place of an old one, with the problems; where it cannot be, that is said as well."""
    assert cli.main(["build", "-q", "--report", "report.json"]) == 0
    (archive / "archive.yaml").write_text("[")
    assert cli.main(["build", "-q", "--report", "report.json"]) == 1
    report = json.loads((archive / "report.json").read_text(encoding="utf-8"))
    assert report.keys() == {"verb", "problems"}
    assert report["problems"][0]["path"] == "archive.yaml"
    capsys.readouterr()
    assert cli.main(["build", "-q", "--report", "nowhere/report.json"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("archive.yaml:1: error: ")
    assert second == "nowhere/report.json: error: No such file or directory"


def test_a_name_with_blanks_can_be_copied(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that `init` prints is quoted where a shell needs it."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "my news; all"]) == 0
    assert "  cd 'my news; all'\n" in capsys.readouterr().out


def test_init_says_what_to_do_next(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next two commands, ready to be copied."""
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "news"]) == 0
    assert "  cd news\n  build && builder serve --open\n" in capsys.readouterr().out
    assert cli.main(["init", "news"]) == 1
    assert capsys.readouterr().err == "error: news is not empty; nothing was written (name a folder that is not there yet)\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "invalid choice: 'bild'"),
        (["build", "--root", "nowhere"], "there is no folder 'nowhere'"),
        (["build", "--jobs", "0"], "'0' is no whole number above 0"),
        (["build", "--base-url", "example.org"], "'example.org' must start with https://"),
        (["serve", "--port", "http"], "'http' is no port"),
        (["check", "--host", "moon"], "invalid choice: 'moon'"),
        (["build", "--root", ""], "there is no folder ''"),
        (["deploy", "--branch", ""], "argument --branch: names nothing"),
        (["deploy", "--remote", " "], "argument --remote: names nothing"),
        (["deploy", "--force"], "unrecognized arguments: --force"),
        (["init"], "the following arguments are required: DIR"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Printed) -> None:
    """Ends with 2 and says what is wrong with what was typed."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


def test_without_a_verb_the_help_is_shown(capsys: Printed) -> None:
    """A newcomer types `builder` first."""
    assert cli.main([]) == 2
    assert "builder init my-archive" in capsys.readouterr().out


def test_help_and_version_load_nothing_heavy() -> None:
    """So they are there at once: none of the libraries that a verb may need is even imported."""
    code = "import sys\nfrom builder import cli\ntry: cli.main(['deploy', '--help'])\nexcept SystemExit: pass\n"
    code += f"print(*({HEAVY} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
    assert builder("--version").stdout == f"news-archive-builder {__version__}\n"


# ---- how it ends -------------------------------------------------------------------------------------------------------


def ending(monkeypatch: pytest.MonkeyPatch, act: Callable[[], int], *arguments: str) -> int:
    """The exit code of a verb that does `act`."""
    monkeypatch.setattr(verbs, "build", lambda *_: act())
    return cli.main(["build", *arguments])


def fail(error: BaseException) -> Callable[[], int]:
    """An act that raises."""

    def act() -> int:
        raise error

    return act


def test_what_cannot_go_on_says_why(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """All its problems, on standard error, and 1."""
    assert ending(monkeypatch, fail(BuildError(ERROR, WARNING))) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "content/a.md:3: error: is wrong (mend it)\ncontent/b.md: warning: looks odd\n"


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """One line and 130, no traceback."""
    assert ending(monkeypatch, fail(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "interrupted; what was there before is as it was\n"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "site/index.html"),
            "site/index.html: error: No space left on device (free some space on the disk, then try again)\n",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "seeds"),
            "seeds: error: Permission denied (check the permissions of the file and its folder)\n",
        ),
        (OSError("odd"), "error: odd\n"),
    ],
)
def test_trouble_with_the_system(monkeypatch: pytest.MonkeyPatch, capsys: Printed, error: OSError, line: str) -> None:
    """One clear line with the file and the remedy, and 1."""
    assert ending(monkeypatch, fail(error)) == 1
    assert capsys.readouterr().err == line


def test_an_archive_without_articles(tmp_path: Path, capsys: Printed) -> None:
    """Nothing to build is an error with a remedy, and nothing is written."""
    assert cli.main(["build", "-q", "--root", str(tmp_path)]) == 1
    assert "builder init" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_published_it_says_why(tmp_path: Path, capsys: Printed) -> None:
    """What the import and the settings had to say is told together with what stops the build."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "picture").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "archive.yaml").write_text("titel: News\n")
    assert cli.main(["build", "-q", "--root", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "seeds/picture: error: holds no text but binary data" in told
    assert "did you mean `title`?" in told
    assert "no article can be published, so the site was left as it is" in told


def test_settings_that_cannot_be_used_publish_nothing(archive: Path, capsys: Printed) -> None:
    """With a default in place of what was meant, the site could go where it does not belong."""
    assert cli.main(["build", "-q"]) == 0
    subprocess.run(["git", "init", "-q", "--bare", "../published.git"], check=True)
    (archive / "archive.yaml").write_text("deploy:\n  brunch: preview\n")
    assert cli.main(["deploy", "--remote", "../published.git"]) == 1
    assert "archive.yaml:2: error: deploy.brunch: is not a setting (did you mean `deploy.branch`?)" in capsys.readouterr().err
    assert subprocess.run(["git", "-C", "../published.git", "branch"], capture_output=True, check=True).stdout == b""


def test_a_state_that_cannot_be_used_is_a_problem(monkeypatch: pytest.MonkeyPatch, archive: Path, capsys: Printed) -> None:
    """SQLite's own words about a full disk come with the folder and a remedy, and no traceback."""

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(state, "clean", full)
    assert cli.main(["clean"]) == 1
    assert capsys.readouterr().err.startswith("error: cannot use .builder/: database or disk is full (")
    assert archive.is_dir()


def test_somebodys_files_in_the_output_are_refused(archive: Path, capsys: Printed) -> None:
    """And not touched."""
    (archive / "site").mkdir()
    (archive / "site" / "thesis.txt").write_text("mine")
    assert cli.main(["build", "-q"]) == 1
    assert "holds files that this program did not write" in capsys.readouterr().err
    assert [path.name for path in (archive / "site").iterdir()] == ["thesis.txt"]


def test_strict_fails_on_warnings(archive: Path, capsys: Printed) -> None:
    """An unknown zone is a warning; a typo in a setting an error; both name the place."""
    record = archive / "content" / "a.md"
    record.write_text('---\ntitle: "A"\ntimestamp: "2024-01-01T10:00:00+00:00"\ntimezone: Moon/Crater\n---\n\nText.\n')
    assert cli.main(["build", "-q"]) == 0
    assert cli.main(["build", "-q", "--strict"]) == 1
    assert "content/a.md:4: warning: timezone:" in capsys.readouterr().err
    (archive / "archive.yaml").write_text("titel: News\n")
    assert cli.main(["build", "-q"]) == 1
    assert "archive.yaml:1: error: titel: is not a setting (did you mean `title`?)" in capsys.readouterr().err


def test_a_reader_that_goes_away_stops_no_work(archive: Path) -> None:
    """`build -v | head -1`: the site is built all the same, without a complaint of Python's, and the exit code is right."""
    command = f"'{sys.executable}' -m builder build -v 2>err | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("wrote ")
    assert "Traceback" not in (archive / "err").read_text()
    assert "BrokenPipe" not in (archive / "err").read_text()
    assert (archive / "site" / "index.html").is_file()


def test_any_script_can_be_printed_on_any_terminal(archive: Path) -> None:
    """A title in Persian, a terminal that knows ASCII only."""
    (archive / "content" / "بندر.md").write_text("no front matter", encoding="utf-8")
    done = builder("build", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert r"content/\u0628\u0646\u062f\u0631.md:1: error: there is no front matter" in done.stderr


# ---- what it looks like ------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def complained(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, **environment: str) -> str:
    """How an error looks on `stream`."""
    for name in ("NO_COLOR", "TERM", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    Console(io.StringIO(), stream).complain([ERROR])
    return stream.getvalue()


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for logs, nor where NO_COLOR asks for none."""
    plain = "content/a.md:3: error: is wrong (mend it)\n"
    assert complained(monkeypatch, Terminal()) == "content/a.md:3: \033[31;1merror: \033[0mis wrong (mend it)\n"
    assert complained(monkeypatch, io.StringIO()) == plain
    assert complained(monkeypatch, Terminal(), NO_COLOR="1") == plain
    assert complained(monkeypatch, Terminal(), TERM="dumb") == plain


def test_every_problem_is_one_line(archive: Path, capsys: Printed) -> None:
    """Also where the name of a file holds the end of a line, or what commands a terminal."""
    (archive / "content" / "a\nb\x1b[2J\u202e.md").write_text("no front matter")
    assert cli.main(["build", "-q"]) == 1
    assert capsys.readouterr().err.startswith(r"content/a\nb\x1b[2J\u202e.md:1: error: there is no front matter")
    assert sample("added", ["a\nb"], limit=2) == ["added: 1", r"  a\nb"]


def test_many_problems_of_a_kind_do_not_bury_the_others() -> None:
    """The first few are printed, the others counted; the one of another kind is there."""
    stream = io.StringIO()
    many = [replace(ERROR, line=line) for line in range(1, OF_A_KIND + 4)]
    Console(io.StringIO(), stream).complain([*many, WARNING])
    lines = stream.getvalue().splitlines()
    assert lines[-2:] == ["… and 3 more of this kind (x); --report FILE writes them all", str(WARNING)]
    assert len(lines) == OF_A_KIND + 2


def test_progress_is_plain_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is no place for a bar that redraws itself."""
    monkeypatch.setenv("CI", "true")
    stream = Terminal()
    with Console(io.StringIO(), stream).progress().stage("Rendering", 2) as stage:
        stage.advance(2)
    assert re.fullmatch(r"Rendering: 2 in \d+\.\d s\n", stream.getvalue())


@pytest.mark.parametrize(
    ("problems", "words"),
    [([], "no problems"), ([ERROR], "1 error"), ([WARNING, WARNING], "1 warning"), ([ERROR, WARNING], "1 error, 1 warning")],
)
def test_the_tally(problems: list[Problem], words: str) -> None:
    """The same problem twice counts once."""
    assert tally(Problems(problems)) == words


def test_a_sample_of_many_paths() -> None:
    """The first few, and how many more there are."""
    assert sample("added", ["a", "b", "c"], limit=2) == ["added: 3", "  a", "  b", "  … and 1 more"]
    assert sample("added", ["a", "b"], limit=None) == ["added: 2", "  a", "  b"]
    assert sample("added", [], limit=2) == []
