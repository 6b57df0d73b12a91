"""Dates of the solar calendar that Iran and Afghanistan have. The days are those of printed calendars."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Article
from builder.seeds import dates, parse, solar

NEW_YEARS = {
    1300: "1921-03-21",
    1358: "1979-03-21",
    1370: "1991-03-21",
    1375: "1996-03-20",
    1376: "1997-03-21",
    1387: "2008-03-20",
    1395: "2016-03-20",
    1399: "2020-03-20",
    1400: "2021-03-21",
    1402: "2023-03-21",
    1403: "2024-03-20",
    1404: "2025-03-21",
    1408: "2029-03-20",
}


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_the_year_begins_in_spring(year: int, day: str) -> None:
    """New Year's Day of years with and without a leap day before them."""
    assert solar.date(year, 1, 1).isoformat() == day


@given(st.dates(dt.date(1830, 1, 1), dt.date(2090, 1, 1)))
def test_every_day_has_one_name(day: dt.date) -> None:
    """Counting on from New Year leads through twelve months, and no day is left out or named twice."""
    year = day.year - 621 if day >= solar.date(day.year - 621, 1, 1) else day.year - 622
    named = [
        (month, number)
        for month in range(1, 13)
        for number in range(1, 32)
        if (month < 7 or number < 31) and (month, number) != (12, 30) and solar.date(year, month, number) == day
    ]
    assert len(named) == 1 or (solar.date(year, 12, 29) < day < solar.date(year + 1, 1, 1) and not named)


@pytest.mark.parametrize(("month", "day"), [(7, 31), (12, 31), (1, 32), (1, 0)])
def test_a_day_that_is_none_is_an_error(month: int, day: int) -> None:
    """Autumn's months have thirty days."""
    with pytest.raises(ValueError, match=str(day)):
        solar.date(1402, month, day)


def test_the_last_month_has_thirty_days_in_leap_years_only() -> None:
    """Every four years, and then once every five: the leap years of a century, as printed calendars had them."""
    leap = [
        1300,
        1304,
        1309,
        1313,
        1317,
        1321,
        1325,
        1329,
        1333,
        1337,
        1342,
        1346,
        1350,
        1354,
        1358,
        1362,
        1366,
        1370,
        1375,
        1379,
    ]
    for year in range(1300, 1380):
        days = (solar.date(year + 1, 1, 1) - solar.date(year, 12, 29)).days
        assert (days == 2) == (year in leap)
    assert solar.date(1403, 12, 30).isoformat() == "2025-03-20"
    with pytest.raises(ValueError, match="30"):
        solar.date(1402, 12, 30)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("۱۲ مرداد ۱۴۰۲", "2023-08-03"),
        ("12 مرداد 1402 09:22 Asia/Tehran", "2023-08-03T09:22:00+03:30"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("۱۵ دي ۱۴۰۰", "2022-01-05"),
        ("۴ سنبله ۱۴۰۰", "2021-08-26"),
        ("۱۴۰۰/۰۲/۱۴ - ۰۹:۲۲", "2021-05-04T09:22:00+00:00"),
        ("تاریخ انتشار: ۱۴۰۰-۲-۱۴", "2021-05-04"),
        ("1400/02/14", "2021-05-04"),
    ],
)
def test_a_date_line_in_solar_months_is_read(line: str, iso: str) -> None:
    """With digits of either kind, letters of an Arabic keyboard, and Afghan months."""
    article, problems = parse(f"قایق قصه به بندر رسید\n{line}\n\nکودکان از صبح آمده بودند و قایق را دیدند.")
    assert isinstance(article, Article)
    assert article.moment
    assert (article.moment.iso(), problems) == (iso, [])


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("قارب الحكايات يرسو عند رصيف النخيل", "1442/09/22"),
        ("قارب الحكايات يرسو عند رصيف النخيل", "١٤٤٢/٠٩/٢٢"),
        ("وصول قارب الحکایات إلی رصيف النخيل", "1442/09/22"),
        ("کہانیوں کی کشتی ناریل گھاٹ پر پہنچی", "۱۴۴۲/۰۹/۲۲"),
        ("Perahu Dongeng Singgah", "1400/02/14"),
        ("قایق قصه به بندر رسید", "۱۲۹۹/۰۲/۱۴"),
    ],
)
def test_a_date_in_numbers_that_may_be_of_another_calendar_is_reported(title: str, line: str) -> None:
    """Arabic and Urdu texts count years from the hijra too, and these are shorter."""
    article, problems = parse(f"{title}\n{line}\n\nPerahu singgah di dermaga pada pagi hari.")
    assert isinstance(article, Article)
    assert (article.moment, article.raw_date, [problem.kind for problem in problems]) == (None, line, ["far-date"])


def test_the_address_says_whose_calendar_a_page_has() -> None:
    """Persian, where it names that, and no other."""
    for lang, iso in (("fa", "2021-05-04"), ("ps", "2021-05-04"), ("ar", "")):
        text = f"https://harbour.example/{lang}/news/x-i1-y\n۱۴۰۰/۰۲/۱۴\n\nکودکان از صبح آمده بودند و قایق را دیدند."
        article, _ = parse(text)
        assert isinstance(article, Article)
        assert (article.moment.iso() if article.moment else "") == iso


def test_an_impossible_solar_date_is_reported() -> None:
    """The article is undated then, and the line is kept."""
    article, problems = parse("قایق قصه به بندر رسید\n۳۱ مهر ۱۴۰۲\n\nکودکان از صبح آمده بودند و قایق را دیدند.")
    assert isinstance(article, Article)
    assert (article.moment, article.raw_date) == (None, "۳۱ مهر ۱۴۰۲")
    assert [problem.kind for problem in problems] == ["impossible-date"]


def test_a_lone_solar_date_is_no_caption() -> None:
    """It looks like a date, as one in any other calendar does."""
    assert dates.looks_like_date("۱۲ مرداد ۱۴۰۲")
