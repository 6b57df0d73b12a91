"""From `seeds/` to `content/`, again and again, whatever happens in between."""

from __future__ import annotations

import hashlib
import itertools
import multiprocessing
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import records
from builder.config import Config
from builder.importing import ImportReport, import_seeds
from builder.model import Moment, Record
from builder.problems import BuildError, Severity
from builder.work import Pool

GIVEN = Path(__file__).parent.parent / "seeds" / "000_0b9ad2877bc8c180.txt"
CONFIG = Config(language="en", timezone="Asia/Jakarta")
PARAGRAPH = (
    "The evening ferry to the lighthouse was late because a seal slept on the landing stage, and nobody had the heart to wake it."
)


def seed(title: str = "Seal delays the ferry", text: str = PARAGRAPH, *, date: str = "Mar 05, 2021 10:20", url: str = "") -> str:
    """A raw text in shape A, or in shape E where it has a source address."""
    if url:
        modified = "(last modified 2021-03-05T08:00:00+00:00 )"
        return f"{title}\n{url}\n{text}\n{modified}\n{date} Asia/Jakarta\n\n{text}\n\nA second paragraph: {text}\n"
    return (
        f"{title}\n(last modified Fri, 05 Mar 2021 08:00:00 GMT )\n{date} Asia/Jakarta\n\n{text}\n\nA second paragraph: {text}\n"
    )


class Archive:
    """An archive in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = 1_600_000_000

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file, as somebody would who did so a while ago, a minute after the last one."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        self.clock += 60
        os.utime(file, (self.clock, self.clock))
        return file

    def run(self, **options: object) -> ImportReport:
        """Import."""
        return import_seeds(self.root, CONFIG, **options)  # type: ignore[arg-type]

    def records(self) -> dict[str, str]:
        """The text of each record, by its path."""
        files = sorted((self.root / "content").rglob("*.md"))
        return {file.relative_to(self.root).as_posix(): file.read_text(encoding="utf-8") for file in files}

    def record(self) -> Record:
        """The only record."""
        (text,) = self.records().values()
        return records.parse(text)[0]

    def forget(self) -> None:
        """Lose the ledger."""
        shutil.rmtree(self.root / ".builder")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with nothing in it."""
    return Archive(tmp_path)


def kinds(report: ImportReport) -> list[str]:
    """What the problems of an import are, in their order."""
    return [problem.kind for problem in report.problems]


def summary(report: ImportReport) -> tuple[object, ...]:
    """All of a report but what was done just now."""
    counts = (report.unchanged, report.kept, report.set_aside, report.duplicates, report.failed, report.vanished)
    return *counts, report.by_shape, report.by_language, report.by_year, list(report.problems)


# ---- what a seed becomes -----------------------------------------------------------------------------------------------


def test_the_given_seed_becomes_the_record_that_the_field_guide_shows(archive: Archive) -> None:
    """Every field of the guide's table, fourteen paragraphs, and the captions where they stood."""
    archive.write(f"seeds/{GIVEN.name}", GIVEN.read_bytes())
    report = archive.run()
    assert list(archive.records()) == ["content/2024/06/30/tehran-moskow-menekankan-hubungan-bilateral.md"]
    assert (report.new, report.written, list(report.problems)) == (1, tuple(archive.records()), [])
    record = archive.record()
    assert record.title == "Tehran-Moskow Menekankan Hubungan Bilateral"
    assert record.timestamp
    assert record.timestamp.iso() == "2024-06-30T10:25:00+07:00"
    assert record.timezone == "Asia/Jakarta"
    assert record.updated == "2024-06-30T03:25:09Z"
    assert record.captions == (
        "Percakapan via telepon antara Sergei Lavrov dan Ali Bagheri Kani",
        "Bendera Rusia dan Iran",
        "Dewan Keamanan PBB",
    )
    assert (record.lang, record.sign_off) == ("id", "sl")
    assert record.slug == "tehran-moskow-menekankan-hubungan-bilateral"
    assert record.seed == f"seeds/{GIVEN.name}"
    assert record.seed_sha256 == "f8fcc2f785d788066741a6a53f5264dc6ee076e4537c0c6f1c2f3ca5e63d3b4e"
    assert record.tags_source == "automatic"
    assert {"Iran", "Rusia", "Sergey Lavrov", "Ali Bagheri Kani", "Dewan Keamanan PBB"} <= set(record.tags)
    blocks = record.body.strip().split("\n\n")
    captions = [number for number, block in enumerate(blocks) if block.startswith("![")]
    assert len(blocks) - len(captions) == 14
    assert captions == [3, 13]
    assert not blocks[-1].endswith("(sl)")


def test_an_address_and_a_lede_are_kept(archive: Archive) -> None:
    """The source address gives the language, whatever the text says; the lede is the summary."""
    archive.write("seeds/a.txt", seed(url="https://press.example/sw/news/harbour-i100001-seal_delays_the_ferry"))
    archive.run()
    record = archive.record()
    assert record.source_url == "https://press.example/sw/news/harbour-i100001-seal_delays_the_ferry"
    assert (record.lang, record.summary) == ("sw", PARAGRAPH)


def test_a_caption_above_the_text_and_in_it_stands_in_both_places(archive: Archive) -> None:
    """The record lists it twice, so that the page has both; one that stands twice in the text is listed once."""
    text = f"{PARAGRAPH}\n\nThe sleeping seal\n\n{PARAGRAPH}\n\nThe sleeping seal\n\n{PARAGRAPH}"
    archive.write(
        "seeds/a.txt", f"Seal\nMar 05, 2021 10:20 Asia/Jakarta\n  • The sleeping seal\n    The sleeping seal\n\n{text}\n"
    )
    archive.run()
    assert archive.record().captions == ("The sleeping seal", "The sleeping seal")


