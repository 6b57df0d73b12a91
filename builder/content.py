"""One file of `content/` → what the catalog keeps of it. Pure: bytes and settings in, an `Entry` out."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, NamedTuple

from builder import opening, records, safety, urls
from builder.config import Config
from builder.escaping import CONTROL, NONCHARACTERS, writable
from builder.model import Moment, Record
from builder.problems import BuildError, Problem, warning
from builder.spelling import folded

CUT_MASK = 511
"""An article whose address hashes to 0 under this mask ends a chunk: chunks hold about 512 articles, whatever is added."""

SUFFIXES = (".md", ".markdown")
"""How the name of a record ends, in letters of either case; see `is_record`."""

SUMMARY_LENGTH = 240
TITLE_LENGTH = 80
_BLANKED = bytes.maketrans(CONTROL.encode(), b" " * len(CONTROL))
_ESCAPE = re.compile(rb"\\[0abefvxuU]")  # by which YAML can put any of them into a value after all
_DATED_FOLDER = re.compile(r"content/(\d{4})/(\d{2})/(\d{2})/")
_SAFE_SLUG = re.compile(r"(?![.])[\w.\-\u200c\u200d]+")


class Entry(NamedTuple):
    """What lists, neighbours and addresses need of one record.

    `broken` records cannot be published at all. `wanted` is the address that the record asks for: another record may ask for
    the same (see `sync`). `day` is `YYYY-MM-DD` or empty, `time` `HH:MM:SS` or empty, both local. `title` is what lists show:
    the record's own (`titled`) or the text's opening words. `tags` are pairs of key (what makes two spellings one tag) and
    name.
    """

    path: str
    sha: str
    draft: bool = False
    broken: bool = False
    problems: tuple[Problem, ...] = ()
    wanted: str = ""
    day: str = ""
    time: str = ""
    timestamp: str = ""
    updated: str = ""
    title: str = ""
    titled: bool = True
    kicker: str = ""
    summary: str = ""
    lang: str = ""
    source: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether a chunk ends behind this article."""
        return int.from_bytes(hashlib.sha256(self.wanted.encode()).digest()[:4]) & CUT_MASK == 0


def is_record(path: str) -> bool:
    """Whether a file in `content/` is a record, by its name."""
    return path.endswith(SUFFIXES) or path.lower().endswith(SUFFIXES)


def load(raw: bytes, path: str) -> tuple[Record, list[Problem]]:
    """The record in a file's bytes, with problems that name the file; raises BuildError where it is not text.

    Control characters and what is no character at all are blanks here, since no page or feed may hold them.
    """
    try:
        text = raw.translate(_BLANKED).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 text (byte {error.start})"
        raise BuildError(Problem(kind="encoding", what=what, path=path, line=line, hint="save it as UTF-8")) from None
    for char in NONCHARACTERS:
        text = text.replace(char, " ")
    record, problems = records.parse(text)
    return _writable(record) if _ESCAPE.search(raw) else record, [problem.at(path) for problem in problems]


def _writable(record: Record) -> Record:
    """A record whose front matter holds only what XML and HTML may."""
    values = {field.name: _blanked(getattr(record, field.name)) for field in fields(record) if field.name != "body"}
    return replace(record, **values)


def _blanked(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, str):
        return writable(value).strip()
    return tuple(filter(None, map(_blanked, value))) if isinstance(value, tuple) else value


def digest(raw: bytes) -> str:
    """What tells whether a record is as it was."""
    return hashlib.sha256(raw).hexdigest()


def entry(raw: bytes, path: str, config: Config) -> Entry:
    """What the catalog keeps of the record at `path` (relative to the root, with `/`)."""
    sha = digest(raw)
    try:
        record, problems = load(raw, path)
    except BuildError as error:
        return Entry(path=path, sha=sha, broken=True, problems=error.problems)
    if any(problem.kind == "front-matter" for problem in problems):
        return Entry(path=path, sha=sha, broken=True, problems=tuple(problems))
    aliases, unusable = _aliases(record, path)
    problems += [*unusable, *_left_out(record, raw, path)]
    name = _slug(record, path, config)
    moment = record.timestamp or _folder_date(record, path)
    day = moment.day.isoformat() if moment else ""
    words = opening.opening(record.body, SUMMARY_LENGTH)
    return Entry(
        path=path,
        sha=sha,
        draft=record.draft,
        problems=tuple(problems),
        wanted=urls.article(day, name),
        day=day,
        time=moment.time.isoformat("seconds") if moment and moment.time else "",
        timestamp=moment.iso() if moment else "",
        updated=record.updated,
        title=record.title or opening.shorten(words, TITLE_LENGTH) or name,
        titled=bool(record.title),
        kicker=record.kicker,
        summary=opening.shorten(record.summary, SUMMARY_LENGTH) or words,
        lang=record.lang or config.language,
        source=record.source,
        section=record.section,
        authors=tuple(" ".join(name.split()) for name in record.authors),
        tags=tag_keys(record.tags, config.tags.aliases),
        aliases=aliases,
        unknown=tuple(sorted(record.extra)),
    )


