"""`archive.yaml` → `Config`: every setting, its default, and a clear word where one cannot be used.

The classes below are the list of settings: a field's name is the key in the file, its default what holds without it, its
type what is accepted. An unknown key is a problem that names the nearest known one, so a typo is never silently ignored.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import typing
import zoneinfo
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from babel import Locale, UnknownLocaleError

from builder import fields, locales, spelling
from builder.escaping import writable
from builder.problems import BuildError, Problem, Severity, warning

FILE_NAME = "archive.yaml"

_FOR_RECORDS = ("language", "timezone", "slugs", "tags")
_MOST = 1_000_000_000  # of anything that is counted
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"\[[0-9a-f:.]+\]|(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*", re.IGNORECASE)
_PORT = re.compile(r":\d{1,5}$")
_NO_PATH = re.compile(r"[\s?#\"'<>\\^`{|}]")


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
        return Config(), list(_under_another_name(root))
    except OSError as error:
        return Config(), [_problem(f"cannot be read: {error.strerror}", hint=f"check its permissions; {_TILL_THEN}")]
    except UnicodeDecodeError as error:
        return Config(), [_problem(f"is not UTF-8 text (byte {error.start})", hint=f"save it as UTF-8; {_TILL_THEN}")]
    return parse(text)


def _under_another_name(root: Path) -> Iterator[Problem]:
    """Settings that are never read, since their file ends otherwise."""
    for name in ("archive.yml", "archive.yaml.txt"):
        if (root / name).is_file():
            yield _problem(f"is not there, but {name} is, which is not read", hint=f"rename it to {FILE_NAME}; {_TILL_THEN}")


_TILL_THEN = "until then nothing is built or imported"


def parse(text: str) -> tuple[Config, list[Problem]]:
    """Settings from YAML text; a setting that cannot be used keeps its default and is reported.

    Where text is wanted, every scalar is the text that stands there: `no` is Norwegian, and `010` a title.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        line, what = fields.trouble(error, text)
        line = min(line - 1, len(text.splitlines()))  # as there is no line `---` above it, and one that is not there is not named
        opened = fields.unclosed(text, line + 1)
        hint = (
            f"close the quote that line {opened - 1} opens, or mend this line" if opened else "quote the value, or mend this line"
        )
        return Config(), [_problem(f"is not valid YAML: {what}", line=line, hint=f"{hint}; {_TILL_THEN}")]
    if node is None or _is_nothing(node):
        return Config(), []
    if not isinstance(node, yaml.MappingNode):
        return Config(), [_problem("holds no settings", line=1, hint="write lines like `title: My archive`")]
    reader = _Reader()
    config = reader.section(Config, node, "")
    return config, [*reader.problems, *_different_hosts(config, reader.lines)]


def load_to_work(root: Path) -> tuple[Config, list[Problem]]:
    """The same for what makes something of the archive; raises BuildError where nothing of the file can be used.

    The defaults in its place are nobody's archive.
    """
    config, found = load(root)
    if is_unread(found):
        raise BuildError(*found)
    return config, found


def is_unread(found: Iterable[Problem]) -> bool:
    """Whether nothing of the file can be used, by what was found when it was read."""
    return any(problem.path == FILE_NAME and not problem.field for problem in found)


def keep_from_import(found: Iterable[Problem]) -> Iterator[Problem]:
    """A word that nothing is to be imported, where a setting was refused that goes into records; they keep it for good."""
    errors = {problem.field for problem in found if problem.path == FILE_NAME and problem.severity is Severity.ERROR}
    if refused := sorted(filter(_is_for_records, errors)):
        what = f"nothing was imported, since records would keep for good what stands in for {', '.join(refused)}"
        yield Problem(kind="not-imported", what=what, path="seeds", hint=f"mend {FILE_NAME} first")


def _is_for_records(name: str) -> bool:
    """Whether a setting decides what an import writes; so may one that is not known, unless another was most likely meant."""
    section = name.partition(".")[0]
    return _nearest(section, _types(Config)) in {"", *_FOR_RECORDS}


def names(section: type[Any] = Config, prefix: str = "") -> Iterator[str]:
    """Every setting's full name (`tags.minimum`); the documentation's test reads this."""
    for entry in dataclasses.fields(section):
        kind = _types(section)[entry.name]
        if dataclasses.is_dataclass(kind):
            yield from names(typing.cast("type[Any]", kind), f"{prefix}{entry.name}.")
        else:
            yield prefix + entry.name


