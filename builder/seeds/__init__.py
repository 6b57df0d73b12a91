"""Raw text → article. Parsing knows no disk: bytes come in, and an article goes out, or a word why there is none.

``docs/seeds.md`` describes the shapes and shows how to teach this package another outlet.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Article, Paragraph, SetAside
from builder.problems import Problem
from builder.seeds import body, dateline, listing
from builder.seeds.decoding import decode
from builder.seeds.grammars import GRAMMARS, plain
from builder.seeds.header import Grammar, Header, language
from builder.seeds.lines import Page

__all__ = ["decode", "parse"]


def parse(
    text: str, *, timezone: str = "UTC", grammars: Sequence[Grammar] = GRAMMARS
) -> tuple[Article | SetAside, list[Problem]]:
    """Read one seed, decoded; `timezone` is for articles whose grammar names none.

    Gives the article, or why the text is none, and what was odd, as warnings with lines of `text` and no path.
    """
    page = Page.of(text)
    if not any(page.text):
        return SetAside("empty"), []
    header = next((found for grammar in grammars if (found := grammar.read(page, timezone))), None)
    if header is None:
        reason = listing.reason(page)
        if reason:
            return SetAside(reason), []
        header = plain.GRAMMAR.read(page, timezone)
    read = body.read(page, header.body, header.opening, header.endings)
    if not any(isinstance(block, Paragraph) for block in read.blocks) and not header.lede:
        return SetAside("no text"), list(header.problems)
    return _article(header, read), list(header.problems)


def _article(header: Header, read: body.Body) -> Article:
    """Put together what stood above the text and the text."""
    blocks = read.blocks or (Paragraph(header.lede),)
    return Article(
        title=header.title,
        title_source=header.title_source,
        kicker=header.kicker,
        lede=header.lede,
        moment=header.dated.moment,
        timezone=header.dated.timezone,
        raw_date=header.dated.raw,
        updated=header.updated,
        lead_captions=header.captions,
        blocks=blocks,
        dateline=dateline.find(blocks),
        sign_off=read.sign_off,
        source=header.source,
        source_url=header.source_url,
        authors=tuple(dict.fromkeys(header.authors + read.authors)) if read.authors else header.authors,
        lang=language(header.source_url),
        shape=header.shape,
    )
