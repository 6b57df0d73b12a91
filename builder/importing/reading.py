"""One seed → the record it would give. Runs in worker processes: plain functions of values that can be pickled.

Nothing here knows what else is in the archive. What depends on that (is it a duplicate, is its address free) is decided
afterwards, in one place and in one order: see `settling`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

from builder import language, markup, records, seeds, tagging, urls
from builder.config import Config
from builder.model import Article, Block, Bullets, Caption, Record, SetAside
from builder.problems import BuildError, Problem, Severity

_SLUG_WORDS = 8
_SHORT = 200  # letters; texts below this can recur by chance ("No trains today."), so their day counts too
_NO_LETTER = re.compile(r"[\W_]+")
_ASCII_MARKS = bytes(code for code in range(0x80) if not chr(code).isalnum())


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The settings that a record made from a seed depends on."""

    timezone: str
    language: str
    ascii_slugs: bool
    tags: tagging.Rules

    @classmethod
    def of(cls, config: Config) -> Rules:
        """The rules that an archive's settings give."""
        return cls(
            timezone=config.timezone,
            language=config.language,
            ascii_slugs=config.slugs == "ascii",
            tags=tagging.Rules.of(config.tags),
        )


class Task(NamedTuple):
    """A seed to read. `seen` is the digest that it had when it was last read (or empty): then no more than that is needed."""

    path: str
    size: int
    mtime_ns: int
    seen: str


