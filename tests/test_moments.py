"""Dates as people write them in records."""

from __future__ import annotations

import pytest

from builder import moments
from builder.model import Moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-06-30", "2024-06-30"),
        ("2024-06-30 10:25", "2024-06-30T10:25:00"),
        ("2024-06-30T10:25:00 +07:00", "2024-06-30T10:25:00+07:00"),
        ("2024-06-30 10:25 +0700", "2024-06-30T10:25:00+07:00"),
        ("2024-06-30 10:25 UTC", "2024-06-30T10:25:00+00:00"),
        ("2024-06-30T10:25GMT", "2024-06-30T10:25:00+00:00"),
        ("2024-06-30 10:25 Z", "2024-06-30T10:25:00+00:00"),
    ],
)
def test_near_relations_of_iso_8601(text: str, iso: str) -> None:
    """A blank for the `T` or before the offset, and UTC by its names, are understood."""
    assert moments.read(text) == Moment.parse(iso)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-02-30", "30.6.2024", "0001-01-01T01:00+07:00", "9999-12-31T23:00-07:00"])
def test_what_is_no_date(text: str) -> None:
    """Nor is what would fall into a year before the first or behind the last in UTC."""
    assert moments.read(text) is None


def test_another_zone_tells_another_day() -> None:
    """Of an instant; what claims none stays as it is."""
    zone = moments.zone("Asia/Jakarta")
    assert zone is not None
    assert moments.in_zone(Moment.parse("2024-06-30T20:00:00Z"), zone) == Moment.parse("2024-07-01T03:00:00+07:00")
    assert moments.in_zone(Moment.parse("2024-06-30T20:00:00"), zone) == Moment.parse("2024-06-30T20:00:00")


@pytest.mark.parametrize("name", ["Asia/Jakrta", "../etc", "", "Asia"])
def test_a_zone_that_is_not_known(name: str) -> None:
    """A folder of zones, or what is no name at all, is none either."""
    assert moments.zone(name) is None
