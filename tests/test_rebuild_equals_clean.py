"""A rebuild from any earlier state writes, to the byte, what a clean build writes; also after a build was killed midway."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

import pytest
from conftest import record, run_build, tree
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from builder import content, desk, digests, making, output
from builder.journal import Journal
from builder.problems import BuildError

Make = Callable[..., Path]

TITLES = st.sampled_from(["Alpha", "Beta", "Gamma", "Delta", "C++", "C#", "مرحبا", "東京"])
DAYS = st.sampled_from(
    ["", "2022-01-01", "2022-01-02", "2022-02-28", "2023-01-01", "2023-01-01T10:00:00+07:00", "2023-01-01T09:00:00+07:00"]
)
TAGS = st.lists(st.sampled_from(["Iran", "iran", "Rusia", "C", "C++", "C#", "水"]), max_size=3)
ALIASES = st.lists(st.sampled_from(["/old.html", "/2022/01/01/one.html", "/2022/01/02/two.html", "/index.html"]), max_size=2)
NAMES = st.sampled_from(
    [f"content/{folder}/{name}.md" for folder in ("a", "b", "2022/01/01") for name in ("one", "two", "three", "four")]
)


class Killed(BaseException):
    """Stands for a signal: nothing in the program may catch it."""


class Archive(RuleBasedStateMachine):
    """Edits an archive at random, builds now and then, and compares with a clean build of the same content."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="archive-"))
        self.settings: dict[str, object] = {"per_page": 2, "title": "Archive", "base_url": "https://example.org/x"}
        self.built = False
        self.unfinished = False  # an earlier build was killed amid its last changes: the next one makes them first

    @initialize()
    def start(self) -> None:
        """An archive with a few records."""
        for number in range(6):
            self._write(
                f"content/start/{number}.md", f"Start {number}", f"2022-01-0{number % 3 + 1}", ["Iran", "Rusia"][: number % 3]
            )
        self._configure()

    def _configure(self) -> None:
        text = "".join(f"{key}: {value}\n" for key, value in self.settings.items())
        (self.root / "archive.yaml").write_text(text, encoding="utf-8")

    def _write(self, path: str, title: str, day: str, tags: list[str], aliases: Sequence[str] = ()) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        when = f'timestamp: "{day}"\n' if day else ""
        target.write_text(f"---\ntitle: {title}\n{when}tags: {tags}\naliases: {list(aliases)}\n---\n\nText.\n", encoding="utf-8")

    def _records(self) -> list[Path]:
        return sorted((self.root / "content").rglob("*.md"))

    @rule(path=NAMES, title=TITLES, day=DAYS, tags=TAGS, aliases=ALIASES)
    def add_or_replace(self, path: str, title: str, day: str, tags: list[str], aliases: list[str]) -> None:
        """A record is new, or is another article now."""
        self._write(path, title, day, tags, aliases=aliases)

    @rule(pick=st.integers(0, 99), body=st.sampled_from(["New text.", "Other *text*.", "Text, longer."]))
    def edit_text(self, pick: int, body: str) -> None:
        """Only the text of a record changes."""
        found = self._records()
        if found:
            path = found[pick % len(found)]
            path.write_text(path.read_text(encoding="utf-8") + f"\n{body}\n", encoding="utf-8")

    @precondition(lambda self: len(self._records()) > 2)
    @rule(pick=st.integers(0, 99))
    def delete(self, pick: int) -> None:
        """A record goes."""
        found = self._records()
        found[pick % len(found)].unlink()

    @rule(pick=st.integers(0, 99), path=NAMES)
    def rename(self, pick: int, path: str) -> None:
        """A record's file gets another name, and with it another address."""
        found = self._records()
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if found:
            found[pick % len(found)].replace(target)

    @rule(
        template=st.sampled_from(["tag.html", "moved.html", "_parts.html", "article.html"]),
        text=st.sampled_from(["<!-- a -->", "<!-- b -->"]),
    )
    def change_a_template(self, template: str, text: str) -> None:
        """The owner overrides a template."""
        theirs = (Path(__file__).parent.parent / "templates" / template).read_text(encoding="utf-8")
        (self.root / "templates").mkdir(exist_ok=True)
        (self.root / "templates" / template).write_text(theirs + text, encoding="utf-8")

    @rule(
        setting=st.sampled_from(
            [
                ("per_page", 2),
                ("per_page", 3),
                ("title", "Other"),
                ("language", "id"),
                ("base_url", ""),
                ("tags", "{minimum: 1}"),
                ("slugs", "ascii"),
            ]
        )
    )
    def change_a_setting(self, setting: tuple[str, object]) -> None:
        """The owner changes a setting."""
        self.settings[setting[0]] = setting[1]
        self._configure()

    @rule()
    def spoil_the_output(self) -> None:
        """Somebody deletes a file of the site, and edits another."""
        if self.built:
            found = sorted((self.root / "site").rglob("index.html"))
            found[0].unlink()
            found[-1].write_text("spoilt", encoding="utf-8")

    @rule(point=st.sampled_from(["stage", "note", "journal", "changes"]), after=st.integers(0, 12))
    def kill_a_build(self, point: str, after: int) -> None:
        """A build is killed: while it writes pages, between stages, before or amid the last changes."""
        before = tree(self.root / "site") if self.built else {}
        with pytest.MonkeyPatch.context() as patch:
            _kill_at(patch, point, after)
            try:
                run_build(self.root, seeds=False)
                self.built, self.unfinished = True, False
            except Killed:
                desk.clear()
                if point in {"stage", "note"} and self.built and not self.unfinished:
                    assert tree(self.root / "site") == before, "a build that was killed before its last step changed the site"
                self.unfinished = point in {"journal", "changes"}

    @rule()
    def build(self) -> None:
        """A build after whatever happened equals a clean one."""
        run_build(self.root, seeds=False)
        self.built, self.unfinished = True, False
        clean = Path(tempfile.mkdtemp(prefix="clean-")) / "archive"
        shutil.copytree(self.root, clean, ignore=shutil.ignore_patterns("site", ".builder", ".site.stage"))
        run_build(clean, seeds=False)
        assert tree(self.root / "site") == tree(clean / "site")
        shutil.rmtree(clean.parent)

    @invariant()
    def nothing_is_left_about(self) -> None:
        """A build leaves no folders behind but its own."""
        assert {path.name for path in self.root.iterdir()} <= {
            "content",
            "templates",
            "archive.yaml",
            "site",
            ".builder",
            ".site.stage",
            ".site.old",
        }

    def teardown(self) -> None:
        """Build once more, then clear away."""
        try:
            self.build()
        except BuildError:  # all records gone
            pass
        finally:
            shutil.rmtree(self.root, ignore_errors=True)