def test_an_article_without_a_title_is_filed_under_its_opening_words(archive: Archive) -> None:
    """There is no title in the record, and its name is that of the first eight words."""
    archive.write("seeds/a.txt", f"Mar 05, 2021 10:20 Asia/Jakarta\n\n{PARAGRAPH}\n\nAnd so it stayed until the morning.\n")
    archive.run()
    assert list(archive.records()) == ["content/2021/03/05/the-evening-ferry-to-the-lighthouse-was-late.md"]
    assert not archive.record().title


def test_an_article_whose_date_is_impossible_is_undated(archive: Archive) -> None:
    """It is filed under `undated`, the line is kept, and the problem is reported."""
    archive.write("seeds/a.txt", seed(date="Feb 31, 2021 10:20"))
    report = archive.run()
    assert list(archive.records()) == ["content/undated/seal-delays-the-ferry.md"]
    assert archive.record().raw_date == "Feb 31, 2021 10:20 Asia/Jakarta"
    assert len(report.problems) == 1
    assert next(iter(report.problems)).path == "seeds/a.txt"


def test_a_folder_of_seeds_can_have_folders(archive: Archive) -> None:
    """Seeds are found at any depth; their paths are kept with forward slashes."""
    archive.write("seeds/2021/march/a.txt", seed())
    archive.run()
    assert archive.record().seed == "seeds/2021/march/a.txt"


# ---- what is no article ------------------------------------------------------------------------------------------------


