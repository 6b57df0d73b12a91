"""Does a page keep to the policy of all pages: no script or style inside it, nothing from another host?

What breaks it is not in the page that readers see, since their browsers refuse it. A page that allows more in its own
`Content-Security-Policy` may have that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import urlsplit

from builder.problems import Problem, warning


class Tag(NamedTuple):
    """A start tag: its name in lower case, its attributes unescaped, its line."""

    name: str
    attributes: Mapping[str, str]
    line: int


_TAKING = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
TELLING = frozenset({*_TAKING, "style", "meta", "a"})
"""The elements that are looked at whatever attributes they have."""

OWN_ATTRIBUTE = re.compile(r"(?:^|\s)(?:style|on[a-z]+)\s*=", re.IGNORECASE)
"""Finds what is looked at in all other elements."""

_RELATION = re.compile(r"stylesheet|(apple-touch-|mask-)?icon|manifest|(module)?preload|prefetch|preconnect|dns-prefetch")
"""What of the relations of a `<link>` has something loaded, or a host asked."""

_OTHER_HOST = re.compile(r"(?:https?:)?//([^/?#\s]+)", re.IGNORECASE)
_RUNS = re.compile(r"|module|importmap|speculationrules|.*(?:java|ecma)script.*", re.IGNORECASE)
_INLINE = re.compile(r"'(?:unsafe-inline|nonce-.*|sha\d+-.*)'")


def look(tags: Sequence[Tag], base_url: str) -> Iterator[Problem]:
    """What on a page its policy refuses; what is under `base_url` is the archive's own."""
    policy = _policy(tags)
    known = [urlsplit(base_url).netloc.lower(), *(_host(source) for sources in policy.values() for source in sources)]
    for tag in tags:
        for what, hint in (*_scripts(tag, policy), *_styles(tag, policy), *_from_elsewhere(tag, known)):
            yield warning("policy", what, hint=hint, line=tag.line)


def _policy(tags: Sequence[Tag]) -> Mapping[str, list[str]]:
    """The sources that a page allows, by directive."""
    texts = (tag.attributes for tag in tags if tag.attributes.get("http-equiv", "").lower() == "content-security-policy")
    directives = (part.split() for text in texts for part in text.get("content", "").split(";"))
    return {name.lower(): sources for name, *sources in filter(None, directives)}


def _allows_inside(policy: Mapping[str, list[str]], directive: str) -> bool:
    return any(_INLINE.fullmatch(source) for source in policy.get(directive, policy.get("default-src", ())))


def _host(source: str) -> str:
    """The host that a source of a policy allows, as a pattern: `*` for any; what is no host matches none."""
    host = source.lower().partition("://")[2] or source.lower()
    return "*" if host in {"http:", "https:"} else host.partition("/")[0]


def _scripts(tag: Tag, policy: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    handlers = [name for name in tag.attributes if re.fullmatch("on[a-z]+", name)]
    runs = tag.name == "script" and "src" not in tag.attributes and _RUNS.fullmatch(tag.attributes.get("type", "").strip())
    is_link = tag.name == "a" and tag.attributes.get("href", "").strip().lower().startswith("javascript:")
    if not (handlers or runs or is_link) or _allows_inside(policy, "script-src"):
        return
    if runs:
        yield "a script stands in the page itself, where its policy lets none run", "move it into a file in static/"
    for name in handlers or (["href"] if is_link else []):
        yield f"`<{tag.name}>` has a script as its `{name}`, which the page's policy does not let run", "use a script in static/"


def _styles(tag: Tag, policy: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    is_element, is_attribute = tag.name == "style", "style" in tag.attributes
    if not (is_element or is_attribute) or _allows_inside(policy, "style-src"):
        return
    if is_element:
        yield "a `<style>` stands in the page itself, where its policy takes none", "move it into a stylesheet in static/"
    if is_attribute:
        hint = "give it a class, and the class its style in a stylesheet in static/"
        yield f"`<{tag.name}>` has a `style` of its own, which the page's policy does not take", hint


def _from_elsewhere(tag: Tag, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    if tag.name == "link" and not any(map(_RELATION.fullmatch, tag.attributes.get("rel", "").lower().split())):
        return
    for name in _TAKING.get(tag.name, ()):
        value = tag.attributes.get(name, "").strip()
        for reference in (part.strip() for part in (value.split(",") if name == "srcset" else [value])):
            host = _OTHER_HOST.match(reference)
            if host and not any(fnmatchcase(host[1].lower(), pattern) for pattern in known):
                what = f"`<{tag.name}>` needs `{reference}`, but the page's policy allows nothing from another host"
                yield what, "keep a copy of it in static/, or allow the host in the template's block `csp`"
