"""Markdown → safe HTML and plain text, and plain text → Markdown that renders as exactly that text.

Article text is untrusted. Python-Markdown passes raw HTML through, so its result goes through `nh3`, which keeps what
articles need and nothing that runs or loads from elsewhere. Most bodies come from seeds and are plain paragraphs: for those
a fast path gives, byte for byte, what the two give together (a property test holds them together), at a hundredth of the cost.

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
from urllib.parse import unquote, urlsplit, urlunsplit

import markdown
import nh3
from markdown.blockprocessors import BlockProcessor

from builder import urls
from builder.escaping import NONCHARACTERS, writable
from builder.model import Block, Bullets, Caption, Heading, Paragraph

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
                parts.append(f"<p>{_quote(text)}</p>")
                texts.append(text)
            elif (match := _PLAIN_HEADING.fullmatch(block)) and (text := unescape(match[1])):
                parts.append(f"<h2>{_quote(text)}</h2>")
                texts.append(text)
            elif match := _PLAIN_CAPTION.fullmatch(block):
                parts.append(_figure(self._note, _quote(unescape(match[1]))))
            else:
                return None
        return Rendered("\n".join(parts), tuple(texts))

    def _full(self, body: str, page: str) -> Rendered:
        self._markdown.reset()
        raw = _demote(self._markdown.convert(body))
        clean = nh3.clean(
            raw,
            tags=_TAGS,
            clean_content_tags={"script", "style"},
            attributes=_ATTRIBUTES,
            attribute_filter=lambda tag, name, value: _attribute(tag, name, value, page),
            link_rel="noopener noreferrer",
            url_schemes={"http", "https", "mailto"},
        )
        safe = _IMAGE.sub(_picture, writable(clean))  # `&#11;` stands for a character that no page may hold
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


def _quote(text: str) -> str:
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")  # as nh3 writes it


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


# ---- what may stand in a page ------------------------------------------------------------------------------------------

_TAGS = set(
    re.findall(
        r"\w+",
        """p br hr em strong b i u s del ins sub sup small mark abbr cite q code kbd pre blockquote h2 h3 h4 h5 h6 ul ol li dl dt
        dd table caption thead tbody tfoot tr th td a img figure figcaption div span ruby rt rp bdi bdo""",
    )
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "id", "class", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
_FOOTNOTE_ID = re.compile(r"fn(ref\d*)?:[\w.-]+")
_CLASSES = {"missing", "note", "footnote", "footnote-ref", "footnote-backref"}
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\\\")


def _attribute(tag: str, name: str, value: str, page: str) -> str | None:
    """The value of an attribute as the page may have it; None drops it."""
    if name == "id":  # an id of the page's own must not be taken over by an article
        return value if _FOOTNOTE_ID.fullmatch(value) else None
    if name == "class":
        return value if value in _CLASSES else None
    if name in {"href", "src"} and value.startswith("/") and not value.startswith("//"):
        return _from_root(value, page)
    if tag == "img" and name == "src" and _SCHEME.match(value.strip()):
        return None  # no picture is loaded from another host
    return value


def _from_root(link: str, page: str) -> str:
    """A link that starts at the site's root, as one that starts at the page; query and fragment stay."""
    parts = urlsplit(link)
    relative = urls.relative(unquote(parts.path).lstrip("/"), page)
    return urlunsplit(("", "", relative, parts.query, parts.fragment))


_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')


def _picture(image: re.Match[str]) -> str:
    """A picture as the page may show it: what stands for it where there is none, or where it lies on another host."""
    if re.search(r' src="[^"]', image[1]):
        return image[0]
    alt = re.search(r' alt="([^"]*)"', image[1])
    return _quote(html.unescape(alt[1])) if alt else ""


_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_LEFT_OUT = re.compile(
    r"(?P<picture>!\[[^\[\]]*\]\(\s*<?(?:https?:)?//|<img\b[^<>]*\ssrc\s*=\s*[\"']?\s*(?:https?:)?//)"
    r"|(?<!\\)<(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def left_out(body: str) -> dict[str, int]:
    """What pages do not show of a body, each with the line in it where it first stands: tags, and `picture` of other hosts."""
    found: dict[str, int] = {}
    if "<" not in body and "//" not in body:
        return found
    shown = _CODE.sub(lambda code: "\n" * code[0].count("\n"), body) if "`" in body else body
    for match in _LEFT_OUT.finditer(shown):
        name = (match["tag"] or "").lower()
        if name not in _TAGS | {"h1"}:
            found.setdefault(f"<{name}>" if name else "picture", shown.count("\n", 0, match.start()) + 1)
    return found


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
