"""Pages that are no articles: lists of other articles' titles and summaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from builder.seeds.header import names_site, split_title
from builder.seeds.lines import DASHES, Page, ends_in_full_stop, plain

_GLUED = re.compile(r"\S{1,24} \d{1,2}[,،] \d{4} \d{1,2}:\d{2}(?=\S)")  # a date without a zone, its summary glued to it
_TITLE = 150  # characters; a longer line is a summary
_SUMMARY = range(40, 401)  # characters of a summary
_MANY = 5  # summaries that make a list
_LOOKED_AT = 60  # lines that tell what a page is; a hostile one has a hundred thousand
_CUT = ("…", "...")
_GOES_ON = 0.5  # share of neighbours that speak of the same things in a text; measured: half of all articles are above 0.67
_WORDS = re.compile(r"[^\W\d_]{5,}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2}")


def reason(page: Page) -> str:
    """Why a page without a date line of its own is a listing; empty where it may be an article."""
    lines = [page.text[index] for index, _ in zip(page.filled(), range(_LOOKED_AT), strict=False)]
    dated = sum(bool(_GLUED.match(plain(line[:80]))) for line in lines)
    if dated > 1 or (dated and any(line in DASHES for line in lines[:3])):
        return "a listing: titles, times and summaries of several articles"
    if names_site(lines[0]):
        return "" if _is_title(split_title(lines[1:])[1]) else "a listing: a site's name, then one summary a line"
    if len(lines) >= _MANY and (_are_cut(lines) or _are_summaries(page, lines)):
        return "a listing: one summary a line, none of which goes on from another"
    return ""


def _is_title(line: str) -> bool:
    return 0 < len(line) <= _TITLE and not ends_in_full_stop(line)


def _are_cut(lines: Sequence[str]) -> bool:
    """Whether most lines break off as summaries do."""
    return sum(line.endswith(_CUT) for line in lines) * 2 > len(lines)


def _are_summaries(page: Page, lines: Sequence[str]) -> bool:
    """Whether all lines, the first too, are of a summary's length, without blank lines between, and about different things."""
    first = next(page.filled())
    alike = all(len(line) in _SUMMARY for line in lines) and all(page.text[first : first + len(lines)])
    return alike and ends_in_full_stop(lines[0]) and not page.indented(first) and _cohesion(lines) < _GOES_ON


def _cohesion(lines: Sequence[str]) -> float:
    """The share of neighbouring lines that have a word in common which is neither rare nor everywhere on the page."""
    words = [set(_WORDS.findall(line.casefold())) for line in lines]
    count = Counter(word for line in words for word in line)
    telling = {word for word, lines_with in count.items() if 2 <= lines_with <= max(3, len(lines) // 3)}  # noqa: PLR2004 - a pair
    return sum(bool(one & other & telling) for one, other in pairwise(words)) / (len(lines) - 1)
