"""Dates and zones: local month names, digits of all scripts, and no instant where none is certain."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import zoneinfo
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import Article, Moment, Paragraph
from builder.problems import Problem
from builder.seeds import dates, month_names, months, parse, zones
from builder.seeds.grammars.parstoday import DATE


def read(line: str, lang: str = "") -> dates.Dated:
    """What a date line of the given CMS says, standing on line 7."""
    match = DATE.fullmatch(line)
    assert match
    return dates.read(match, 6, timezone="UTC", lang=lang)


def only(dated: dates.Dated) -> Problem:
    """The one problem of a date."""
    (problem,) = dated.problems
    return problem


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Jun 30, 2024 10:25 Asia/Jakarta", "2024-06-30T10:25:00+07:00"),
        ("Apr ۰۴, ۲۰۲۴ ۰۹:۲۲ Asia/Tehran", "2024-04-04T09:22:00+03:30"),
        ("মার্চ ০৫, ২০২২ ২১:৪৫ Asia/Dhaka", "2022-03-05T21:45:00+06:00"),
        ("जन ०५, २०२२ २१:४५ Asia/Kolkata", "2022-01-05T21:45:00+05:30"),
        ("Mrz 01, 2023 08:00 CET", "2023-03-01T08:00:00+01:00"),
        ("Eylül 14, 2021 11:05 Europe/Istanbul", "2021-09-14T11:05:00+03:00"),
        ("Մարտ 21, 2024 13:30 Asia/Yerevan", "2024-03-21T13:30:00+04:00"),
        ("Апрель 12, 2023 14:20 Europe/Moscow", "2023-04-12T14:20:00+03:00"),
        ("9月 29, 2024 06:00 Asia/Tokyo", "2024-09-29T06:00:00+09:00"),
        ("كانون الأول 15, 2017 12:43 UTC", "2017-12-15T12:43:00+00:00"),
        ("Jun 20, 2022 12:00 CET", "2022-06-20T12:00:00+02:00"),
        ("HAZİRAN 04, 2021 09:22 Europe/Istanbul", "2021-06-04T09:22:00+03:00"),
        ("KASIM 04, 2021 09:22 Europe/Istanbul", "2021-11-04T09:22:00+03:00"),
        ("９月 ２９, ２０２４ ０６:００ Asia/Tokyo", "2024-09-29T06:00:00+09:00"),
        ("Jun 30, 2024 10:25 Asia/Jakarta.", "2024-06-30T10:25:00+07:00"),
    ],
)
def test_month_names_and_digits_of_all_scripts(line: str, iso: str) -> None:
    """English abbreviations with any digits, and full local names; what is not known is not guessed."""
    moment = read(line).moment
    assert (moment.iso() if moment else "") == iso


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Jan 01, 2024 00:00 Pacific/Kiritimati", "2024-01-01"),
        ("Dec 31, 2023 23:59 Pacific/Pago_Pago", "2023-12-31"),
        ("Jul 01, 2024 00:10 CET", "2024-07-01"),
        ("Jun 30, 2024 23:50 America/Sao_Paulo", "2024-06-30"),
    ],
)
def test_the_day_of_an_article_is_its_own_local_one(line: str, day: str) -> None:
    """Around midnight UTC has another day; the reader of the paper had this one."""
    moment = read(line).moment
    assert moment is not None
    assert moment.day.isoformat() == day
    assert moment.local is not None
    assert moment.local.astimezone(dt.UTC).date().isoformat() != day


@pytest.mark.parametrize(
    ("line", "kind", "local", "zone"),
    [
        ("Mar 31, 2024 02:30 Europe/Berlin", "skipped-time", "2024-03-31T02:30:00", "Europe/Berlin"),
        ("Oct 27, 2024 02:30 Europe/Berlin", "repeated-time", "2024-10-27T02:30:00", "Europe/Berlin"),
        ("Jun 30, 2024 10:25 Asia/Selindra", "unknown-zone", "2024-06-30T10:25:00", ""),
        ("Jun 30, 2024 10:25 asia/jakarta", "unknown-zone", "2024-06-30T10:25:00", ""),
        ("Jun 31, 2024 10:25 Asia/Jakarta", "impossible-date", "", ""),
        ("Jun 30, 2024 24:25 Asia/Jakarta", "impossible-date", "", ""),
        ("Foo 30, 2024 10:25 Asia/Jakarta", "unknown-month", "", ""),
        ("listopad 10, 2024 10:25 Europe/Zagreb", "ambiguous-month", "", ""),
        ("Jun 30, 0024 10:25 Asia/Jakarta", "far-date", "", ""),
        ("May 04, 1850 09:22 Asia/Jakarta", "odd-offset", "1850-05-04T09:22:00", "Asia/Jakarta"),
        ("Jul 01, 1970 12:00 Africa/Monrovia", "odd-offset", "1970-07-01T12:00:00", "Africa/Monrovia"),
    ],
)
def test_no_instant_is_invented(line: str, kind: str, local: str, zone: str) -> None:
    """What is certain is kept, the raw line too, and the problem has its line."""
    dated = read(line)
    problem = only(dated)
    assert (problem.kind, problem.line, problem.field) == (kind, 7, "timestamp")
    assert (dated.moment.iso() if dated.moment else "") == local
    assert (dated.timezone, dated.raw) == (zone, line)


def test_a_message_says_what_to_do() -> None:
    """Word for word."""
    assert str(only(read("Oct 27, 2024 02:30 Europe/Berlin"))) == (
        "warning: timestamp: the clocks of Europe/Berlin repeated 2024-10-27 02:30, so no instant is certain "
        "(write the timestamp with its offset in the record, if you know it)"
    )


def test_the_language_of_the_address_decides_between_months() -> None:
    """`listopad` is October in Croatian and November in Polish."""
    croatian, polish = read("listopad 10, 2024 10:25 CET", "hr"), read("listopad 10, 2024 10:25 CET", "pl")
    assert croatian.moment is not None
    assert polish.moment is not None
    assert (croatian.moment.day.month, polish.moment.day.month) == (10, 11)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Sun, 30 Jun 2024 03:25:09 GMT", "2024-06-30T03:25:09+00:00"),
        ("2024-09-24T16:08:16+00:00", "2024-09-24T16:08:16+00:00"),
        ("2024-09-24T16:08:16+07:00", "2024-09-24T09:08:16+00:00"),
        ("۲۰۲۴-۰۹-۲۴T۱۶:۰۸:۱۶+۰۷:۰۰", "2024-09-24T09:08:16+00:00"),
        ("Sun, ۳۰ Jun ۲۰۲۴ ۰۳:۲۵:۰۹ GMT", "2024-06-30T03:25:09+00:00"),
        ("24 September", ""),
        ("", ""),
        ("Sun, 99 Jun 2024 03:25:09 GMT", ""),
        ("0001-01-01T00:00:00+10:00", ""),
        ("Mon, 05 Jul 2021 03:25:09 WIB", "2021-07-04T20:25:09+00:00"),
        ("Mon, 05 Jul 2021 03:25:09 CET", "2021-07-05T01:25:09+00:00"),
        ("Mon, 05 Jul 2021 03:25:09 EST", "2021-07-05T08:25:09+00:00"),
        ("Mon, 05 Jul 2021 03:25:09 IST", ""),
        ("Mon, 05 Jul 2021 03:25:09", ""),
        ("2021-07-05T03:25:09", ""),
        ("2021-07-05", ""),
        ("2021-W27-1", ""),
        ("Mon, 01 Jan 0001 00:00:00 GMT", ""),
        ("Mon, 05 Jul 21 00:00:00 GMT", ""),
        ("9998-01-01T00:00:00Z", ""),
    ],
)
def test_both_forms_of_last_modified(text: str, iso: str) -> None:
    """In UTC; None where it is no instant, or one only by a guess of its zone, its time or its century."""
    stamp = dates.modified(text)
    assert (stamp.isoformat() if stamp else "") == iso


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("27 Maret 2019", True),
        ("Selasa, 27 Maret 2019", True),
        ("২৭ মার্চ ২০১৯", True),
        ("27/03/2019", True),
        ("2019年3月27日", True),
        ("Jun 30, 2024 10:25 Asia/Jakarta", True),
        ("2019年3月27日 午後3時22分", True),
        ("2019年3月27日 星期三 15点22分", True),
        ("2019년 3월 27일 오후 3시 22분", True),
        ("Updated: 28 Maret 2019 10:00 · Published: 27 Maret 2019 09:22", True),
        ("27 Maret 2019 09:22 | Diperbarui 28 Maret 2019 10:00", True),
        ("2019年3月27日15時22分の高波で船が遅れる", False),
        ("Updated timetable 2019 of the ferry to May", False),
        ("Perahu | 12 buku | 27 Maret", False),
        ("Stasiun 12 di Jakarta 2019", False),
        ("Dewan Keamanan PBB", False),
        ("Piala Dunia 2022", False),
    ],
)
def test_lines_that_look_like_dates(line: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """They are no captions."""
    assert dates.looks_like_date(line) is expected


def test_every_month_of_every_language_is_known() -> None:
    """By its number, in whatever language the address names, or else by its name where languages agree."""
    assert months.numbers("Desember") == months.numbers("décembre") == months.numbers("ডিসেম্বর") == (12,)
    assert months.numbers("7") == (7,)
    assert months.numbers("Foo") == ()


def test_the_table_of_months_is_what_cldr_says() -> None:
    """It was written by `python tests/months.py`, from the version of Babel that it names, and nobody edited it since."""
    if f"Babel {version('babel')};" not in str(month_names.__doc__):
        pytest.skip(f"the table is from another Babel than {version('babel')}, which is installed")
    script = Path(__file__).parent / "months.py"
    done = subprocess.run([sys.executable, script, "--check"], check=False)  # Babel remembers what others in a process asked
    assert done.returncode == 0, "if Babel knows better now, run `python tests/months.py`"


def test_the_table_of_months_holds_names_and_no_placeholders() -> None:
    """CLDR writes `M11` where it has no name. All languages have twelve months, and none has one name for two of them."""
    for lang, groups in month_names.NAMES.items():
        of_month = [group.split("|") for group in groups.split(",")]
        names = [name for group in of_month for name in group]
        assert len(of_month) == 12, lang
        assert all(any(map(str.isalpha, name)) for name in names), lang
        assert not [name for name in names if re.fullmatch(r"m\d+", name)], lang
        assert len(set(names)) == len(names), lang


def test_the_machine_does_not_decide_about_zones() -> None:
    """Only the package's zone files are looked at."""
    assert zoneinfo.TZPATH == ()
    assert zones.known("Asia/Jakarta")
    assert not zones.known("Asia/jakarta")
    assert not zones.known("../Asia/Jakarta")


