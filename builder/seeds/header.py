"""What stands above the text of a seed, and the parts of it that several grammars share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from builder.problems import Problem
from builder.seeds import words
from builder.seeds.dates import UNDATED, Dated
from builder.seeds.lines import BULLET, Page, ends_in_full_stop, fold
from builder.urls import foreign

TITLE_LENGTH = 200
"""Characters; no headline is longer."""

_ADDRESS = re.compile(r"https?://\S+")
_LANGUAGE = re.compile(r"https?://[^/]+/([a-z]{2,3})/")
_BYLINE = re.compile(rf"(?:{'|'.join(words.BYLINES)})\b[ :：]+([^.!?;:：]{{3,}})")
_CLOSING = re.compile(r"\S+ ?[:：]")
_DIGIT = re.compile(r"\d")
_SMALL, _NAMES = 3, 6  # letters of a word within a name that need no capital; names of one person
_AND = re.compile(r"\s*[,،;/]\s*|\s+(?:dan|and|und|et|y|и)\s+")
_TELLING = {  # each by letters that those above do not have
    "ur": re.compile("[ٹڈڑےںھہ]"),
    "ps": re.compile("[ټډړږښڼۍ]"),
    "": re.compile("[ێۆڕڵەۇۈۋڏڄٻڻٺٿةىإ]"),  # Kurdish, Uyghur, Sindhi, Arabic
    "fa": re.compile("[پچژگکی]"),
}
_TOP, _TOP_LENGTH = 8, 400  # lines and characters on top that tell the language
_NUMBERED = re.compile(r"(?:.*-)?(?:[a-z]\d+|\d{3,})-(.+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """What a grammar read above the text; `body` is the index of the first line that it did not read.

    `opening` holds lines of the header that no field takes: they become the first paragraphs, so that nothing is lost.
    `endings` are the outlet's own ways to close a text, besides the common ones.
    """

    body: int
    shape: str
    title: str = ""
    title_source: str = ""
    kicker: str = ""
    lede: str = ""
    dated: Dated = UNDATED
    updated: dt.datetime | None = None
    captions: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    authors: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    endings: tuple[re.Pattern[str], ...] = ()
    problems: tuple[Problem, ...] = ()


class Grammar(Protocol):
    """How one outlet lays out its articles."""

    @property
    def name(self) -> str:
        """A short stable word."""

    def read(self, page: Page, timezone: str) -> Header | None:
        """The header of a page of this outlet, or None where the page is of another; `timezone` is for dates that name none."""


class Bullet(NamedTuple):
    """A bullet under a date line: a caption where its text was repeated, else the title's double, the title, or a caption."""

    text: str
    repeated: bool


def bullets(page: Page, start: int) -> tuple[Sequence[Bullet], int]:
    """The bullets that follow without a blank line, and the index behind them; lines set in under one are the caption."""
    at = start
    found: list[Bullet] = []
    while at < len(page.text) and page.text[at].startswith(BULLET):
        first = unbulleted(page.text[at])
        end = _end_of_repeat(page, at + 1, first)
        if end > at + 1:
            found.append(Bullet(" ".join(page.text[at + 1 : end]), repeated=True))
        elif first:
            found.append(Bullet(first, repeated=False))
        at = end
    return found, at


def unbulleted(line: str) -> str:
    """What stands behind the bullet of a line."""
    return line.lstrip(BULLET + " \xa0\t")


def _end_of_repeat(page: Page, start: int, first: str) -> int:
    """The index behind the lines that repeat a bullet: those set in, or one that says the same."""
    end = start
    while end < len(page.text) and page.text[end] and page.indented(end) and not page.text[end].startswith(BULLET):
        end += 1
    return end + 1 if end == start and first and start < len(page.text) and page.text[start] == first else end


class Titles(NamedTuple):
    """The fields of a `Header` that bullets have a part in, by the same names."""

    kicker: str
    title: str
    title_source: str
    captions: tuple[str, ...]


