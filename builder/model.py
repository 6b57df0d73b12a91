"""The frozen types that pass between stages. They hold values and derive others from them; they do no work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published, exactly as far as it is known.

    `day` is the local date of the article's own zone, `time` its local time (None: only the day is known), `offset` the
    distance of that local time from UTC (None: no instant is certain, so none is claimed anywhere).
    """

    day: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read an ISO 8601 date, or date and time with or without an offset; raises ValueError on anything else."""
        text = text.strip()
        if len(text) <= len("2024-06-30"):
            return cls(dt.date.fromisoformat(text))
        stamp = dt.datetime.fromisoformat(text)
        return cls(stamp.date(), stamp.time(), stamp.utcoffset())

    @property
    def local(self) -> dt.datetime | None:
        """The local time, aware where an offset is known; None where only the day is."""
        if self.time is None:
            return None
        zone = None if self.offset is None else dt.timezone(self.offset)
        return dt.datetime.combine(self.day, self.time, zone)

    def iso(self) -> str:
        """ISO 8601, with an offset only where one is certain and a time only where one is known.

        An offset of no whole minutes, as all zones had before standard time, is left out: RFC 3339, HTML and XML know none.
        """
        local = self.local
        if local is None:
            return self.day.isoformat()
        odd = self.offset and self.offset % _MINUTE
        return (local.replace(tzinfo=None) if odd else local).isoformat()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, as the reader saw it (plain text, never Markdown)."""

    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a picture that is not archived, standing where the picture stood."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading between paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in the body; its items are not paragraphs."""

    items: tuple[str, ...]


Block = Paragraph | Caption | Heading | Bullets


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """What the text of one seed says: the result of parsing it, before anything is derived from the whole archive.

    Empty strings, empty tuples and None mean that the seed does not say. `moment` is None for an article whose date cannot
    be used (`raw_date` then keeps the line). `updated` is an aware UTC datetime. `lead_captions` stood above the text;
    captions inside it are among the `blocks`. `lang` is what the source address says of the language.
    """

    title: str = ""
    title_source: str = ""
    kicker: str = ""
    lede: str = ""
    moment: Moment | None = None
    timezone: str = ""
    raw_date: str = ""
    updated: dt.datetime | None = None
    lead_captions: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    dateline: str = ""
    sign_off: str = ""
    source: str = ""
    source_url: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A seed that is no article (a listing, an empty page …): never published, never deleted; `reason` says why."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One article as `content/` keeps it: front matter that people can edit, and a Markdown body.

    Field for field the front matter of ``docs/records.md``. `captions` lists every caption, lead ones first; those inside
    the body stand there too, as ``![caption]()``. `extra` keeps keys that the program does not know, so that none is lost.
    """

    title: str = ""
    timestamp: Moment | None = None
    timezone: str = ""
    updated: str = ""
    captions: tuple[str, ...] = ()
    lang: str = ""
    tags: tuple[str, ...] = ()
    tags_source: str = ""
    slug: str = ""
    sign_off: str = ""
    seed: str = ""
    seed_sha256: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    section: str = ""
    kicker: str = ""
    dateline: str = ""
    draft: bool = False
    aliases: tuple[str, ...] = ()
    title_source: str = ""
    raw_date: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    body: str = ""