class _Reader:
    """Turns YAML into settings, collecting problems as it goes; `lines` are those of the settings, by their full names."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []

    def section(self, cls: type[Any], node: yaml.MappingNode, prefix: str) -> Any:  # noqa: ANN401 - any of the classes above
        known = _types(cls)
        values: dict[str, Any] = {}
        for key, value in self._pairs(node, prefix):
            if key not in known:
                self._unknown(prefix, key, known)
            elif not _is_nothing(value):
                self._keep(values, known[key], key, value, prefix)
        return cls(**values)

    def _pairs(self, node: yaml.MappingNode, prefix: str) -> ItemsView[str, yaml.Node]:
        pairs: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = f"{prefix}{key.value}"
            if str(key.value) in pairs:
                what, hint = "stands twice, and the last one counts", "keep one of them"
                self.problems.append(
                    warning("setting", what, path=FILE_NAME, line=key.start_mark.line + 1, field=name, hint=hint)
                )
            self.lines[name] = key.start_mark.line + 1
            pairs[str(key.value)] = value
        return pairs.items()

    def _keep(self, values: dict[str, Any], kind: Any, key: str, node: yaml.Node, prefix: str) -> None:  # noqa: ANN401 - a type
        name = f"{prefix}{key}"
        if dataclasses.is_dataclass(kind):
            if isinstance(node, yaml.MappingNode):
                values[key] = self.section(typing.cast("type[Any]", kind), node, f"{name}.")
            else:
                self._refuse(name, "holds settings of its own", "write them indented below it")
            return
        if isinstance(node, yaml.MappingNode):
            self._pairs(node, f"{name}.")
        try:
            values[key] = _checked(name, _convert(kind, node))
        except ValueError as error:
            self._refuse(name, str(error), "the default is used")

    def _unknown(self, prefix: str, key: str, known: Mapping[str, Any]) -> None:
        close = _nearest(key, known)
        hint = f"did you mean `{prefix}{close}`?" if close else f"known here: {', '.join(known)}"
        self._refuse(f"{prefix}{key}", "is not a setting", hint)

    def _refuse(self, name: str, what: str, hint: str) -> None:
        self.problems.append(_problem(what, line=self.lines.get(name, 0), field=name, hint=hint))


def _nearest(key: str, known: Iterable[str]) -> str:
    """The setting that is meant, or perhaps meant; empty where none is near."""
    return next(iter(difflib.get_close_matches(key, known, n=1, cutoff=0.5)), "")


def _types(section: type) -> dict[str, Any]:
    return typing.get_type_hints(section)


def _is_nothing(node: yaml.Node) -> bool:
    """Whether a setting is left open: no value, or a text of blanks."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    return not _text(node) or (not node.style and node.value.lower() in {"~", "null"})


def _convert(kind: Any, node: yaml.Node) -> Any:  # noqa: ANN401 - the bridge from untyped YAML to typed settings
    """What a node says, as `kind`; raises ValueError with a sentence where it is something else."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(map(_text, _require(node.value, isinstance(node, yaml.SequenceNode), "must be a list")))
    if origin in (Mapping, dict):
        pairs = _require(node.value, isinstance(node, yaml.MappingNode), "must be pairs like `USA: United States`")
        return dict(sorted((_text(key), _text(value)) for key, value in pairs))
    text = _text(node)
    if origin is Literal:
        options = typing.get_args(kind)
        return _require(text, text in options, f"must be one of {', '.join(options)}, not {text!r}")
    if kind is bool:
        return _require(text.lower() in fields.TRUE, text.lower() in fields.TRUE | fields.FALSE, "must be true or false")
    if kind is int:
        usable = text.isascii() and text.isdecimal() and len(text) < len(str(_MOST)) and int(text) > 0
        return int(_require(text, usable, f"must be a whole number above 0 and below {_MOST:,}, not {text!r}"))
    return text


def _text(node: yaml.Node) -> str:
    """The text of a scalar, with blanks for what no page or feed may hold."""
    return writable(str(_require(node.value, isinstance(node, yaml.ScalarNode), "must be text"))).strip()


def _require(value: Any, holds: bool, what: str) -> Any:  # noqa: ANN401, FBT001 - a guard used as an expression
    if not holds:
        raise ValueError(what)
    return value


# ---- what a value must be, besides its type ----------------------------------------------------------------------------


def web_address(text: str) -> str:
    """The address at which a site can be published; raises ValueError with a sentence for anything else."""
    scheme, mark, rest = text.partition("://")
    host, _, path = rest.partition("/")
    _require(text, bool(mark) and scheme.lower() in {"http", "https"}, f"{text!r} must start with https:// (or http://)")
    _require(text, bool(_HOST.fullmatch(_PORT.sub("", host))), f"{text!r} names no host")
    _require(text, not _NO_PATH.search(path), f"{text!r} must end with the site's folder: no blanks, quotes, `?` or `#`")
    last = path.rpartition("/")[2]
    _require(text, not last.endswith((".html", ".htm", ".php")), f"{text!r} must be the address of a folder, without {last}")
    return f"{scheme.lower()}://{rest}"


def _checked(name: str, value: Any) -> Any:  # noqa: ANN401 - one guard for settings of several types
    """`value` as it is used; raises ValueError where it has the right type but cannot be meant."""
    if name == "base_url":
        return web_address(value)
    if name == "tags.aliases":
        return spelling.followed(value)
    if name == "timezone":
        known = value in zoneinfo.available_timezones()
        return _require(value, known, f"{value!r} is no time zone that is known; use a name such as Asia/Jakarta")
    if name == "deploy.cname":
        usable = bool(_HOST.fullmatch(value)) and "." in value
        return _require(value, usable, f"{value!r} must be the name of a host alone, such as news.example.org")
    if name == "language":
        try:
            Locale.parse(value, sep="-")
        except (UnknownLocaleError, ValueError):
            msg = f"{value!r} is no language code; {locales.remedy(value)}"
            raise ValueError(msg) from None
    return value


def _different_hosts(config: Config, lines: Mapping[str, int]) -> Iterator[Problem]:
    """A word where the site would be published at one host, and its links lead to another."""
    host, cname = urlsplit(config.base_url).hostname or "", config.deploy.cname
    if host and cname and host != cname.lower():
        what = f"{cname} is another host than that of base_url ({host})"
        hint = "feeds and canonical links name base_url, so let it start with https:// and this name"
        yield warning("setting", what, path=FILE_NAME, line=lines.get("deploy.cname", 0), field="deploy.cname", hint=hint)


def _problem(what: str, *, line: int = 0, field: str = "", hint: str = "") -> Problem:
    return Problem(kind="setting", what=what, path=FILE_NAME, line=line, field=field, hint=hint)
