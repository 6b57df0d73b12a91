"""The fallback: a text that no outlet's grammar knows, without a date that can be read.

::

    page = [date] [site name] [kicker ":"] [title] text      shape T: the title is short and no sentence
         | [date] caption {caption} text                      shape D: one or two lines, alone, are indented
         | [date] {bullet [repeat]} text                      a bullet serves as the title, as under a date

A first line that is a sentence is the first paragraph, and the article has no title. A line on top or below a title that looks
like a date, but that no grammar could read, is reported and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from builder.seeds.dates import UNDATED, Dated, has_clock, looks_like_date, opens_with_date, unread
from builder.seeds.header import Header, bullets, first_filled, is_kicker, looks_like_title, names_site, titles
from builder.seeds.lines import BULLET, Page, joined, plain

_HEADER_LINES = 4
_SET_IN = 2  # lines of a caption on top


class Plain:
    """Shapes T and D, and anything else."""

    name = "plain"

    def read(self, page: Page, timezone: str) -> Header:  # noqa: ARG002 - a plain text has no date to place
        """Read any page that holds something."""
        first, *rest = lines = list(first_filled(page, _HEADER_LINES))
        if rest and opens_with_date(plain(page.text[first])):
            dated = unread(page.text[first], first)
            header = _named(page, rest)
        else:
            dated = _unread(page, lines)
            header = _named(page, lines)
        return replace(header, dated=dated, problems=dated.problems)


def _named(page: Page, lines: Sequence[int]) -> Header:
    """What the first lines that hold something say above the text."""
    first, *rest = lines
    if page.text[first].startswith(BULLET):
        below, end = bullets(page, first)
        return Header(body=end, shape="plain", **titles("", "", below)._asdict())
    if caption := _set_in(page, lines):
        return Header(body=first + len(caption), shape="D", captions=(joined(dict.fromkeys(caption)),))
    site = kicker = ""
    if rest and names_site(page.text[first]):
        site, (first, *rest) = page.text[first], rest
    if len(rest) > 1 and is_kicker(page.text[first]) and looks_like_title(page.text[rest[0]]):
        kicker, (first, *rest) = page.text[first], rest
    if site or looks_like_title(page.text[first]):
        return Header(body=first + 1, shape="T", kicker=kicker, title=page.text[first], source=site)
    return Header(body=first, shape="plain")


def _set_in(page: Page, lines: Sequence[int]) -> Sequence[str]:
    """The lines on top that are indented, where they are a caption's: few, together, and above others that are not."""
    indented = list(takewhile(page.indented, lines))
    together = indented and indented[-1] - indented[0] < len(indented) <= min(_SET_IN, len(lines) - 1)
    return [page.text[index] for index in indented] if together else []


def _unread(page: Page, lines: Sequence[int]) -> Dated:
    """What a line below the title says that only looks like a date; one with a full stop has to name a time of day.

    It is no sentence then that tells of a day.
    """
    first, *rest = lines
    title = looks_like_title(page.text[first])
    for index in rest if title else ():
        line = page.text[index]
        title = looks_like_title(line)
        if (title or has_clock(line)) and looks_like_date(plain(line)):
            return unread(line, index)
        if not title:
            break
    return UNDATED


GRAMMAR = Plain()
