"""A broadcaster's CMS that publishes in some thirty languages: the grammar of the given seed.

::

    header   = [kicker ":"] [title] [address [lede]] ["(last modified " instant ")"] date {bullet [repeat]} blank
             | address [kicker ":"] title [lede] …  |  … date "(last modified " instant ")" …
    date     = month-word day "," year hour ":" minute zone          alone on its line, digits of any script
             | any other form of a date                              only right below an address or a last-modified line
    bullet   = "•" text;  repeat = an indented line

Everything but the date may be missing; the date too, where a last-modified line or an address shows what the page is. The shapes:
A (title, last modified, date), E (title, address, lede …), B (bullet for a title), C (date and text only), K (title, date, no
blank lines). A pair of bullet and repeat is a caption. A single bullet is the title's double, or, where there is none, the title.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from builder.problems import Problem, warning
from builder.seeds import dates
from builder.seeds.dates import UNDATED, Dated
from builder.seeds.grammars.dated import OUTLETS
from builder.seeds.header import (
    TITLE_LENGTH,
    Bullet,
    Header,
    address,
    bullets,
    first_filled,
    language,
    language_at,
    looks_like_title,
    names_site,
    same,
    split_title,
    titles,
    unbulleted,
)
from builder.seeds.lines import BULLET, Page, ends_in_full_stop, ends_sentence, joined, plain

DATE = dates.pattern(
    r"(?P<month>[^\s,،，]*[^\s\d,،，](?: (?:[^\s\d,،，]+|\d{1,2}(?= )))?) ?{day}(?:[.,،，] ?| ){year},? {clock}{seconds} {place}"
)  # a month may be `9月`, `Thg 9` or `كانون الأول`
_ANY_DATE = tuple(outlet.date for outlet in OUTLETS)
_MODIFIED = re.compile(r"\(\s*last modified:?\s*(.*?)\s*\)", re.IGNORECASE)
_HEADER_LINES = 8  # kicker, title, address, lede, last modified, date, and two to spare
_LONGEST = 200  # characters of a date line or a last-modified line; on a hostile one the patterns would take for ever
_LEDE = 2  # lines that a lede has at most
_TEXTS = 4  # more running lines than these above a date are an article that mentions one


class _Top(NamedTuple):
    """The lines above the text, sorted by what they are."""

    above: tuple[str, ...] = ()  # running lines before the address, or all where there is none
    below: tuple[str, ...] = ()  # running lines after it
    url: str = ""
    modified: dt.datetime | None = None
    dated: Dated | None = None
    date_at: int = 0
    end: int = 0  # behind the last line that shows what the page is
    problems: tuple[Problem, ...] = ()


class _Lines(NamedTuple):
    """The running lines of a header, told apart; `opening` holds those that are nothing of the others."""

    site: str
    kicker: str
    title: str
    lede: str
    opening: tuple[str, ...]


class ParsToday:
    """Shapes A, E, B, C and K."""

    name = "parstoday"

    def read(self, page: Page, timezone: str) -> Header | None:
        """Read what stands above the text, if it has a line that only this CMS writes."""
        top = _top(page, timezone)
        if top is None:
            return None
        below, end = bullets(page, top.end)
        dated = top.dated or UNDATED
        lines = _sorted(page, top, below, end)
        kicker, title, source, captions = titles(lines.kicker, lines.title, below, top.url)
        return Header(
            body=end,
            shape=_shape(page, top, below),
            title=title,
            title_source=source,
            kicker=kicker,
            lede=lines.lede,
            dated=dated,
            updated=top.modified,
            captions=captions,
            source=lines.site,
            source_url=top.url,
            opening=lines.opening,
            problems=(*top.problems, *dated.problems, *_odd_order(dated, top)),
        )


def _top(page: Page, timezone: str) -> _Top | None:
    """Sort the first lines up to the date, or up to the last line that shows what the page is; None where none does."""
    found: _Top | None = None
    top = _Top()
    for index in first_filled(page, _HEADER_LINES):
        if top.dated and page.text[index][0] != "(":
            break
        line = plain(page.text[index])
        short = line if len(line) <= _LONGEST else ""
        if short[:1] == "(" and (match := _MODIFIED.fullmatch(short)):
            found = top = _with_modified(top, match[1], index)
        elif top.dated or (line[:1] == BULLET and (top.above or top.end)):
            break
        elif dated := _date(page, top, short, index, timezone):
            if not _heads(top):
                break
            found = top = top._replace(dated=dated, date_at=index, end=index + 1)
        elif url := address(line):
            found = top = top._replace(url=url, above=top.above + top.below, below=(), end=index + 1)
        elif top.url:
            top = top._replace(below=(*top.below, page.text[index]))
        else:
            top = top._replace(above=(*top.above, unbulleted(page.text[index])))
        if len(top.above) + len(top.below) > _TEXTS:
            break
    return found


def _date(page: Page, top: _Top, line: str, index: int, timezone: str) -> Dated | None:
    """What a date line says; None for any other.

    Right below a line that only this CMS writes, that may be a date in any form, or a line that only looks like one. Below a lede
    it has to name the time of day, so that it is no line of the text.
    """
    match, near, lang = DATE.fullmatch(line), False, ""
    if not match and top.end:
        between = page.text[top.end : index]
        near = not any(between)
        if near or (len(between) <= _LEDE and all(between)):
            read = (date.fullmatch(line) for date in _ANY_DATE)
            match = next((match for match in read if match and (near or match["hour"])), None)
            lang = language_at(page, top.url)
    if match:
        return dates.read(match, index, timezone=timezone, lang=lang or language(top.url))
    return dates.unread(page.text[index], index) if near and dates.looks_like_date(line) else None


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


def _sorted(page: Page, top: _Top, below: Sequence[Bullet], body: int) -> _Lines:
    """Tell the running lines of a header apart."""
    site, above = _split_site(top.above)
    ledes: Sequence[str] = top.below
    if ledes and not above and _open_with_title(page, ledes, below, body):
        above, ledes = ledes, ()
    kicker, title, rest = split_title(above)
    if not ledes:
        ledes, rest = rest[:1], rest[1:]
    lede, more = _lede(ledes)
    return _Lines(site, kicker, title, lede, (*rest, *more))


def _open_with_title(page: Page, lines: Sequence[str], below: Sequence[Bullet], body: int) -> bool:
    """Whether the first line below an address, but for a kicker, is the title, and not a lede.

    It is the double of the bullet then, if there is one; the bullet may say the kicker too, or only that.
    """
    kicker, title, _ = split_title(lines)
    line = title or kicker
    double = next((bullet.text for bullet in below if not bullet.repeated), line)
    again = any(same(page.text[index], line) for index in islice(page.filled(body), 1))  # as a lede comes
    says_title = any(same(double, text) for text in (line, kicker, f"{kicker} {title}"))
    return looks_like_title(line) and says_title and not again


def _lede(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A lede, put together where it was wrapped, and the lines after it."""
    if len(lines) < 2:  # noqa: PLR2004 - a pair
        return "".join(lines), ()
    end = next((at for at, line in enumerate(lines, 1) if ends_sentence(line)), len(lines))
    return joined(lines[:end]), lines[end:]


def _split_site(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    return (lines[0], lines[1:]) if lines and names_site(lines[0]) else ("", lines)


def _shape(page: Page, top: _Top, below: Sequence[Bullet]) -> str:
    """The letter that the field guide gives to this order of lines."""
    if top.url:
        return "E"
    if top.above:
        return "A" if top.modified or not _is_tight(page, top.end) else "K"
    if any(bullet.repeated for bullet in below):
        return "B-pair"
    return "B-single" if below else "C"


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
