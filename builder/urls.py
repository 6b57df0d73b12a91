"""The one place that forms slugs, addresses and output paths.

An *address* is what stands behind the site's root: ``2024/06/30/title.html``, ``tags/iran/``, `` `` (home). Every link in a
page is relative, so that the same files work under any prefix and from a disk; `relative` makes it.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import unicodedata
from urllib.parse import quote

from slugify import slugify

MAX_SLUG_BYTES = 120
"""Longest slug in bytes of UTF-8: file names may have 255, and `.html`, `.md` and a mark against clashes come on top."""

UNDATED = "undated"
_KEEP_TOGETHER = "\u200c\u200d"  # joiners inside words, which Persian, Bengali and Hindi need
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in "123456789¹²³")})
_FOREIGN = re.compile(
    r"https?://(?:[^\s/?#\\<>\"^`{|}%\[\]@]+@)?(?:\[[\da-f:.]+\]|[^\s/?#\\<>\"^`{|}%\[\]@:]+)(?::\d{1,5})?(?P<rest>[/?#].*)?",
    re.IGNORECASE,
)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}\[\]]|%(?![\da-fA-F]{2})")
_BETWEEN = re.compile(r"[\x00-/:-`{-\x7f]+")  # all of ASCII but lower-case letters and digits


def slug(text: str, *, ascii_only: bool = False) -> str:
    """A short name for an address out of any text, in the text's own script unless `ascii_only`; may be empty."""
    if ascii_only:
        return _shorten(slugify(text), MAX_SLUG_BYTES)
    lower = unicodedata.normalize("NFC", text).lower().replace("\u0307", "")  # what lower() makes of the Turkish İ
    words = _BETWEEN.sub("-", lower if lower.isascii() else "".join(c if _in_word(c) else "-" for c in lower))
    return _shorten(words.strip("-" + _KEEP_TOGETHER), MAX_SLUG_BYTES)


def distinct(name: str, identity: str) -> str:
    """`name` with a mark made from `identity`, for two things that would land on one address.

    The mark depends on the thing alone and not on what it clashes with, so it is the same in every build and every order.
    """
    mark = hashlib.sha256(identity.encode()).hexdigest()[:8]
    return f"{_shorten(name, MAX_SLUG_BYTES - 9)}-{mark}" if name else mark


def safe_name(name: str) -> str:
    """`name` for an article's file on every system: no device of Windows, not `index`, which is the day's own, never empty."""
    return _no_device(name if name.casefold() != "index" else f"{name}-") or "untitled"


def tag_slug(key: str, *, ascii_only: bool) -> str:
    """The slug of a tag, which is a folder's name on every system."""
    return _no_device(slug(key, ascii_only=ascii_only)) or "tag"


def _no_device(name: str) -> str:
    """`name`, with a mark where Windows would take its file for a device: in capitals or not, whatever comes behind a dot."""
    stem, dot, rest = name.partition(".")
    return f"{stem}-{dot}{rest}" if stem.casefold() in _DEVICES else name


def article(day: str, name: str) -> str:
    """The address of an article: its local day (`2024-06-30`, or empty where undated) and its slug."""
    return f"{day.replace('-', '/') or UNDATED}/{name}.html"


def date(prefix: str) -> str:
    """The address of a year (`2024`), month (`2024-06`), day (`2024-06-30`) or of the undated articles (empty)."""
    return f"{prefix.replace('-', '/') or UNDATED}/"


def tag(name: str) -> str:
    """The address of a tag's page, from its slug."""
    return f"tags/{name}/"


def list_page(address: str, number: int | None) -> str:
    """The address of one numbered page of a list (`None`: the newest)."""
    return address if number is None else f"{address}page/{number}/"


def output_path(address: str) -> str:
    """The file that a host serves for an address: `tags/iran/` is `tags/iran/index.html`."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def relative(target: str, page: str) -> str:
    """The link from the page at address `page` to `target`, as a percent-encoded relative reference.

    Names `index.html` outright, since from a disk no server would add it.
    """
    to = _reference(target)
    for folder, way in _above(page):
        if to.startswith(folder):
            return way + to[len(folder) :]
    raise AssertionError("every address is below the root")


@functools.lru_cache(maxsize=8192)
def _above(page: str) -> tuple[tuple[str, str], ...]:
    """The folder in which a page is and those above it, up to the site's root, each with the way there: `2024/`, `../../`."""
    parts = _reference(page).split("/")[:-1]
    folders = itertools.accumulate((f"{part}/" for part in parts), initial="")
    return tuple((folder, "../" * (len(parts) - depth)) for depth, folder in enumerate(folders))[::-1]


@functools.lru_cache(maxsize=8192)
def _reference(address: str) -> str:
    """The way from the site's root, percent-encoded; every article is linked from a dozen pages or more."""
    path = output_path(address)
    return path if _NEEDS_NO_QUOTING.fullmatch(path) else quote(path, safe="/~!$&'()*+,;=@")


_NEEDS_NO_QUOTING = re.compile(r"[\w/~!$&'()*+,;=@.\-]*", re.ASCII)


def absolute(base_url: str, address: str) -> str:
    """The full address under `base_url`, percent-encoded; empty where there is no base."""
    return f"{base_url.rstrip('/')}/{_encoded(address)}" if base_url else ""


@functools.lru_cache(maxsize=1024)
def _encoded(address: str) -> str:
    return quote(address, safe="/~")


@functools.lru_cache(maxsize=4096)
def _in_word(char: str) -> bool:
    """Letters, digits and the marks that belong to them; a regex's word class would drop the vowel signs of Indic scripts."""
    return unicodedata.category(char)[0] in "LMN" or char in _KEEP_TOGETHER


def _shorten(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, cut between words where one ends in the last third."""
    raw = text.encode()
    if len(raw) <= limit:
        return text
    cut = raw[:limit].decode(errors="ignore")
    head, _, _ = cut.rpartition("-")
    return head if len(head.encode()) > limit * 2 // 3 else cut


def foreign(text: str) -> str:
    """`text` as a link to another site, percent-encoded where it must be; empty where it is no address on the web."""
    match = _FOREIGN.fullmatch(text)
    if not match:
        return ""
    rest = match["rest"] or ""
    return text[: len(text) - len(rest)] + _NOT_IN_ADDRESS.sub(lambda char: quote(char[0], safe=""), rest)
