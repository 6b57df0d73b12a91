"""The text below a header, by rules that all outlets share.

Paragraphs are parted by blank lines, or by single line breaks where the text has hardly any blank lines. Lines that start with a
bullet are a list, and numbered lines stay lines. A short line that stands alone between paragraphs, begins and ends as words do,
and ends in no final mark, is a caption or a sub-heading.
The end may hold the label of a tag list and a sign-off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from builder.model import Block, Bullets, Caption, Heading, Paragraph
from builder.seeds import ending
from builder.seeds.dates import looks_like_date
from builder.seeds.header import closing_byline
from builder.seeds.lines import BULLET, Page, ends_sentence, word_count

_LONE = 90  # characters of a caption or sub-heading at most
_HEADLINE = 7  # words from which on a lone line reads as a headline
_ROUND_UP = 3  # lone lines from which on they are the headings of a round-up
_NUMBERED = re.compile(r"\d{1,3}[.)] ?\D")
_OPENERS, _CLOSERS = frozenset("\"'¿¡"), frozenset("%‰°€$£¥™®\u200c\u200d")  # of a phrase, besides letters and brackets
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uff65]")  # Thai … Han
_SHORT = 4  # words of a caption amid headlines at most


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks in reading order, and the sign-off and the names of the authors that stood at their end."""

    blocks: tuple[Block, ...]
    sign_off: str = ""
    authors: tuple[str, ...] = ()


def read(page: Page, start: int, opening: Sequence[str] = (), endings: Sequence[re.Pattern[str]] = ()) -> Body:
    """Read the text from line `start` on; `opening` are paragraphs that stood above."""
    end = _end(page, start)
    blocks: list[Block] = [Paragraph(line) for line in opening]
    joined: set[int] = set()
    for block, lines in _blocks(page, start, end):
        joined.update([len(blocks)] if lines > 1 else ())
        blocks.append(block)
    authors = _authors(blocks)
    sign_off = _sign_off(blocks, endings)
    if sign_off and not authors:
        authors = _authors(blocks)
    return Body(tuple(_placed(blocks, joined)), sign_off, authors)


def _end(page: Page, start: int) -> int:
    """The index behind the last line of text: blank lines and the label of a tag list go."""
    end = len(page.text)
    while end > start and (not page.text[end - 1] or (ending.is_tag_label(page.text[end - 1]) and end - 1 > start)):
        end -= 1
    return end


def _blocks(page: Page, start: int, end: int) -> Iterator[tuple[Block, int]]:
    """Paragraphs and lists, nothing classified yet; with each paragraph of how many lines it was put together."""
    chunks = list(_chunks(page, start, end))
    lines = sum(map(len, chunks))
    spaced = (len(chunks) - 1) * 2 >= lines - 1
    items: list[str] = []
    for chunk in chunks:
        for text, count in _joined(page, chunk, spaced=spaced):
            if text.startswith(BULLET) and text.strip(BULLET + " \xa0\t"):
                items.append(text.lstrip(BULLET + " \xa0\t"))
                continue
            if items:
                yield Bullets(tuple(items)), 1
                items = []
            yield Paragraph(text), count
    if items:
        yield Bullets(tuple(items)), 1


def _chunks(page: Page, start: int, end: int) -> Iterator[range]:
    """Runs of lines without a blank one between them."""
    first = None
    for index in range(start, end):
        if page.text[index]:
            first = index if first is None else first
        elif first is not None:
            yield range(first, index)
            first = None
    if first is not None:
        yield range(first, end)


def _joined(page: Page, chunk: range, *, spaced: bool) -> Iterator[tuple[str, int]]:
    """The texts of a chunk: one a line, or the lines of one paragraph put together where they were only wrapped; how many."""
    lines = page.text[chunk.start : chunk.stop]
    if len(lines) == 1 or not (spaced or _wrapped(lines)) or all(map(_NUMBERED.match, lines)):
        yield from ((line, 1) for line in lines)
        return
    open_lines: list[str] = []
    for index, line in zip(chunk, lines, strict=True):
        after_item = bool(open_lines) and open_lines[0].startswith(BULLET) and not page.indented(index)
        if open_lines and (line.startswith(BULLET) or after_item):
            yield _run_on(open_lines), len(open_lines)
            open_lines = []
        open_lines.append(line)
    yield _run_on(open_lines), len(open_lines)


