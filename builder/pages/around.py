"""What stands around articles: their neighbours in the archive's order, their tags, and the articles related to them.

Read for many articles at once, since asking for each on its own takes longer than making its page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from builder.catalog import RELATED_REACH, Catalog, Row, Tag

RELATED = 5
"""Related articles that a page shows."""

Tags = list[tuple[Tag, str]]
"""The tags of an article, each with its spelling there."""

Related = tuple[Row, tuple[str, ...]]
"""An article, and the tags that it shares with another."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one article; `aliases` are its old addresses."""

    older: Row | None
    newer: Row | None
    tags: Tags
    related: list[Related]
    aliases: list[str]


def around(catalog: Catalog, rows: Sequence[Row], wanted: Sequence[Row]) -> dict[int, Around]:
    """What stands around the `wanted` of some `rows` that follow each other in archive order, by id."""
    if not wanted:
        return {}
    order = [catalog.before(rows[0].position), *rows, catalog.after(rows[-1].position)]
    beside = {row.id: (order[place], order[place + 2]) for place, row in enumerate(rows)}
    tags = catalog.tags_of([row.id for row in wanted])
    aliases = catalog.aliases([row.path for row in wanted])
    nearest = _Nearest(catalog, tags, wanted)
    chosen = {row.id: nearest.to(row, {other.id for other in beside[row.id] if other}) for row in wanted}
    known = {row.id: row for row in rows}
    missing = {other for found in chosen.values() for other, _ in found if other not in known}
    known |= {row.id: row for row in catalog.by_id(sorted(missing))}
    related = {number: [(known[other], names) for other, names in found] for number, found in chosen.items()}
    return {row.id: Around(*beside[row.id], tags[row.id], related[row.id], aliases[row.path]) for row in wanted}


class _Nearest:
    """The articles near in time that share tags with some articles."""

    def __init__(self, catalog: Catalog, tags: dict[int, Tags], rows: Sequence[Row]) -> None:
        keys = {tag.key for found in tags.values() for tag, _ in found}
        self._tags = tags
        self._near = {key: catalog.near(key, rows[0].position, rows[-1].position) for key in keys}
        self._places = {key: {article: place for place, (_, article) in enumerate(near)} for key, near in self._near.items()}

    def to(self, row: Row, beside: set[int]) -> list[tuple[int, tuple[str, ...]]]:
        """Articles related to one, with the shared tags' names: most shared first, then nearest; not those `beside` it."""
        shared: dict[int, list[str]] = {}
        rank: dict[int, tuple[int, str]] = {}
        for tag, name in self._tags[row.id]:
            for step, position, other in self._outward(tag.key, row.id):
                if other in shared:
                    shared[other].append(name)
                    rank[other] = min(rank[other], (step, position))
                elif other not in beside:
                    shared[other] = [name]
                    rank[other] = step, position
        order = sorted(shared, key=lambda other: (-len(shared[other]), rank[other]))
        return [(other, tuple(shared[other])) for other in order[:RELATED]]

    def _outward(self, key: str, article: int) -> Iterator[tuple[int, str, int]]:
        """The articles around one in a tag: how many steps away, position, id."""
        near, place = self._near[key], self._places[key][article]
        before = enumerate(reversed(near[max(0, place - RELATED_REACH) : place]))
        after = enumerate(near[place + 1 : place + 1 + RELATED_REACH])
        return ((step, position, other) for step, (position, other) in chain(before, after))