def test_what_is_no_article_is_reported_and_the_rest_goes_on(archive: Archive) -> None:
    """Empty files, listings, binary files, files of other kinds and links out of the folder: a word about each."""
    outside = archive.write("elsewhere.txt", seed("Out of the folder"))
    archive.write("seeds/empty.txt", "")
    archive.write(
        "seeds/listing.txt", "Pars Today\n" + "".join(f"Summary number {n} of something that happened today.\n" for n in range(9))
    )
    archive.write("seeds/binary.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    archive.write("seeds/photo.jpg", b"\xff\xd8\xff")
    archive.write("seeds/README", "Read me")
    archive.write("seeds/.DS_Store", b"\0")
    archive.write("seeds/.git/config.txt", seed("Hidden"))
    archive.write("seeds/good.txt", seed())
    (archive.root / "seeds" / "link.txt").symlink_to(outside)
    report = archive.run()
    assert list(archive.records()) == ["content/2021/03/05/seal-delays-the-ferry.md"]
    found = {problem.path: problem for problem in report.problems}
    assert set(found) == {f"seeds/{n}" for n in ("empty.txt", "listing.txt", "binary.txt", "photo.jpg", "README", "link.txt")}
    assert {path for path, problem in found.items() if problem.severity is Severity.ERROR} == {
        "seeds/binary.txt",
        "seeds/link.txt",
    }
    assert (report.new, report.set_aside, report.failed) == (1, 2, 1)
    assert all(problem.hint for problem in found.values())


def test_a_link_to_nothing_and_a_file_in_place_of_the_folder_are_named_as_such(archive: Archive) -> None:
    """Neither is a matter of permissions, and the path is that of what is there."""
    archive.write("seeds/good.txt", seed())
    (archive.root / "seeds" / "gone.txt").symlink_to("nowhere.txt")
    (problem,) = archive.run().problems
    assert (problem.path, problem.what) == ("seeds/gone.txt", "is a link to nothing")
    shutil.rmtree(archive.root / "seeds")
    archive.write("seeds", seed())
    assert ("seeds", "is a file and no folder") in [(problem.path, problem.what) for problem in archive.run().problems]


def test_a_name_that_is_no_text_is_reported(archive: Archive) -> None:
    """A file name in a legacy encoding cannot be written into a record."""
    archive.write("seeds/good.txt", seed())
    name = os.fsencode(archive.root / "seeds") + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text(seed("Legacy"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    report = archive.run()
    assert (report.new, kinds(report)) == (1, ["file-name"])


def test_no_seeds_at_all_is_no_problem(archive: Archive) -> None:
    """An archive can live from records written by hand."""
    archive.write("content/2021/03/05/by-hand.md", "---\ntitle: By hand\n---\n\nText.\n")
    assert summary(archive.run()) == (0, 0, 0, 0, 0, 0, {}, {}, {}, [])


# ---- again and again ---------------------------------------------------------------------------------------------------


def test_importing_twice_changes_nothing(archive: Archive) -> None:
    """No file is written the second time, with the ledger or without it."""
    archive.write("seeds/a.txt", seed())
    archive.write("seeds/b.txt", seed("Lighthouse painted", "It took four days and a great deal of white paint to finish it."))
    archive.run()
    before = {path: (archive.root / path).stat().st_mtime_ns for path in archive.records()}
    again = archive.run()
    archive.forget()
    anew = archive.run()
    assert (again.new, again.unchanged, again.written) == (0, 2, ())
    assert summary(again) == summary(anew)
    assert {path: (archive.root / path).stat().st_mtime_ns for path in archive.records()} == before


def test_a_file_that_was_only_touched_is_unchanged(archive: Archive) -> None:
    """A checkout gives all files new times; their bytes decide."""
    file = archive.write("seeds/a.txt", seed())
    archive.run()
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert (archive.run().unchanged, archive.run().unchanged) == (1, 1)


def test_a_change_within_one_tick_of_the_clock_is_seen(archive: Archive) -> None:
    """Same size, same time of writing, other bytes: a file written just before the import is not trusted."""
    file = archive.root / "seeds" / "a.txt"
    file.parent.mkdir()
    file.write_text(seed("Seal delays the ferry"), encoding="utf-8")
    info = file.stat()
    archive.run()
    file.write_text(seed("Seal reveals the ferry"[:21].ljust(21, "!")), encoding="utf-8")
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert file.stat().st_size == info.st_size
    assert kinds(archive.run()) == ["changed-seed"]


def test_a_changed_seed_is_reported_and_its_record_kept(archive: Archive) -> None:
    """Without `--update` nothing is written, and the report says the same every time."""
    archive.write("seeds/a.txt", seed())
    archive.run()
    before = archive.records()
    archive.write("seeds/a.txt", seed("Seal leaves the ferry in peace"))
    first = archive.run()
    assert (first.kept, kinds(first), archive.records()) == (1, ["changed-seed"], before)
    assert summary(archive.run()) == summary(first)
    archive.forget()
    assert summary(archive.run()) == summary(first)


def test_update_takes_a_changed_seed_and_keeps_the_address(archive: Archive) -> None:
    """The record is made again in its place: a page that was linked to stays where it is."""
    archive.write("seeds/a.txt", seed())
    archive.run()
    archive.write("seeds/a.txt", seed("Seal leaves the ferry in peace"))
    archive.run()
    report = archive.run(update=True)
    assert (report.updated, kinds(report)) == (1, [])
    assert report.written == ("content/2021/03/05/seal-delays-the-ferry.md",)
    assert (archive.record().title, archive.record().slug) == ("Seal leaves the ferry in peace", "seal-delays-the-ferry")
    assert records.is_untouched(next(iter(archive.records().values())))
    assert summary(archive.run(update=True)) == (1, 0, 0, 0, 0, 0, {"A": 1}, {"en": 1}, {"2021": 1}, [])


def test_update_leads_the_old_address_to_the_new_day(archive: Archive) -> None:
    """A corrected date moves the page and not the file; corrected back, no address leads to itself."""
    archive.write("seeds/a.txt", seed(date="Mar 05, 2021 10:20"))
    archive.run()
    for date, day, old in (("Mar 06, 2021 10:20", "06", "05"), ("Mar 05, 2021 10:20", "05", "06")):
        archive.write("seeds/a.txt", seed(date=date))
        archive.run(update=True)
        assert archive.record().timestamp == Moment.parse(f"2021-03-{day}T10:20:00+07:00")
        assert archive.record().aliases == (f"/2021/03/{old}/seal-delays-the-ferry.html",)
        assert list(archive.records()) == ["content/2021/03/05/seal-delays-the-ferry.md"]


def test_a_record_that_a_person_edited_is_never_overwritten(archive: Archive) -> None:
    """Not even with `--update`; what the seed would change is shown."""
    archive.write("seeds/a.txt", seed())
    path = archive.root / archive.run().written[0]
    edited = path.read_text(encoding="utf-8").replace("Seal delays", "Sleepy seal delays")
    path.write_text(edited, encoding="utf-8")
    archive.write("seeds/a.txt", seed(text=PARAGRAPH.replace("evening", "morning")))
    report = archive.run(update=True)
    assert path.read_text(encoding="utf-8") == edited
    assert (report.kept, report.written, kinds(report)) == (1, (), ["edited-record"])
    (diff,) = report.diffs.values()
    assert "-The evening ferry" in diff
    assert "+The morning ferry" in diff


def test_what_a_hint_says_is_done_by_the_next_import(archive: Archive) -> None:
    """A person who took over a change writes the seed's digest into the record, and hears no more of it, with the ledger too."""
    archive.write("seeds/a.txt", seed())
    name = archive.run().written[0]
    path = archive.root / name
    archive.write(name, path.read_text(encoding="utf-8").replace("Seal delays", "Sleepy seal delays"))
    archive.write("seeds/a.txt", seed(text=PARAGRAPH.replace("evening", "morning")))
    (problem,) = archive.run(update=True).problems
    (line,) = re.findall("`(seed_sha256: .*)`", problem.hint)
    archive.write(name, re.sub("^seed_sha256: .*$", line, path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert (archive.run().unchanged, kinds(archive.run())) == (1, [])
    (archive.root / "seeds" / "a.txt").rename(archive.root / "seeds" / "b.txt")
    (problem,) = archive.run().problems
    (line,) = re.findall("`(seed: .*)`", problem.hint)
    archive.write(name, re.sub("^seed: .*$", line, path.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert (archive.run().unchanged, kinds(archive.run())) == (1, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_among_the_seeds_is_reported(archive: Archive) -> None:
    """It would never end, so it is not read; not even where a seed was."""
    archive.write("seeds/a.txt", seed()).unlink()
    os.mkfifo(archive.root / "seeds" / "a.txt")
    archive.write("seeds/b.txt", seed())
    assert (kinds(archive.run()), len(archive.records())) == (["no-file"], 1)


def test_a_draft_stays_a_draft(archive: Archive) -> None:
    """`draft: true` in a record hides the article for good, since the record is there."""
    archive.write("seeds/a.txt", seed())
    path = archive.root / archive.run().written[0]
    path.write_text(path.read_text(encoding="utf-8").replace("lang: en", "lang: en\ndraft: true"), encoding="utf-8")
    archive.forget()
    assert (archive.run().unchanged, archive.record().draft) == (1, True)


def test_a_deleted_record_is_imported_again(archive: Archive) -> None:
    """The seed is still there, so the article is."""
    archive.write("seeds/a.txt", seed())
    archive.run()
    before = archive.records()
    shutil.rmtree(archive.root / "content")
    assert archive.run().new == 1
    assert archive.records() == before


def test_a_record_may_be_moved(archive: Archive) -> None:
    """A record that somebody gave another name or folder is still the seed's record."""
    archive.write("seeds/a.txt", seed())
    path = archive.root / archive.run().written[0]
    path.rename(path.with_name("another-name.md"))
    assert (archive.run().unchanged, len(archive.records())) == (1, 1)


def test_a_moved_seed_is_recognised_by_its_bytes(archive: Archive) -> None:
    """The record then names the new place, and keeps its address."""
    file = archive.write("seeds/a.txt", seed())
    archive.run()
    (archive.root / "seeds" / "2021").mkdir()
    file.rename(archive.root / "seeds" / "2021" / "b.txt")
    report = archive.run()
    assert (report.moved, report.new, report.vanished, kinds(report)) == (1, 0, 0, [])
    assert archive.record().seed == "seeds/2021/b.txt"
    assert archive.run().unchanged == 1


def test_a_moved_seed_of_an_edited_record_is_reported(archive: Archive) -> None:
    """The record is a person's, so it is the person who writes the new place into it."""
    file = archive.write("seeds/a.txt", seed())
    path = archive.root / archive.run().written[0]
    path.write_text(path.read_text(encoding="utf-8").replace("Seal", "Seals"), encoding="utf-8")
    file.rename(archive.root / "seeds" / "b.txt")
    assert kinds(archive.run()) == ["moved-seed"]
    assert kinds(archive.run()) == ["moved-seed"]
    assert archive.record().seed == "seeds/a.txt"


def test_a_vanished_seed_is_reported_and_its_record_kept(archive: Archive) -> None:
    """What was published stays published; a folder that is gone as a whole is one problem."""
    archive.write("seeds/a.txt", seed()).unlink()
    archive.write("seeds/a.txt", seed())
    archive.write("seeds/b.txt", seed("Lighthouse painted"))
    archive.run()
    (archive.root / "seeds" / "a.txt").unlink()
    report = archive.run()
    assert (report.vanished, kinds(report), len(archive.records())) == (1, ["vanished-seed"], 2)
    shutil.rmtree(archive.root / "seeds")
    assert (len(archive.run().problems), len(archive.records())) == (1, 2)


@pytest.mark.parametrize(
    ("raw", "kind", "how"),
    [
        (b"-\nA\nMay 14, 2023 13:28Traders.\n-\nB\nMay 14, 2023 13:28Traders.\n", "set-aside", "holds no article any more"),
        (b"", "set-aside", "holds no article any more"),
        (bytes(range(32)) * 9, "binary", "cannot be read any more"),
    ],
    ids=["a listing", "nothing", "binary"],
)
def test_a_seed_that_is_no_article_any_more_is_told_of_its_record(archive: Archive, raw: bytes, kind: str, how: str) -> None:
    """The record is published as before, and nobody is told otherwise."""
    archive.write("seeds/a.txt", seed())
    (path,) = archive.run().written
    archive.write("seeds/a.txt", raw)
    for _ in range(2):
        report = archive.run(update=True)
        found = {problem.kind: problem for problem in report.problems}
        assert (set(found), report.vanished, list(archive.records())) == ({kind, "vanished-seed"}, 1, [path])
        assert found["vanished-seed"].path == path
        assert found["vanished-seed"].what == f"seeds/a.txt, from which it was made, {how}; the record is kept"
        assert "published" not in found[kind].hint
        archive.forget()


def test_a_copy_of_a_record_is_told_from_it(archive: Archive) -> None:
    """A change of the seed is taken into the record with the shorter name; the copy is kept, and what is said of it is true."""
    archive.write("seeds/a.txt", seed())
    (path,) = archive.run().written
    copy = path.replace(".md", "-2.md")
    before = archive.records()[path]
    archive.write(copy, before)
    report = archive.run()
    assert (report.unchanged, [(problem.kind, problem.path) for problem in report.problems]) == (1, [("copied-record", copy)])
    archive.write("seeds/a.txt", seed("Seal leaves the ferry in peace"))
    report = archive.run(update=True)
    assert (report.written, archive.records()[copy]) == ((path,), before)
    (problem,) = report.problems
    assert (problem.path, problem.what) == (
        copy,
        f"seeds/a.txt, from which it was made, is the seed of {path} now; the record is kept",
    )


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.replace('title: "Seal', 'title: Ferry: "Seal'),
        lambda text: text.replace('delays the ferry"', "delays the ferry"),
        lambda text: text.replace("timezone:", "\ttimezone:"),
        lambda text: text.replace("---\n\n", "\n\n"),
        lambda text: text.replace('title: "Seal', 'title: Ferry: "Seal').replace("\n", "\r\n"),
        lambda text: text.replace('title: "Seal', 'title: \udcff: "Seal'),
    ],
    ids=["colon", "quote", "tab", "not closed", "line ends", "bytes"],
)
def test_a_slip_of_the_pen_in_a_record_makes_no_second_one(archive: Archive, spoilt: Callable[[str], str]) -> None:
    """A record whose front matter cannot be read has its seed all the same, also when the ledger is lost."""
    archive.write("seeds/a.txt", seed())
    (path,) = archive.run().written
    whole = archive.records()[path]
    changed = spoilt(whole)
    assert changed != whole
    archive.write(path, changed.encode(errors="surrogateescape"))
    for _ in range(2):
        report = archive.run()
        assert (report.new, report.unchanged, kinds(report)) == (0, 1, [])
        assert [file.name for file in (archive.root / "content").rglob("*.md")] == [path.rpartition("/")[2]]
        archive.forget()
    archive.write(path, whole)
    assert (archive.run().unchanged, archive.records()) == (1, {path: whole})


def test_a_record_in_a_hidden_folder_is_out_of_the_way(archive: Archive) -> None:
    """It is none for the site either, so its seed is imported again, and not lost in silence."""
    archive.write("seeds/a.txt", seed())
    (path,) = archive.run().written
    hidden = archive.root / "content" / ".trash" / "seal.md"
    hidden.parent.mkdir()
    (archive.root / path).rename(hidden)
    report = archive.run()
    assert (report.new, report.written, hidden.exists()) == (1, (path,), True)


# ---- the same article, the same address --------------------------------------------------------------------------------

URL = "https://press.example/en/news/harbour-i100001-seal_delays_the_ferry"


@pytest.mark.parametrize(
    "other",
    [
        seed(),
        seed().replace("\n\n", "\n \n\n"),
        seed().replace("ferry was", "ferry  was"),
        seed().replace("ferry was", "ferry\u00a0was"),
    ],
    ids=["same bytes", "other blank lines", "two spaces", "no-break space"],
)
def test_the_same_text_twice_is_published_once(archive: Archive, other: str) -> None:
    """… and reported, whichever is read first, with the ledger and without."""
    archive.write("seeds/a.txt", seed())
    archive.write("seeds/b.txt", other)
    first = archive.run()
    assert (first.new, first.duplicates, kinds(first), len(archive.records())) == (1, 1, ["duplicate"], 1)
    archive.forget()
    assert summary(archive.run()) == summary(archive.run())
    assert list(archive.run().problems) == list(first.problems)


def test_the_same_source_address_twice_is_published_once(archive: Archive) -> None:
    """A later version of the text at one address is the same article; the latest is published."""
    archive.write("seeds/a.txt", seed(url=URL))
    archive.write("seeds/b.txt", seed(text=f"{PARAGRAPH} Updated.", url=f"{URL}/#top").replace("T08:00:00", "T09:00:00"))
    report = archive.run()
    assert (report.new, report.duplicates) == (1, 1)
    assert archive.record().seed == "seeds/b.txt"


def test_a_source_address_is_the_same_in_a_record_where_it_is_encoded(archive: Archive) -> None:
    """A record without its seed is known by an address that is percent-encoded when it is read."""
    archive.write("seeds/a.txt", seed(url=f"{URL}|1"))
    archive.run()
    archive.forget()
    (archive.root / "seeds/a.txt").unlink()
    archive.write("seeds/b.txt", seed(text=f"{PARAGRAPH} Updated.", url=f"{URL}|1"))
    report = archive.run()
    assert (report.new, report.kept) == (0, 1)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Mar 05, 2021 23:50 Asia/Jakarta", ""),
        ("Mar 05, 2021 10:00 Asia/Jakarta", "Mar 05, 2021 09:00 UTC"),
        ("Mar 06, 2021 01:00 Asia/Jakarta", "Mar 05, 2021 19:00 UTC"),
    ],
    ids=["one without a date", "one of another zone", "one of another zone and day"],
)
def test_of_one_article_twice_the_earlier_is_published(tmp_path: Path, earlier: str, later: str) -> None:
    """What counts is the instant; a copy that lost its date is never the one. The names of the files say nothing."""
    texts = [
        re.sub("Mar 05.*", date, seed(text=PARAGRAPH * 2)) if date else seed(text=PARAGRAPH * 2) for date in (earlier, later)
    ]
    if not later:
        texts[1] = re.sub(r"\(last.*\n.*", "", texts[1])
    for names in ("ab", "ba"):
        archive = Archive(tmp_path / names)
        for name, text in zip(names, texts, strict=True):
            archive.write(f"seeds/{name}.txt", text)
        assert kinds(archive.run()) == ["duplicate"]
        assert archive.record().seed == f"seeds/{names[0]}.txt"


def test_a_short_text_may_come_back_another_day(archive: Archive) -> None:
    """That no ferry runs is news every day that it is true."""
    for day in (5, 6, 7):
        archive.write(
            f"seeds/{day}.txt", f"No ferry\nMar 0{day}, 2021 10:20 Asia/Jakarta\n\nNo ferry will run today.\n\nNone at all.\n"
        )
    assert archive.run().new == 3


@pytest.mark.parametrize("edited", [False, True], ids=["untouched", "edited"])
def test_a_seed_that_was_renamed_and_changed_is_known_by_its_source_address(
    archive: Archive,
    edited: bool,  # noqa: FBT001 - drawn
) -> None:
    """It is a change and no duplicate of a file that is gone; what is taken over, or is to be, names the new place too."""
    archive.write("seeds/a.txt", seed(url=URL))
    (path,) = archive.run().written
    if edited:
        archive.write(path, archive.records()[path].replace("Seal", "Seals"))
    (archive.root / "seeds" / "a.txt").unlink()
    archive.write("seeds/b.txt", seed(text=f"{PARAGRAPH} Updated.", url=URL))
    for _ in range(2):
        report = archive.run()
        (problem,) = report.problems
        assert (report.kept, report.vanished, problem.kind, problem.path) == (1, 0, "changed-seed", "seeds/b.txt")
        assert problem.what == f"has changed since {path} was made from it when it was seeds/a.txt"
        archive.forget()
    report = archive.run(update=True)
    assert list(archive.records()) == [path]
    if edited:
        (problem,) = report.problems
        for line in re.findall("`(seed[^`]*)`", problem.hint):
            name = line.partition(":")[0]
            archive.write(path, re.sub(f"^{name}: .*$", line, archive.records()[path], flags=re.MULTILINE))
    else:
        assert (report.updated, kinds(report)) == (1, [])
    assert archive.record().seed == "seeds/b.txt"
    assert (archive.run().unchanged, kinds(archive.run())) == (1, [])


def test_a_duplicate_takes_over_when_the_other_is_gone(archive: Archive) -> None:
    """Without the record and the seed that were published, the duplicate is the article."""
    archive.write("seeds/a.txt", seed())
    archive.write("seeds/b.txt", seed().replace("ferry was", "ferry  was"))
    archive.run()
    shutil.rmtree(archive.root / "content")
    (archive.root / archive_seed(archive)).unlink()
    report = archive.run()
    assert (report.new, report.duplicates, len(archive.records())) == (1, 0, 1)


def archive_seed(archive: Archive) -> str:
    """The first seed that is there."""
    return min(file.relative_to(archive.root).as_posix() for file in (archive.root / "seeds").iterdir())


TWINS = [
    seed(
        "Weather",
        "Rain in the morning, and a rainbow over the harbour that was seen from every window of the school on the hill.",
    ),
    seed(
        "Weather",
        "Fog until noon, so the foghorn of the lighthouse was heard for the first time since the autumn, to general joy.",
    ),
    seed(
        "Weather",
        "Wind from the west, which dried all the washing in the town within an hour and carried some of it to the next.",
    ),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_articles_with_one_title_on_one_day_have_the_same_addresses_in_every_order(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Which one has the plain address, and the marks of the others, depend on the texts and not on the names of the files."""
    archive = Archive(tmp_path)
    for name, number in zip("abc", order, strict=True):
        archive.write(f"seeds/{name}.txt", TWINS[number])
    report = archive.run()
    where = {record.body[:4]: path for path, text in archive.records().items() for record in [records.parse(text)[0]]}
    assert where == {
        "Rain": "content/2021/03/05/weather-842390d6.md",
        "Fog ": "content/2021/03/05/weather.md",
        "Wind": "content/2021/03/05/weather-596f73d3.md",
    }
    assert kinds(report) == ["same-address", "same-address"]
    assert summary(archive.run())[-1] == list(report.problems)


def test_the_earlier_article_has_the_plain_address(archive: Archive) -> None:
    """Of two newcomers with one title on one day, the one published first."""
    archive.write("seeds/a.txt", TWINS[0].replace("10:20", "18:00"))
    archive.write("seeds/b.txt", TWINS[1].replace("10:20", "06:00"))
    archive.run()
    assert "Fog" in archive.records()["content/2021/03/05/weather.md"]


def test_an_address_once_given_is_never_taken_away(archive: Archive) -> None:
    """An article that comes later keeps clear of it, though it is older; its own mark is what it would always be."""
    archive.write("seeds/b.txt", TWINS[0])
    archive.run()
    before = archive.records()
    archive.write("seeds/a.txt", TWINS[2].replace("10:20", "06:00"))
    archive.run()
    after = archive.records()
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"content/2021/03/05/weather-596f73d3.md"}


def test_a_record_written_by_hand_keeps_its_place(archive: Archive) -> None:
    """A file that is in the way is not overwritten, whoever wrote it."""
    by_hand = archive.write("content/2021/03/05/seal-delays-the-ferry.md", "---\ntitle: Mine\n---\n\nMy own words.\n")
    archive.write("seeds/a.txt", seed())
    archive.run()
    assert by_hand.read_text(encoding="utf-8") == "---\ntitle: Mine\n---\n\nMy own words.\n"
    assert len(archive.records()) == 2


# ---- seeds under other names -------------------------------------------------------------------------------------------

BOATS = [seed(f"Boat {number}", f"{PARAGRAPH} It was boat number {number}.") for number in range(8)]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 6), st.permutations(range(8)), st.booleans(), st.booleans())
def test_each_record_keeps_its_article_however_seeds_are_renamed(
    count: int,
    names: list[int],
    update: bool,  # noqa: FBT001 - drawn
    forget: bool,  # noqa: FBT001
) -> None:
    """Swapped, shifted, in a circle, with newcomers at old names, with the ledger or without, updating or not."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for number in range(count):
            archive.write(f"seeds/{number}.txt", BOATS[number])
        archive.run()
        before = {path: records.parse(text)[0].body for path, text in archive.records().items()}
        shutil.rmtree(archive.root / "seeds")
        for boat in range(6):
            archive.write(f"seeds/{names[boat]}.txt", BOATS[boat])
        if forget:
            archive.forget()
        report = archive.run(update=update)
        after = {path: records.parse(text)[0] for path, text in archive.records().items()}
        assert before.items() <= {path: record.body for path, record in after.items()}.items()
        assert {record.title: record.seed for record in after.values()} == {
            f"Boat {boat}": f"seeds/{names[boat]}.txt" for boat in range(6)
        }
        assert (len(after), report.new, report.updated, kinds(report)) == (6, 6 - count, 0, [])
        assert archive.run(update=True).unchanged == 6


def test_an_article_that_is_no_longer_the_same_as_another_is_published(archive: Archive) -> None:
    """The copy keeps the address of what both were, since it holds it still; the other is a newcomer. Nothing false is said."""
    archive.write("seeds/a.txt", BOATS[0])
    archive.write("seeds/b.txt", BOATS[0])
    (path,) = archive.run().written
    archive.write("seeds/a.txt", BOATS[1])
    archive.write("seeds/b.txt", BOATS[0])
    report = archive.run(update=True)
    assert (report.moved, report.new, kinds(report)) == (1, 1, [])
    assert records.parse(archive.records()[path])[0].seed == "seeds/b.txt"
    before = archive.records()
    assert (archive.run().unchanged, archive.records()) == (2, before)
    archive.forget()
    assert (archive.run().unchanged, archive.records()) == (2, before)


def test_a_record_whose_seed_was_overwritten_by_another_is_kept_and_reported(archive: Archive) -> None:
    """A copy of a published article in its place is a duplicate, and does not become the record's article."""
    for number in range(2):
        archive.write(f"seeds/{number}.txt", BOATS[number])
    archive.run()
    before = archive.records()
    archive.write("seeds/1.txt", BOATS[0])
    for _ in range(2):
        report = archive.run(update=True)
        assert (report.duplicates, report.vanished, kinds(report)) == (1, 1, ["vanished-seed", "duplicate"])
        assert archive.records() == before
        archive.forget()


# ---- parts, trials, processes ------------------------------------------------------------------------------------------


def test_only_named_seeds_are_imported(archive: Archive) -> None:
    """A file, a folder, and paths that lead nowhere or elsewhere."""
    archive.write("seeds/a.txt", seed("One"))
    archive.write("seeds/sub/b.txt", seed("Two"))
    archive.write("seeds/sub/c.txt", seed("Three"))
    archive.write("d.txt", seed("Four"))
    report = archive.run(paths=[Path("seeds/sub"), Path("seeds/sub/b.txt"), Path("seeds/none.txt"), archive.root / "d.txt"])
    assert (report.new, kinds(report)) == (2, ["outside", "no-seed"])
    report = archive.run(paths=[archive.root / "seeds" / "a.txt"])
    assert (report.new, report.unchanged, report.vanished, kinds(report)) == (1, 0, 0, [])
    assert archive.run().unchanged == 3


def test_a_dry_run_reports_and_writes_nothing(archive: Archive) -> None:
    """It says what would be, addresses of twins included."""
    for name, text in zip("abc", TWINS, strict=True):
        archive.write(f"seeds/{name}.txt", text)
    trial = archive.run(dry_run=True)
    assert sorted(file.name for file in archive.root.iterdir()) == ["seeds"]
    real = archive.run()
    assert (trial.new, trial.written, list(trial.problems)) == (real.new, real.written, list(real.problems))
    assert archive.run(dry_run=True).unchanged == 3


def test_other_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """Any number of workers, also started afresh, which share nothing with this process."""
    one, many = Archive(tmp_path / "one"), Archive(tmp_path / "many")
    for archive, number in itertools.product((one, many), range(140)):
        archive.write(f"seeds/{number}.txt", seed(f"Ferry {number % 40}", f"{PARAGRAPH} It was seal number {number}."))
    first = one.run()
    with Pool(2, lambda jobs: ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))) as pool:
        second = many.run(pool=pool)
    assert one.records() == many.records()
    assert len(one.records()) == 140
    assert (first.written, list(first.problems)) == (second.written, list(second.problems))


# ---- what can go wrong with the disk -----------------------------------------------------------------------------------


def test_a_record_that_cannot_be_written_is_a_problem_and_the_rest_goes_on(archive: Archive) -> None:
    """The seed is tried again next time."""
    obstacle = archive.write("content/2021/03", "a file where a folder must be")
    archive.write("seeds/a.txt", seed())
    archive.write("seeds/b.txt", seed("Lighthouse painted", date="Mar 05, 2020 10:20"))
    report = archive.run()
    assert (report.new, report.failed, kinds(report)) == (1, 1, ["unwritable"])
    assert report.written == ("content/2020/03/05/lighthouse-painted.md",)
    obstacle.unlink()
    report = archive.run()
    assert (report.new, report.unchanged, report.failed, kinds(report)) == (1, 1, 0, [])


def test_what_a_killed_import_left_is_cleared_away(archive: Archive) -> None:
    """A half-written file goes; hidden files of others stay."""
    archive.write("seeds/a.txt", seed())
    left = archive.write("content/2021/03/05/.0123456789abcdef.part", "half a rec")
    other = archive.write("content/2021/03/05/.keep.part", "")
    archive.run(dry_run=True)
    assert left.exists()
    archive.run()
    assert (left.exists(), other.exists()) == (False, True)


def test_records_wait_nowhere_once_an_import_is_over(archive: Archive) -> None:
    """What a killed import had waiting goes too; a dry run leaves it, and leaves nothing of its own."""
    archive.write("seeds/a.txt", seed())
    left = archive.write(".builder/incoming/123-abc", "records that were never written")
    archive.run(dry_run=True)
    assert left.exists()
    archive.run()
    assert [path.name for path in (archive.root / ".builder").iterdir()] == ["import.sqlite"]


def test_nowhere_to_wait_is_said_with_what_to_do(archive: Archive) -> None:
    """Nothing is imported, and the next import finds everything as it was."""
    archive.write("seeds/a.txt", seed())
    obstacle = archive.write(".builder/incoming", "a file where a folder must be")
    with pytest.raises(BuildError, match=r"\.builder/incoming: error: cannot be written.*check the permissions"):
        archive.run()
    obstacle.unlink()
    assert archive.run().new == 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_import_that_was_broken_off_is_simply_done_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that were written stay, and the ledger knows nothing of them: the outcome is that of one import."""
    for name, text in zip("abc", TWINS, strict=True):
        archive.write(f"seeds/{name}.txt", text)
    archive.run()
    whole = archive.records()
    shutil.rmtree(archive.root / "content")
    archive.forget()
    with monkeypatch.context() as patch:
        patch.setattr("builder.importing._vanished", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            archive.run()
    (archive.root / max(whole)).unlink()
    archive.run()
    assert archive.records() == whole


def test_damage_inside_the_ledger_is_said_with_what_to_do(archive: Archive) -> None:
    """It shows only when a page of it is read; nothing is published or lost, and the message names the file."""
    for number in range(40):
        archive.write(f"seeds/{number}.txt", seed(f"Harbour notes {number}"))
    archive.run()
    path = archive.root / ".builder/import.sqlite"
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    path.write_bytes(raw)
    before = archive.records()
    with pytest.raises(BuildError, match=r"cannot be read: .*delete it"):
        archive.run()
    assert archive.records() == before


def test_a_damaged_ledger_is_begun_anew(archive: Archive) -> None:
    """It is a cache."""
    archive.write("seeds/a.txt", seed())
    archive.run()
    archive.write(".builder/import.sqlite", b"this is no database" * 100)
    assert archive.run().unchanged == 1


def test_two_imports_at_once_are_refused(archive: Archive) -> None:
    """The second says so, instead of spoiling the first."""
    archive.write("seeds/a.txt", seed())
    archive.run()
    other = sqlite3.connect(archive.root / ".builder" / "import.sqlite")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BuildError, match="another import is running"):
        archive.run()
    other.close()
    assert archive.run().unchanged == 1


# ---- whatever happens --------------------------------------------------------------------------------------------------


RAW = st.binary(max_size=300) | st.builds(
    lambda text, encoding: seed(text).encode(encoding, "surrogatepass"),
    st.text(st.characters(), max_size=80),
    st.sampled_from(["utf-8", "utf-16"]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(RAW, min_size=1, max_size=4))
def test_any_bytes_become_a_record_or_a_problem(raws: list[bytes]) -> None:
    """No seed, whatever is in it, stops an import; each is accounted for, and each record can be read."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for number, raw in enumerate(raws):
            archive.write(f"seeds/{number}.txt", raw)
        report = archive.run()
        assert report.seeds == len(raws)
        assert len(archive.records()) == report.new == len(report.written)
        assert len({problem.path for problem in report.problems}) >= report.set_aside + report.failed + report.duplicates
        assert all(not records.parse(text)[1] for text in archive.records().values())
        assert archive.run().unchanged == report.new


STEP = st.tuples(
    st.sampled_from(["write", "spoil", "delete", "move", "copy", "swap", "edit", "adopt", "twin", "import", "update", "forget"]),
    st.integers(0, 3),
    st.integers(0, 3),
)
TEXTS = [*TWINS, TWINS[0].replace("Rain in", "Rain  in"), seed(url=URL), seed("Weather", f"{PARAGRAPH} Rain.", url=URL)]


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=14))
def test_the_ledger_changes_nothing_but_the_time_it_takes(steps: list[tuple[str, int, int]]) -> None:
    """After any history, an import with the ledger and one without it say the same and write the same."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        (archive.root / "seeds").mkdir()
        edited: dict[str, str] = {}
        for action, first, second in steps:
            _act(archive, action, first, second, edited)
        last = archive.run()
        warm, before = archive.run(), archive.records()
        assert list(last.problems) == list(warm.problems)
        archive.forget()
        cold = archive.run()
        assert summary(warm) == summary(cold)
        assert archive.records() == before
        assert edited.items() <= before.items()
        assert last.seeds == warm.seeds == len(list((archive.root / "seeds").iterdir()))


def _act(archive: Archive, action: str, first: int, second: int, edited: dict[str, str]) -> None:
    file = archive.root / "seeds" / f"{first}.txt"
    if action == "write":
        archive.write(f"seeds/{first}.txt", TEXTS[second + first % 2])
    elif action == "spoil":
        archive.write(f"seeds/{first}.txt", [b"", b"Pars Today\n", bytes(range(32)) * 9, b"Seal delays the ferry\n"][second])
    elif action == "delete":
        file.unlink(missing_ok=True)
    elif action == "move" and file.exists():
        file.rename(archive.root / "seeds" / f"{second}.txt")
    elif action == "copy" and file.exists():
        archive.write(f"seeds/{second}.txt", file.read_bytes())
    elif action == "swap" and file.exists() and (other := file.with_name(f"{second}.txt")).exists():
        names = file.read_bytes(), other.read_bytes()
        archive.write(f"seeds/{second}.txt", names[0])
        archive.write(f"seeds/{first}.txt", names[1])
    elif action in {"edit", "twin", "adopt"} and archive.records():
        _edit(archive, action, file, second, edited)
    elif action == "forget" and (archive.root / ".builder").exists():
        archive.forget()
    elif action in {"import", "update"}:
        archive.run(update=action == "update")


def _edit(archive: Archive, action: str, file: Path, number: int, edited: dict[str, str]) -> None:
    path, text = list(archive.records().items())[number % len(archive.records())]
    if action == "edit":
        edited[path] = text + "\nA person's own words.\n"
        archive.write(path, edited[path])
    elif action == "twin" and (copy := path.replace(".md", "-2.md")) not in edited:
        archive.write(copy, text)
    elif action == "adopt" and file.exists():
        _adopt(archive, file, path, text, edited)


def _adopt(archive: Archive, file: Path, path: str, text: str, edited: dict[str, str]) -> None:
    """Write into a record that it was made from this seed as it is, as hints tell a person to do."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    text = re.sub(r"^seed: .*$", f"seed: seeds/{file.name}", text, flags=re.MULTILINE)
    text = re.sub(r"^seed_sha256: .*$", f"seed_sha256: {digest}", text, flags=re.MULTILINE)
    archive.write(path, text)
    edited.pop(path, None)  # written back as it was, it is nobody's
    edited |= {} if records.is_untouched(text) else {path: text}
