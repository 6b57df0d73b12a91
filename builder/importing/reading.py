"""One seed → the record it would give. Runs in worker processes: plain functions of values that can be pickled.

Nothing here knows what else is in the archive. What depends on that (is it a duplicate, is its address free) is decided
afterwards, in one place and in one order: see `settling`.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple, TypeVar

from builder import files, language, markup, records, seeds, tagging, urls
from builder.config import Config
from builder.importing.spool import Pile, Place
from builder.model import Article, Block, Bullets, Caption, Moment, Record
from builder.problems import BuildError, Problem, Severity, warning

T = TypeVar("T")
U = TypeVar("U")

_SLUG_WORDS = 8
_SHORT = 200  # letters; texts below this can recur by chance ("No trains today."), so their day counts too
_NO_LETTER = re.compile(r"[\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
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
    `moment` is when it was published, as a text that sorts (see `_moment`), `updated` ISO 8601 or empty. `text_key` and `url_key`
    are equal for two seeds that hold the same article. `problems` is JSON. At `file`, `start` and `length` waits the file of the
    record, with the slug that it would like to have (see `spool`).
    """

    path: str
    size: int
    mtime_ns: int
    sha256: str
    status: str
    problems: str = ""
    folder: str = ""
    slug: str = ""
    moment: str = ""
    updated: str = ""
    text_key: str = ""
    url_key: str = ""
    shape: str = ""
    lang: str = ""
    year: str = ""
    file: str = ""
    start: int = 0
    length: int = 0

    @property
    def waiting(self) -> Place:
        """Where the record waits."""
        return Place(self.file, self.start, self.length)


class _Seed(NamedTuple):
    """A seed on its way to a record: its task, the digest of its bytes, and what was odd so far."""

    task: Task
    digest: str
    problems: tuple[Problem, ...] = ()


_Way = tuple[_Seed, T] | Reading
"""Where a seed is: on its way, with what the last step made of it, or at its end."""


_Tagged = tuple[Article, str, tuple[str, ...]]
"""An article with its language and its tags."""


def read_all(root: str, tasks: Sequence[Task], rules: Rules, spool: str) -> list[Reading]:
    """What each of some seeds gives, in their order; their records wait in the folder `spool`.

    No seed, whatever is in it, raises anything; where the records cannot be put down, it is a BuildError.

    Each step is taken with all of them before the next: its code and its tables then stay in the processor's cache, which takes
    a fifth less time than seed by seed.
    """
    raw = [_opened(root, task) for task in tasks]
    texts = _step(_decoded, raw)
    articles = _step(functools.partial(_parsed, rules.timezone), texts)
    spoken = _step(functools.partial(_spoken, rules.language), articles)
    tagged = _step(functools.partial(_tagged, rules.tags), spoken)
    recorded = _step(functools.partial(_recorded, rules), tagged)
    pile = Pile(spool)
    readings = [each if isinstance(each, Reading) else _reading(pile, *each) for each in recorded]
    pile.write()
    return readings


def _step(step: Callable[[_Seed, T], _Way[U]], some: Iterable[_Way[T]]) -> list[_Way[U]]:
    """Take a step with all but those that have come to their end."""
    return [each if isinstance(each, Reading) else step(*each) for each in some]


def _opened(root: str, task: Task) -> _Way[bytes]:
    try:
        raw = files.read(root, task.path)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        return _ended(_Seed(task, ""), "failed", Problem(kind="unreadable", what=what, hint="check its permissions"))
    seed = _Seed(task, hashlib.sha256(raw).hexdigest())
    return _ended(seed, "same") if seed.digest == task.seen else (seed, raw)


def _decoded(seed: _Seed, raw: bytes) -> _Way[str]:
    try:
        text, problems = seeds.decode(raw)
    except BuildError as error:
        return _ended(seed, "failed", *error.problems)
    return _Seed(seed.task, seed.digest, tuple(problems)), text


def _parsed(timezone: str, seed: _Seed, text: str) -> _Way[Article]:
    article, problems = seeds.parse(text, timezone=timezone)
    if problems:
        seed = seed._replace(problems=(*seed.problems, *problems))
    if isinstance(article, Article):
        return seed, article
    hint = "nothing to do; it stays where it is, and no record is made of it"
    return _ended(seed, "aside", warning("set-aside", f"is no article: {article.reason}", hint=hint))


