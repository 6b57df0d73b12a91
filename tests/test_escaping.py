"""Text that stands in HTML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from builder.escaping import escaped, writable


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_what_markupsafe_escapes(value: object) -> None:
    """Any value comes out as `markupsafe.escape` gives it, safe text untouched."""
    assert escaped(value) == str(escape(value))


def test_what_says_itself_how_it_is_written() -> None:
    """A thing with `__html__` is asked for it."""

    class Dash:
        def __html__(self) -> str:
            return "&mdash;"

    assert escaped(Dash()) == "&mdash;"


@given(st.text())
def test_what_can_be_written_is_well_formed(text: str) -> None:
    """Any text makes XML that a parser takes, and nothing but blanks takes the place of what it does not."""
    written = writable(text)
    assert len(written) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, written, strict=True))
    ET.fromstring(f"<a>{escaped(written)}</a>")