def _run_on(lines: Sequence[str]) -> str:
    """Lines put together; without a space where the script on both sides of the break has none."""
    text = lines[0]
    for line in lines[1:]:
        text += line if _UNSPACED.match(text[-1]) and _UNSPACED.match(line) else f" {line}"
    return text


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether a chunk is one paragraph broken at a fixed width, and not a paragraph a line.

    The next word found no room in any line, and not all lines begin with a capital, as headlines do. Scripts without spaces and
    final marks show no difference, so nothing is put together there.
    """
    body = lines[:-1]
    if len(body) < 2 or not all(45 <= len(line) <= 100 for line in body):  # noqa: PLR2004 - widths that people wrap at
        return False
    if sum(ends_sentence(line) for line in body) * 2 >= len(body) or any(map(_UNSPACED.search, lines)):
        return False
    width = max(map(len, lines))
    full = all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairwise(lines))
    return full and not all(line[0].isupper() for line in lines)


def _sign_off(blocks: list[Block], endings: Sequence[re.Pattern[str]]) -> str:
    """Take the sign-off from the last paragraph, in place; the paragraph goes where it was nothing else.

    There may be an end mark on a line of its own behind it, and another sign-off before it where a sentence has ended.
    """
    found = ""
    for _ in range(3):
        if not blocks or not isinstance(blocks[-1], Paragraph):
            break
        text, sign_off = ending.split(blocks[-1].text, endings)
        if found and not (sign_off and ending.is_closed(text)):
            break
        if text:
            blocks[-1] = Paragraph(text)
        else:
            blocks.pop()
        if text and not sign_off:
            break
        found = f"{sign_off}, {found}" if found else sign_off
    return found


def _authors(blocks: list[Block]) -> tuple[str, ...]:
    """Take the names from a by-line that closes a text, in place; in an interview other paragraphs begin like it."""
    if not blocks or not isinstance(last := blocks[-1], Paragraph) or not (names := closing_byline(last.text)):
        return ()
    label = last.text.partition(names[0])[0]
    others = [block.text for block in blocks[:-1] if isinstance(block, Paragraph)]
    if not others or any(text.startswith(label) for text in others):
        return ()
    blocks.pop()
    return names


def _placed(blocks: list[Block], joined: AbstractSet[int]) -> Iterator[Block]:
    """Tell captions and sub-headings from paragraphs; those that were several lines are neither."""
    words = {index: word_count(block.text) for index, block in _lone(blocks) if index not in joined}
    headlines = sum(count >= _HEADLINE for count in words.values())
    for index, block in enumerate(blocks):
        if index not in words or not isinstance(block, Paragraph):
            yield block
        elif _is_heading(words[index], len(words), headlines):
            yield Heading(block.text)
        else:
            yield Caption(block.text) if index else block


def _is_heading(words: int, lone: int, headlines: int) -> bool:
    """Many lone lines are the headings of a round-up; where they are full headlines, the short ones among them are captions."""
    if lone >= _ROUND_UP and headlines > 1:
        return words > _SHORT
    return lone >= _ROUND_UP or words >= _HEADLINE


def _lone(blocks: Sequence[Block]) -> Iterator[tuple[int, Paragraph]]:
    """Short lines without a final mark that stand alone: running text follows, and stands before them too, or nothing does."""
    short = [isinstance(block, Paragraph) and _is_short(block.text) for block in blocks]
    for index, (block, follower) in enumerate(pairwise(blocks)):
        before = blocks[index - 1] if index else None
        introduced = isinstance(before, Paragraph) and before.text.endswith((":", "："))
        alone = short[index] and not (short[index + 1] or (index and short[index - 1]) or introduced)
        if alone and isinstance(block, Paragraph) and isinstance(follower, Paragraph | Bullets):
            yield index, block


def _is_short(text: str) -> bool:
    return len(text) <= _LONE and not ends_sentence(text) and _is_phrase(text) and not looks_like_date(text)


def _is_phrase(text: str) -> bool:
    """Whether a line begins and ends as words do; one of a table, or of a numbered list, does not."""
    first, last = text[0], text[-1]
    begins = first.isalnum() or unicodedata.category(first) in {"Ps", "Pi"} or first in _OPENERS
    ends = last.isalnum() or unicodedata.category(last)[0] == "M" or last in _CLOSERS
    return begins and ends and not _NUMBERED.match(text)
