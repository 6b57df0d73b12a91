"""Outlets: each knows its own date line, and a new one is a page of work."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
import yaml

from builder.model import Article, Bullets, Paragraph
from builder.seeds import parse
from builder.seeds.grammars import GRAMMARS
from builder.seeds.header import Grammar

PAGE = Path(__file__).parent.parent / "docs" / "seeds.md"
TITLE = "Perahu Dongeng Singgah di Dermaga"
BODY = "Anak-anak datang sejak pagi.\n\nPerahu itu akan berlayar lagi."

LINES = {
    "parstoday": "May 04, 2021 09:22 Asia/Jakarta",
    "kompas": "Kompas.com - 04/05/2021, 09:22 WIB",
    "trend": "Society Materials 4 May 2021 09:22 (UTC +04:00)",
    "peoples_daily": "Tuesday, May 04, 2021, updated at 09:22(GMT+8)",
    "tass": "May 04, 09:22 UTC+3 MOSCOW",
    "alalam": "الثلاثاء ٤ مايو ٢٠٢١ - ٠٩:٢٢ بتوقيت غرينتش",
    "irna": "09:22 - May 04, 2021",
    "weekday": "Selasa, 4 Mei 2021 09:22 WIB",
    "month-first": "May 4, 2021 09:22",
    "day-first": "4 Mei 2021, 09:22 WITA",
    "iso": "2021-05-04 09:22:10 Asia/Jakarta",
    "dotted": "04.05.2021 09:22",
    "slashed": "Published: 05/05/2021, 9:22 AM",
    "ideographs": "2021年5月4日 09:22",
}


def article(text: str, *more: Grammar) -> Article:
    """The article in a text, read by all grammars and these."""
    read, _ = parse(text, grammars=(*more, *GRAMMARS))
    assert isinstance(read, Article)
    return read


def test_every_outlet_has_a_date_line_here() -> None:
    """The table below the imports is complete, and in the order of the program's."""
    assert [grammar.name for grammar in GRAMMARS] == list(LINES)


@pytest.mark.parametrize("name", LINES)
def test_its_own_outlet_is_the_first_that_knows_a_date_line(name: str) -> None:
    """And the only one, but for those at the end of the table, which take any date that is written out."""
    from builder.seeds.lines import Page  # noqa: PLC0415 - only this test looks inside

    page = Page.of(f"{TITLE}\n{LINES[name]}\n\n{BODY}")
    first, *others = [grammar.name for grammar in GRAMMARS if grammar.read(page, "UTC")]
    assert first == name
    assert set(others) <= {"month-first", "day-first"}


@pytest.mark.parametrize("name", LINES)
def test_a_date_line_gives_title_time_and_text(name: str) -> None:
    """Whatever the outlet; one that writes no year has no date, and says so."""
    read = article(f"{TITLE}\n{LINES[name]}\n\n{BODY}")
    assert (read.title, len(read.blocks)) == (TITLE, 2)
    if name == "tass":
        assert (read.moment, read.raw_date) == (None, LINES[name])
    else:
        assert read.moment is not None
        assert read.moment.iso().startswith(("2021-05-04T09:22:00+", "2021-05-05T09:22:00+"))


@pytest.mark.parametrize("name", LINES)
def test_a_date_line_may_end_in_a_full_stop(name: str) -> None:
    """It says the same."""
    with_stop, without = (article(f"{TITLE}\n{LINES[name]}{stop}\n\n{BODY}") for stop in (".", ""))
    assert (with_stop.moment, with_stop.timezone, len(with_stop.blocks)) == (without.moment, without.timezone, 2)


@pytest.mark.parametrize("name", LINES)
def test_a_date_line_amid_paragraphs_is_text(name: str) -> None:
    """An article that mentions a date is not dated by it."""
    read = article(f"{TITLE}\nAnak-anak datang sejak pagi hari.\n{LINES[name]}\nMereka menunggu lama.\nPerahu tiba.")
    assert (read.moment, read.title) == (None, TITLE)
    assert Paragraph(LINES[name]) in read.blocks


def test_a_title_may_stand_below_the_date() -> None:
    """With page furniture between them."""
    read = article(f"09:22 - May 04, 2021\nBerita ID: 3472934\n{TITLE}\n\n{BODY}")
    assert (read.title, len(read.blocks)) == (TITLE, 2)