@settings(deadline=None)
@given(
    st.datetimes(min_value=dt.datetime(1900, 1, 1), max_value=dt.datetime(2099, 12, 31)),  # noqa: DTZ001 - local by intent
    st.sampled_from(
        ["Asia/Jakarta", "CET", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tehran", "Africa/Casablanca", "UTC"]
    ),
)
def test_a_moment_is_what_the_clock_on_the_wall_showed(local: dt.datetime, zone: str) -> None:
    """Always the local date and time; an offset only where going to UTC and back gives the same local time, and only one does.

    None is known where it has odd seconds, as all had before standard time: no feed or page could say it.
    """
    local = local.replace(second=0, microsecond=0)
    dated = read(f"{local:%b %d, %Y %H:%M} {zone}")
    assert dated.moment is not None
    assert dt.datetime.combine(dated.moment.day, dated.moment.time or dt.time()) == local
    if dated.moment.offset is None:
        assert only(dated).kind in {"skipped-time", "repeated-time", "odd-offset"}
        distance = local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset() or dt.timedelta()
        assert distance % dt.timedelta(minutes=1) or only(dated).kind != "odd-offset"
    else:
        written = Moment.parse(dated.moment.iso()).local
        assert dated.moment.local is not None
        assert dated.moment.local.astimezone(zoneinfo.ZoneInfo(zone)).replace(tzinfo=None) == local
        assert written == dated.moment.local


def test_the_archives_zone_is_for_lines_that_name_none() -> None:
    """A day alone has no instant to place."""
    read_, _ = parse("Judul\nSabtu, 16 April 1988 10:00\n\nKalimat.", timezone="Asia/Makassar")
    assert isinstance(read_, Article)
    assert read_.moment is not None
    assert (read_.moment.iso(), read_.timezone) == ("1988-04-16T10:00:00+08:00", "Asia/Makassar")


TITLE = "Story Boat Calls at Coconut Pier"
TEXT = "The story boat called at Coconut Pier on Tuesday.\n\nChildren from three villages came at dawn."


def article(line: str, title: str = TITLE) -> tuple[Article, list[Problem]]:
    """The article under a title and a line, in the archive's zone."""
    found, problems = parse(f"{title}\n{line}\n\n{TEXT}", timezone="Asia/Jakarta")
    assert isinstance(found, Article)
    return found, problems


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Sunday, June 30, 2024 10:25 PM", "2024-06-30T22:25:00+07:00"),
        ("June 30, 2024 10:25 pm", "2024-06-30T22:25:00+07:00"),
        ("June 30, 2024, 12:05 a.m.", "2024-06-30T00:05:00+07:00"),
        ("June 30th, 2024 at 12:05PM UTC", "2024-06-30T12:05:00+00:00"),
        ("Published: June 30, 2024", "2024-06-30"),
        ("Published on Sunday, 30 June 2024 10:25", "2024-06-30T10:25:00+07:00"),
        ("Tanggal: 30 Juni 2024 10.25 WIB", "2024-06-30T10:25:00+07:00"),
        ("8 de marzo de 2021", "2021-03-08"),
        ("8 de março de 2021", "2021-03-08"),
        ("30.06.2024", "2024-06-30"),
        ("30. 6. 2024 10:25", "2024-06-30T10:25:00+07:00"),
        ("06.07.2024", "2024-07-06"),
        ("2024/06/30", "2024-06-30"),
        ("2024.06.30", "2024-06-30"),
        ("30/06/2024 - 10:25", "2024-06-30T10:25:00+07:00"),
        ("06/30/2024", "2024-06-30"),
        ("06/06/2024", "2024-06-06"),
        ("2024年6月30日", "2024-06-30"),
        ("2024年6月30日（日） 10:25", "2024-06-30T10:25:00+07:00"),
        ("2024년 6월 30일", "2024-06-30"),
        ("发布时间：2024年6月30日", "2024-06-30"),
        ("Дата публикации: 30 июня 2024", "2024-06-30"),
    ],
)
def test_any_clear_date_below_a_title_is_read(line: str, iso: str) -> None:
    """In words or numbers, with a label, a weekday or a clock of twelve hours; and it is no part of the text."""
    for title in (TITLE, "A very long title " * 20):
        found, problems = article(line, title)
        assert problems == []
        assert found.moment is not None
        assert (found.moment.iso(), found.title, len(found.blocks)) == (iso, title.strip(), 2)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("06/07/2024", "ambiguous-date"),
        ("Published: 6-7-2024, 10:25 PM", "ambiguous-date"),
        ("31/31/2024", "impossible-date"),
        ("31.04.2024", "impossible-date"),
        ("June 30, 2024 13:05 PM", "impossible-date"),
        ("June 30, 2024 0:05 am", "impossible-date"),
        ("30/6/24", "unread-date"),
        ("30 June 2024 10:25 Central European Time.", "unread-date"),
        ("2024.06.30 10:25 수정 2024.07.01 10:00", "unread-date"),
        ("Updated June 30, 2024 at 10:25 a.m. EDT", "unread-date"),
        ("Updated July 1, 2024 at 10:00 a.m. EDT | Published June 30, 2024 at 10:25 a.m. EDT", "unread-date"),
        ("Sun 30 June 2024 10:25 o'clock", "unread-date"),
    ],
)
def test_a_date_that_is_not_clear_is_kept_and_reported(line: str, kind: str) -> None:
    """No instant is made up; the line is in the record for a person to read."""
    found, problems = article(line)
    assert (found.moment, found.raw_date, found.title) == (None, line, TITLE)
    assert [(problem.kind, problem.line, problem.field) for problem in problems] == [(kind, 2, "timestamp")]
    assert all(isinstance(block, Paragraph) for block in found.blocks)


@pytest.mark.parametrize("line", ["On 4 May 2021 the boat called.", "At 9:22 the boat called.", "It was 9:22 on the clock."])
def test_a_sentence_below_a_title_is_no_date(line: str) -> None:
    """It has a full stop, and no day with a time; a date below it is text."""
    for below in ("", "\n\n27 Maret 2019"):
        found, problems = article(f"\n{line}{below}")
        assert (found.moment, found.raw_date, problems) == (None, "", [])
        assert found.blocks[0] == Paragraph(line)


def test_the_date_line_of_the_given_cms_stands_below_a_title_of_any_length() -> None:
    """A long title is a title all the same; below a long paragraph such a line is text."""
    found, _ = article("Jun 30, 2024 10:25 Asia/Jakarta", "A very long title " * 20)
    assert found.moment is not None
    found, _ = article("Jun 30, 2024 10:25 Asia/Jakarta", "A very long text. " * 20)
    assert found.moment is None
