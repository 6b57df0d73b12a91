"""Looks at one built page as a browser would: does every link lead somewhere, and can everybody read it?

Works on tags alone, which a few regular expressions find fast and safely in the pages that this program writes: in them no
bare `<` stands in text or in attributes.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from builder import policy, urls
from builder.policy import OWN_ATTRIBUTE, Tag
from builder.problems import Problem, warning

_TAG = re.compile(r"""<([a-zA-Z][\w-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"<title[^>]*>\s*[^\s<]", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]")
_LINKS = {"a": "href", "link": "href", "area": "href", "img": "src", "script": "src", "source": "src", "form": "action"}
_TELLING = frozenset({*_LINKS, *policy.TELLING, "html", "meta", "h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_FOUND_PAGE = "404.html"  # served at any depth, so its links may have to begin at the root


class Fragment(NamedTuple):
    """A link to a place within another page: the caller checks those, page by page."""

    target: str
    name: str
    page: str
    line: int


class Look(NamedTuple):
    """What was seen on one page; the problems' paths are relative to the site.

    `own` are the lines of what an article brings along; None on a page that shows none, or not as the program's templates do.
    """

    problems: tuple[Problem, ...]
    links: int
    fragments: tuple[Fragment, ...]
    own: frozenset[int] | None


def look(site: Path, page: str, base_url: str) -> Look:
    """Inspect the page at the path `page` of `site`, which is published under `base_url` (or empty)."""
    text = _read(site / page)
    tags = list(_tags(text))
    names = Counter(filter(None, (tag.attributes.get("id") for tag in tags)))
    problems = [*_for_everybody(text, tags, names), *policy.look(tags, base_url)]
    links, fragments = 0, []
    for tag, reference in _links(tags):
        inside = _inside(reference, base_url)
        if inside is None:
            continue
        links += 1
        target, fragment = _target(_from_root(inside, base_url), page)
        if not _is_there(site, target):
            problems.append(_broken(f"a link leads to `{target}`, which is not there", tag.line))
        elif inside.startswith("/") and page != _NOT_FOUND_PAGE:
            what = f"the link `{inside}` begins with `/`, so it works only where the site has a domain for itself"
            problems.append(warning("absolute-link", what, line=tag.line))
        elif fragment and target != page:
            fragments.append(Fragment(target, fragment, page, tag.line))
        elif fragment and fragment not in names:
            problems.append(broken_fragment(Fragment(target, fragment, page, tag.line)))
    return Look(tuple(problem.at(page) for problem in problems), links, tuple(fragments), _own(text, tags))


def _read(path: Path) -> str:
    """A page, but for its comments."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text) if "<!--" in text else text


def _own(text: str, tags: Sequence[Tag]) -> frozenset[int] | None:
    """The lines of an article's text, whose end it cannot feign, and of the address of its original; None without a text."""
    start = text.find('<div class="text">')
    if start < 0:
        return None
    first = text.count("\n", 0, start) + 1
    lines = range(first, first + text.count("\n", start, text.find("</article>", start)) + 1)
    return frozenset((*lines, *(tag.line for tag in tags if tag.attributes.get("rel") == "original")))


def ids(site: Path, page: str) -> frozenset[str]:
    """The places within a page that links can lead to."""
    file = site / page / "index.html" if (site / page).is_dir() else site / page
    return frozenset(tag.attributes["id"] for tag in _tags(_read(file)) if tag.attributes.get("id"))


def broken_fragment(link: Fragment) -> Problem:
    """What to say of a link to a place that its page does not have."""
    what = f"a link leads to `{link.target}#{link.name}`, but that page has no such place"
    return _broken(what, link.line).at(link.page)


def _broken(what: str, line: int) -> Problem:
    return Problem(kind="broken-link", what=what, line=line)


def _tags(text: str) -> Iterator[Tag]:
    """The start tags that say anything here: most of a page's do not, and are passed over before they are taken apart."""
    line, counted = 1, 0
    for match in _TAG.finditer(text):
        if match[1].lower() not in _TELLING and "id" not in match[2].lower() and not OWN_ATTRIBUTE.search(match[2]):
            continue
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        attributes = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(match[2])}
        yield Tag(match[1].lower(), attributes, line)


# ---- links -------------------------------------------------------------------------------------------------------------


def _links(tags: Sequence[Tag]) -> Iterator[tuple[Tag, str]]:
    for tag in tags:
        reference = tag.attributes.get(_LINKS.get(tag.name, ""))
        if reference is not None:
            yield tag, reference.strip()


def _inside(reference: str, base_url: str) -> str | None:
    """The reference where it stays within the site, None where it leaves it; what is meant from its root begins with `@/`."""
    base = base_url.rstrip("/") + "/"
    if len(base) > 1 and f"{reference}/".startswith(base):
        return f"@/{reference[len(base) :]}"
    return None if _ELSEWHERE.match(reference) else reference


def _from_root(reference: str, base_url: str) -> str:
    """A reference that begins with `/`, as one from the root of the site, which may lie below that of its domain."""
    path = urlsplit(base_url).path.rstrip("/") + "/"
    return f"@/{reference.removeprefix(path)}" if reference.startswith(path) else reference


def _target(reference: str, page: str) -> tuple[str, str]:
    """The file that a reference on `page` names, and the place within it."""
    path, _, fragment = reference.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return page, unquote(fragment)
    path = path[1:] if path.startswith("@/") else path
    address = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)).lstrip("/")
    is_folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    return urls.output_path(f"{address}/" if address and is_folder else address), unquote(fragment)


@lru_cache(maxsize=100_000)
def _is_there(site: Path, target: str) -> bool:
    return (site / target).is_file() or (site / target / "index.html").is_file()


# ---- for everybody -----------------------------------------------------------------------------------------------------


def _for_everybody(text: str, tags: Sequence[Tag], names: Mapping[str, int]) -> Iterator[Problem]:
    """What keeps people who listen, enlarge or use a keyboard from reading the page; the basics that can be seen in tags."""
    if any(tag.attributes.get("http-equiv", "").lower() == "refresh" for tag in tags):
        return  # a page that only leads elsewhere
    if not any(tag.name == "html" and tag.attributes.get("lang") for tag in tags):
        yield _access("the page does not say its language", "write `<html lang=…>`")
    if not _TITLE.search(text):
        yield _access("the page has no title", "write a `<title>`")
    headings = [tag for tag in tags if _HEADING.fullmatch(tag.name)]
    if sum(tag.name == "h1" for tag in headings) != 1:
        yield _access("the page should have one main heading", "write exactly one `<h1>`")
    for before, tag in pairwise(headings):
        if tag.name > before.name and int(tag.name[1]) > int(before.name[1]) + 1:
            yield _access(f"a heading `{tag.name}` follows on `{before.name}`", "leave out no level", tag.line)
    for tag in tags:
        if tag.name == "img" and "alt" not in tag.attributes:
            yield _access("a picture has no alternative text", "write `alt`, empty where it is only ornament", tag.line)
        if names.get(tag.attributes.get("id", ""), 0) > 1:
            yield _access(f"several elements have the id `{tag.attributes['id']}`", "an id stands once on a page", tag.line)


def _access(what: str, hint: str, line: int = 0) -> Problem:
    return warning("accessibility", what, hint=hint, line=line)