def _ended(seed: _Seed, status: str, *problems: Problem) -> Reading:
    """What a seed gives that has no record."""
    task = seed.task
    return Reading(task.path, task.size, task.mtime_ns, seed.digest, status, pack((*seed.problems, *problems), task.path))


def _spoken(prior: str, seed: _Seed, article: Article) -> tuple[_Seed, tuple[Article, str]]:
    """With the language that its text is in, where its source address does not say."""
    text = "\n".join((article.title, article.lede, *_texts(article.blocks)))
    return seed, (article, article.lang or language.detect(text, prior=prior, zone=article.timezone))


def _tagged(rules: tagging.Rules, seed: _Seed, spoken: tuple[Article, str]) -> tuple[_Seed, _Tagged]:
    return seed, (*spoken, tagging.suggest(*spoken, rules))


def _recorded(rules: Rules, seed: _Seed, tagged: _Tagged) -> tuple[_Seed, tuple[str, Record]]:
    article, lang, tags = tagged
    inside = [block.text for block in article.blocks if isinstance(block, Caption)]
    record = Record(
        title=article.title,
        title_source=article.title_source,
        kicker=article.kicker,
        timestamp=article.moment,
        timezone=article.timezone,
        raw_date=article.raw_date,
        updated=_utc(article.updated),
        captions=(*dict.fromkeys(article.lead_captions), *dict.fromkeys(inside)),  # what stood above and inside is there twice
        lang=lang,
        tags=tags,
        tags_source="automatic" if tags else "",
        slug=_slug(article, rules),
        summary=article.lede,
        authors=article.authors,
        source=article.source,
        source_url=article.source_url,
        dateline=article.dateline,
        sign_off=article.sign_off,
        seed=seed.task.path,
        seed_sha256=seed.digest,
        body=markup.from_blocks(article.blocks),
    )
    return seed, (article.shape, record)


def _reading(pile: Pile, seed: _Seed, made: tuple[str, Record]) -> Reading:
    shape, record = made
    waiting = pile.put(records.seal(records.to_text(record)).encode())
    day = record.timestamp.day.isoformat() if record.timestamp else ""
    return Reading(
        path=seed.task.path,
        size=seed.task.size,
        mtime_ns=seed.task.mtime_ns,
        sha256=seed.digest,
        status="article",
        problems=pack(seed.problems, seed.task.path),
        folder=f"content/{day.replace('-', '/') or urls.UNDATED}",
        slug=record.slug,
        moment=_moment(record.timestamp),
        updated=record.updated,
        text_key=text_key(record),
        url_key=url_key(record),
        shape=shape,
        lang=record.lang,
        year=day[:4],
        file=waiting.file,
        start=waiting.start,
        length=waiting.length,
    )


def _moment(moment: Moment | None) -> str:
    """A text by which articles sort by their instants; what is not known comes behind all that could be."""
    local = moment.local if moment else None
    if local is None:
        return f"{moment.iso() if moment else ''}~"
    return (local.astimezone(dt.UTC) if local.tzinfo else local).replace(tzinfo=None).isoformat()


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [text for block in blocks for text in (block.items if isinstance(block, Bullets) else (block.text,))]


def _slug(article: Article, rules: Rules) -> str:
    """From the title, or the opening words of an article that has none; never empty."""
    words = article.title or " ".join(" ".join((article.lede, *_texts(article.blocks)[:1])).split()[:_SLUG_WORDS])
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
    left = text.encode(errors="replace").translate(None, _ASCII_MARKS)
    return left.decode() if left.isascii() else _NOT_ASCII.sub(_without_marks, left.decode())


def _without_marks(some: re.Match[str]) -> str:
    return _NO_LETTER.sub("", some[0])


def url_key(record: Record) -> str:
    """Equal for two records with the same source address: its scheme, fragment and last slash do not count."""
    address = (urls.foreign(record.source_url) or record.source_url).partition("#")[0].rstrip("/")  # as it is read from a record
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
