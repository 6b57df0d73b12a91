"""The fallback: a text that no outlet's grammar knows, without a date.

::

    page = [site name] [title] text       shape T: the first line is short and no sentence
         | caption text                    shape D: the first line, alone, is indented
         | {bullet [repeat]} text          a bullet serves as the title, as under a date

A first line that is a sentence is the first paragraph, and the article has no title. A line below a title that looks like a date,
but that no grammar could read, is reported and kept.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile

from builder.problems import warning
from builder.seeds.dates import UNDATED, Dated, looks_like_date
from builder.seeds.header import Header, bullets, looks_like_title, names_site
from builder.seeds.lines import BULLET, Page, plain

_HEADER_LINES = 4


class Plain:
    """Shapes T and D, and anything else."""

    name = "plain"

    def read(self, page: Page, timezone: str) -> Header:  # noqa: ARG002 - a plain text has no date to place
        """Read any page that holds something."""
        dated = _unread(page)
        return replace(self._named(page), dated=dated, problems=dated.problems)

    def _named(self, page: Page) -> Header:
        first, *rest = page.filled()
        if names_site(page.text[first]) and rest:
            second = rest[0]
            return Header(body=second + 1, shape="T", title=page.text[second], source=page.text[first])
        if page.text[first].startswith(BULLET):
            below = bullets(page, first)
            source = "bullet" if below.single else ""
            return Header(body=below.end, shape="plain", title=below.single, title_source=source, captions=below.captions)
        if rest and page.indented(first) and not page.indented(rest[0]):
            return Header(body=first + 1, shape="D", captions=(page.text[first],))
        if looks_like_title(page.text[first]):
            return Header(body=first + 1, shape="T", title=page.text[first])
        return Header(body=first, shape="plain")


def _unread(page: Page) -> Dated:
    """What a line that only looks like a date says: nothing but that it is there."""
    top = takewhile(lambda index: looks_like_title(page.text[index]), islice(page.filled(), _HEADER_LINES))
    for index in islice(top, 1, None):
        line = page.text[index]
        if looks_like_date(plain(line)):
            what, hint = f"`{line}` looks like a date, but cannot be read", "if it is one, set `timestamp` in the record by hand"
            return Dated(None, raw=line, problems=(warning("unread-date", what, line=index + 1, field="timestamp", hint=hint),))
    return UNDATED


GRAMMAR = Plain()
