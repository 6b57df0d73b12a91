"""Which spellings are one tag."""

from __future__ import annotations

import pytest

from builder import spelling


@pytest.mark.parametrize("other", ["harbour fête", "HARBOUR FÊTE", "harbour fe\u0302te", " Harbour\u00a0\n fête "])
def test_spellings_of_one_tag(other: str) -> None:
    """Neither case, nor how an accent is coded, nor the kind of white space makes another tag."""
    assert spelling.folded(other) == spelling.folded("Harbour fête")


@pytest.mark.parametrize("other", ["harbour fete", "harbourfête", "harbours fête"])
def test_spellings_of_two_tags(other: str) -> None:
    """Letters and words do."""
    assert spelling.folded(other) != spelling.folded("Harbour fête")


def test_an_alias_leads_to_the_end() -> None:
    """However many others are on the way; what only says how a tag is written is an end."""
    assert spelling.followed({"A": "b", "B": "C", "usa": "USA"}) == {"A": "C", "B": "C", "usa": "USA"}


def test_aliases_in_a_circle_have_no_end() -> None:
    """That is a mistake, of which the first alias on the circle is named."""
    with pytest.raises(ValueError, match=r"^'A' leads to itself by way of 'a'$"):
        spelling.followed({"A": "B", "b": "C", "C": "a"})
