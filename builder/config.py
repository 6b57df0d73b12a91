"""`archive.yaml` → `Config`: every setting, its default, and a clear word where one cannot be used.

The classes below are the list of settings: a field's name is the key in the file, its default what holds without it, its
type what is accepted. An unknown key is a problem that names the nearest known one, so a typo is never silently ignored.
"""

from __future__ import annotations

import dataclasses
import difflib
import typing
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml
from babel import Locale, UnknownLocaleError

from builder.problems import Problem

FILE_NAME = "archive.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class TagSettings:
    """`tags:` — which tags exist and which get a page."""

    minimum: int = 2  # a tag with fewer articles is shown, but has no page of its own
    suggest: bool = True  # suggest tags at import for articles that have none
    maximum: int = 8  # how many are suggested for one article
    aliases: Mapping[str, str] = field(default_factory=dict)  # other spelling → the tag it stands for
    exclude: tuple[str, ...] = ()  # never suggested


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchSettings:
    """`search:` — the reader's search."""

    enabled: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class DeploySettings:
    """`deploy:` — where `builder deploy` publishes to."""

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str = "Publish the archive"
    cname: str = ""  # a domain of one's own; written to CNAME


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """All settings of one archive."""

    title: str = "News archive"
    description: str = ""
    base_url: str = ""  # where it will be published; without one nothing absolute is written
    language: str = "en"  # of the pages around the articles, and of articles that do not say
    timezone: str = "UTC"  # for articles that name none
    publisher: str = ""  # the newspaper or archive that publishes, for citations
    per_page: int = 50  # articles on a list page
    indexing: Literal["index", "noindex"] = "index"
    slugs: Literal["unicode", "ascii"] = "unicode"
    tags: TagSettings = field(default_factory=TagSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    deploy: DeploySettings = field(default_factory=DeploySettings)


def load(root: Path) -> tuple[Config, list[Problem]]:
    """Read the settings of the archive in `root`; a missing or empty file gives the defaults."""
    path = root / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config(), []
    except OSError as error:
        return Config(), [_problem(f"cannot be read: {error.strerror}", hint="check its permissions; defaults are used")]
    except UnicodeDecodeError as error:
        return Config(), [_problem(f"is not UTF-8 text (byte {error.start})", hint="save it as UTF-8; defaults are used")]
    return parse(text)


def parse(text: str) -> tuple[Config, list[Problem]]:
    """Settings from YAML text; a setting that cannot be used keeps its default and is reported."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        what = getattr(error, "problem", None) or str(error)
        return Config(), [_problem(f"is not valid YAML: {what}", line=line, hint="mend this line; defaults are used")]
    if data is None:
        return Config(), []
    if not isinstance(data, dict):
        return Config(), [_problem("holds no settings", line=1, hint="write lines like `title: My archive`")]
    reader = _Reader(_key_lines(node))
    return reader.section(Config, data, ""), reader.problems


def names(section: type[Any] = Config, prefix: str = "") -> Iterator[str]:
    """Every setting's full name (`tags.minimum`); the documentation's test reads this."""
    for entry in dataclasses.fields(section):
        kind = _types(section)[entry.name]
        if dataclasses.is_dataclass(kind):
            yield from names(typing.cast("type[Any]", kind), f"{prefix}{entry.name}.")
        else:
            yield prefix + entry.name


class _Reader:
    """Turns parsed YAML into settings, collecting problems as it goes."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        self.lines = lines
        self.problems: list[Problem] = []

    def section(self, cls: type[Any], data: Mapping[Any, Any], prefix: str) -> Any:  # noqa: ANN401 - any of the classes above
        known = _types(cls)
        values: dict[str, Any] = {}
        for key, value in data.items():
            name = f"{prefix}{key}"
            if key not in known:
                self._unknown(name, str(key), prefix, known)
            elif value is not None:
                self._keep(values, known[key], key, value, name)
        return cls(**values)

    def _keep(self, values: dict[str, Any], kind: Any, key: str, value: Any, name: str) -> None:  # noqa: ANN401 - YAML is untyped
        if dataclasses.is_dataclass(kind):
            if isinstance(value, dict):
                values[key] = self.section(typing.cast("type[Any]", kind), value, f"{name}.")
            else:
                self._refuse(name, "holds settings of its own", "write them indented below it")
            return
        try:
            values[key] = _convert(kind, value)
            _check(name, values[key])
        except ValueError as error:
            values.pop(key, None)
            self._refuse(name, str(error), "the default is used")

    def _unknown(self, name: str, key: str, prefix: str, known: Mapping[str, Any]) -> None:
        close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        hint = f"did you mean `{prefix}{close[0]}`?" if close else f"known here: {', '.join(known)}"
        self.problems.append(_problem("is not a setting", line=self.lines.get(name, 0), field=name, hint=hint))

    def _refuse(self, name: str, what: str, hint: str) -> None:
        self.problems.append(_problem(what, line=self.lines.get(name, 0), field=name, hint=hint))


def _types(section: type) -> dict[str, Any]:
    return typing.get_type_hints(section)


def _convert(kind: Any, value: Any) -> Any:  # noqa: ANN401 - the bridge from untyped YAML to typed settings
    """`value` as `kind`; raises ValueError with a sentence where it is something else."""
    origin = typing.get_origin(kind)
    if origin is Literal:
        options = typing.get_args(kind)
        return _require(value, value in options, f"must be one of {', '.join(options)}, not {value!r}")
    if origin is tuple:
        return tuple(str(item) for item in _require(value, isinstance(value, list), "must be a list"))
    if origin in (Mapping, dict):
        pairs = _require(value, isinstance(value, dict), "must be pairs like `USA: United States`")
        return dict(sorted((str(key), str(item)) for key, item in pairs.items()))
    if kind is bool:
        return _require(value, isinstance(value, bool), "must be true or false")
    if kind is int:
        return _require(value, type(value) is int and value > 0, f"must be a whole number above 0, not {value!r}")
    return str(_require(value, isinstance(value, str | int | float), "must be text")).strip()


def _require(value: Any, holds: bool, what: str) -> Any:  # noqa: ANN401, FBT001 - a guard used as an expression
    if not holds:
        raise ValueError(what)
    return value


def _check(name: str, value: Any) -> None:  # noqa: ANN401 - one guard for settings of several types
    """Raise ValueError where a value has the right type but cannot be meant."""
    if name == "timezone" and value not in zoneinfo.available_timezones():
        msg = f"{value!r} is no time zone that is known; use a name such as Asia/Jakarta"
        raise ValueError(msg)
    if name == "base_url" and value and not value.startswith(("https://", "http://")):
        msg = f"{value!r} must start with https:// (or http://)"
        raise ValueError(msg)
    if name == "language":
        try:
            Locale.parse(value, sep="-")
        except (UnknownLocaleError, ValueError):
            msg = f"{value!r} is no language code; use one such as id, en or pt-BR"
            raise ValueError(msg) from None


def _problem(what: str, *, line: int = 0, field: str = "", hint: str = "") -> Problem:
    return Problem(kind="setting", what=what, path=FILE_NAME, line=line, field=field, hint=hint)


def _key_lines(node: yaml.Node | None, prefix: str = "") -> dict[str, int]:
    """The line of every key, by its full name; for messages."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name = f"{prefix}{key.value}"
        lines[name] = key.start_mark.line + 1
        lines |= _key_lines(value, f"{name}.")
    return lines