def _left_out(record: Record, raw: bytes, path: str) -> Iterator[Problem]:
    """A word about what the page does not show of a record's text, or that there is none."""
    if not (record.body.strip() or record.summary or record.captions or record.draft):
        what, hint = "has no text", "write it below the front matter, or keep the page back with `draft: true`"
        yield warning("no-text", what, path=path, hint=hint)
    for name, line in safety.left_out(record.body).items():
        if name == "picture":
            what, hint = (
                "a picture of another host is left out, and its description shown",
                "put it into static/ and write /static/…",
            )
        else:
            what, hint = (
                f"`{name}` is left out, since pages show no such HTML",
                "take it out, or write `&lt;` if it is to be read",
            )
        above = raw.count(b"\n") - record.body.count("\n")
        yield warning("left-out", what, path=path, line=above + line, hint=hint)


def tag_keys(names: tuple[str, ...], aliases: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Pairs of key and name, in the record's order, aliases resolved; two spellings that differ only in case are one."""
    known = {folded(alias): name for alias, name in aliases.items()}
    pairs: dict[str, str] = {}
    for name in names:
        shown = " ".join(known.get(folded(name), name).split())
        if key := folded(shown):
            pairs.setdefault(key, shown)
    return tuple(pairs.items())


def unknown_key(key: str, count: int, path: str) -> Problem:
    """One word for a key that the program does not know, which `count` records have, the first of them at `path`."""
    near = records.nearest_key(key)
    others = f", as in {count - 1:,} more" if count > 1 else ""
    hint = f"did you mean `{near}`?" if near else "nothing to do, if another program reads it"
    what = f"`{key}` is no key that this program knows; it is kept{others}"
    return warning("unknown-key", what, path=path, field=key, hint=hint)


def _folder_date(record: Record, path: str) -> Moment | None:
    """The date of `content/2024/06/30/…`, for a record that says none at all."""
    match = _DATED_FOLDER.match(path)
    if not match or record.raw_date:
        return None
    try:
        return Moment.parse("-".join(match.groups()))
    except ValueError:
        return None


def _slug(record: Record, path: str, config: Config) -> str:
    """The record's own slug where it can be a file's name, else one made from it, or from the file's name."""
    if record.slug and _SAFE_SLUG.fullmatch(record.slug) and len(record.slug.encode()) <= urls.MAX_SLUG_BYTES:
        return urls.safe_name(record.slug)
    name = record.slug or posixpath.splitext(posixpath.basename(path))[0]
    return urls.safe_name(urls.slug(name, ascii_only=config.slugs == "ascii"))


# Addresses that are the site's own, whatever its articles: an old address of an article never takes their place, not even on a
# disk on which `About.html` and `about.html` are one file.
_OWN_ADDRESS = re.compile(
    r"|(index|about|search|404)\.html|(tags|static|search|feeds|sitemaps|page)/.*|(\d{4}(/\d\d){0,2}|undated)/(page/.*)?"
    r"|(feed\.(xml|json)|(sitemap|opensearch)\.xml|robots\.txt|cname)/.*",
    re.IGNORECASE,
)
_PAGES = (".html", ".htm")
_LONGEST_PART, _LONGEST = 255, 1000  # bytes, of the name of a file or folder and of a path, on every system


def _aliases(record: Record, path: str) -> tuple[tuple[str, ...], list[Problem]]:
    """The old addresses that can be kept, below the site's root, and a word about each that cannot."""
    kept: list[str] = []
    problems = []
    for alias in record.aliases:
        address, why = _alias(alias)
        if why:
            what = f"the alias {opening.shorten(alias, TITLE_LENGTH)!r} {why}; it is left out"
            hint = "write the old address as /2019/old-name.html"
            problems.append(warning("alias", what, path=path, field="aliases", hint=hint))
        elif address not in kept:
            kept.append(address)
    return tuple(kept), problems


def _alias(alias: str) -> tuple[str, str]:
    """An old address as one below the site's root (`old/name.html`, `old/name/`), and why it cannot be kept, if so."""
    parts = [part for part in alias.strip().split("/") if part not in {"", "."}]
    if ".." in parts or "\\" in alias or (parts and ":" in parts[0]):
        return "", "leads out of the site"
    address = "/".join(parts)
    if not address.endswith(_PAGES):
        address = f"{address}/" if address else ""
    elif parts[-1] == "index.html":
        address = address.removesuffix("index.html")
    if _OWN_ADDRESS.fullmatch(address):
        return "", "is the address of another page"
    if any(part.startswith(".") for part in parts):
        return "", "has a part that starts with a dot, which hosts keep to themselves"
    if any(part.endswith(_PAGES) for part in parts[:-1]):
        return "", "has a folder that is named as a page is"
    if len(address.encode()) > _LONGEST or any(len(part.encode()) > _LONGEST_PART for part in parts):
        return "", "is too long for the names of files"
    return address, ""
