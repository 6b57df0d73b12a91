"""The words of the pages as templates see them, and what to say of those that are missing or have blanks that nothing fills."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import markupsafe
import yaml
from jinja2.utils import missing

from builder.escaping import escaped
from builder.problems import Problem

GLOBALS = ("count", "filled", "fixed", "language_name", "number", "page", "site", "words")
"""What every template sees."""

_BLANK = re.compile(r"{(\w+)}")
_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


class Words(dict[str, Any]):
    """Nested words whose keys are attributes, which templates look up at once; of a plain dictionary only after a failure.

    `within` is the full name of a part of them, with its last dot.
    """

    __slots__ = ("__dict__", "within")

    def __init__(self, words: dict[str, Any], within: str = "") -> None:
        super().__init__((k, Words(v, f"{within}{k}.") if isinstance(v, dict) else v) for k, v in words.items())
        self.__dict__ = self
        self.within = within


def filled(text: str, **parts: object) -> markupsafe.Markup:
    """A sentence of the words' with its blanks (`{first}`) filled, by parts that may be HTML; faster than `Markup.format`."""

    def fill(blank: re.Match[str]) -> str:
        if blank[1] not in parts:
            raise UnfilledError(blank[1], text)
        return escaped(parts[blank[1]])

    return markupsafe.Markup(_BLANK.sub(fill, escaped(text)))  # noqa: S704 - escaped in here


# ---- what is not there -------------------------------------------------------------------------------------------------


class UnfilledError(jinja2.TemplateRuntimeError):
    """A blank of the words that a template does not fill."""

    def __init__(self, blank: str, text: str) -> None:
        """Name the blank, and the words that it stands in."""
        super().__init__(f"nothing fills the blank {{{blank}}} of the words {text!r}")
        self.blank = blank


class NoWordError(jinja2.UndefinedError):
    """A word that a template asks for, and there is none of that name."""


class Missing(jinja2.StrictUndefined):
    """Whatever a template asks for and does not get; says what was perhaps meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - Jinja's signature
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, NoWordError if isinstance(obj, Words) else exc)

    @property
    def _undefined_message(self) -> str:
        thing, name = self._undefined_obj, str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if thing is missing:
            return f"there is no `{name}`{perhaps(name, GLOBALS)}"
        if isinstance(thing, Words):
            return f"there is no word `{thing.within}{name}`{perhaps(name, thing)}"
        known = (known for known in dir(thing) if not known.startswith("_"))
        return f"`{type(thing).__name__}` has no `{name}`{perhaps(name, known)}"


def perhaps(name: str, known: Iterable[str]) -> str:
    """The question whether a name that is known was meant; empty where none is near."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like another; empty where none is."""
    return next(iter(difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7)), "")


# ---- files of words ----------------------------------------------------------------------------------------------------


class Key(NamedTuple):
    """A key in a file of words: its full name, such as `nav.home`, and its line.

    `text` is what stands there, plural forms in one; None where it is a group of words.
    """

    name: str
    line: int
    text: str | None


def keys(path: Path) -> list[Key]:
    """All keys of a file of words, in its order; none if it cannot be read, which a build says."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        return list(_keys(yaml.compose(text, Loader=yaml.CBaseLoader)))
    except (OSError, yaml.YAMLError):
        return []


def _keys(node: yaml.Node | None, within: str = "") -> Iterator[Key]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        name, is_group = f"{within}{key.value}", isinstance(value, yaml.MappingNode) and not _is_plural(value)
        yield Key(name, key.start_mark.line + 1, None if is_group else _text(value))
        if is_group:
            yield from _keys(value, f"{name}.")


def _is_plural(node: yaml.MappingNode) -> bool:
    return all(key.value in _PLURALS for key, _ in node.value)


def _text(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "\n".join(_text(value) for _, value in node.value)
    return node.value if isinstance(node, yaml.ScalarNode) else ""


def line(path: Path, name: str) -> int:
    """The line of a key in a file of words; 0 where it has none of that name."""
    return next((key.line for key in keys(path) if key.name == name), 0)


def unfilled(error: Exception, own: Iterable[Path], known: Path) -> Problem | None:
    """Which of an archive's `own` files of words is why a template fell over a blank; None where the words are not.

    `known` is the program's own file, which has the blanks that are filled.
    """
    if not isinstance(error, UnfilledError | KeyError | IndexError | ValueError):
        return None
    blanks = {key.name: set(_BLANK.findall(key.text or "")) for key in keys(known)}
    for path in own:
        for key in keys(path):
            odd = [blank for blank in _blanks(key.text or "") if blank not in blanks.get(key.name, ())]
            if (_blank(error) in odd) if _blank(error) else any(not blank.isidentifier() for blank in odd):
                able = ", ".join(f"{{{blank}}}" for blank in sorted(blanks.get(key.name, ())))
                what = f"nothing fills the blank {{{_blank(error)}}} of `{key.name}`: {key.text}"
                hint = f"its blanks are {able}" if able else "it has no blanks"
                return Problem(kind="words", what=what, path=f"templates/words/{path.name}", line=key.line, hint=hint)
    return None


def _blank(error: Exception) -> str:
    """The blank over which a template fell; empty where it has no name, or is no blank at all."""
    if isinstance(error, UnfilledError):
        return error.blank
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else ""


def _blanks(text: str) -> list[str]:
    """The names of all blanks as Python's `format` reads them, one that is none (`{`) as it stands."""
    try:
        return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]
