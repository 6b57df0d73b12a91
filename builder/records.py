"""Record ⇄ the text of its file, `content/YYYY/MM/DD/slug.md`: YAML front matter that people can edit, then Markdown.

Read leniently: keys of other generators are understood (`date`, `lastmod`, `author` …), what cannot be understood is a
problem with its line, and the rest of the record still counts. Every scalar is read as the text that stands there, so that
`NO`, `010`, `12:30` and `2024` stay what the person wrote. Written strictly (`front_matter`).
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

import yaml

from builder import fields, front_matter, locales, moments, urls
from builder.fields import Null, Value
from builder.front_matter import Quoted
from builder.model import Moment, Record
from builder.problems import Problem, warning

SEAL = "record_sha256"
"""Front-matter key under which an imported record keeps the digest of itself; see `seal`."""

_ALIASES = {
    "date": "timestamp",
    "published": "timestamp",
    "lastmod": "updated",
    "modified": "updated",
    "author": "authors",
    "description": "summary",
    "categories": "section",
    "category": "section",
    "caption": "captions",
    "language": "lang",
}
_LISTS = frozenset({"captions", "tags", "authors", "aliases"})
_KNOWN = frozenset(entry.name for entry in fields_of(Record)) - {"extra", "body"}
_BETWEEN = {"tags": frozenset(",;，；、،؛"), "authors": frozenset(";；؛")}
"""By which several are told apart where no YAML list is written; a comma can be in one name: `Ann Lark, Harbour Office`."""
_MEND = "quote the value, or mend the indentation"
_HEAD = re.compile(r"\A---[ \t]*\n((?:(?!---[ \t]*(?:\n|\Z)).*+\n)*+)---[ \t]*+(?:\n|\Z)")


# ---- reading -----------------------------------------------------------------------------------------------------------


def parse(text: str) -> tuple[Record, list[Problem]]:
    """The record in the text of a file, and what was wrong with it (lines counted from the file's first).

    A record whose front matter is not YAML comes back with its body alone; the problem is then an error.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    match = _HEAD.match(text)
    if not match:
        what = "the front matter is not closed" if text.startswith("---\n") else "there is no front matter"
        hint = "start the file with a line `---`, the title and date, and another line `---`"
        return Record(body=text), [Problem(kind="front-matter", what=what, line=1, hint=hint)]
    values, problems = _read(match[1])
    return Record(body=text[match.end() :].lstrip("\n"), **values), problems


def _read(head: str) -> tuple[dict[str, Any], list[Problem]]:
    """Values for the fields of a `Record`. Plain front matter with a mistake in it is read once more, for the mistake's line."""
    plain = fields.plain(head)
    if plain is not None:
        reader = _Reader({})
        values = reader.read(plain)
        if not reader.problems:
            return values, []
    try:
        found = fields.Fields(head)
    except yaml.YAMLError as error:
        line, what = fields.trouble(error, head)
        opened = fields.unclosed(head, line)
        hint = f"close the quote that line {opened} opens, {_MEND}" if opened else _MEND
        return {}, [_front_matter_problem(f"the front matter is not valid YAML: {what}", hint, line)]
    except TypeError:
        return {}, [_front_matter_problem("the front matter holds no `key: value` lines", "write `title: …` there", 2)]
    reader = _Reader(found.lines)
    for name, line in found.repeated:
        reader.error("duplicate-key", f"`{name}` stands twice", "keep one of them; the first is used", name, line)
    return reader.read(found.values), reader.problems


def _front_matter_problem(what: str, hint: str, line: int) -> Problem:
    return Problem(kind="front-matter", what=what, line=line, hint=hint)


class _Reader:
    """Makes values for a `Record` of those of a front matter; `problems` fill up as it goes."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        """`lines` are those of the values, by key."""
        self.problems: list[Problem] = []
        self._written = lines
        self._lines: dict[str, int] = {}

    def read(self, found: Mapping[str, Value]) -> dict[str, Any]:
        """Values for the fields of a `Record`."""
        values: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, value in found.items():
            name = _ALIASES.get(key, key)
            if name in _KNOWN and name not in values:
                self._lines[name] = self._written.get(key, 0)
                self._keep(values, name, value)
            elif key != SEAL:
                extra[key] = str(value) if isinstance(value, Null) else value
        if extra:
            values["extra"] = extra
        return self._settled(values)

    def _keep(self, values: dict[str, Any], name: str, value: Value) -> None:
        if isinstance(value, Null) and name != "title":
            return
        if name in _LISTS or name == "section":
            self._keep_list(values, name, value)
        elif not isinstance(value, str):
            self.error("field", f"`{name}` must be text", "write it on one line", name)
        else:
            self._keep_text(values, name, value.strip())

    def _keep_list(self, values: dict[str, Any], name: str, value: Value) -> None:
        texts = _texts(value)
        if texts is None:
            self.error("field", f"`{name}` must be a list of texts", "write it like [one, two]", name)
            return
        if name != "captions":  # what stood above the text and in it is listed twice
            texts = tuple(dict.fromkeys(texts))
        values[name] = " / ".join(texts) if name == "section" else texts
        if isinstance(value, str) and not _BETWEEN.get(name, frozenset()).isdisjoint(value):
            what = f"{value!r} counts as one {name.removesuffix('s')}"
            self.warning("one-text", what, "write several as a list like [one, two], and this one as a list of one", name)

    def _keep_text(self, values: dict[str, Any], name: str, text: str) -> None:
        if name == "timestamp":
            self._timestamp(values, text)
        elif name == "draft":
            values[name] = text.lower() not in fields.FALSE
            if text.lower() not in fields.FALSE | fields.TRUE:
                self.error("field", f"`draft` must be true or false, not {text!r}", "until then it counts as true", name)
        elif name == "updated":
            self._updated(values, text)
        elif name == "lang":
            self._lang(values, text)
        elif name == "source_url":
            self._source_url(values, text)
        else:
            values[name] = text

    def _timestamp(self, values: dict[str, Any], text: str) -> None:
        moment = moments.read(text)
        if moment:
            values["timestamp"] = moment
        elif text:
            self._no_date(values, text)

    def _updated(self, values: dict[str, Any], text: str) -> None:
        moment = moments.read(text)
        if moment:
            values["updated"] = moment.iso().replace("+00:00", "Z")
        elif text:
            self.error("field", f"{text!r} is no date that exists", "write it like 2024-06-30T10:25:00Z; left out", "updated")

    def _lang(self, values: dict[str, Any], text: str) -> None:
        code = text.replace("_", "-")
        if locales.is_code(code):
            values["lang"] = code
        elif text:
            self.error("field", f"{text!r} is no language code", f"left out; {locales.remedy(text)}", "lang")

    def _source_url(self, values: dict[str, Any], text: str) -> None:
        if address := urls.foreign(text):
            values["source_url"] = address
        elif text:
            self.error("field", f"{text!r} is no address on the web", "begin it with https://; left out", "source_url")

    def _no_date(self, values: dict[str, Any], text: str) -> None:
        hint = "write it like 2024-06-30T10:25:00+07:00, or a date alone like 2024-06-30; published as undated"
        self.error("timestamp", f"{text!r} is no date that exists", hint, "timestamp")
        values["raw_date"] = text

    def _settled(self, values: dict[str, Any]) -> dict[str, Any]:
        """The local date is that of the article's own zone, however its instant was written."""
        moment, name = values.get("timestamp"), values.get("timezone")
        zone = moments.zone(name) if name else None
        if name and zone is None:
            self.warning("unknown-zone", f"{name!r} is no time zone that is known", "use a name such as Asia/Jakarta", "timezone")
        if moment and zone:
            try:
                values["timestamp"] = moments.in_zone(moment, zone)
            except OverflowError:  # there it is another year than 1 to 9999
                self._no_date(values, values.pop("timestamp").iso())
        return values

    def error(self, kind: str, what: str, hint: str, field: str, line: int = 0) -> None:
        """Take down a problem; `line` is the value's own unless named."""
        where = line or self._lines.get(field, 0)
        self.problems.append(Problem(kind=kind, what=what, hint=hint, line=where, field=field))

    def warning(self, kind: str, what: str, hint: str, field: str) -> None:
        """Take down what was read, but perhaps meant otherwise."""
        self.problems.append(warning(kind, what, hint=hint, line=self._lines.get(field, 0), field=field))


@functools.lru_cache(maxsize=1024)
def nearest_key(key: str) -> str:
    """The key that was perhaps meant by one that is not known; empty where none is near."""
    return next(iter(difflib.get_close_matches(key, sorted(_KNOWN), n=1, cutoff=0.8)), "")


def _texts(value: Value) -> tuple[str, ...] | None:
    """A list of texts; one text is a list of one. Blank ones fall away. None where anything else is in it."""
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in items):
        return None
    return tuple(filter(None, map(str.strip, items)))


