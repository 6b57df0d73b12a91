"""A broadcaster's CMS that publishes in some thirty languages: the grammar of the given seed.

::

    header   = [kicker ":"] [title] [address [lede]] ["(last modified " instant ")"] date {bullet [repeat]} blank
    date     = month-word day "," year hour ":" minute zone          alone on its line, digits of any script
    bullet   = "•" text;  repeat = an indented line

Everything but the date may be missing; the date too, where a last-modified line or an address shows what the page is. The shapes:
A (title, last modified, date), E (title, address, lede …), B (bullet for a title), C (date and text only), K (title, date, no
blank lines). A pair of bullet and repeat is a caption. A single bullet is the title's double, or, where there is none, the title.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from builder.problems import Problem, warning
from builder.seeds import dates
from builder.seeds.dates import Dated
from builder.seeds.header import (
    TITLE_LENGTH,
    Bulleted,
    Header,
    address,
    bullets,
    first_filled,
    is_kicker,
    language,
    looks_like_title,
    names_site,
    same,
    split_title,
    title_in,
)
from builder.seeds.lines import BULLET, Page, ends_in_full_stop, plain

DATE = dates.pattern(r"(?P<month>[^\s,،]+(?: [^\s\d,،]+)?) {day}[,،] {year} {clock} {zone}")  # a month may be `9月`
_MODIFIED = re.compile(r"\(\s*last modified:?\s*(.*?)\s*\)", re.IGNORECASE)
_HEADER_LINES = 8  # kicker, title, address, lede, last modified, date, and two to spare
_LONGEST = 200  # characters of a date line or a last-modified line; on a hostile one the patterns would take for ever
_TEXTS = 4  # more running lines than these above a date are an article that mentions one


class _Top(NamedTuple):
    """The lines above the text, sorted by what they are."""

    above: tuple[str, ...] = ()  # running lines before the address, or all where there is none
    below: tuple[str, ...] = ()  # running lines after it
    url: str = ""
    modified: dt.datetime | None = None
    dated: re.Match[str] | None = None
    date_at: int = 0
    end: int = 0
    problems: tuple[Problem, ...] = ()


class ParsToday:
    """Shapes A, E, B, C and K."""

    name = "parstoday"

    def read(self, page: Page, timezone: str) -> Header | None:
        """Read what stands above the text, if it has a line that only this CMS writes."""
        top = _top(page)
        if top is None:
            return None
        below = bullets(page, top.end)
        dated = _date(top, timezone)
        header = _named(top, below, Header(body=below.end, shape="", dated=dated, updated=top.modified, source_url=top.url))
        problems = (*top.problems, *dated.problems, *_odd_order(dated, top))
        return replace(header, shape=_shape(page, top, below), problems=problems)


def _top(page: Page) -> _Top | None:
    """Sort the first lines up to the date, or up to the last line that shows what the page is; None where none does."""
    found: _Top | None = None
    top = _Top()
    for index in first_filled(page, _HEADER_LINES):
        line = plain(page.text[index])
        short = line if len(line) <= _LONGEST else ""
        if line.startswith(BULLET):
            break
        if short[:1] == "(" and (match := _MODIFIED.fullmatch(short)):
            found = top = _with_modified(top, match[1], index)
        elif match := DATE.fullmatch(short):
            return top._replace(dated=match, date_at=index, end=index + 1) if _heads(top) else found
        elif url := address(line):
            found = top = top._replace(url=url, above=top.above + top.below, below=(), end=index + 1)
        elif top.url:
            top = top._replace(below=(*top.below, page.text[index]))
        else:
            top = top._replace(above=(*top.above, page.text[index]))
        if len(top.above) + len(top.below) > _TEXTS:
            break
    return found


def _heads(top: _Top) -> bool:
    """Whether the lines above a date are a header, and not paragraphs with a date between them."""
    if top.url or top.modified:
        return True
    kicker, title, rest = split_title(top.above)
    long_text = len(title) > TITLE_LENGTH and ends_in_full_stop(title)
    return not long_text and all(looks_like_title(line) for line in (kicker, *rest))


def _with_modified(top: _Top, text: str, index: int) -> _Top:
    stamp = dates.modified(text)
    if stamp:
        return top._replace(modified=stamp, end=index + 1)
    odd = warning(
        "odd-modified", f"`{text}` is no instant", line=index + 1, field="updated", hint="set `updated` in the record by hand"
    )
    return top._replace(end=index + 1, problems=(*top.problems, odd))


def _date(top: _Top, timezone: str) -> Dated:
    return dates.read(top.dated, top.date_at, timezone=timezone, lang=language(top.url)) if top.dated else dates.UNDATED


def _named(top: _Top, below: Bulleted, header: Header) -> Header:
    """Give the header its kicker, title and lede, and what is left its place."""
    site, lines = _split_site(top.above)
    kicker, title, rest = split_title(lines)
    lede, *more = (*rest, *top.below) or ("",)
    captions = below.captions
    source = ""
    if title:
        if below.single and not same(below.single, title):
            captions = (*captions, below.single)
    elif below.single and not (kicker or is_kicker(below.single)):
        title, source = below.single, "bullet"
    else:
        kicker = kicker or below.single
        title = title_in(top.url)
        source = "url" if title else ""
    return replace(
        header, kicker=kicker, title=title, title_source=source, lede=lede, captions=captions, source=site, opening=tuple(more)
    )


def _split_site(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    return (lines[0], lines[1:]) if lines and names_site(lines[0]) else ("", lines)


def _shape(page: Page, top: _Top, below: Bulleted) -> str:
    """The letter that the field guide gives to this order of lines."""
    if top.url:
        return "E"
    if top.above:
        return "A" if top.modified or not _is_tight(page, top.end) else "K"
    if below.captions:
        return "B-pair"
    return "B-single" if below.single else "C"


def _is_tight(page: Page, start: int) -> bool:
    """Whether no blank line parts the lines from `start` on."""
    end = len(page.text)
    while end > start and not page.text[end - 1]:
        end -= 1
    return all(page.text[start:end])


def _odd_order(dated: Dated, top: _Top) -> tuple[Problem, ...]:
    """A date two days or more after the last change, whatever the zones, cannot be right; one of them was typed wrong."""
    local = dated.moment.local if dated.moment else None
    if local is None or top.modified is None or local.replace(tzinfo=dt.UTC) - top.modified < dt.timedelta(days=2):
        return ()
    what = f"the date is days after the last change ({top.modified:%Y-%m-%d})"
    return (
        warning(
            "odd-date", what, line=top.date_at + 1, field="timestamp", hint="correct `timestamp` in the record, if it is wrong"
        ),
    )


GRAMMAR = ParsToday()
