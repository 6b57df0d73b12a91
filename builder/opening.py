"""The opening words of a Markdown body, as a reader sees them: what lists, feeds and search show of an article.

A paragraph of a seed is read exactly; of other Markdown the common marks are taken off, without rendering it.
"""

from __future__ import annotations

import html
import re

from builder import markup

_NO_TEXT = ("![", "#", "|", "```", "---", "<")  # how blocks begin that are no running text
_AT_START = re.compile(r"^ {0,3}(?:#{1,6}\s+|>\s*|[-*+]\s+|\d+\.\s+)+", re.MULTILINE)  # on each line of a list or quotation
_MARK = re.compile(r"[\\\[*_`<&]")
_MARKS = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!|])"
    r"|!?\[(?P<linked>(?:\\.|!\[[^\[\]]*\]\([^)]*\)|[^\\\[\]])++)\]\([^)]*\)"
    r"|\[\^[^\]]+\]"
    r"|<(?P<address>https?://[^<>\s]+)>|</?[a-zA-Z][^<>]*>"
    r"|(?P<reference>&(?:\#\w+|\w+);)"
    r"|`+|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+|_+(?!\w)"
)
_LOOKED_AT = 5000  # characters of a block, so that one of nothing but brackets costs no more than another


def opening(body: str, limit: int = 240) -> str:
    """The first words of a body's running text, cut between words (or at `limit` in scripts that write without spaces)."""
    for block in body.split("\n\n"):
        if not block.strip() or block.lstrip().startswith(_NO_TEXT):
            continue
        text = " ".join(_shown(block.strip()[:_LOOKED_AT]).split())
        if text:
            return shorten(text, limit)
    return ""


def _shown(block: str) -> str:
    if markup.PLAIN.fullmatch(block):
        return markup.unescape(block)
    if _AT_START.match(block):
        block = _AT_START.sub("", block)
    return _MARKS.sub(_unmarked, block) if _MARK.search(block) else block


def _unmarked(match: re.Match[str]) -> str:
    if match["linked"]:
        return _MARKS.sub(_unmarked, match["linked"])
    return match["escaped"] or match["address"] or html.unescape(match["reference"] or "")


def shorten(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, with an ellipsis where something was cut off."""
    if len(text) <= limit:
        return text
    head, _, _ = text[:limit].rpartition(" ")
    return (head if len(head) > limit // 2 else text[: limit - 1]).rstrip(" ,;:") + "…"
