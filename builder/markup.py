"""Markdown → safe HTML and plain text, and plain text → Markdown that renders as exactly that text.

Python-Markdown passes raw HTML through, so of its result only what is safe is kept (`safety`). Most bodies come from seeds and
are plain paragraphs: for those a fast path gives, byte for byte, what the two give together (a property test holds them
together), at a hundredth of the cost.

One addition to Markdown: an image without a target, alone in its paragraph, is the caption of a picture that is not archived::

    ![The harbour at dawn]()
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown
from markdown.blockprocessors import BlockProcessor

from builder import safety
from builder.escaping import NONCHARACTERS
from builder.model import Block, Bullets, Caption, Heading, Paragraph
from builder.safety import quoted

# ---- plain text → Markdown ---------------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_AT_START = re.compile(r"^(?:(\d+)\.|([#+\-.!=]))")
_ENTITY = re.compile(r"&(?=#|\w+;)")  # a number needs no semicolon: `&#65` is an A


def escape(text: str) -> str:
    """One line of plain text as Markdown: rendered, it is that text again, whatever Markdown or HTML it looks like."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text) if _may_be_special(text) else text
    escaped = (_ENTITY.sub("&amp;", escaped) if "&" in escaped else escaped).replace("<", "&lt;")
    if escaped[:1].isalpha():
        return escaped
    if escaped[:1] in ">~=:|":
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return _AT_START.sub(lambda m: rf"{m[1]}\." if m[1] else rf"\{m[2]}", escaped)


def _may_be_special(text: str) -> bool:
    """Whether a text has one of those characters; asking for each is several times faster than a pattern for all."""
    brackets = "[" in text or "]" in text or "{" in text or "}" in text
    return brackets or "_" in text or "*" in text or "`" in text or "\\" in text


def from_blocks(blocks: Sequence[Block]) -> str:
    """The Markdown body of a record out of the blocks of a seed; ends with a newline unless empty."""
    return "\n\n".join(_BLOCK_AS_MARKDOWN[type(block)](block) for block in blocks) + ("\n" if blocks else "")


def _heading(block: Heading) -> str:
    text = escape(block.text)
    return f"## {text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else f"## {text}"


def _bullets(block: Bullets) -> str:
    return "\n".join(f"- {escape(item)}" for item in block.items)


_BLOCK_AS_MARKDOWN: dict[type[Block], Callable[..., str]] = {
    Paragraph: lambda block: escape(block.text),
    Caption: lambda block: f"![{escape(block.text)}]()",
    Heading: _heading,
    Bullets: _bullets,
}