class Reading(NamedTuple):
    """What one seed gave; a row of the table `incoming`, so all fields are text or numbers.

    `status` is `article`, `aside` (no article; `problems` say why), `failed` (could not be read) or `same` (nothing new).
    `text` is the file of the record, unsealed, with the slug that it would like to have. `moment` and `updated` are ISO 8601
    or empty; `text_key` and `url_key` are equal for two seeds that hold the same article. `problems` is JSON.
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    status: str
    problems: str = ""
    text: str = ""
    folder: str = ""
    slug: str = ""
    moment: str = ""
    updated: str = ""
    text_key: str = ""
    url_key: str = ""
    shape: str = ""
    lang: str = ""


def read_all(root: str, tasks: Sequence[Task], rules: Rules) -> list[Reading]:
    """What each of some seeds gives, in their order."""
    return [read(root, task, rules) for task in tasks]


def read(root: str, task: Task, rules: Rules) -> Reading:
    """What one seed gives; no seed, whatever is in it, raises anything."""
    try:
        raw = Path(root, task.path).read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        problem = Problem(kind="unreadable", what=what, path=task.path, hint="check its permissions")
        return _without_record(task, "", "failed", [problem])
    digest = hashlib.sha256(raw).hexdigest()
    if digest == task.seen:
        return _without_record(task, digest, "same", [])
    try:
        text, problems = seeds.decode(raw)
    except BuildError as error:
        return _without_record(task, digest, "failed", error.problems)
    article, more = seeds.parse(text, timezone=rules.timezone)
    problems = [*problems, *more]
    if isinstance(article, SetAside):
        return _without_record(task, digest, "aside", [*problems, _set_aside(article)])
    return _with_record(task, digest, article, problems, rules)


def _set_aside(article: SetAside) -> Problem:
    hint = "nothing to do; it stays where it is and is not published"
    return Problem(kind="set-aside", what=f"is no article: {article.reason}", hint=hint, severity=Severity.WARNING)


def _without_record(task: Task, digest: str, status: str, problems: Sequence[Problem]) -> Reading:
    return Reading(task.path, task.size, task.mtime_ns, digest, status, pack(problems, task.path))


def _with_record(task: Task, digest: str, article: Article, problems: Sequence[Problem], rules: Rules) -> Reading:
    record = to_record(article, rules, seed=task.path, digest=digest)
    day = record.timestamp.day.isoformat() if record.timestamp else ""
    return Reading(
        path=task.path,
        size=task.size,
        mtime_ns=task.mtime_ns,
        sha256=digest,
        status="article",
        problems=pack(problems, task.path),
        text=records.to_text(record),
        folder=f"content/{day.replace('-', '/') or urls.UNDATED}",
        slug=record.slug,
        moment=record.timestamp.iso() if record.timestamp else "",
        updated=record.updated,
        text_key=text_key(record),
        url_key=url_key(record),
        shape=article.shape,
        lang=record.lang,
    )


# ---- the record --------------------------------------------------------------------------------------------------------


def to_record(article: Article, rules: Rules, *, seed: str, digest: str) -> Record:
    """The record of an article: what its text says, and the language, tags and address derived from it."""
    texts = _texts(article.blocks)
    text = "\n".join((article.title, article.lede, *texts))
    lang = article.lang or language.detect(text, prior=rules.language, zone=article.timezone)
    captions = (*article.lead_captions, *(block.text for block in article.blocks if isinstance(block, Caption)))
    tags = tagging.suggest(article, lang, rules.tags)
    return Record(
        title=article.title,
        title_source=article.title_source,
        kicker=article.kicker,
        timestamp=article.moment,
        timezone=article.timezone,
        raw_date=article.raw_date,
        updated=_utc(article.updated),
        captions=tuple(dict.fromkeys(captions)),
        lang=lang,
        tags=tags,
        tags_source="automatic" if tags else "",
        slug=_slug(article, texts, rules),
        summary=article.lede,
        authors=article.authors,
        source=article.source,
        source_url=article.source_url,
        dateline=article.dateline,
        sign_off=article.sign_off,
        seed=seed,
        seed_sha256=digest,
        body=markup.from_blocks(article.blocks),
    )


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [text for block in blocks for text in (block.items if isinstance(block, Bullets) else (block.text,))]


def _slug(article: Article, texts: Sequence[str], rules: Rules) -> str:
    """From the title, or the opening words of an article that has none; never empty."""
    words = article.title or " ".join(" ".join((article.lede, *texts[:1])).split()[:_SLUG_WORDS])
    return urls.safe_name(urls.slug(words, ascii_only=rules.ascii_slugs))


def _utc(moment: dt.datetime | None) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if moment else ""


# ---- is it the same article? -------------------------------------------------------------------------------------------


def text_key(record: Record) -> str:
    """Equal for two records with the same title and text, whatever their marks, case, white space and Markdown.

    A short text has its day in the key: two days may well say the same thing in a line, and both are articles.
    """
    letters = _letters(html.unescape(f"{record.title}\n{record.body}")).casefold()
    day = record.timestamp.day.isoformat() if record.timestamp and len(letters) < _SHORT else ""
    return hashlib.sha256(f"{day}\n{letters}".encode()).hexdigest()


def _letters(text: str) -> str:
    """The letters and digits of a text; nearly all that is none is ASCII, which bytes are rid of at once."""
    return _NO_LETTER.sub("", text.encode(errors="replace").translate(None, _ASCII_MARKS).decode())


def url_key(record: Record) -> str:
    """Equal for two records with the same source address: its scheme, fragment and last slash do not count."""
    address = record.source_url.partition("#")[0].rstrip("/")
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.")


# ---- problems as text --------------------------------------------------------------------------------------------------


_FIELDS = tuple(entry.name for entry in fields(Problem))


def pack(problems: Sequence[Problem], path: str) -> str:
    """Problems as JSON, placed in the file at `path`; empty for none."""
    placed = [problem.at(problem.path or path) for problem in problems]
    return json.dumps([[getattr(problem, name) for name in _FIELDS] for problem in placed]) if placed else ""


def unpack(packed: str) -> list[Problem]:
    """The problems that `pack` wrote."""
    rows = [dict(zip(_FIELDS, row, strict=True)) for row in json.loads(packed)] if packed else []
    return [Problem(**{**row, "severity": Severity(row["severity"])}) for row in rows]