def _kill_at(patch: pytest.MonkeyPatch, point: str, after: int) -> None:
    """Make the program die at the `after`-th time that it comes to a point."""
    left = after

    def wrap(original: object) -> object:
        def killing(*args: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return original(*args, **more)  # type: ignore[operator]

        return killing

    if point == "stage":
        patch.setattr(output, "stage", wrap(output.stage))
    elif point == "note":
        patch.setattr(output.Output, "note", wrap(output.Output.note))
    elif point == "journal":
        patch.setattr(Journal, "make_changes", wrap(Journal.make_changes))
        left = 0
    else:
        patch.setattr(Path, "replace", wrap(Path.replace))


TestArchive = Archive.TestCase
TestArchive.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],  # a failing sequence is short enough as it is; shrinking builds for minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("later", ["Harbour", "Passing"])
def test_an_edit_during_a_build_does_not_stay(archive: Make, monkeypatch: pytest.MonkeyPatch, later: str) -> None:
    """A record is edited when the catalog has read it and its page is not made yet; the next build sees to it, undone or not."""
    files = {f"content/{n}.md": record(f"T{n}", body="Harbour.") for n in range(3)}
    root, path, make = archive(files), "content/1.md", making.make
    passing, after = (files[path].replace("Harbour", word) for word in ("Passing", later))
    clean = archive({**files, path: after}, "clean")

    def edited(job: desk.Job, task: making.Chunk | making.Owners | making.Segment) -> making.Batch:
        (root / path).write_text(passing, encoding="utf-8")
        return make(job, task)

    with monkeypatch.context() as patch:
        patch.setattr(making, "make", edited)
        run_build(root)
    (root / path).write_text(after, encoding="utf-8")
    run_build(root)
    run_build(clean)
    assert tree(root / "site") == tree(clean / "site")
    assert run_build(root).changed == 0


def test_a_record_that_goes_during_a_build_is_named(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be made of it, so the old site stands."""
    root, make = archive({"content/a.md": record("A"), "content/b.md": record("B")}), making.make

    def gone(job: desk.Job, task: making.Chunk | making.Owners | making.Segment) -> making.Batch:
        (root / "content/b.md").unlink(missing_ok=True)
        return make(job, task)

    monkeypatch.setattr(making, "make", gone)
    with pytest.raises(BuildError, match=r"content/b\.md: error: was read a moment ago, and now cannot be"):
        run_build(root)


def test_another_version_of_the_program_reads_all_records_anew(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the catalog keeps of a record is what the version made of it that read it, such as the words in place of a summary."""
    files = {"content/a.md": record("A", body="Words that stand for a summary. " * 30)}
    root, clean = archive(files), archive(files, "clean")
    for each in (root, clean):
        os.utime(each / "content/a.md", (1, 1))  # so long ago that it need not be read again
    run_build(root)
    monkeypatch.setattr(content, "SUMMARY_LENGTH", 60)
    monkeypatch.setattr(digests, "program", lambda: "another version")
    run_build(root)
    run_build(clean)
    assert tree(root / "site") == tree(clean / "site")


@pytest.mark.parametrize("library", digests.LIBRARIES)
def test_another_version_of_a_library_is_another_program(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are written as CLDR says, which comes with Babel; what Markdown means, and is safe, other libraries say."""
    version = metadata.version
    before = digests.program.__wrapped__()
    monkeypatch.setattr(metadata, "version", lambda name: "0" if name == library else version(name))
    assert digests.program.__wrapped__() != before