@pytest.mark.parametrize("name", [name for name in LINES if name != "tass"])
def test_a_bullet_below_a_date_on_top_is_the_title(name: str) -> None:
    """As the given CMS has it; a pair is a caption. Below a title a list is text."""
    read = article(f"{LINES[name]}\n  • {TITLE}\n\n{BODY}")
    assert (read.title, read.title_source, len(read.blocks)) == (TITLE, "bullet", 2)
    read = article(f"{LINES[name]}\n  • Perahu\n    Perahu di dermaga\n\n{BODY}")
    assert (read.title, read.lead_captions, len(read.blocks)) == ("", ("Perahu di dermaga",), 2)
    if name != "parstoday":
        assert isinstance(article(f"{TITLE}\n{LINES[name]}\n• tikar\n• bekal\n\n{BODY}").blocks[0], Bullets)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2021-05-04T23:22:00Z", "2021-05-04T23:22:00+00:00"),
        ("2021-05-04T23:22:00.123Z", "2021-05-04T23:22:00+00:00"),
        ("2021-05-04T23:22:00,5+05:30", "2021-05-04T23:22:00+05:30"),
        ("selasa, 4 mei 2021 | 10.19 wib", "2021-05-04T10:19:00+07:00"),
        ("Selasa, 4 Mei 2021 10:19 +07:00", "2021-05-04T10:19:00+07:00"),
        ("Publié le 1er mai 2021 à 9h22", "2021-05-01T09:22:00+00:00"),
        ("4. Mai 2021 um 9.22 Uhr", "2021-05-04T09:22:00+00:00"),
        ("4 мая 2021 г., 09:22", "2021-05-04T09:22:00+00:00"),
        ("4 мая 2021 года в 09:22", "2021-05-04T09:22:00+00:00"),
        ("May 4 2021 09:22", "2021-05-04T09:22:00+00:00"),
        ("4 באוגוסט 2021", "2021-08-04"),
        ("4 تەمموز 2021", "2021-07-04"),
        ("4 تەمووز 2021", "2021-07-04"),
        ("4 พฤษภาคม 2564", "2021-05-04"),
        ("4 พฤษภาคม 2564 เวลา 09:22 น.", "2021-05-04T09:22:00+00:00"),
        ("เผยแพร่: 4 พ.ค. 2564 09:22", "2021-05-04T09:22:00+00:00"),
        ("วันอังคารที่ 4 พฤษภาคม พ.ศ. 2564 เวลา 09.22 น.", "2021-05-04T09:22:00+00:00"),
        ("2021年5月4日(火) 9時22分", "2021-05-04T09:22:00+00:00"),
        ("2021年5月4日 9点5分", "2021-05-04T09:05:00+00:00"),
        ("2021년 5월 4일 9시 22분", "2021-05-04T09:22:00+00:00"),
        ("입력 2021.05.04 09:22", "2021-05-04T09:22:00+00:00"),
        ("Dienstag, 4. Mai 2021, 09:22 Uhr", "2021-05-04T09:22:00+00:00"),
        ("Dienstag, 4. Mai 2021, 09:22 Uhr Europe/Berlin", "2021-05-04T09:22:00+02:00"),
        ("Mardi, 4 mai 2021 09:22 h", "2021-05-04T09:22:00+00:00"),
        ("Selasa, 4 Mei 2021 09:22 WIB.", "2021-05-04T09:22:00+07:00"),
        ("4 May 2021, 9:22 a.m.", "2021-05-04T09:22:00+00:00"),
    ],
)
def test_dates_as_people_of_many_languages_write_them(line: str, iso: str) -> None:
    """With the little words between day and time, and the years of a Thai calendar."""
    read, problems = parse(f"{TITLE}\n{line}\n\n{BODY}")
    assert isinstance(read, Article)
    assert problems == []
    assert read.moment is not None
    assert (read.moment.iso(), read.title, len(read.blocks)) == (iso, TITLE, 2)


@pytest.mark.parametrize("line", ["Published 4 May 2021, updated 5 May 2021", "Publié le 1er mai 2021, mis à jour le 2 mai 2021"])
def test_a_label_with_two_dates_is_reported(line: str) -> None:
    """Neither is taken, and the line is no sub-heading."""
    read, (problem,) = parse(f"{TITLE}\n{line}\n\n{BODY}")
    assert isinstance(read, Article)
    assert (read.moment, read.raw_date, problem.kind) == (None, line, "unread-date")
    assert all(isinstance(block, Paragraph) for block in read.blocks)


def test_a_zone_that_stands_for_none_is_unknown() -> None:
    """`Factory` is what a machine has before anybody sets its zone."""
    read, (problem,) = parse(f"{TITLE}\nMay 04, 2021 09:22 Factory\n\n{BODY}")
    assert isinstance(read, Article)
    assert (read.timezone, problem.kind) == ("", "unknown-zone")


def test_furniture_hides_no_text() -> None:
    """However much of it there is, the text below is read."""
    read = article(f"{TITLE}\n09:22 - May 04, 2021\nBerita ID: 1234\nKode ID: 2345\nNo: 3456\nNo: 4567\n\n{BODY}")
    assert len(read.blocks) == 2


def test_a_line_with_the_writer_is_a_byline() -> None:
    """Any other line between title and date is text, so that nothing is lost."""
    read = article(f"{TITLE}\nOleh Laras dan Bayu\nEdisi pagi\nSelasa, 4 Mei 2021\n\n{BODY}")
    assert read.authors == ("Laras", "Bayu")
    assert read.blocks[0] == Paragraph("Edisi pagi")


@pytest.mark.parametrize("name", [name for name in LINES if name != "tass"])
def test_a_sole_title_may_end_in_a_colon(name: str) -> None:
    """It leads up to no other title; above one it is a kicker."""
    read = article(f"Kata Laras:\n{LINES[name]}\n\n{BODY}")
    assert (read.kicker, read.title) == ("", "Kata Laras:")
    read = article(f"Kata Laras:\n{TITLE}\n{LINES[name]}\n\n{BODY}")
    assert (read.kicker, read.title) == ("Kata Laras:", TITLE)


def test_the_page_in_the_docs_adds_an_outlet() -> None:
    """Module, seed and record of `docs/seeds.md` fit together, exactly as they stand there."""
    blocks = re.findall(r"^( *)```(\w+)(?: \w+)?\n(.*?)^ *```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    code = {kind: textwrap.dedent(text) for _, kind, text in blocks if kind != "text"}
    seed = next(text for _, kind, text in blocks if kind == "text" and text.startswith("Story Boat"))
    module: dict[str, Grammar] = {}
    exec(compile(code["python"], "harbour.py", "exec"), module)  # noqa: S102 - the page's own code is what is tested
    ((_, record),) = yaml.safe_load(code["yaml"]).items()
    read = article(seed, module["GRAMMAR"])
    assert read.moment is not None
    assert {
        "timestamp": read.moment.iso(),
        "blocks": [{"paragraph": block.text} for block in read.blocks if isinstance(block, Paragraph)],
    } | {key: getattr(read, key) for key in ("shape", "title", "timezone", "source", "sign_off")} == record
