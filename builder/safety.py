"""What may stand in a page of what an article brings along, which is not to be trusted.

HTML goes through `nh3`, which keeps what articles need and nothing that runs or loads from elsewhere.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urlsplit, urlunsplit

import nh3

from builder import urls
from builder.escaping import writable

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


def clean(raw: str, page: str) -> str:
    """The HTML of an article's body as the page at the address `page` may have it."""
    kept = nh3.clean(
        raw,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, page),
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto"},
    )
    return _IMAGE.sub(_picture, writable(kept))  # `&#11;` stands for a character that no page may hold


def quoted(text: str) -> str:
    """Plain text in HTML, as `clean` leaves it."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")


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
    return quoted(html.unescape(alt[1])) if alt else ""


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