# ---- writing -----------------------------------------------------------------------------------------------------------


_ORDER = (
    *(
        "title",
        "title_source",
        "kicker",
        "timestamp",
        "timezone",
        "raw_date",
        "updated",
        "captions",
        "lang",
        "tags",
        "tags_source",
    ),
    *("slug", "summary", "authors", "section", "source", "source_url", "dateline", "sign_off", "draft", "aliases"),
    *("seed", "seed_sha256"),
)
_BARE = frozenset({"timezone", "lang", "tags_source", "title_source", "slug", "sign_off", "seed", "seed_sha256"})


def to_text(record: Record) -> str:
    """The file of a record; `parse` gives the record back, and `seal` adds the digest that tells later whether it was edited."""
    return f"---\n{front_matter.dump(_front_matter(record))}---\n\n{record.body}"


def _front_matter(record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for name in _ORDER:
        value = getattr(record, name)
        if not value:
            continue
        if isinstance(value, str):
            data[name] = value if name in _BARE else Quoted(value)
        elif isinstance(value, tuple):
            data[name] = [Quoted(item) for item in value]
        else:
            data[name] = Quoted(value.iso()) if isinstance(value, Moment) else value
    return data | dict(sorted(record.extra.items()))


# ---- was it edited? ----------------------------------------------------------------------------------------------------

_SEAL_LINE = re.compile(rf"^{SEAL}: (?P<digest>[0-9a-f]{{64}})\n", re.MULTILINE)


def seal(text: str) -> str:
    """`text` of a record with its own SHA-256 as the last line of its front matter."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    match = _HEAD.match(text)
    if match is None:
        raise ValueError("a record without front matter cannot be sealed")
    return f"{text[: match.end(1)]}{SEAL}: {digest}\n{text[match.end(1) :]}"


def is_untouched(text: str) -> bool:
    """Whether a record's file is, to the letter, what the import wrote; False for one that a person made or edited."""
    match = _SEAL_LINE.search(text)
    if not match:
        return False
    bare = text[: match.start()] + text[match.end() :]
    return hashlib.sha256(bare.encode()).hexdigest() == match["digest"]
