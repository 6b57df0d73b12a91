"""Text as it may stand in HTML and XML."""

from __future__ import annotations

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped_text  # what `escape` wraps: text in, text out
except ImportError:  # pragma: no cover - another version of MarkupSafe

    def escaped_text(s: str, /) -> str:
        """What stands for a text in HTML."""
        return str(escape(s))


CONTROL = "".join(chr(code) for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\r")
NONCHARACTERS = "\ufffe\uffff"
"""What neither HTML nor XML may hold, escaped or not."""

_BLANKED = str.maketrans(dict.fromkeys(CONTROL + NONCHARACTERS, " "))


def writable(text: str) -> str:
    """Text with blanks for what no page or feed may hold."""
    return text.translate(_BLANKED)


def escaped(value: object) -> str:
    """A value as `markupsafe.escape` gives it, as plain text: making a `Markup` of what is joined at once costs twice as much."""
    if type(value) is str:
        return escaped_text(value)
    return value if type(value) is Markup else str(escape(value))
