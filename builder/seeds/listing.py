"""Pages that are no articles: lists of other articles' summaries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.seeds.header import names_site
from builder.seeds.lines import Page, ends_sentence, plain

_GLUED = re.compile(r"[^\s,،\d]*\d{0,2}[^\s,،\d]* \d{1,2}[,،] \d{4} \d{1,2}:\d{2}(?=\S)")  # a summary glued to its time
_TITLE = 150  # characters; a longer second line is a summary
_MANY = 6  # summaries that make a list
_CUT = ("…", "...")


def reason(page: Page) -> str:
    """Why a page without a date line is a listing; empty where it may be an article."""
    lines = [page.text[index] for index in page.filled()]
    if sum(bool(_GLUED.match(plain(line))) for line in lines[:60]) >= 1 and _starts_with_dash(lines):
        return "a listing: titles and summaries of several articles"
    if names_site(lines[0]) and not _is_title(lines[1:2]):
        return "a listing: a site's name, then one summary a line"
    if len(lines) >= _MANY and _is_cut(lines):
        return "a listing: one summary a line, none of which goes on"
    return ""


def _starts_with_dash(lines: Sequence[str]) -> bool:
    return any(line in {"-", "–", "—"} for line in lines[:3]) or sum(bool(_GLUED.match(plain(line))) for line in lines[:60]) > 1


def _is_title(second: Sequence[str]) -> bool:
    return bool(second) and len(second[0]) <= _TITLE and not ends_sentence(second[0])


def _is_cut(lines: Sequence[str]) -> bool:
    """Whether most lines break off as summaries do."""
    return sum(line.endswith(_CUT) for line in lines) * 2 > len(lines)