def titles(kicker: str, title: str, below: Sequence[Bullet], url: str = "") -> Titles:
    """Kicker and title of the lines above, or else from the first bullet without a repeat, or else from the words in an address.

    A bullet that says what they say is dropped; all others are captions, in their order. A line above that ends as a kicker is
    the title where there is no other.
    """
    above, source, single = kicker, "", next((bullet.text for bullet in below if not bullet.repeated), "")
    if is_kicker(single):
        kicker = kicker or single
    elif single and not title:
        title, source = single.removeprefix(kicker).lstrip(), "bullet"
    if url and not title and (words := title_in(url)):
        title, source = words, "url"
    if above and not title:
        title, kicker = above, ""
    said = (title, kicker, f"{kicker} {title}")
    captions = tuple(text for text, repeated in below if repeated or not any(same(text, other) for other in said))
    return Titles(kicker, title, source, captions)


def address(line: str) -> str:
    """The line, if it is nothing but a web address that others can follow; else empty."""
    if not (line.startswith("http") and _ADDRESS.fullmatch(line)):
        return ""
    try:
        return line if foreign(line) and urlsplit(line).netloc else ""
    except ValueError:  # such as a bracket that never closes
        return ""


def language(url: str) -> str:
    """The language that a source address names in its path (`/bs/news/…`), or empty."""
    match = _LANGUAGE.match(url)
    return match[1] if match and match[1] in words.LANGUAGES else ""


def language_at(page: Page, url: str = "") -> str:
    """The language that the address of a page names, or one whose calendar is in doubt, told by its letters; else empty."""
    if lang := language(url):
        return lang
    top = "".join(page.text[index] for index in first_filled(page, _TOP))[:_TOP_LENGTH]
    return next((lang for lang, letters in _TELLING.items() if letters.search(top)), "")


def title_in(url: str) -> str:
    """The words in an address's last part, after its article number; empty where it holds none."""
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    match = _NUMBERED.fullmatch(last)
    return " ".join(match[1].replace("_", " ").split()) if match else ""


def names_site(line: str) -> bool:
    """Whether a line is nothing but the name of a site."""
    return len(line) < 20 and _squeezed(line) in _SITES  # noqa: PLR2004 - no site's name is longer


def same(one: str, other: str) -> bool:
    """Whether two lines say the same, white space, case and punctuation aside."""
    return one == other or fold(one) == fold(other) != ""


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


_SITES = frozenset(map(_squeezed, words.SITE_NAMES))


def is_kicker(line: str) -> bool:
    """Whether a line only leads up to a title."""
    return line.endswith((":", "：")) and len(line) <= 80  # noqa: PLR2004 - a longer one is a sentence


def split_title(lines: Sequence[str]) -> tuple[str, str, Sequence[str]]:
    """Kicker and title (either may be missing), and the lines after them."""
    if lines and is_kicker(lines[0]):
        return lines[0], "".join(lines[1:2]), lines[2:]
    return "", "".join(lines[:1]), lines[1:]


def looks_like_title(line: str) -> bool:
    """Whether a line can be a title: of a headline's length, and no statement."""
    return len(line) <= TITLE_LENGTH and not ends_in_full_stop(line)


def byline(line: str) -> tuple[str, ...]:
    """The names in a line such as `Oleh Budi Laut dan Ayu Karang`; none where it is another line."""
    match = _BYLINE.fullmatch(line) if len(line) <= TITLE_LENGTH else None
    return tuple(filter(None, (name.strip() for name in _AND.split(match[1])))) if match else ()


def closing_byline(line: str) -> tuple[str, ...]:
    """The names in a line such as `Penulis: Budi Laut` that closes a text: with a colon, and nothing in it but names."""
    if not (line.startswith(words.BYLINES) and _CLOSING.match(line)):
        return ()
    names = byline(line)
    return names if all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    """Whether all words but small ones, such as `van`, begin as names do, and none is a number."""
    first, *others = text.split()
    large = [first, *(word for word in others if len(word) > _SMALL)]
    return len(others) < _NAMES and not any(word[0].islower() or _DIGIT.search(word) for word in large)


def first_filled(page: Page, limit: int) -> Iterator[int]:
    """The indices of the first `limit` lines that hold something."""
    return islice(page.filled(), limit)