# ---- Markdown → HTML ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as a page shows it: sanitised `html`, and `text`: its paragraphs, headings and list items as plain text.

    Captions are not in `text`: the record's `captions` has them.
    """

    html: str
    text: tuple[str, ...]


class Markup:
    """Renders bodies. Holds a Markdown parser, which is costly to make, so make one and keep it."""

    def __init__(self, *, missing_image: str = "Image not archived", lang: str = "en", direction: str = "ltr") -> None:
        """`missing_image` is the visible mark above the caption of a picture that is not there, in the language of the pages."""
        note = {"class": "note", "dir": direction, "lang": lang}
        attributes = "".join(f' {name}="{html.escape(value)}"' for name, value in note.items())
        self._note = f"<p{attributes}>{html.escape(missing_image)}</p>"
        self._markdown = markdown.Markdown(
            extensions=["tables", "footnotes", "fenced_code", "sane_lists", "md_in_html"],
            output_format="html",
        )
        self._markdown.parser.blockprocessors.register(_CaptionBlock(self._markdown.parser, note, missing_image), "caption", 95)

    def render(self, body: str, page: str = "") -> Rendered:
        """Render a Markdown body; `page` is the address it will stand at, which links from the root (`/2024/…`) need."""
        return self._plain(body) or self._full(body, page)

    def _plain(self, body: str) -> Rendered | None:
        """The fast path: None where the body is more than plain paragraphs, headings and captions."""
        if any(char in body for char in NONCHARACTERS):
            return None
        parts: list[str] = []
        texts: list[str] = []
        for block in body.strip("\n").split("\n\n"):
            if PLAIN.fullmatch(block):
                text = unescape(block)
                parts.append(f"<p>{quoted(text)}</p>")
                texts.append(text)
            elif (match := _PLAIN_HEADING.fullmatch(block)) and (text := unescape(match[1])):
                parts.append(f"<h2>{quoted(text)}</h2>")
                texts.append(text)
            elif match := _PLAIN_CAPTION.fullmatch(block):
                parts.append(_figure(self._note, quoted(unescape(match[1]))))
            else:
                return None
        return Rendered("\n".join(parts), tuple(texts))

    def _full(self, body: str, page: str) -> Rendered:
        self._markdown.reset()
        safe = safety.clean(_demote(self._markdown.convert(body)), page)
        collector = _Text()
        collector.feed(safe)
        return Rendered(safe, collector.finish())


# What the fast path takes: a line of characters that mean nothing to Markdown or HTML, or are escaped as `escape` does.
# Anything else (two lines in one block, two spaces at an end, a tab …) goes the long way.
_CHARS = r"(?:[^\\`*_{}\[\]<&\x00-\x1f\x7f]++|\\[\\`*_{}\[\]()>#+\-.!|]|&(?:amp|lt);|&(?=[ \d]))"
PLAIN = re.compile(rf"(?![\s#+\-=>~:|!.]|\d+\.){_CHARS}++(?<!\s)")
_PLAIN_HEADING = re.compile(rf"## ((?![\s#]){_CHARS}++)(?<![\s#\\])")
_PLAIN_CAPTION = re.compile(rf"!\[(?!\s)({_CHARS}++)(?<!\s)\]\(\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")


def unescape(text: str) -> str:
    """The text that a reader sees of what is `PLAIN`."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return text.replace("&lt;", "<").replace("&amp;", "&") if "&" in text else text


def _figure(note: str, caption: str) -> str:
    return f'<figure class="missing">\n{note}\n<figcaption>{caption}</figcaption>\n</figure>'


class _CaptionBlock(BlockProcessor):
    """`![text]()` alone in a block: the caption of a picture that is not archived."""

    _block = re.compile(r"\s*!\[((?:\\.|[^\\\[\]])*)\]\(\s*\)\s*", re.DOTALL)

    def __init__(self, parser: markdown.blockparser.BlockParser, note: dict[str, str], missing: str) -> None:
        super().__init__(parser)
        self.note = note
        self.missing = missing

    def test(self, parent: ET.Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        """Whether the whole block is one image without a target."""
        return bool(self._block.fullmatch(block))

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Put a figure where the block stood."""
        match = self._block.fullmatch(blocks.pop(0))
        if match is None:  # pragma: no cover - `test` has just matched it
            return
        figure = ET.SubElement(parent, "figure", {"class": "missing"})
        note = ET.SubElement(figure, "p", self.note)
        note.text = markdown.util.AtomicString(self.missing)
        ET.SubElement(figure, "figcaption").text = " ".join(match[1].split("\n"))


_TOP_HEADING = re.compile(r"<h1[ >]")


def _demote(raw: str) -> str:
    """A page has one `h1`, its title: where a body has its own, all its headings go one level down."""
    if not _TOP_HEADING.search(raw):
        return raw
    return re.sub(r"(</?h)([1-5])(?=[ >])", lambda m: f"{m[1]}{int(m[2]) + 1}", raw)


class _Text(HTMLParser):
    """Collects the text of block elements, figures apart."""

    _BLOCKS = frozenset(
        {"p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "dt", "dd", "blockquote", "tr", "div", "br", "hr"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._texts: list[str] = []
        self._in_figure = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's signature
        if tag in self._BLOCKS:
            self._break()
        self._in_figure += tag == "figure"

    def handle_endtag(self, tag: str) -> None:
        if tag in self._BLOCKS:
            self._break()
        self._in_figure -= tag == "figure"

    def handle_data(self, data: str) -> None:
        if not self._in_figure:
            self._parts.append(data)

    def _break(self) -> None:
        text = " ".join("".join(self._parts).split())
        if text:
            self._texts.append(text)
        self._parts.clear()

    def finish(self) -> tuple[str, ...]:
        """All texts, in order."""
        self.close()
        self._break()
        return tuple(self._texts)
