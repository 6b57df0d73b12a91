"""Text as it may stand in HTML and XML."""

from __future__ import annotations

from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner  # what `escape` wraps: text in, text out
except ImportError:  # pragma: no cover - another version of MarkupSafe

    def _escape_inner(s: str, /) -> str:
        return str(escape(s))


def escaped(value: object) -> str:
    """A value as `markupsafe.escape` gives it, as plain text: making a `Markup` of what is joined at once costs twice as much."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else str(escape(value))
