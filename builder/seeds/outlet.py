"""The common layout of an article page: a title, a date line that is the outlet's own, the text.

::

    page = {site name} [kicker ":"] title {byline | other line} date {furniture} text
         | date {furniture} title text
         | date {bullet [repeat]} text           a bullet serves as the title

What differs between outlets is data: the date line, names of zones, furniture around it, how a text closes. So most outlets are
one `Outlet`; one that is laid out otherwise writes a `Grammar` of its own, as `parstoday` does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.seeds import dates
from builder.seeds.header import (
    Header,
    bullets,
    byline,
    first_filled,
    language_at,
    looks_like_title,
    names_site,
    split_title,
    titles,
)
from builder.seeds.lines import DASHES, Page, ends_in_full_stop, plain

_HEADER_LINES = 8
_TEXTS = 4  # more running lines above a date are an article that mentions one
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """An outlet whose pages have the common layout.

    `date` matches the whole date line, spaces single, and names its parts as `dates.read` says. `zones` translates the outlet's
    own zone names. Lines that match `furniture` whole, beside the date line, are no text. `source` is given only where the date
    line itself names the outlet. `endings` close a text, the sign-off being their first group.
    """

    name: str
    date: re.Pattern[str]
    zones: Mapping[str, str] = field(default_factory=dict)
    furniture: re.Pattern[str] = _NEVER
    endings: tuple[re.Pattern[str], ...] = ()
    source: str = ""

    def read(self, page: Page, timezone: str) -> Header | None:
        """The header of a page whose first lines hold this outlet's date line."""
        above: list[str] = []
        for index in first_filled(page, _HEADER_LINES):
            match = self.date.fullmatch(plain(page.text[index][:200]))
            if match:
                dated = dates.read(match, index, timezone=timezone, aliases=self.zones, lang=language_at(page))
                header = Header(body=index + 1, shape=self.name, dated=dated, problems=dated.problems, endings=self.endings)
                return self._named(page, above, header)
            if page.text[index] in DASHES:
                break  # the items of a listing start so
            if not self.furniture.fullmatch(plain(page.text[index])):
                above.append(page.text[index])
                if len(above) > _TEXTS or not _may_be_above(page.text[index], first=len(above) == 1):
                    break
        return None

    def _named(self, page: Page, above: Sequence[str], header: Header) -> Header:
        """Give the header its title, from above the date or else from below it."""
        sites = [line for line in above if names_site(line) or line == self.source]
        lines = [line for line in above if line not in sites]
        header = replace(header, source=self.source or "".join(sites[:1]))
        below, end = bullets(page, header.body)
        if below and not lines:
            return replace(header, body=end, **titles("", "", below)._asdict())
        body = (index for index in page.filled(header.body) if not self.furniture.fullmatch(plain(page.text[index])))
        start, follower = next(body, len(page.text)), next(body, None)
        header = replace(header, body=start)
        if not lines and follower is not None and looks_like_title(page.text[start]):
            return replace(header, title=page.text[start], body=start + 1)
        kicker, line, rest = split_title(lines)
        kicker, title, *_ = titles(kicker, line, ())
        authors = tuple(name for line in rest for name in byline(line))
        opening = tuple(line for line in rest if not byline(line))
        return replace(header, kicker=kicker, title=title, authors=authors, opening=opening)


def _may_be_above(line: str, *, first: bool) -> bool:
    """Whether a line may stand above a date, and is no paragraph with a date below it; the first may be long for a title."""
    return not ends_in_full_stop(line) if first else looks_like_title(line)
